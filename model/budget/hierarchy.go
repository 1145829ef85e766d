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

// explains tells whether the rows sum to the target in every column, within the
// rounding of the printed decimals, one sum at least being of two amounts or
// more than nothing.
func explains(rows []Row, kids []int, target []words.Number) bool {
	some := false
	for col, total := range target {
		var sum words.Tally
		for _, k := range kids {
			if a := rows[k].Amounts[col]; isAmount(a) {
				sum.Add(a)
			}
		}
		switch sum.Against(total) {
		case words.Zeros:
		case words.Equal, words.Rounded:
			some = some || total.Coefficient != 0
		default:
			return false
		}
	}
	return some
}

// grandTotal returns the amounts of the row that sums the whole list: the
// largest 合计 or 总计. Nil where the list prints none.
func grandTotal(rows []Row) []words.Number {
	var best []words.Number
	for i := range rows {
		if r := &rows[i]; r.Total && !r.blank() && hasAny(r.folded, "合计", "总计") && (best == nil || leading(r.Amounts).Compare(leading(best)) > 0) {
			best = r.Amounts
		}
	}
	return best
}

// leading returns the first amount that is printed.
func leading(amounts []words.Number) words.Number {
	if i := slices.IndexFunc(amounts, isAmount); i >= 0 {
		return amounts[i]
	}
	return words.Number{}
}

// reconcile uses the printed sums where the print leaves the hierarchy open: a
// row is the sum of the rows that follow it if that, and not a flat reading,
// explains the total above them.
func reconcile(rows []Row) {
	steps := settings.stepsPerRow*len(rows) + settings.steps // bounds the search
	for i := range rows {
		if r := &rows[i]; len(r.kids) > 1 && !r.blank() && !explains(rows, r.kids, r.Amounts) {
			if kids := absorb(rows, r.kids, r.Amounts, &steps); kids != nil {
				adopt(rows, i, kids)
			}
		}
	}
	roots := topRows(rows)
	if len(roots) < 2 {
		return
	}
	total := grandTotal(rows)
	if total == nil {
		// A department's own row stands for the total of its units' rows.
		total = rows[roots[0]].Amounts
		if kids := absorb(rows, roots, total, &steps); len(kids) == 1 && kids[0].row == roots[0] {
			adopt(rows, -1, kids)
		}
		return
	}
	if explains(rows, roots, total) {
		return
	}
	if kids := absorb(rows, roots, total, &steps); kids != nil {
		adopt(rows, -1, kids)
		return
	}
	if explains(rows, roots[:1], total) {
		// The department's row has the printed total, though its units leave some out.
		for _, i := range roots[1:] {
			rows[i].Parent = roots[0]
		}
		collect(rows)
	}
}

// topRows returns the rows that no other contains and that are items.
func topRows(rows []Row) []int {
	var roots []int
	for i := range rows {
		if r := &rows[i]; r.Parent < 0 && !r.Total && !r.blank() {
			roots = append(roots, i)
		}
	}
	return roots
}

// branch is a row with the rows that arithmetic puts under it.
type branch struct {
	row  int
	kids []branch
}

// absorb reads siblings from the last to the first and puts under each row the
// following ones that it is the sum of. It returns the tops that then sum to
// the target, nil where they do not. A row that equals just one following row
// absorbs it only if nothing else helps, one that has items of its own before
// one that has none: equal amounts side by side are common.
func absorb(rows []Row, siblings []int, target []words.Number, steps *int) []branch {
	for _, alone := range []single{never, withItems, always} {
		var tops []branch // last first
		for _, i := range slices.Backward(siblings) {
			n := sumOf(rows, i, tops, alone, steps)
			b := branch{row: i}
			for range n {
				b.kids = append(b.kids, tops[len(tops)-1])
				tops = tops[:len(tops)-1]
			}
			tops = append(tops, b)
		}
		if len(tops) == len(siblings) {
			continue
		}
		slices.Reverse(tops)
		top := make([]int, len(tops))
		for k, b := range tops {
			top[k] = b.row
		}
		if explains(rows, top, target) {
			return tops
		}
	}
	return nil
}

// single says when one following row can be all that a row is the sum of.
type single uint8

const (
	never single = iota
	withItems
	always
)

// sumOf returns how many of the following tops (the next one last) row i is the
// sum of, together with the kids that it has; 0 where it is of none.
func sumOf(rows []Row, i int, tops []branch, alone single, steps *int) int {
	r := &rows[i]
	if r.blank() || len(r.kids) > 0 && explains(rows, r.kids, r.Amounts) {
		return 0
	}
	want := leading(r.Amounts)
	if want.Coefficient == 0 {
		return 0
	}
	col := slices.IndexFunc(r.Amounts, isAmount)
	members := slices.Clone(r.kids)
	var sum words.Tally
	for _, k := range members {
		sum.Add(rows[k].Amounts[col])
	}
	for n := 1; n <= len(tops); n++ {
		if *steps--; *steps < 0 {
			return 0
		}
		next := tops[len(tops)-n].row
		members = append(members, next)
		sum.Add(rows[next].Amounts[col])
		reached := sum.Against(want)
		if reached == words.Untold {
			return 0
		}
		enough := len(members) > 1 || alone == always || alone == withItems && len(tops[len(tops)-1].kids) > 0
		if reached != words.Unequal && enough && explains(rows, members, r.Amounts) {
			return n
		}
		if reached == words.Unequal && want.Coefficient > 0 && sum.Exceeds(want) {
			return 0
		}
	}
	return 0
}

// adopt writes branches into the rows.
func adopt(rows []Row, parent int, branches []branch) {
	if parent >= 0 {
		rows[parent].kids = rows[parent].kids[:0]
	}
	for _, b := range branches {
		rows[b.row].Parent = parent
		if parent >= 0 {
			rows[parent].kids = append(rows[parent].kids, b.row)
		}
		if len(b.kids) > 0 {
			own := slices.Clone(rows[b.row].kids)
			adopt(rows, b.row, b.kids)
			rows[b.row].kids = append(own, rows[b.row].kids...)
		}
	}
}

// isSum tells whether a row sums others of its list in a column: a total by its
// label, or one whose items print something there.
func isSum(rows []Row, i, col int) bool {
	r := &rows[i]
	if r.Total {
		return true
	}
	zero := r.Amounts[col].Coefficient == 0
	for _, k := range r.kids {
		if a := rows[k].Amounts[col]; isAmount(a) && (a.Coefficient != 0 || zero) || len(rows[k].kids) > 0 && isSum(rows, k, col) {
			return true
		}
	}
	return false
}
