package budget

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"yusuan/model"
	"yusuan/model/words"
)

// Sign is what tells the row that contains another one.
type Sign uint8

const (
	NoSign   Sign = iota // nothing: a row of the list's top
	ByCode               // codes, and columns that are filled step by step
	ByNumber             // 一、 （一） 1.
	ByIndent             // how far the label is set in
	ByWeight             // bold rows over others
	ByGoal               // rows without a goal over those that have one
	ByGroup              // a merged cell beside the rows, or a total over them that names their group
	BySum                // nothing printed: only that the rows sum to it
)

// reading is one way in which the print can be read: which row contains which.
type reading struct {
	by   Sign
	link func(*linker)
}

// linker finds which rows of a list contain which.
type linker struct {
	sheet *Sheet
	list  *list
	rows  []Row
}

// link finds the places of a list's rows. Of the readings that the print allows the one is taken that closes the most
// sums, of several the one whose signs are the plainest. Where sums stay open, rows that sum others tell it.
func (l *list) link(s *Sheet) {
	of := l.byYear()
	if len(of) < 2 {
		k := linker{s, l, l.rows}
		k.link()
		return
	}
	for _, at := range of {
		k := linker{sheet: s, list: l, rows: make([]Row, len(at))}
		for j, i := range at {
			k.rows[j] = l.rows[i]
		}
		k.link()
		for j, i := range at {
			r := &k.rows[j]
			if r.Parent >= 0 {
				r.Parent = at[r.Parent]
			}
			r.kids, r.Parts = pick(at, r.kids), pick(at, r.Parts)
			l.rows[i] = *r
		}
	}
}

// pick returns the elements of a list at some places.
func pick[T any](list []T, places []int) []T {
	var out []T
	for _, p := range places {
		out = append(out, list[p])
	}
	return out
}

// byYear parts the rows of a list by the year that each prints: three rows a unit are three lists of units.
func (l *list) byYear() [][]int {
	at := slices.IndexFunc(l.runs[0].dims, func(d dimension) bool { return d.subject == subjectYear })
	var out [][]int
	of := map[string]int{}
	for i := range l.rows {
		year := ""
		if at >= 0 && !l.rows[i].Total {
			year = words.Fold(l.rows[i].Terms[at].Code + l.rows[i].Terms[at].Name)
		}
		n, ok := of[year]
		if !ok {
			n = len(out)
			of[year], out = n, append(out, nil)
		}
		out[n] = append(out[n], i)
	}
	return out
}

// link finds the places of the rows.
func (k *linker) link() {
	var best []Row
	most := 0
	for _, r := range k.readings() {
		k.clear()
		r.link(k)
		k.sign(r.by)
		k.group()
		k.ofTotals()
		k.collect()
		k.release()
		k.reconcile()
		if sums := k.closed(); best == nil || sums > most {
			best, most = k.snapshot(), sums
		}
	}
	copy(k.rows, best)
	k.tellParts()
	k.total()
}

// clear takes back all places.
func (k *linker) clear() {
	for i := range k.rows {
		r := &k.rows[i]
		r.Parent, r.By, r.kids, r.Total = -1, NoSign, nil, r.label >= 0 && words.IsTotalLabel(r.folded) && !k.isTotalElsewhere(i)
	}
}

// isTotalElsewhere tells the first item of a balance, which calls itself the total that it is in a table of its own:
// 一、政府性基金收入合计 right before 二、上级补助收入.
func (k *linker) isTotalElsewhere(i int) bool {
	if i > 0 || len(k.rows) == 1 {
		return false
	}
	first, second := k.rows[0].Numbering, k.rows[1].Numbering
	return first.Style != words.Unnumbered && first.Style == second.Style && first.Value == 1 && second.Value == 2
}

// sign notes what told the places.
func (k *linker) sign(by Sign) {
	for i := range k.rows {
		if k.rows[i].Parent >= 0 {
			k.rows[i].By = by
		}
	}
}

// snapshot keeps the rows as they are.
func (k *linker) snapshot() []Row {
	out := slices.Clone(k.rows)
	for i := range out {
		out[i].kids = slices.Clone(out[i].kids)
	}
	return out
}

// release takes totals that contain nothing out of what contains them: they stand beside the list.
func (k *linker) release() {
	released := false
	for i := range k.rows {
		if r := &k.rows[i]; r.Total && r.Parent >= 0 && len(r.kids) == 0 && r.By != ByGroup {
			r.Parent, r.By, released = -1, NoSign, true
		}
	}
	if released {
		k.collect()
	}
}

