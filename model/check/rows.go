package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// rows tests the sums down the columns: 合计 over all items, 类 = Σ款 = Σ项,
// 总计 = 本年合计 + 上年结转, and the grand totals of both sides.
func (c *checker) rows(s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		c.hierarchy(s, l)
		c.totals(s, l)
	}
	c.sides(s)
}

// hierarchy tests the rows that contain others. One that is broken is told only where it is certain what it contains.
func (c *checker) hierarchy(s *sheet, l *list) {
	var all tally
	rows := make([][]identity, len(l.Rows))
	for i := range l.Rows {
		rows[i] = l.hierarchy(i)
		if l.told(i) {
			all.count(rows[i], true)
		}
	}
	for i, ids := range rows {
		var own tally
		own.count(ids, false)
		told := l.told(i)
		for k, id := range ids {
			switch {
			case id.outcome == words.Unequal:
				if (own.certain() && len(l.kids[i]) > 1 && !l.explained(i, k, &id, false) || all.certain() && told) && !s.partly(l, k, l.kids[i], &id, &own) && !c.unlisted(l, i, &id) {
					c.hold(s, id, model.Hierarchy, model.HierarchySumMismatch)
				}
			case id.outcome == words.Untold && id.whole != nil:
			case id.whole != nil || own.kept > 0 || all.broken == 0 && told:
				c.hold(s, id, model.Hierarchy, model.HierarchySumMismatch)
			}
		}
	}
	c.within(l)
}

// within tests that rows of which (其中) stay below the one that they are a part of.
func (c *checker) within(l *list) {
	for i := range l.Rows {
		if r := &l.Rows[i]; words.IsWithin(words.Fold(r.Label)) && r.Within && !r.Counts {
			for k := range l.Columns {
				c.below(l.figures[i][k], l.figures[r.Parent][k])
			}
		}
	}
}

// tally counts identities that ought to hold together.
type tally struct{ kept, broken, printed int }

// count counts identities. Where one figure is all that is to be added, that it is the total tells nothing of which
// others would be added: it counts only where that is not in question.
func (t *tally) count(ids []identity, single bool) {
	for i := range ids {
		id := &ids[i]
		if id.whole != nil {
			t.printed++
		}
		switch {
		case id.outcome.Holds() && (single || id.twin() == nil):
			t.kept++
		case id.outcome == words.Unequal:
			t.broken++
		}
	}
}

// certain tells whether enough of the identities hold for a broken one to be a slip, not another structure.
func (t *tally) certain() bool { return t.kept > 0 && t.broken <= settings.slips*t.kept }

// inForce tells whether what a head says of a total is meant: most rows keep it, or there are too few to tell.
func (t *tally) inForce() bool { return t.kept > 0 && t.kept >= t.broken || t.printed <= settings.rows }

// hierarchy compares what a row prints with what the rows under it do, column by column.
func (l *list) hierarchy(i int) []identity {
	kids := l.kids[i]
	if len(kids) == 0 || l.Rows[i].Counts || slices.ContainsFunc(kids, func(k int) bool { return l.Rows[k].Label == "" }) {
		return nil // an item without a name can stand anywhere
	}
	out := make([]identity, len(l.Columns))
	for k := range out {
		if id := l.against(i, k, kids); id.outcome != words.Unequal || !id.multiple() {
			out[k] = id // else levels that the print does not tell apart: counted more than once
		}
	}
	return out
}

// told tells whether printed codes or numbers say what a row contains.
func (l *list) told(i int) bool {
	return !slices.ContainsFunc(l.kids[i], func(k int) bool { return !l.under(k, i) })
}

// under tells whether a printed code or number puts a row under another.
func (l *list) under(k, i int) bool {
	r, up := &l.Rows[k], &l.Rows[i]
	if r.Numbering.Style != words.Unnumbered {
		return r.By == budget.ByNumber && len(l.kids[i]) > 1 // one alone is of which
	}
	for n := range r.Terms {
		x, y := &up.Terms[n], &r.Terms[n]
		if y.Own && !y.Found && !x.Found && x.Code != "" && len(y.Code) > len(x.Code) && strings.HasPrefix(y.Code, x.Code) {
			return true
		}
	}
	return false
}

// against compares the figure of a row and column with the sum of other rows.
func (l *list) against(i, k int, rows []int) identity {
	out := l.at(i, k)
	out.parts = l.sum(rows, k)
	out.sought = slices.ContainsFunc(rows, l.sought)
	return out.compared()
}

