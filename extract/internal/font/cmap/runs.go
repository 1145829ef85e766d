package cmap

import (
	"cmp"
	"container/heap"
	"slices"
)

// run gives one value to the codes lo to hi. Values are chosen so that they
// hold for every code of the run (a difference, not a start), so a run can be cut.
type run[T any] struct {
	lo, hi uint32
	v      T
}

// runs are sorted and do not overlap.
type runs[T any] []run[T]

func (r runs[T]) find(code uint32) (v T, ok bool) {
	lo, hi := 0, len(r)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if r[mid].hi < code {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r) && r[lo].lo <= code {
		return r[lo].v, true
	}
	return v, false
}

// arrange sorts runs given in the order of their definition, where a later one
// replaces an earlier one.
func arrange[T any](defs []run[T]) runs[T] {
	byLo := func(a, b run[T]) int { return cmp.Compare(a.lo, b.lo) }
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

func overlap[T any](sorted []run[T]) bool {
	for i := 1; i < len(sorted); i++ {
		if sorted[i].lo <= sorted[i-1].hi {
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

// resolve cuts overlapping runs by a sweep over their ends, so that a hostile
// pile of them costs n log n.
func resolve[T any](defs []run[T]) runs[T] {
	order := make([]int, len(defs))
	points := make([]uint64, 0, 2*len(defs))
	for i, d := range defs {
		order[i] = i
		points = append(points, uint64(d.lo), uint64(d.hi)+1)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(defs[a].lo, defs[b].lo) })
	slices.Sort(points)
	points = slices.Compact(points)

	var out runs[T]
	var active latest
	last := -1 // the definition that the end of out came from
	for i, p := range points[:max(len(points)-1, 0)] {
		for len(order) > 0 && uint64(defs[order[0]].lo) <= p {
			heap.Push(&active, order[0])
			order = order[1:]
		}
		for len(active) > 0 && uint64(defs[active[0]].hi) < p {
			heap.Pop(&active)
		}
		if len(active) == 0 {
			last = -1
			continue
		}
		hi := uint32(points[i+1] - 1)
		if active[0] == last {
			out[len(out)-1].hi = hi
			continue
		}
		last = active[0]
		out = append(out, run[T]{uint32(p), hi, defs[last].v})
	}
	return out
}
