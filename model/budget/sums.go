package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// explains tells whether the rows sum to the target in every column, within the
// rounding of the printed decimals, one sum at least being of two amounts or
// more than nothing.
func explains(rows []Row, kids []int, target []words.Number) bool {
	sums := make(tallies, len(target))
	for _, k := range kids {
		sums.add(&rows[k])
	}
	return sums.explain(target)
}

// tallies are the sums of rows, by column.
type tallies []words.Tally

func (t tallies) add(r *Row) {
	for col := range t {
		if isAmount(r.Amounts[col]) {
			t[col].Add(r.Amounts[col])
		}
	}
}

// explain tells whether rows that were added make the target, as explains does.
func (t tallies) explain(target []words.Number) bool {
	some := false
	for col, total := range target {
		switch t[col].Against(total) {
		case words.Zeros:
		case words.Equal, words.Rounded:
			some = some || total.Coefficient != 0
		default:
			return false
		}
	}
	return some
}

// closed counts the sums that the rows' places keep, less those that they break. What only sums tell is no evidence for itself.
func (k *linker) closed() int {
	sums := 0
	for i := range k.rows {
		if r := &k.rows[i]; len(r.kids) > 0 && !r.blank() && k.rows[r.kids[0]].By != BySum {
			sums += k.against(i, r.kids)
		}
	}
	v := k.totals()
	for _, i := range v.rows {
		_, kept := k.partsOfTotal(v, i)
		sums += kept
	}
	return sums
}

// against counts the columns in which a row is the sum of others, less those in which it is not.
func (k *linker) against(i int, parts []int) int { return k.sums(parts).closed(k.rows[i].Amounts) }

// columnSums are the sums of rows, by column, with what they have of their own parts.
type columnSums struct {
	tallies
	printed []bool // whether they have something
}

func (k *linker) sums(rows []int) columnSums {
	columns := len(k.list.columns)
	out := columnSums{make(tallies, columns), make([]bool, columns)}
	for col := range columns {
		out.printed[col] = k.add(&out.tallies[col], rows, col)
	}
	return out
}

// and are the sums of more rows.
func (c columnSums) and(o columnSums) columnSums {
	out := columnSums{slices.Clone(c.tallies), slices.Clone(c.printed)}
	for col := range o.tallies {
		out.tallies[col].Join(o.tallies[col])
		out.printed[col] = out.printed[col] || o.printed[col]
	}
	return out
}

// closed counts the columns in which they make a total, less those in which they do not.
func (c columnSums) closed(target []words.Number) int {
	n := 0
	for col, total := range target {
		if !isAmount(total) || !c.printed[col] {
			continue
		}
		switch c.tallies[col].Against(total) {
		case words.Equal, words.Rounded:
			n++
		case words.Unequal:
			n--
		}
	}
	return n
}

// add adds up rows in a column; a row that prints nothing there counts with its own parts. False where nothing is printed.
func (k *linker) add(sum *words.Tally, rows []int, col int) bool {
	printed := false
	for _, i := range rows {
		r := &k.rows[i]
		if isAmount(r.Amounts[col]) {
			sum.Add(r.Amounts[col])
			printed = true
		} else if len(r.kids) > 0 && k.add(sum, r.kids, col) {
			printed = true
		}
	}
	return printed
}

// collect fills kids from parents. Rows of which are none where they do not sum to their parent.
func (k *linker) collect() {
	rows := k.rows
	for i := range rows {
		rows[i].kids = rows[i].kids[:0]
	}
	for i := range rows {
		if p := rows[i].Parent; p >= 0 && !rows[i].Counts {
			rows[p].kids = append(rows[p].kids, i)
		}
	}
	for i := range rows {
		first := slices.IndexFunc(rows[i].kids, func(j int) bool { return words.IsWithin(rows[j].folded) })
		if first >= 0 && !explains(rows, rows[i].kids, rows[i].Amounts) {
			rows[i].kids = rows[i].kids[:first]
		}
	}
	k.collectOnce()
}

// collectOnce takes from a total what it contains where it sums the other items of the list as well: the same money twice,
// by kind (其中) and by fund. So do the items after a total that sums those before it.
func (k *linker) collectOnce() {
	var v *totals
	for i := range k.rows {
		r := &k.rows[i]
		if !r.Total || r.Parent >= 0 || r.Numbering.Style != words.Unnumbered {
			continue
		}
		if len(r.kids) == 0 {
			k.repeatAfter(i)
			v = nil
			continue
		}
		if v == nil {
			v = k.totals()
		}
		if slices.ContainsFunc(k.totalReadings(v, i), func(of summands) bool { return of.n > 1 && explains(k.rows, of.rows(), r.Amounts) }) {
			r.kids, v = nil, nil
		}
	}
}

