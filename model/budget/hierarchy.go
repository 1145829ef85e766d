package budget

import (
	"slices"

	"yusuan/model/words"
)

// link finds which row contains which: by the items' numbering where the list
// has one, else by codes and by columns left blank; then by arithmetic where the
// print alone leaves the printed sums unexplained.
func link(rows []row, l *list) {
	if numbered(rows, l) {
		linkNumbered(rows)
	} else {
		linkTerms(rows, l)
	}
	collect(rows)
	separateParts(rows)
	reconcile(rows, len(l.amounts))
}

// collect fills kids from parents.
func collect(rows []row) {
	for i := range rows {
		rows[i].kids = rows[i].kids[:0]
	}
	for i := range rows {
		if p := rows[i].parent; p >= 0 {
			rows[p].kids = append(rows[p].kids, i)
		}
	}
}

// numbered tells a list whose hierarchy is in its numbering: one column of
// names, a quarter of them numbered.
func numbered(rows []row, l *list) bool {
	names := 0
	for _, d := range l.dims {
		if d.name >= 0 {
			names++
		}
		if len(d.codes) > 0 {
			return false
		}
	}
	marked, plain := 0, 0
	for i := range rows {
		switch {
		case rows[i].total:
		case rows[i].number.Style > 0:
			marked++
		default:
			plain++
		}
	}
	return names == 1 && marked > 0 && 4*marked >= marked+plain
}

