package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Column is a column of amounts: what its header says of them, and which columns it sums.
type Column struct {
	Path []string // folded header texts from top to leaf
	Meaning
	Direction model.Direction
	Stage     model.Stage
	Scope     model.Scope
	Period    model.Period
	Year      int // that its amounts are of, 0 where none is told

	// Sums are the sets of columns that it sums, the one that its parts are read from first. A column can sum others in
	// several ways: by source and by use, by fund and by item.
	Sums   [][]int
	Total  bool // sums others
	Within bool // of which: a part of another column that is not one of the parts that make it up
	Of     int  // that column, -1 where none is told

	term *Term       // the place or item that the header names
	told []int       // the columns that the head's formula says it sums, nil where it says nothing
	when when        // as the header tells it
	last bool        // it is of the latest year that the table's header tells, or of none
	at   model.Stage // the stage that it tells, else the table's
	bare bool        // neither it nor the table's title tells the stage
	unit string      // of money, told in the header itself
}

// column is what the header over a column of amounts says in every year.
func (s *Sheet) column(col int) Column {
	path := s.paths[col]
	c := Column{Path: path, Meaning: meaningOf(path, s.quantities()), Direction: s.direction(path), Stage: stageOf(path), Of: -1, when: whenOf(path)}
	for _, text := range path {
		if u := unitIn(text); u != "" {
			c.unit = u
		}
	}
	if c.at = c.Stage; c.at == "" {
		c.at = s.usualStage()
	}
	if s.isPlaces() {
		c.Scope = scopeIn(path)
	}
	if c.Measure == model.MeasureAmount && s.quantities() && onlyTotals(path) {
		c.Measure = s.title.measure
	}
	return c
}

// onlyTotals tells a header that says no more of its amounts than that they sum others.
func onlyTotals(path []string) bool {
	return len(path) > 0 && !slices.ContainsFunc(path, func(s string) bool { return !words.IsTotalHead(s) })
}

// sameKind tells whether amounts of two columns can be added: of one year, stage, side and kind of quantity.
func (c *Column) sameKind(o *Column) bool {
	return (c.when == o.when || c.last && o.last) && c.at == o.at && c.Measure == o.Measure &&
		(c.Direction == o.Direction || c.Direction == model.NoDirection || o.Direction == model.NoDirection)
}

// withinHead returns where in a path 其中：… stands, -1 for nowhere. A bare 其中 heads all parts of a total and says nothing of them.
func withinHead(path []string) int {
	return slices.IndexFunc(path, func(s string) bool { return words.IsWithin(s) && words.CutWithin(s) != "" })
}

// isMemo tells a column that repeats a part of the amounts beside it: 扣除…后预算数, 政府采购 beside the uses.
func (c *Column) isMemo() bool {
	return c.Use == model.UseProcurement || c.Item == model.ItemAgencyOperation || c.isNet()
}

// adder finds the columns of a list that sum others. The header says what can sum what; the rows say what does.
type adder struct {
	cols  []Column
	rows  []Row
	below map[string][]int             // by heads: the columns under them, from left to right
	leaf  map[string]map[Meaning][]int // by heads: those with one more head, by what they are
	part  []bool                       // by column: whether some column sums it

	procurement []int // columns of purchases
}

func adderOf(cols []Column, rows []Row) *adder {
	a := &adder{cols: cols, rows: rows, below: map[string][]int{}, leaf: map[string]map[Meaning][]int{}, part: make([]bool, len(cols))}
	for j := range cols {
		if cols[j].Use == model.UseProcurement {
			a.procurement = append(a.procurement, j)
		}
		for d := range cols[j].Path {
			heads := headsKey(cols[j].Path[:d])
			a.below[heads] = append(a.below[heads], j)
			if d+1 < len(cols[j].Path) {
				continue
			}
			if a.leaf[heads] == nil {
				a.leaf[heads] = map[Meaning][]int{}
			}
			a.leaf[heads][cols[j].Meaning] = append(a.leaf[heads][cols[j].Meaning], j)
		}
	}
	return a
}

// headsKey is what the same heads over columns have in common.
func headsKey(heads []string) string { return strings.Join(heads, "\x00") }

