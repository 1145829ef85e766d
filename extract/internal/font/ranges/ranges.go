// Package ranges keeps values by ranges of codes, as CMaps and width arrays
// give them, without ever expanding a range.
package ranges

import (
	"cmp"
	"container/heap"
	"slices"
)

// Range gives one value to the codes Lo to Hi. The value must hold for every
// code of the range (a difference, not a start), as a range may be cut.
type Range[T any] struct {
	Lo, Hi uint32
	Value  T
}

// Table is a sorted list of ranges that do not overlap.
type Table[T any] []Range[T]

// Find returns the value of a code.
func (r Table[T]) Find(code uint32) (v T, ok bool) {
	lo, hi := 0, len(r)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if r[mid].Hi < code {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r) && r[lo].Lo <= code {
		return r[lo].Value, true
	}
	return v, false
}

// New makes a table of ranges given in the order of their definition, where a
// later one replaces an earlier one. It may keep defs.
func New[T any](defs []Range[T]) Table[T] {
	byLo := func(a, b Range[T]) int { return cmp.Compare(a.Lo, b.Lo) }
	if !slices.IsSortedFunc(defs, byLo) || overlap(defs) {
		sorted := slices.Clone(defs)
		slices.SortStableFunc(sorted, byLo)
		if overlap(sorted) {
			return resolve(defs)
		}
		return sorted
	}
	return defs
}

func overlap[T any](sorted []Range[T]) bool {
	for i := 1; i < len(sorted); i++ {
		if sorted[i].Lo <= sorted[i-1].Hi {
			return true
		}
	}
	return false
}

// latest is a heap of definitions, the latest on top.
type latest []int

func (h latest) Len() int           { return len(h) }
func (h latest) Less(i, j int) bool { return h[i] > h[j] }
func (h latest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *latest) Push(x any)        { *h = append(*h, x.(int)) }
func (h *latest) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

// resolve cuts overlapping ranges by a sweep over their ends, so that a hostile
// pile of them costs n log n.
func resolve[T any](defs []Range[T]) Table[T] {
	order := make([]int, len(defs))
	points := make([]uint64, 0, 2*len(defs))
	for i, d := range defs {
		order[i] = i
		points = append(points, uint64(d.Lo), uint64(d.Hi)+1)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(defs[a].Lo, defs[b].Lo) })
	slices.Sort(points)
	points = slices.Compact(points)

	var out Table[T]
	var active latest
	last := -1 // the definition that the end of out came from
	for i, p := range points[:max(len(points)-1, 0)] {
		for len(order) > 0 && uint64(defs[order[0]].Lo) <= p {
			heap.Push(&active, order[0])
			order = order[1:]
		}
		for len(active) > 0 && uint64(defs[active[0]].Hi) < p {
			heap.Pop(&active)
		}
		if len(active) == 0 {
			last = -1
			continue
		}
		hi := uint32(points[i+1] - 1)
		if active[0] == last {
			out[len(out)-1].Hi = hi
			continue
		}
		last = active[0]
		out = append(out, Range[T]{uint32(p), hi, defs[last].Value})
	}
	return out
}