// linkNumbered reads 一、 （一） 1. (1). The first item of a numbering belongs to
// the row above it; a later one stands beside the item with the number before.
// Rows without number between two items that follow each other are parts of the
// former, elsewhere they stand for themselves.
func linkNumbered(rows []row) {
	var open []int    // numbered rows in force, outermost first
	var pending []int // rows without number since the last numbered one
	last := -1
	for i := range rows {
		r := &rows[i]
		switch {
		case r.total:
			open, pending, last = open[:0], pending[:0], -1
			continue
		case r.number.Style == words.Unnumbered:
			r.parent = codedParent(rows, i, last)
			switch {
			case r.parent >= 0:
			case r.within && last >= 0:
				r.parent = last
				for rows[r.parent].within && rows[r.parent].parent >= 0 {
					r.parent = rows[r.parent].parent
				}
				continue // a part of the row above; what follows goes on beside that
			case carriesOver(r.folded):
				open, pending = open[:0], pending[:0]
			default:
				pending = append(pending, i)
			}
		case r.number.Value == 1 && last >= 0 && (!hasStyle(rows, open, r.number.Style) || rows[open[len(open)-1]].number.Style == r.number.Style):
			r.parent, pending = last, pending[:0]
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
func hasStyle(rows []row, open []int, style words.Style) bool {
	return slices.ContainsFunc(open, func(i int) bool { return rows[i].number.Style == style })
}

// beside finds the item after whose number row i comes, makes i its sibling and
// returns the items that stay in force.
func beside(rows []row, open []int, i int, pending *[]int) []int {
	at := -1
	for k, j := range slices.Backward(open) {
		if rows[j].number.Style != rows[i].number.Style || rows[j].number.Value >= rows[i].number.Value {
			continue
		}
		if rows[j].number.Value == rows[i].number.Value-1 {
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
	rows[i].parent = rows[before].parent
	if at == len(open)-1 {
		for _, p := range *pending {
			rows[p].parent = before
		}
	}
	return open[:at]
}

// codedParent finds, among the row above and those that contain it, the one
// whose item code is a level above that of row i.
func codedParent(rows []row, i, last int) int {
	code := itemCode(&rows[i])
	if code == "" {
		return -1
	}
	for j := last; j >= 0; j = rows[j].parent {
		if upper := itemCode(&rows[j]); upper != "" && isAbove(upper, code) {
			return j
		}
	}
	return -1
}

// itemCode returns the row's code in a code list, "" where it has none.
func itemCode(r *row) string {
	for _, t := range r.terms {
		if t.list != "" {
			return t.code
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
func linkTerms(rows []row, l *list) {
	var open []int
	single := len(l.dims) == 1
	for i := range rows {
		r := &rows[i]
		if r.total {
			continue
		}
		if !slices.Contains(r.own, true) { // an item without a name of its own: beside the one above
			if i > 0 {
				r.parent = rows[i-1].parent
			}
			continue
		}
		if single && len(open) > 0 && itemCode(r) == "" && itemCode(&rows[open[len(open)-1]]) != "" && !words.IsBody(r.folded) {
			r.parent = rows[open[len(open)-1]].parent // a name that the lists do not know
			continue
		}
		for len(open) > 0 && (rows[open[len(open)-1]].block != r.block || !contains(&rows[open[len(open)-1]], r)) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			r.parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// contains tells whether every term of a is that of b or above it, one at least above.
func contains(a, b *row) bool {
	strict := false
	for i := range a.terms {
		x, y := &a.terms[i], &b.terms[i]
		switch {
		case x.code == "" && x.name == "":
			strict = strict || y.code != "" || y.name != ""
		case x.code != "" && y.code != "":
			if x.code == y.code {
				continue
			}
			if !isAbove(x.code, y.code) || !words.AllDigits(y.code) {
				return false
			}
			strict = true
		case x.code == "" && y.code == "" && x.name == y.name:
		default:
			return false
		}
	}
	return strict && len(a.terms) > 0
}

// separateParts keeps the 其中 rows apart that name only a part of their parent:
// they are no items to sum. Where they sum to it they are its items.
func separateParts(rows []row) {
	for i := range rows {
		first := slices.IndexFunc(rows[i].kids, func(k int) bool { return rows[k].within })
		if first < 0 || explains(rows, rows[i].kids, rows[i].amounts) {
			continue
		}
		for _, k := range rows[i].kids[first:] {
			rows[k].within = true
		}
		rows[i].kids = rows[i].kids[:first]
	}
	for i := range rows {
		if p := rows[i].parent; p < 0 || slices.Contains(rows[p].kids, i) {
			rows[i].within = false
		}
	}
}

// explains tells whether the rows sum to the target in every column, within the
// rounding of the printed decimals, one sum at least being of two amounts or
// more than nothing.
func explains(rows []row, kids []int, target []words.Number) bool {
	some := false
	for col, total := range target {
		var sum words.Tally
		for _, k := range kids {
			if a := rows[k].amounts[col]; isPrinted(a) {
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
func grandTotal(rows []row) []words.Number {
	best := -1
	for i := range rows {
		if !rows[i].total || rows[i].blank() || !hasAny(rows[i].folded, "合计", "总计") {
			continue
		}
		if best < 0 || leading(rows[i].amounts) > leading(rows[best].amounts) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return rows[best].amounts
}

// leading returns the first amount that is printed, in millionths.
func leading(amounts []words.Number) int64 {
	if i := slices.IndexFunc(amounts, isPrinted); i >= 0 {
		m, _ := amounts[i].InMillionths()
		return m
	}
	return 0
}

// reconcile uses the printed sums where the print leaves the hierarchy open: a
// row is the sum of the rows that follow it if that, and not a flat reading,
// explains the total above them.
func reconcile(rows []row, columns int) {
	steps := 64*len(rows) + 1024 // bounds the search: lists of honest sums need a few steps a row
	for i := range rows {
		if r := &rows[i]; len(r.kids) > 1 && !r.blank() && !explains(rows, r.kids, r.amounts) {
			if kids := absorb(rows, r.kids, r.amounts, &steps); kids != nil {
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
		total = rows[roots[0]].amounts
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
			rows[i].parent = roots[0]
		}
		collect(rows)
	}
}

// topRows returns the rows that no other contains and that are items.
func topRows(rows []row) []int {
	var roots []int
	for i := range rows {
		if r := &rows[i]; r.parent < 0 && !r.total && !r.blank() {
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
func absorb(rows []row, siblings []int, target []words.Number, steps *int) []branch {
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
func sumOf(rows []row, i int, tops []branch, alone single, steps *int) int {
	r := &rows[i]
	if r.blank() || len(r.kids) > 0 && explains(rows, r.kids, r.amounts) {
		return 0
	}
	want := leading(r.amounts)
	if want == 0 {
		return 0
	}
	col := slices.IndexFunc(r.amounts, isPrinted)
	members := slices.Clone(r.kids)
	var sum words.Tally
	for _, k := range members {
		sum.Add(rows[k].amounts[col])
	}
	for n := 1; n <= len(tops); n++ {
		if *steps--; *steps < 0 {
			return 0
		}
		next := tops[len(tops)-n].row
		members = append(members, next)
		sum.Add(rows[next].amounts[col])
		reached := sum.Against(r.amounts[col])
		if reached == words.Untold {
			return 0
		}
		enough := len(members) > 1 || alone == always || alone == withItems && len(tops[len(tops)-1].kids) > 0
		if reached != words.Unequal && enough && explains(rows, members, r.amounts) {
			return n
		}
		if reached == words.Unequal && sum.Sum() > want && want > 0 {
			return 0
		}
	}
	return 0
}

// adopt writes branches into the rows.
func adopt(rows []row, parent int, branches []branch) {
	if parent >= 0 {
		rows[parent].kids = rows[parent].kids[:0]
	}
	for _, b := range branches {
		rows[b.row].parent = parent
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
func isSum(rows []row, i, col int) bool {
	r := &rows[i]
	if r.total {
		return true
	}
	zero := r.amounts[col].Coefficient == 0
	for _, k := range r.kids {
		if a := rows[k].amounts[col]; isPrinted(a) && (a.Coefficient != 0 || zero) || len(rows[k].kids) > 0 && isSum(rows, k, col) {
			return true
		}
	}
	return false
}