// SumColumns marks the totals of a list's columns, and the parts of which.
func SumColumns(cols []Column, rows []Row) {
	a := adderOf(cols, rows)
	beside := make([][]int, len(cols)) // what can be a part of each, by the header
	for t := range cols {
		cols[t].Sums = nil
	}
	for t := range cols {
		var sets [][]int
		sets, beside[t] = a.sums(t)
		cols[t].Sums = slices.DeleteFunc(sets, func(set []int) bool { return a.contains(set, t) })
		cols[t].Total = len(cols[t].Sums) > 0
	}
	for t := range cols {
		if len(cols[t].Sums) > 0 {
			for _, j := range cols[t].Sums[0] {
				a.part[j] = true
			}
		}
	}
	for t := range cols {
		a.leaveOut(t, beside[t])
	}
	for t := range cols {
		if at := withinHead(cols[t].Path); at >= 0 && !cols[t].Within && !a.part[t] {
			cols[t].Within, cols[t].Of = true, a.wholeOf(t, at)
		}
		if gross := a.grossOf(t); gross >= 0 && !cols[t].Within && !a.part[t] {
			cols[t].Within, cols[t].Of = true, gross
		}
	}
}

// grossOf is the column of which another one prints what is left after something: 执行数 beside 扣除中央基建投资后执行数; -1 for none.
func (a *adder) grossOf(t int) int {
	c := &a.cols[t]
	if !c.isNet() {
		return -1
	}
	return slices.IndexFunc(a.cols[:t], func(o Column) bool { return !o.isNet() && o.sameKind(c) && o.Meaning == c.Meaning })
}

// isNet tells a column of what is left after something: 扣除…后预算数.
func (c *Column) isNet() bool {
	return slices.ContainsFunc(c.Path, func(s string) bool { return strings.HasPrefix(s, "扣除") })
}

// FormColumn is what the labels over and beside an amount of a form say, as of a column.
func FormColumn(f *model.Fact) Column {
	path := make([]string, len(f.Path))
	for i, s := range f.Path {
		path[i] = words.Fold(s)
	}
	return Column{Path: path, Meaning: Meaning{f.Fund, f.Use, f.Item, f.Measure}, Direction: f.Direction, Stage: f.Stage, Period: f.Period, Year: f.Year, Of: -1,
		when: whenOf(path), at: f.Stage}
}

// wholeOf returns the column that a 其中 column is a part of: the one before it in its group.
func (a *adder) wholeOf(t, depth int) int {
	heads := a.cols[t].Path[:depth]
	for j := t - 1; j >= 0; j-- {
		c := &a.cols[j]
		if !c.sameKind(&a.cols[t]) || len(c.Path) <= depth || !slices.Equal(c.Path[:depth], heads) {
			break
		}
		if withinHead(c.Path) < 0 {
			return j
		}
	}
	return -1
}

// sums returns the sets of columns that a column sums, and all that the header puts beside or under it.
func (a *adder) sums(t int) (sets [][]int, beside []int) {
	path := a.cols[t].Path
	if told := a.cols[t].told; told != nil {
		sets, beside = [][]int{told}, told
	}
	for d := range path {
		if len(sets) == 0 && words.IsTotalHead(path[d]) {
			base := a.beside(t, d)
			sets = a.accept(sets, t, a.choices(t, base), true)
			beside = append(beside, base...)
		}
	}
	if len(sets) == 0 {
		if parts := a.contained(t); len(parts) > 1 {
			sets = a.accept(sets, t, [][]int{parts}, false)
		}
	}
	if n := len(path); len(sets) == 0 && n > 0 && !words.IsTotalHead(path[n-1]) && plainHead(path[n-1]) {
		if base := a.narrower(t, a.beside(t, n-1)); len(base) > 1 && a.always(t, base) {
			sets = append(sets, base)
		}
	}
	return sets, beside
}

// beside returns the columns that stand beside a column's total word at a depth of its header: under the same heads,
// ending in the same ones (in 总计 over 一般公共预算, what stands over 一般公共预算), a group of columns by its own total.
func (a *adder) beside(t, depth int) []int {
	path := a.cols[t].Path
	prefix, suffix := path[:depth], path[depth+1:]
	all := a.under(t, prefix)
	var out []int
	for i := 0; i < len(all); {
		head := a.cols[all[i]].Path[depth]
		n := 1
		for i+n < len(all) && all[i+n] == all[i]+n && a.cols[all[i+n]].Path[depth] == head {
			n++
		}
		if head != path[depth] {
			out = append(out, a.heads(all[i:i+n], depth+1, suffix)...)
		}
		i += n
	}
	return out
}

