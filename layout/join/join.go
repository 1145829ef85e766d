package join

import (
	"sync"
	"sync/atomic"

	"yusuan/layout/settings"
)

// Tables gives the logical tables of all pages, of which it puts so many together at the same time, and tells the parts which
// they became.
func Tables(pages []*Page, workers int, s *settings.Settings) []Table {
	chains := chainsOf(pages, s)
	out := make([]Table, len(chains))
	each(len(chains), workers, func(i int) {
		chains[i].link(i)
		out[i] = chains[i].table(s)
	})
	return out
}

// each does something for each number under n, for so many at the same time. A panic becomes the caller's.
func each(n, workers int, do func(i int)) {
	if workers < 2 || n < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var failed atomic.Value
	var working sync.WaitGroup
	for range min(workers, n) {
		working.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					failed.CompareAndSwap(nil, panicked{p})
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	working.Wait()
	if p, ok := failed.Load().(panicked); ok {
		panic(p.value)
	}
}

// panicked is what a goroutine ended with.
type panicked struct{ value any }

// chainsOf puts the parts of all pages to their logical tables.
func chainsOf(pages []*Page, s *settings.Settings) []*chain {
	var out []*chain
	var current *chain
	var before *Page
	noted := false // whether a page of nothing but remarks on the table before was left out
	for _, v := range pages {
		if v.Aside {
			for _, p := range v.Parts {
				out = append(out, chainOf(p, s))
			}
			continue
		}
		for _, p := range v.Parts {
			if before != nil && p.isFirst() {
				p.adopt(before.tail, s)
				p.noted = p.noted || noted
			}
			p.reason = current.take(p, before, s)
			if p.reason.Relation() == Begins {
				current = chainOf(p, s)
				out = append(out, current)
			}
			current.latest = v
		}
		if noted = len(v.Parts) == 0 && len(v.Lines) > 0 && len(v.Prose) == 0; !noted {
			before = v
		}
	}
	return out
}

// chainOf begins a table.
func chainOf(p *Part, s *settings.Settings) *chain {
	return &chain{parts: []*Part{p}, caption: p.caption, header: textsOf(p).headerRows(s), notes: p.notes, latest: p.on}
}

// take puts p, the next part of the pages, to the table that it goes on with or has further columns of, and
// tells why, or why it does not. before is the page before its own.
func (t *chain) take(p *Part, before *Page, s *settings.Settings) Reason {
	switch {
	case t == nil:
		return NothingBefore
	case !p.isFirst():
		return t.takeBelow(p, s)
	case t.latest != before:
		return NothingBefore
	}
	p.takeColumns(t.first(), s)
	if left, labels := t.labelled(p, s); left != nil {
		p.Grid = p.SubColumns(labels, p.Columns())
		t.attach(left, p)
		return SameLabels
	}
	left, beside := t.besides(p, s)
	why := SameRows
	if left == nil || hasLabels(beside, t.header, s) {
		why = t.continuation(p, before.tail, s)
	}
	switch {
	case why.Relation() == GoesOn:
		t.append(p)
	case left != nil:
		p.Grid = beside
		t.attach(left, p)
		return SameRows
	}
	return why
}

// takeBelow puts p to the table over it on its page, where it begins with the table's header again, nothing
// stands between them, and no total ends the table.
func (t *chain) takeBelow(p *Part, s *settings.Settings) Reason {
	above := t.last()
	if p.caption.Tells() || p.isUnderText() || len(above.notes) > 0 || above.on != p.on || p.top() < above.foot() ||
		!sameColumns(above.Grid, p.Grid, s) || !t.hasHeader(p, s) || endsInTotal(above.Grid) {
		return NothingBefore
	}
	t.append(p)
	return HeaderAgain
}

// append puts p under the table's parts.
func (t *chain) append(p *Part) {
	t.parts = append(t.parts, p)
	t.takeNotes(p)
}