// readings are the ways to read a list that its print allows, the plainest sign first.
func (k *linker) readings() []reading {
	var out []reading
	groups := k.grouped()
	if groups && k.rows[0].grouped { // names beside totals are plainer than anything
		out = append(out, reading{ByGroup, (*linker).byGroup})
	}
	coded := k.coded()
	if coded {
		out = append(out, reading{ByCode, (*linker).byCode})
	}
	if k.list.numbered() {
		out = append(out, reading{ByNumber, func(k *linker) { k.byNumber(false) }}, reading{ByNumber, func(k *linker) { k.byNumber(true) }})
	}
	if indents := k.indents(); indents != nil {
		out = append(out, reading{ByIndent, func(k *linker) { k.nest(indents, settings.indent) }})
	}
	if weights := k.weights(); weights != nil {
		out = append(out, reading{ByWeight, func(k *linker) { k.nest(weights, 0) }})
	}
	if groups && !k.rows[0].grouped {
		out = append(out, reading{ByGroup, (*linker).byGroup})
	}
	if goals := k.goals(); goals != nil {
		out = append(out, reading{ByGoal, func(k *linker) { k.nest(goals, 0) }})
	}
	if !coded {
		out = append(out, reading{ByCode, (*linker).byCode})
	}
	if !k.list.numbered() && k.list.headed() {
		out = append(out, reading{ByNumber, func(k *linker) { k.byNumber(true) }})
	}
	return append(out, reading{NoSign, func(*linker) {}})
}

// coded tells a list that prints codes, or several names for a row.
func (k *linker) coded() bool {
	names := 0
	for _, d := range k.list.runs[0].dims {
		if len(d.codes) > 0 {
			return true
		}
		if d.name >= 0 {
			names++
		}
	}
	return names > 1 || slices.ContainsFunc(k.rows, func(r Row) bool {
		return slices.ContainsFunc(r.Terms, func(t Term) bool { return t.Code != "" && !t.Found })
	})
}