// under returns the other columns that stand under some heads and are of the kind of a column.
func (a *adder) under(t int, heads []string) []int {
	var out []int
	for _, j := range a.below[headsKey(heads)] {
		if j != t && a.cols[j].sameKind(&a.cols[t]) {
			out = append(out, j)
		}
	}
	return out
}

// heads returns the columns that stand for a group: its total where it has one, else those of its groups.
func (a *adder) heads(group []int, depth int, suffix []string) []int {
	var ends []int
	for _, j := range group {
		if path := a.cols[j].Path; len(path) >= depth+len(suffix) && slices.Equal(path[len(path)-len(suffix):], suffix) {
			ends = append(ends, j)
		}
	}
	if len(suffix) > 0 {
		for _, j := range ends {
			if path := a.cols[j].Path; len(path) == depth+len(suffix) || words.IsTotalHead(path[depth]) {
				return []int{j}
			}
		}
		return ends
	}
	for _, j := range group {
		if path := a.cols[j].Path; len(path) == depth+1 && words.IsTotalHead(path[depth]) {
			return []int{j}
		}
	}
	var out []int
	for i := 0; i < len(group); {
		n := i + 1
		if len(a.cols[group[i]].Path) <= depth {
			out = append(out, group[i])
			i = n
			continue
		}
		for n < len(group) && len(a.cols[group[n]].Path) > depth && a.cols[group[n]].Path[depth] == a.cols[group[i]].Path[depth] {
			n++
		}
		out = append(out, a.heads(group[i:n], depth+1, nil)...)
		i = n
	}
	return out
}

// choices are the sets of columns that a total can be of, the likeliest first. Headers leave open whether 其中 columns
// are parts, and whether the columns beside it tell the same money twice, by source and by use.
func (a *adder) choices(t int, base []int) [][]int {
	var out [][]int
	add := func(keep func(*Column) bool) {
		var set []int
		for _, j := range base {
			if keep(&a.cols[j]) {
				set = append(set, j)
			}
		}
		if len(set) > 0 && !slices.ContainsFunc(out, func(s []int) bool { return slices.Equal(s, set) }) {
			out = append(out, set)
		}
	}
	total := &a.cols[t]
	base = a.outermost(base)
	plain := func(c *Column) bool { return !c.isMemo() && withinHead(c.Path) < 0 }
	if j := t + 1; j < len(a.cols) && slices.Contains(base, j) && withinHead(a.cols[j].Path) >= 0 {
		add(func(c *Column) bool { return !c.isMemo() }) // 小计 | 其中：基本支出 | 项目支出
	}
	add(func(c *Column) bool { return plain(c) && total.contains(c.Meaning) })
	add(plain)
	add(func(c *Column) bool { return plain(c) && !slices.ContainsFunc(c.Path, words.IsWithin) }) // a bare 其中 over columns of which
	add(func(c *Column) bool { return !c.isMemo() })
	add(func(c *Column) bool { return plain(c) && c.Use != total.Use })
	add(func(c *Column) bool { return plain(c) && c.Fund != total.Fund })
	add(func(c *Column) bool { return plain(c) && c.Use == total.Use })
	add(func(c *Column) bool { return plain(c) && c.Item != total.Item })
	add(func(*Column) bool { return true })
	return out
}

// outermost leaves out the columns that another one contains: 人员经费 beside 基本支出.
func (a *adder) outermost(set []int) []int {
	meanings := map[Meaning]bool{}
	for _, j := range set {
		meanings[a.cols[j].Meaning] = true
	}
	inner := map[Meaning]bool{}
	for part := range meanings {
		for whole := range meanings {
			inner[part] = inner[part] || whole.contains(part)
		}
	}
	return slices.DeleteFunc(slices.Clone(set), func(j int) bool { return inner[a.cols[j].Meaning] })
}

// contained returns the columns under the same head that make up a column by what they are: 基本支出 | 人员经费 | 公用经费.
func (a *adder) contained(t int) []int {
	c := &a.cols[t]
	if len(c.Path) == 0 {
		return nil
	}
	var out []int
	for m, all := range a.leaf[headsKey(c.Path[:len(c.Path)-1])] {
		whole := c.Meaning == m && c.Scope == model.ScopeWhole
		if !whole && !c.contains(m) {
			continue
		}
		for _, j := range all {
			if o := &a.cols[j]; j != t && o.sameKind(c) && (!whole || o.Scope != "") {
				out = append(out, j)
			}
		}
	}
	slices.Sort(out)
	return out
}