// tops returns the rows that no other contains: what totals sum.
func (k *linker) tops() []int {
	var out []int
	for i := range k.rows {
		if r := &k.rows[i]; r.Parent < 0 && !r.Counts && !r.surplus && (!r.Total || len(r.kids) > 0) {
			out = append(out, i)
		}
	}
	return out
}

// totals are the totals of a list that contain nothing, from top to bottom, with what they can sum.
type totals struct {
	rows, tops   []int
	of           columnSums   // the tops
	own          tallies      // the tops, with nothing of their parts
	above, below []columnSums // so many totals, and all from one on
}

func (k *linker) totals() *totals {
	v := &totals{tops: k.tops()}
	for i := range k.rows {
		if r := &k.rows[i]; r.Total && len(r.kids) == 0 && !r.blank() {
			v.rows = append(v.rows, i)
		}
	}
	v.own = make(tallies, len(k.list.columns))
	for _, i := range v.tops {
		v.own.add(&k.rows[i])
	}
	n := len(v.rows)
	v.of, v.above, v.below = k.sums(v.tops), make([]columnSums, n+1), make([]columnSums, n+1)
	v.above[0], v.below[n] = k.sums(nil), k.sums(nil)
	for p, i := range v.rows {
		v.above[p+1] = v.above[p].and(k.sums([]int{i}))
	}
	for p, i := range slices.Backward(v.rows) {
		v.below[p] = v.below[p+1].and(k.sums([]int{i}))
	}
	return v
}

// summands are n rows that a total can sum.
type summands struct {
	n    int
	rows func() []int
	sums func() columnSums
}

func (k *linker) summands(rows []int) summands {
	return summands{len(rows), func() []int { return rows }, func() columnSums { return k.sums(rows) }}
}

// partsOfTotal returns what a total row sums: of what its label and its place allow, what closes the most columns. Kept
// is how many it closes, less those that it leaves open.
func (k *linker) partsOfTotal(v *totals, i int) (parts []int, kept int) {
	var best *summands
	for _, of := range k.totalReadings(v, i) {
		if of.n == 0 {
			continue
		}
		if n := of.sums().closed(k.rows[i].Amounts); best == nil || n > kept {
			best, kept = &of, n
		}
	}
	if best == nil {
		return nil, 0
	}
	return best.rows(), kept
}

// totalReadings returns what a total row can sum, the likeliest first.
func (k *linker) totalReadings(v *totals, i int) []summands {
	p, own := slices.BinarySearch(v.rows, i)
	q := p // the first total below
	if own {
		q++
	}
	before, later := v.rows[:p], v.rows[q:]
	last, next := -1, len(k.rows)
	if p > 0 {
		last = before[p-1]
	}
	if len(later) > 0 {
		next = later[0]
	}
	tops := summands{len(v.tops), func() []int { return v.tops }, func() columnSums { return v.of }}
	if _, is := slices.BinarySearch(v.tops, i); is {
		tops = k.others(v, i)
	}
	above, under := between(v.tops, last, i), between(v.tops, i, next)
	since := k.summands(above)
	var onward, summed summands
	if last >= 0 {
		onward = k.summands(append([]int{last}, above...))
		summed = summands{p + len(above), func() []int { return slices.Concat(before, above) }, func() columnSums { return v.above[p].and(k.sums(above)) }}
	}
	if len(above) == 0 {
		since = k.summands(under)
	}
	below := summands{len(later) + len(under), func() []int { return slices.Concat(later, under) }, func() columnSums { return v.below[q].and(k.sums(under)) }}
	label := k.rows[i].folded
	switch {
	case hasAny(label, "本年", "当年", "小计"):
		return []summands{since, tops, onward, summed}
	case strings.Contains(label, "总") && last >= 0:
		return []summands{onward, tops, since, summed}
	}
	return []summands{tops, since, onward, summed, below}
}

// others are the tops but for one, none where they cannot make it up.
func (k *linker) others(v *totals, i int) summands {
	for col, amount := range k.rows[i].Amounts {
		if isAmount(amount) && v.own[col].FarWithout(amount) {
			return summands{}
		}
	}
	return k.summands(without(v.tops, i))
}

// between returns the rows after one and before another; they are in order.
func between(rows []int, after, before int) []int {
	from, _ := slices.BinarySearch(rows, after+1)
	to, _ := slices.BinarySearch(rows, before)
	return rows[from:max(from, to):max(from, to)]
}

