package check

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// sorted goes through a map by its keys, so that findings come in one order.
func sorted[K cmp.Ordered, V any](m map[K]V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