// partly tells whether the print allows that some rows are not all that a total is made of: one of them prints what is
// not read as an amount, or leaves blank by how much it changed, a note says that some are left out, 其中 stands before
// them, or the column is of an earlier year and the list of the items of this one.
func (s *sheet) partly(l *list, k int, rows []int, id *identity, own *tally) bool {
	if s.unread(l, rows, k) || l.unchanged(rows, k) || leftOut().MatchString(strings.Join(s.Table.Notes, "")) {
		return true
	}
	if id.whole.value.LessThan(id.parts.value) {
		return false
	}
	return l.Columns[k].Period == model.Previous && own.kept > 0 ||
		slices.ContainsFunc(rows, func(r int) bool { return words.IsWithin(words.Fold(l.Rows[r].Label)) })
}

// leftOut are the notes that say that a table does not list everything that its totals hold.
var leftOut = words.Pattern(`涉密|涉敏|未逐项|未列示|未列出|不予公开|部分列示|只列|仅列|重复`)

// unread tells whether one of some rows prints in a column what is not read as an amount.
func (s *sheet) unread(l *list, rows []int, k int) bool {
	return slices.ContainsFunc(rows, func(r int) bool {
		i := s.Beginning(l.Rows[r].At, l.Column(&l.Rows[r], k))
		return i >= 0 && l.figures[r][k] == nil && s.Folded(i) != "" && s.Number(i).Kind != words.StandIn
	})
}

// unchanged tells whether a column of changes is blank on one of some rows that print another amount.
func (l *list) unchanged(rows []int, k int) bool {
	return l.Columns[k].Period == model.Change && slices.ContainsFunc(rows, func(r int) bool {
		return l.figures[r][k] == nil && slices.ContainsFunc(l.figures[r], func(f *figure) bool { return f != nil && !f.value.IsZero() && f.fact.Period != model.Change })
	})
}

// sought tells whether a row stands alone under another, or another alone under it, for no better reason than that
// both print one amount.
func (l *list) sought(r int) bool {
	alone := func(up int) bool { return len(l.kids[up]) == 1 && l.Rows[l.kids[up][0]].By == budget.BySum }
	return alone(r) || l.Rows[r].Parent >= 0 && alone(l.Rows[r].Parent)
}

// multiple tells a sum that is its whole two times or more.
func (id *identity) multiple() bool {
	if id.whole == nil || id.whole.value.IsZero() {
		return false
	}
	n := id.parts.value.Decimal().DivRound(id.whole.value.Decimal(), 0)
	return n.GreaterThan(decimal.NewFromInt(1)) && n.LessThan(decimal.NewFromInt(math.MaxInt64)) &&
		id.parts.value.Sub(id.whole.value.Times(n.IntPart())).Abs().LessThanOrEqual(tolerance(id.whole, id.parts))
}

// sum adds up rows in a column; a row without a figure of its own counts with its items.
func (l *list) sum(rows []int, k int) sum {
	out := sum{parts: make([]*figure, 0, len(rows))}
	for _, r := range rows {
		if f := l.figures[r][k]; f != nil {
			out.add(f)
		} else {
			out.addAll(l.sum(l.kids[r], k))
		}
	}
	return out
}