// total gives every total row its parts.
func (k *linker) total() {
	v := k.totals()
	for i := range k.rows {
		if r := &k.rows[i]; r.Total && len(r.kids) == 0 {
			r.Parts, _ = k.partsOfTotal(v, i)
		}
	}
}

// repeatAfter puts the items after the last total under it where they make it up as those before it do. Those of the other
// side of a balance are not meant.
func (k *linker) repeatAfter(total int) {
	r := &k.rows[total]
	side := sideOf([]string{r.folded})
	if slices.ContainsFunc(k.rows[total+1:], func(o Row) bool {
		return o.Total || side != model.NoDirection && sideOf([]string{o.folded}) == opposite(side)
	}) {
		return
	}
	tops := k.tops()
	before, after := between(tops, -1, total), between(tops, total, len(k.rows))
	if len(before) < 2 || len(after) < 2 || !explains(k.rows, before, r.Amounts) || !explains(k.rows, after, r.Amounts) {
		return
	}
	for _, j := range after {
		k.rows[j].Parent, k.rows[j].By = total, BySum
	}
}

// opposite is the other side of the budget.
func opposite(side model.Direction) model.Direction {
	if side == model.Revenue {
		return model.Expenditure
	}
	return model.Revenue
}

// without returns some rows but for one.
func without(rows []int, i int) []int {
	return slices.DeleteFunc(slices.Clone(rows), func(j int) bool { return j == i })
}

// grandTotal returns the amounts of the row that sums the whole list: the
// largest 合计 or 总计 that is no row over others itself. Nil where the list prints none.
func grandTotal(rows []Row) []words.Number {
	var best []words.Number
	for i := range rows {
		if r := &rows[i]; r.Total && len(r.kids) == 0 && !r.blank() && !isOfLower(rows, i) && hasAny(r.folded, "合计", "总计") && (best == nil || leading(r.Amounts).Compare(leading(best)) > 0) {
			best = r.Amounts
		}
	}
	return best
}