// nest puts each row under the last one before it that is less deep by more than a tolerance. What follows a total
// begins anew.
func (k *linker) nest(depths []float64, tolerance float64) {
	var open []int
	for i := range k.rows {
		r := &k.rows[i]
		if r.Total && !r.Named() {
			open = open[:0]
			continue
		}
		if r.Label == "" {
			continue
		}
		for len(open) > 0 && depths[open[len(open)-1]]+tolerance >= depths[i] {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			r.Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// Named tells whether the label of a total says what it sums: 某市合计, “三公”经费合计.
func (r *Row) Named() bool { return totalName(r.folded) != "" }

// totalName is what a total's folded label says beside being that of a total, "" where that is nothing.
func totalName(s string) string {
	for _, w := range []string{"合计", "总计", "小计", "总额"} {
		s = strings.ReplaceAll(s, w, "")
	}
	for _, w := range []string{"本年", "当年", "全年", "年度", "预算", "决算", "收入", "支出", ":", "()", "(", ")"} {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

// indents returns how deep each row's label is set in, nil where all are set alike, or centred.
func (k *linker) indents() []float64 {
	out := make([]float64, len(k.rows))
	least, most := -1.0, 0.0
	for i := range k.rows {
		r := &k.rows[i]
		if r.label < 0 {
			continue
		}
		out[i] = k.depth(r)
		if r.Total && !r.Named() {
			continue
		}
		if least < 0 || out[i] < least {
			least = out[i]
		}
		most = max(most, out[i])
	}
	if most-least <= settings.indent || k.centred() {
		return nil
	}
	return out
}

// depth is how deep in em a row's label is set in.
func (k *linker) depth(r *Row) float64 {
	c := &k.sheet.cells[r.label]
	depth := c.Indent + float64(c.Column)*settings.deepest
	if words.IsWithin(r.folded) {
		depth += settings.withinWidth
	}
	return depth
}

// centred tells a list whose labels are set in by what centring them takes: those that are not as wide as most of them
// have their middle where most have it.
func (k *linker) centred() bool {
	type label struct {
		width  int // in half em
		middle float64
	}
	var labels []label
	count := map[int]int{}
	usual := 0
	for i := range k.rows {
		r := &k.rows[i]
		if r.label < 0 || r.Total {
			continue
		}
		width := 0
		for _, ch := range r.Label {
			if width++; ch >= utf8.RuneSelf {
				width++
			}
		}
		labels = append(labels, label{width, k.sheet.cells[r.label].Indent + float64(width)/4})
		if count[width]++; count[width] > count[usual] || count[width] == count[usual] && width < usual {
			usual = width
		}
	}
	slices.SortFunc(labels, func(a, b label) int { return cmp.Compare(a.middle, b.middle) })
	others, near := 0, 0
	for _, l := range labels {
		if l.width == usual {
			continue
		}
		others++
		if d := l.middle - labels[len(labels)/2].middle; d < settings.indent && d > -settings.indent {
			near++
		}
	}
	return others > 0 && 4*near >= 3*others
}

// weights returns 0 for bold rows and 1 for others, nil where all are alike.
func (k *linker) weights() []float64 {
	return k.ranks(func(r *Row) bool { return r.label >= 0 && !k.sheet.cells[r.label].Bold })
}

// heads tells whether a row is the total over a group that it names: 某市合计 over its counties, 合计 beside 一般债券.
func (k *linker) heads(i int) bool {
	r := &k.rows[i]
	return r.Total && (r.Named() || r.grouped) && i+1 < len(k.rows) && !k.rows[i+1].Total
}

// grouped tells a list of groups, each under the total that names it, from its first row on.
func (k *linker) grouped() bool {
	heads := 0
	for i := range k.rows {
		if k.heads(i) {
			heads++
		}
	}
	return heads > 1 && k.rows[0].Total
}

// byGroup puts rows under the total that names their group, and these under one that names all of them: 市县合计.
func (k *linker) byGroup() {
	top, head := -1, -1
	for i := range k.rows {
		switch r := &k.rows[i]; {
		case !r.Total:
			r.Parent = head
		case k.heads(i):
			r.Parent, head = top, i
		case r.Named():
			top, head = i, -1
		default:
			head = -1
		}
	}
}

// goals returns 0 for rows without a goal and 1 for those that have one, nil where the list has no column of goals or all are alike.
func (k *linker) goals() []float64 {
	at := k.sheet.goalColumn()
	if at < 0 {
		return nil
	}
	return k.ranks(func(r *Row) bool {
		i := k.sheet.Covering(r.At, at)
		return i >= 0 && k.sheet.cells[i].RowSpan == 1 && k.sheet.folded[i] != ""
	})
}

// ranks returns 1 for the rows that are deeper and 0 for others, nil where all are alike.
func (k *linker) ranks(deeper func(*Row) bool) []float64 {
	out := make([]float64, len(k.rows))
	deep, all := 0, 0
	for i := range k.rows {
		if k.rows[i].Total || k.rows[i].Label == "" {
			continue
		}
		all++
		if deeper(&k.rows[i]) {
			out[i] = 1
			deep++
		}
	}
	if deep == 0 || deep == all {
		return nil
	}
	return out
}

// goalColumn is the column of a list's goals or descriptions, -1 where it has none.
func (s *Sheet) goalColumn() int {
	return slices.IndexFunc(s.paths, func(path []string) bool {
		n := len(path)
		return n > 0 && (words.GoalLabel.Says(path[n-1]) || hasAny(path[n-1], "简介", "项目内容"))
	})
}

// numbered tells a list of which enough rows are numbered for the numbers to tell their places: one column of names and no codes.
func (l *list) numbered() bool {
	marked, plain := l.numbers()
	return l.onlyNames() && marked > 0 && settings.numbered*marked >= marked+plain
}

// headed tells a list of which a few rows are numbered, each over many: what they contain is only tried.
func (l *list) headed() bool {
	marked, _ := l.numbers()
	return l.onlyNames() && marked > 1 && slices.ContainsFunc(l.rows, func(r Row) bool { return r.Numbering.Value == 1 })
}

// onlyNames tells a list that names its rows in one column, without codes.
func (l *list) onlyNames() bool {
	names := 0
	for _, d := range l.runs[0].dims {
		if d.name >= 0 {
			names++
		}
		if len(d.codes) > 0 {
			return false
		}
	}
	return names == 1
}

// numbers counts the items with a number and those without.
func (l *list) numbers() (marked, plain int) {
	for i := range l.rows {
		switch {
		case l.rows[i].Total:
		case l.rows[i].Numbering.Style != words.Unnumbered:
			marked++
		default:
			plain++
		}
	}
	return marked, plain
}

// byNumber reads 一、 （一） 1. (1). The first item of a numbering belongs to
// the row above it; a later one stands beside the item with the number before.
// Rows without number between two items that follow each other are parts of the
// former, elsewhere they stand for themselves, or if all do, are parts of the item above all the same.
func (k *linker) byNumber(all bool) {
	rows := k.rows
	var open []int    // numbered rows in force, outermost first
	var pending []int // rows without number since the last numbered one
	last := -1
	for i := range rows {
		r := &rows[i]
		switch {
		case r.Total && r.Named() && last < 0 && len(open) == 0:
			// “三公”经费合计 over （一）: a row of the list
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
			case all && len(open) > 0:
				r.Parent = open[len(open)-1]
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

// byCode reads codes and blank columns: a row contains the following rows
// whose terms are all its own or below its own, one at least below.
func (k *linker) byCode() {
	rows := k.rows
	single := len(k.list.runs[0].dims) == 1
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
		if r.Within && i > 0 && itemCode(r) == "" {
			r.Parent = outerOf(rows, i-1)
			continue
		}
		if single && len(open) > 0 && itemCode(r) == "" && itemCode(&rows[open[len(open)-1]]) != "" {
			r.Parent = rows[open[len(open)-1]].Parent // a name that the lists do not know
			continue
		}
		for len(open) > 0 && !contains(&rows[open[len(open)-1]], r) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			r.Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// outerOf is the row that a row of which belongs to: the one above it, or what that is itself a part of.
func outerOf(rows []Row, above int) int {
	if rows[above].Within && rows[above].Parent >= 0 {
		return rows[above].Parent
	}
	return above
}

// contains tells whether every term of a is that of b or above it, one at least above.
func contains(a, b *Row) bool {
	strict := false
	for i := range a.Terms {
		x, y := &a.Terms[i], &b.Terms[i]
		switch {
		case x.empty():
			strict = strict || !y.empty()
		case x.subject == subjectUnitOrProject:
			if x.Code == "" || y.Code != "" && (y.Code != x.Code || !x.heads) {
				return false
			}
			strict = true
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

// group puts the rows beside a merged cell under the total that stands in it: 小计 and its items.
func (k *linker) group() {
	for i := range k.rows {
		r := &k.rows[i]
		if !r.Total {
			continue
		}
		from, to := k.merged(r)
		if to-from < 2 {
			continue
		}
		first := sort.Search(len(k.rows), func(j int) bool { return cmp.Or(k.rows[j].run-r.run, k.rows[j].At-from) >= 0 })
		for j := first; j < len(k.rows) && k.rows[j].run == r.run && k.rows[j].At < to; j++ {
			if o := &k.rows[j]; !o.Total && (o.Parent < 0 || k.rows[o.Parent].At < from) {
				o.Parent, o.By = i, ByGroup
			}
		}
	}
}

// ofTotals puts the rows of which that follow a total under it: 收入合计 over 其中：保险费收入 and what is set in alike.
func (k *linker) ofTotals() {
	for i := range k.rows {
		first := i + 1
		if !k.rows[i].Total || first == len(k.rows) || !words.IsWithin(k.rows[first].folded) {
			continue
		}
		for j := first; j < len(k.rows); j++ {
			r := &k.rows[j]
			if r.Total || r.Parent >= 0 || j > first && (r.label < 0 || r.Numbering.Style != words.Unnumbered || math.Abs(k.depth(r)-k.depth(&k.rows[first])) > settings.indent) {
				break
			}
			r.Parent, r.By = i, ByIndent
		}
	}
}

// merged returns the rows that a cell left of a total's label covers with it; nothing where none covers more.
func (k *linker) merged(r *Row) (from, to int) {
	if r.label < 0 {
		return 0, 0
	}
	for col := k.sheet.cells[r.label].Column - 1; col >= 0 && k.sheet.Columns[col].Role != model.RoleAmount; col-- {
		i := k.sheet.Covering(r.At, col)
		if i < 0 || k.sheet.folded[i] == "" {
			continue
		}
		if c := &k.sheet.cells[i]; c.RowSpan > 1 && (to == 0 || c.RowSpan < to-from) {
			from, to = c.Row, c.Row+c.RowSpan
		}
	}
	return from, to
}

// tellParts marks the rows that their parent contains without being the sum of them, and gives every row its parts.
func (k *linker) tellParts() {
	for i := range k.rows {
		k.rows[i].Within = k.rows[i].Parent >= 0
	}
	for i := range k.rows {
		r := &k.rows[i]
		r.Parts = r.kids
		for _, p := range r.kids {
			k.rows[p].Within = false
		}
	}
}