// narrower keeps the columns that say more of their amounts than a plain one does.
func (a *adder) narrower(t int, set []int) []int {
	c := &a.cols[t]
	return slices.DeleteFunc(set, func(j int) bool { return a.cols[j].isMemo() || a.cols[j].Meaning == c.Meaning })
}

// accept adds the choices that the rows keep. Where no row can tell, or a few rows alone do not keep what the header says, the first one is taken.
func (a *adder) accept(sets [][]int, t int, choices [][]int, told bool) [][]int {
	best, kept := -1, 0
	var others []int
	for i, set := range choices {
		holds, fails := a.keeps(t, set)
		switch {
		case fails > 0 && len(set) == 1, fails > holds && (!told || holds+fails > settings.few), !told && holds == 0:
			continue
		case holds > 0 && best >= 0 && fails == 0:
			others = append(others, i)
		}
		if best < 0 || holds-fails > kept {
			best, kept = i, holds-fails
		}
	}
	if best < 0 {
		return sets
	}
	sets = append(sets, choices[best])
	for _, i := range others {
		if i != best && kept > 0 && !overlap(choices[i], choices[best]) {
			sets = append(sets, choices[i])
		}
	}
	return sets
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}

// keeps counts the rows on which a column is the sum of others, and those on which it is not.
func (a *adder) keeps(t int, parts []int) (holds, fails int) {
	for i := range a.rows {
		r := &a.rows[i]
		if !isAmount(r.Amounts[t]) || r.Counts {
			continue
		}
		var sum words.Tally
		printed := false
		for _, j := range parts {
			if isAmount(r.Amounts[j]) {
				sum.Add(r.Amounts[j])
				printed = true
			}
		}
		if !printed {
			continue
		}
		switch sum.Against(r.Amounts[t]) {
		case words.Equal, words.Rounded:
			holds++
		case words.Unequal:
			fails++
		}
	}
	return holds, fails
}

// always tells whether a column is the sum of others on every row that prints it, of several on one of them.
func (a *adder) always(t int, parts []int) bool {
	holds, fails := a.keeps(t, parts)
	if holds == 0 || fails > 0 {
		return false
	}
	return slices.ContainsFunc(a.rows, func(r Row) bool {
		n := 0
		for _, j := range parts {
			if isAmount(r.Amounts[j]) && r.Amounts[j].Coefficient != 0 {
				n++
			}
		}
		return n > 1 && isAmount(r.Amounts[t])
	})
}

// leaveOut marks what stands beside a total and is none of its parts: what repeats the money of the parts or is headed 其中, and
// where the total has no parts what is only some of it.
func (a *adder) leaveOut(t int, beside []int) {
	c := &a.cols[t]
	own := map[int]bool{}
	if len(c.Sums) > 0 {
		a.leaves(c.Sums[0], own)
		for _, set := range c.Sums[1:] {
			again := map[int]bool{}
			a.leaves(set, again)
			for j := range again {
				if !own[j] {
					a.cols[j].Within, a.cols[j].Of = true, t
				}
			}
		}
	}
	for _, j := range beside {
		if o := &a.cols[j]; !own[j] && !o.Total && !a.part[j] && (o.isMemo() || len(c.Sums) == 0 || slices.ContainsFunc(o.Path, words.IsWithin)) {
			o.Within, o.Of = true, t
		}
	}
	if len(c.Sums) == 0 || c.Use == model.UseProcurement {
		return
	}
	for _, j := range a.procurement {
		if o := &a.cols[j]; !own[j] && o.sameKind(c) {
			o.Within, o.Of = true, t
		}
	}
}

// leaves adds the columns of which others are made up, down to those that sum nothing.
func (a *adder) leaves(set []int, out map[int]bool) {
	for _, j := range set {
		if sums := a.cols[j].Sums; len(sums) > 0 {
			a.leaves(sums[0], out)
		} else {
			out[j] = true
		}
	}
}

// contains tells whether columns or what they sum are a column: of two that make up each other the first is the total.
func (a *adder) contains(set []int, t int) bool {
	return slices.ContainsFunc(set, func(j int) bool {
		return j == t || slices.ContainsFunc(a.cols[j].Sums, func(parts []int) bool { return a.contains(parts, t) })
	})
}