// isOfLower tells the total of the places below beside items of the list, 区县级合计 after 市本级: an item of it itself.
func isOfLower(rows []Row, i int) bool {
	return rows[i].Total && scopeIn([]string{rows[i].folded}) == model.ScopeLower && slices.ContainsFunc(rows[:i], func(r Row) bool { return !r.Total && !r.blank() })
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
func (k *linker) reconcile() {
	rows := k.rows
	steps := settings.stepsPerRow*len(rows) + settings.steps // bounds the search
	for i := range rows {
		if r := &rows[i]; len(r.kids) > 1 && !r.blank() && !explains(rows, r.kids, r.Amounts) {
			if kids := absorb(rows, r.kids, r.Amounts, &steps); kids != nil {
				adopt(rows, i, kids)
			}
		}
	}
	roots := printedTops(rows)
	if len(roots) < 2 {
		return
	}
	total := grandTotal(rows)
	if total == nil {
		k.withoutTotal(roots, &steps)
		return
	}
	if explains(rows, roots, total) || k.subtotals(roots, total) {
		return
	}
	if kids := absorb(rows, roots, total, &steps); kids != nil {
		adopt(rows, -1, kids)
		return
	}
	if explains(rows, roots[:1], total) {
		// The department's row has the printed total, though its units leave some out.
		for _, i := range roots[1:] {
			rows[i].Parent, rows[i].By = roots[0], BySum
		}
		k.collect()
	}
}

// subtotals finds the rows at the top that are the sum of all before them though they call themselves no totals, 全市一般公共预算收入
// before 转移性收入, if that explains the total.
func (k *linker) subtotals(roots []int, total []words.Number) bool {
	rows := k.rows
	var found []int
	since, n := make(tallies, len(total)), 0
	for _, i := range roots {
		if n > 1 && !rows[i].Total && len(rows[i].kids) == 0 && since.explain(rows[i].Amounts) {
			clear(since)
			n, found = 0, append(found, i)
		}
		since.add(&rows[i])
		n++
	}
	if len(found) == 0 || !since.explain(total) {
		return false
	}
	for _, i := range found {
		rows[i].Total, rows[i].By = true, BySum
	}
	return true
}

// withoutTotal finds the total of a list that calls no row so: a department's own row over those of its units, or the
// last of the rows at the top that is the sum of all before it.
func (k *linker) withoutTotal(roots []int, steps *int) {
	rows := k.rows
	if kids := absorb(rows, roots, rows[roots[0]].Amounts, steps); len(kids) == 1 && kids[0].row == roots[0] {
		adopt(rows, -1, kids)
		return
	}
	before, last := make(tallies, len(rows[roots[0]].Amounts)), -1
	for n, i := range roots {
		if n > 1 && before.explain(rows[i].Amounts) {
			last = i
		}
		before.add(&rows[i])
	}
	if last >= 0 {
		rows[last].Total, rows[last].By = true, BySum
	}
}

// printedTops returns the items that no other contains and that print an amount.
func printedTops(rows []Row) []int {
	var roots []int
	for i := range rows {
		if r := &rows[i]; r.Parent < 0 && (!r.Total || len(r.kids) > 0 || isOfLower(rows, i)) && !r.blank() && !r.Counts && !r.surplus {
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

// absorb finds which of some siblings sum others that follow them, so that the tops sum to the target; nil where none
// do. A list of so many levels throughout is read from its first row on; where that fails, siblings are read from the
// last to the first, and each is put over the following ones that it is the sum of.
func absorb(rows []Row, siblings []int, target []words.Number, steps *int) []branch {
	for depth := 1; depth <= settings.levels; depth++ {
		p := parser{rows: rows, siblings: siblings, steps: steps}
		if tops, ok := p.forest(depth); ok && explains(rows, heads(tops), target) {
			return tops
		}
	}
	for _, alone := range []single{never, withItems, always} {
		tops := make([]branch, 0, len(siblings)) // last first
		for _, i := range slices.Backward(siblings) {
			n := sumOf(rows, i, tops, alone, steps)
			b := branch{row: i}
			if n > 0 {
				b.kids = slices.Clone(tops[len(tops)-n:])
				slices.Reverse(b.kids)
				tops = tops[:len(tops)-n]
			}
			tops = append(tops, b)
		}
		if len(tops) == len(siblings) {
			continue
		}
		slices.Reverse(tops)
		if explains(rows, heads(tops), target) {
			return tops
		}
	}
	return nil
}

// heads are the rows of branches.
func heads(branches []branch) []int {
	out := make([]int, len(branches))
	for k, b := range branches {
		out[k] = b.row
	}
	return out
}

// parser reads siblings as a list of some levels, each row of an upper one followed by the rows that sum to it.
type parser struct {
	rows     []Row
	siblings []int
	at       int
	steps    *int
}

// forest reads all siblings as rows with so many levels under them; false where a row is not the sum of what follows it.
func (p *parser) forest(depth int) (tops []branch, ok bool) {
	for p.at < len(p.siblings) {
		b, ok := p.branch(depth)
		if !ok {
			return nil, false
		}
		tops = append(tops, b)
	}
	return tops, true
}

// branch reads the next row with what is under it. One of nothing, and one whose items are known, has no more.
func (p *parser) branch(depth int) (branch, bool) {
	b := branch{row: p.siblings[p.at]}
	p.at++
	r := &p.rows[b.row]
	want, col := leading(r.Amounts), slices.IndexFunc(r.Amounts, isAmount)
	if *p.steps--; depth == 0 || want.Coefficient == 0 || len(r.kids) > 0 {
		return b, true
	}
	var sum words.Tally
	var kids []int
	for p.at < len(p.siblings) && *p.steps > 0 {
		kid, ok := p.branch(depth - 1)
		if !ok {
			return b, false
		}
		b.kids, kids = append(b.kids, kid), append(kids, kid.row)
		sum.Add(p.rows[kid.row].Amounts[col])
		switch sum.Against(want) {
		case words.Equal, words.Rounded:
			return b, explains(p.rows, kids, r.Amounts)
		case words.Untold:
			return b, false
		}
		if want.Coefficient > 0 && sum.Exceeds(want) {
			return b, false
		}
	}
	return b, false
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
		if rows[b.row].Parent != parent {
			rows[b.row].Parent, rows[b.row].By = parent, BySum
		}
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

// isSum tells whether a row sums others of its list in a column: its parts print something there, or it is a total
// without any parts. 小计 of a group without items stands for the group.
func isSum(rows []Row, i, col int) bool {
	r := &rows[i]
	if r.Total && len(r.Parts) == 0 {
		return !r.grouped
	}
	zero := r.Amounts[col].Coefficient == 0
	for _, k := range r.Parts {
		if a := rows[k].Amounts[col]; isAmount(a) && (a.Coefficient != 0 || zero) || !isAmount(a) && len(rows[k].Parts) > 0 && isSum(rows, k, col) {
			return true
		}
	}
	return false
}