// totals tests the rows that are totals by their label.
func (c *checker) totals(s *sheet, l *list) {
	var all []int
	for i := range l.Rows {
		if r := &l.Rows[i]; !r.Total && r.Parent < 0 && !r.Within && !r.Counts {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return
	}
	items, previous := l.addends(all), -1
	for i := range l.Rows {
		if !l.Rows[i].Total {
			continue
		}
		c.total(s, l, i, l.readings(i, previous, items))
		previous = i
	}
}

// addends are rows with their sums.
type addends struct {
	rows   []int
	sums   []sum // by column
	sought bool  // a place of one was sought
}

func (l *list) addends(rows []int) *addends {
	a := &addends{rows: rows, sums: make([]sum, len(l.Columns)), sought: slices.ContainsFunc(rows, l.sought)}
	for k := range a.sums {
		a.sums[k] = l.sum(rows, k)
		a.sums[k].parts = slices.Clip(a.sums[k].parts)
		a.sums[k].halves = new(halvesOf(a.sums[k].parts))
	}
	return a
}

// readings returns what a total row can sum, the likeliest first.
func (l *list) readings(i, previous int, all *addends) []*addends {
	label := l.Rows[i].Label
	above := between(all.rows, previous, i)
	since, onward := l.addends(above), l.addends(nil) // onward: what was summed before, and what came since
	if previous >= 0 {
		onward = l.addends(append([]int{previous}, above...))
	}
	if len(above) == 0 {
		since = l.addends(between(all.rows, i, l.nextTotal(i)))
	}
	switch {
	case strings.Contains(label, "本年") || strings.Contains(label, "小"):
		return []*addends{since, all, onward}
	case strings.Contains(label, "总") && previous >= 0:
		return []*addends{onward, all, since}
	}
	return []*addends{all, since, onward}
}

// between returns the rows after one and before another; they are in order.
func between(rows []int, after, before int) []int {
	from, _ := slices.BinarySearch(rows, after+1)
	to, _ := slices.BinarySearch(rows, before)
	return rows[from:max(from, to):max(from, to)]
}

func (l *list) nextTotal(i int) int {
	for k := i + 1; k < len(l.Rows); k++ {
		if l.Rows[k].Total {
			return k
		}
	}
	return len(l.Rows)
}

// total tests a total row: what a column keeps of its readings, else the one that most columns keep.
func (c *checker) total(s *sheet, l *list, i int, readings []*addends) {
	best, most := 0, -1
	read := make([][]identity, len(readings))
	for n, of := range readings {
		kept := 0
		for k := range l.Columns {
			id := l.at(i, k)
			id.parts, id.sought = of.sums[k], of.sought
			id = id.compared()
			read[n] = append(read[n], id)
			if id.outcome.Holds() {
				kept++
			}
		}
		if len(of.rows) > 0 && kept > most {
			best, most = n, kept
		}
	}
	var own tally
	own.count(read[best], false)
	certain := !l.Rows[i].Named() && (own.certain() || l.plain(readings[best].rows))
	for k := range l.Columns {
		n := slices.IndexFunc(read, func(ids []identity) bool { return ids[k].outcome.Holds() })
		if n < 0 {
			n = best
		}
		if id := read[n][k]; id.outcome != words.Unequal || certain && !l.explained(i, k, &id, true) && !s.partly(l, k, readings[n].rows, &id, &own) && !c.unlisted(l, i, &id) {
			c.hold(s, id, model.ColumnSum, model.ColumnSumMismatch)
		}
	}
}

// plain tells whether the print leaves no doubt that some rows are the items of a list: all are numbered alike, or all
// have codes of one length.
func (l *list) plain(rows []int) bool {
	kind := func(i int) string {
		r := &l.Rows[i]
		if r.Numbering.Style != words.Unnumbered {
			return strconv.Itoa(int(r.Numbering.Style))
		}
		lengths := ""
		for k := range r.Terms {
			if t := &r.Terms[k]; t.List != "" && t.Own && !t.Found {
				lengths += " " + strconv.Itoa(len(t.Code))
			}
		}
		return lengths
	}
	return len(rows) > 1 && kind(rows[0]) != "" && !slices.ContainsFunc(rows, func(i int) bool { return kind(i) != kind(rows[0]) })
}

// explained tells whether a row is apart from its parts by just what another one of the list, or of its top, prints: that
// is read as one of the parts and is none, or the other way round.
func (l *list) explained(i, k int, id *identity, top bool) bool {
	gap, allowed := id.apart(), tolerance(id.whole, id.parts)
	for r := range l.Rows {
		if f := l.figures[r][k]; r != i && f != nil && (!top || l.Rows[r].Parent < 0) && f.value.Abs().Sub(gap).Abs().LessThanOrEqual(allowed) {
			return true
		}
	}
	return false
}

// sides tests that what comes in is what goes out: 收入总计 = 支出总计, where both
// stand on one row.
func (c *checker) sides(s *sheet) {
	var revenue *figure
	for i := range s.lists {
		l := &s.lists[i]
		last := -1
		for r := range l.Rows {
			if l.Rows[r].Total {
				last = r
			}
		}
		if last < 0 {
			continue
		}
		f := l.figures[last][l.mainColumn()]
		switch {
		case f == nil:
		case f.fact.Direction == model.Revenue:
			revenue = f
		case f.fact.Direction == model.Expenditure && revenue != nil && revenue.fact.Row == f.fact.Row:
			c.equal(revenue, f, model.Side, model.RevenueExpenditureUnequal)
		}
	}
}

// mainColumn returns the column with the whole amounts of the current year: its total, else its first.
func (l *list) mainColumn() int {
	best := -1
	for k := range l.Columns {
		col := &l.Columns[k]
		if col.Period != model.Current || col.Within {
			continue
		}
		if best < 0 || col.Total && !l.Columns[best].Total || col.Total == l.Columns[best].Total && len(col.Path) < len(l.Columns[best].Path) && col.Total {
			best = k
		}
	}
	return max(best, 0)
}
