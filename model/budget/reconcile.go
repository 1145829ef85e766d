package budget

import (
	"slices"

	"yusuan/model/words"
)

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
