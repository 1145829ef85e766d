package budget

import (
	"slices"
	"strings"
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
		case rows[i].style > 0:
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
		case r.style == 0:
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
		case r.number == 1 && last >= 0 && (!hasStyle(rows, open, r.style) || rows[open[len(open)-1]].style == r.style):
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
func hasStyle(rows []row, open []int, style int) bool {
	return slices.ContainsFunc(open, func(i int) bool { return rows[i].style == style })
}

// beside finds the item after whose number row i comes, makes i its sibling and
// returns the items that stay in force.
func beside(rows []row, open []int, i int, pending *[]int) []int {
	at := -1
	for k, j := range slices.Backward(open) {
		if rows[j].style != rows[i].style || rows[j].number >= rows[i].number {
			continue
		}
		if rows[j].number == rows[i].number-1 {
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
		if single && len(open) > 0 && itemCode(r) == "" && itemCode(&rows[open[len(open)-1]]) != "" && !isOrganisation(r.folded) {
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
			if !isAbove(x.code, y.code) || !allDigits(y.code) {
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

// organisations are the endings of names of departments and units.
var organisations = []string{"局", "委员会", "委", "厅", "部", "办公室", "中心", "支队", "总队", "大队", "站", "所", "院", "学校", "大学", "学院",
	"中学", "小学", "处", "馆", "会", "队", "署", "分局", "政府", "街道办事处", "办事处", "幼儿园", "(本级)", "本级", "机关", "医院", "基地", "研究院", "公司"}

// isOrganisation tells a folded name of a department or unit.
func isOrganisation(s string) bool {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		if isOrganisation(s[:i]) {
			return true
		}
	}
	return slices.ContainsFunc(organisations, func(end string) bool { return strings.HasSuffix(s, end) && len(s) >= len(end)+6 })
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
func explains(rows []row, kids []int, target []amount) bool {
	some := false
	for col, t := range target {
		sum, n, decimals := int64(0), int64(0), t.decimals
		for _, k := range kids {
			a := rows[k].amounts[col]
			if a.present && !a.exact {
				return false
			}
			sum += a.millions
			if a.present {
				n++
				decimals = max(decimals, a.decimals)
			}
		}
		if t.present && !t.exact {
			return false
		}
		if n == 0 && t.millions == 0 {
			continue
		}
		if !near(sum, t.millions, n, decimals) {
			return false
		}
		some = some || t.millions != 0
	}
	return some
}

// near tells whether a sum of n addends is a printed total within rounding: half
// a unit of the last decimal for each addend and the total.
func near(sum, total, n int64, decimals int) bool {
	half := int64(5)
	for range millionths - 1 - min(decimals, millionths-1) {
		half *= 10
	}
	if decimals >= millionths {
		half = 0 // millionths are the grain: six decimals of 万元 are exact
	}
	d := sum - total
	return d >= -(n+1)*half && d <= (n+1)*half
}

// grandTotal returns the amounts of the row that sums the whole list: the
// largest 合计 or 总计. Nil where the list prints none.
func grandTotal(rows []row) []amount {
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

// leading returns the first amount that is printed.
func leading(amounts []amount) int64 {
	for _, a := range amounts {
		if a.present {
			return a.millions
		}
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
func absorb(rows []row, siblings []int, target []amount, steps *int) []branch {
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
	col := slices.IndexFunc(r.amounts, func(a amount) bool { return a.present })
	members, sum := slices.Clone(r.kids), int64(0)
	for _, k := range members {
		sum += rows[k].amounts[col].millions
	}
	for n := 1; n <= len(tops); n++ {
		if *steps--; *steps < 0 {
			return 0
		}
		next := tops[len(tops)-n].row
		a := rows[next].amounts[col]
		if a.present && !a.exact {
			return 0
		}
		members = append(members, next)
		sum += a.millions
		close := near(sum, want, int64(len(members)), max(a.decimals, r.amounts[col].decimals))
		enough := len(members) > 1 || alone == always || alone == withItems && len(tops[len(tops)-1].kids) > 0
		if close && enough && explains(rows, members, r.amounts) {
			return n
		}
		if sum > want && want > 0 && !close {
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
	zero := r.amounts[col].millions == 0
	for _, k := range r.kids {
		if a := rows[k].amounts[col]; a.present && (a.millions != 0 || zero) || len(rows[k].kids) > 0 && isSum(rows, k, col) {
			return true
		}
	}
	return false
}
