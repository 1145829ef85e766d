package budget

import (
	"slices"

	"yusuan/model/words"
)

// link finds which row contains which: by the items' numbering where the list
// has one, else by codes and by columns left blank; then by arithmetic where the
// print alone leaves the printed sums unexplained.
func (l *list) link() {
	if l.numbered() {
		linkNumbered(l.rows)
	} else {
		linkTerms(l.rows, len(l.runs[0].dims) == 1)
	}
	collect(l.rows)
	separateParts(l.rows)
	reconcile(l.rows)
	tellParts(l.rows)
}

// tellParts marks the rows that their parent contains without being the sum of them.
func tellParts(rows []Row) {
	for i := range rows {
		rows[i].Within = rows[i].Parent >= 0
	}
	for i := range rows {
		for _, k := range rows[i].kids {
			rows[k].Within = false
		}
	}
}

// collect fills kids from parents.
func collect(rows []Row) {
	for i := range rows {
		rows[i].kids = rows[i].kids[:0]
	}
	for i := range rows {
		if p := rows[i].Parent; p >= 0 {
			rows[p].kids = append(rows[p].kids, i)
		}
	}
}

// numbered tells a list whose hierarchy is in its numbering: one column of
// names, enough of them numbered.
func (l *list) numbered() bool {
	names := 0
	for _, d := range l.runs[0].dims {
		if d.name >= 0 {
			names++
		}
		if len(d.codes) > 0 {
			return false
		}
	}
	marked, plain := 0, 0
	for i := range l.rows {
		switch {
		case l.rows[i].Total:
		case l.rows[i].Numbering.Style != words.Unnumbered:
			marked++
		default:
			plain++
		}
	}
	return names == 1 && marked > 0 && settings.numbered*marked >= marked+plain
}

// linkNumbered reads 一、 （一） 1. (1). The first item of a numbering belongs to
// the row above it; a later one stands beside the item with the number before.
// Rows without number between two items that follow each other are parts of the
// former, elsewhere they stand for themselves.
func linkNumbered(rows []Row) {
	var open []int    // numbered rows in force, outermost first
	var pending []int // rows without number since the last numbered one
	last := -1
	for i := range rows {
		r := &rows[i]
		switch {
		case r.Total:
			open, pending, last = open[:0], pending[:0], -1
			continue
		case r.Numbering.Style == words.Unnumbered:
			r.Parent = codedParent(rows, i, last)
			switch {
			case r.Parent >= 0:
			case r.Within && last >= 0:
				r.Parent = last
				for rows[r.Parent].Within && rows[r.Parent].Parent >= 0 {
					r.Parent = rows[r.Parent].Parent
				}
				continue // a part of the row above; what follows goes on beside that
			case carriesOver(r.folded):
				open, pending = open[:0], pending[:0]
			default:
				pending = append(pending, i)
			}
		case r.Numbering.Value == 1 && last >= 0 && (!hasStyle(rows, open, r.Numbering.Style) || rows[open[len(open)-1]].Numbering.Style == r.Numbering.Style):
			r.Parent, pending = last, pending[:0]
			open = append(open, i)
		default:
			open = beside(rows, open, i, &pending)
			pending = pending[:0]
			open = append(open, i)
		}
		last = i
	}
}

// hasStyle tells whether a numbering style is in force.
func hasStyle(rows []Row, open []int, style words.Style) bool {
	return slices.ContainsFunc(open, func(i int) bool { return rows[i].Numbering.Style == style })
}

// beside finds the item after whose number row i comes, makes i its sibling and
// returns the items that stay in force.
func beside(rows []Row, open []int, i int, pending *[]int) []int {
	at := -1
	for k, j := range slices.Backward(open) {
		if rows[j].Numbering.Style != rows[i].Numbering.Style || rows[j].Numbering.Value >= rows[i].Numbering.Value {
			continue
		}
		if rows[j].Numbering.Value == rows[i].Numbering.Value-1 {
			at = k
			break
		}
		if at < 0 {
			at = k
		}
	}
	if at < 0 {
		return open[:0]
	}
	before := open[at]
	rows[i].Parent = rows[before].Parent
	if at == len(open)-1 {
		for _, p := range *pending {
			rows[p].Parent = before
		}
	}
	return open[:at]
}

// codedParent finds, among the row above and those that contain it, the one
// whose item code is a level above that of row i.
func codedParent(rows []Row, i, last int) int {
	code := itemCode(&rows[i])
	if code == "" {
		return -1
	}
	for j := last; j >= 0; j = rows[j].Parent {
		if upper := itemCode(&rows[j]); upper != "" && isAbove(upper, code) {
			return j
		}
	}
	return -1
}

// itemCode returns the row's code in a code list, "" where it has none.
func itemCode(r *Row) string {
	for i := range r.Terms {
		if r.Terms[i].List != "" {
			return r.Terms[i].Code
		}
	}
	return ""
}

// carriesOver tells the labels of balances, which stand beside the numbered items.
func carriesOver(label string) bool {
	return hasAny(label, "结转", "结余", "非财政拨款", "事业基金")
}

// linkTerms reads codes and blank columns: a row contains the following rows
// whose terms are all its own or below its own, one at least below.
func linkTerms(rows []Row, single bool) {
	var open []int
	for i := range rows {
		r := &rows[i]
		if r.Total {
			continue
		}
		if !slices.ContainsFunc(r.Terms, func(t Term) bool { return t.Own }) { // an item without a name of its own: beside the one above
			if i > 0 {
				r.Parent = rows[i-1].Parent
			}
			continue
		}
		if single && len(open) > 0 && itemCode(r) == "" && itemCode(&rows[open[len(open)-1]]) != "" && !words.IsBody(r.folded) {
			r.Parent = rows[open[len(open)-1]].Parent // a name that the lists do not know
			continue
		}
		for len(open) > 0 && (rows[open[len(open)-1]].run != r.run || !contains(&rows[open[len(open)-1]], r)) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			r.Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// contains tells whether every term of a is that of b or above it, one at least above.
func contains(a, b *Row) bool {
	strict := false
	for i := range a.Terms {
		x, y := &a.Terms[i], &b.Terms[i]
		switch {
		case x.empty():
			strict = strict || !y.empty()
		case x.Code != "" && y.Code != "":
			if x.Code == y.Code {
				continue
			}
			if !isAbove(x.Code, y.Code) || !words.AllDigits(y.Code) {
				return false
			}
			strict = true
		case x.Code == "" && y.Code == "" && x.Name == y.Name:
		default:
			return false
		}
	}
	return strict && len(a.Terms) > 0
}

// separateParts keeps the 其中 rows apart that name only a part of their parent:
// they are no items to sum. Where they sum to it they are its items.
func separateParts(rows []Row) {
	for i := range rows {
		first := slices.IndexFunc(rows[i].kids, func(k int) bool { return rows[k].Within })
		if first < 0 || explains(rows, rows[i].kids, rows[i].Amounts) {
			continue
		}
		for _, k := range rows[i].kids[first:] {
			rows[k].Within = true
		}
		rows[i].kids = rows[i].kids[:first]
	}
	for i := range rows {
		rows[i].Within = rows[i].Within && rows[i].Parent >= 0
		for _, k := range rows[i].kids {
			rows[k].Within = false
		}
	}
}
