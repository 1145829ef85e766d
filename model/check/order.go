package check

import (
	"iter"
	"maps"
	"slices"
)

// sorted goes through a map by its keys, so that findings come in one order.
func sorted[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
