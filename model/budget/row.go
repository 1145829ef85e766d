package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// Row is one body row of a list.
type Row struct {
	At        int             // row of the table
	Label     string          // as printed, on one line
	Numbering words.Numbering // before the label
	Terms     []Term          // by dimension of the list
	Amounts   []words.Number  // by amount column; of another kind where none is printed
	Total     bool            // sums others and is no item itself: 合计, 小计 and the like
	Within    bool            // a part of its parent (其中), not one of the items that sum to it
	Counts    bool            // counts something other than money
	Parent    int             // index of the row that contains it, -1
	By        Sign            // what tells its parent
	Parts     []int           // the rows that sum to it: items of a total, parts of a parent
	Level     int             // 0 for the list's top rows, 1 under them, …

	folded  string // the label
	label   int    // index of the cell that names it, -1 where none does
	unit    string // of money, told in the label
	surplus bool   // what one side of a balance is more than the other: no part of either side's total
	place   *Term  // that its project is in, printed on a row above
	grouped bool   // a total with the name of a group beside it
	run     int    // of the list's columns
	kids    []int  // the items that it contains and that sum to it
}

// blank tells a row without any amount.
func (r *Row) blank() bool { return !slices.ContainsFunc(r.Amounts, isAmount) }

// parents are by row the one that contains it, -1 where none does.
func parents(rows []Row) []int {
	out := make([]int, len(rows))
	for i := range rows {
		out[i] = rows[i].Parent
	}
	return out
}

// outermostFirst are rows in an order in which each comes after the one over it.
func outermostFirst(over []int) []int {
	out, placed := make([]int, 0, len(over)), make([]bool, len(over))
	for i := range over {
		from := len(out)
		for p := i; p >= 0 && !placed[p]; p = over[p] {
			placed[p] = true
			out = append(out, p)
		}
		slices.Reverse(out[from:])
	}
	return out
}

// read reads the body rows of the list, and links them.
func (l *list) read(s *Sheet) {
	g := &s.grid
	bodies := len(l.runs) * (g.rows - g.head)
	l.rows = make([]Row, 0, bodies)
	amounts := make([]words.Number, bodies*len(l.columns))
	for i := range l.runs {
		c, units := newComposer(g, &l.runs[i]), s.unitColumn(&l.runs[i])
		for at := g.head; at < g.rows; at++ {
			r := Row{At: at, run: i, Parent: -1, label: -1, Amounts: amounts[:len(l.columns):len(l.columns)]}
			for k, col := range l.runs[i].amounts {
				r.Amounts[k] = g.amountAt(at, col)
			}
			r.readLabel(g, &l.runs[i])
			r.readUnit(g, units)
			if r.blank() && (r.label < 0 || g.cells[r.label].Row < at) {
				continue // nothing, or more of the row above: a project beside its indicators
			}
			amounts = amounts[len(l.columns):]
			c.compose(g, &r)
			l.rows = append(l.rows, r)
		}
	}
	l.link(s)
	SumColumns(l.columns, l.rows)
	l.confirm(g)
}

// unitColumn is the column before a run's amounts that tells what each row is counted in: 人, %, 万元; -1 where there is none.
func (s *Sheet) unitColumn(r *run) int {
	for col := r.amounts[0] - 1; col >= 0 && s.Columns[col].Role != model.RoleAmount; col-- {
		if s.Columns[col].Role == model.RoleUnit {
			return col
		}
	}
	return -1
}

// readUnit reads what the row is counted in. An amount of 人 or % is none of money.
func (r *Row) readUnit(g *grid, col int) {
	text := g.fold(r.At, col)
	if col < 0 || text == "" || words.ReadNumber(text).Kind == words.StandIn {
		return
	}
	if u, ok := words.UnitOf(text); ok {
		r.unit = u.Name
	} else {
		r.Counts = true
	}
}

// confirm keeps the amounts that print a separator too few where a sum holds that they are part of, and takes the others for unreadable.
func (l *list) confirm(g *grid) {
	for i := range l.rows {
		r := &l.rows[i]
		for k := range r.Amounts {
			cell := g.Beginning(r.At, l.runs[r.run].amounts[k])
			if !isAmount(r.Amounts[k]) || isAmount(g.numbers[cell]) {
				continue
			}
			if l.confirmed(i, k) {
				g.numbers[cell] = r.Amounts[k]
			} else {
				r.Amounts[k] = words.Number{}
			}
		}
	}
}

// confirmed tells whether a sum along the row or down the column holds to the last digit that contains an amount.
func (l *list) confirmed(i, k int) bool {
	amounts := l.rows[i].Amounts
	for t := range l.columns {
		for _, set := range l.columns[t].Sums {
			if (t == k || slices.Contains(set, k)) && exactly(amounts[t], pick(amounts, set)) {
				return true
			}
		}
	}
	for j := range l.rows {
		parts := l.rows[j].Parts
		if j != i && !slices.Contains(parts, i) {
			continue
		}
		var down []words.Number
		for _, p := range parts {
			down = append(down, l.rows[p].Amounts[k])
		}
		if exactly(l.rows[j].Amounts[k], down) {
			return true
		}
	}
	return false
}

// exactly tells whether a number is the sum of others.
func exactly(total words.Number, parts []words.Number) bool {
	var sum words.Tally
	for _, n := range parts {
		if isAmount(n) {
			sum.Add(n)
		}
	}
	return len(parts) > 0 && isAmount(total) && sum.Against(total) == words.Equal
}

// rank says which subject names a row before others: the project, else the innermost item, else the unit.
func (s subject) rank() int {
	switch s {
	case subjectProject, subjectUnitOrProject:
		return 4
	case subjectCategory:
		return 2
	case subjectUnit:
		return 1
	case subjectYear:
		return 0
	}
	return 3
}

// readLabel finds the text that names a row.
func (r *Row) readLabel(g *grid, columns *run) {
	label, best := -1, -1 // index of a cell, and its rank
	for _, d := range columns.dims {
		if d.name < 0 || d.subject.rank() < best {
			continue
		}
		if i := g.Covering(r.At, d.name); i >= 0 && strings.TrimSpace(g.cells[i].Text) != "" {
			label, best = i, d.subject.rank()
		}
	}
	group := false // a name stands before the word for a total
	for _, col := range columns.labels {
		i := g.Covering(r.At, col)
		if i < 0 || g.folded[i] == "" {
			continue
		}
		if words.IsTotalLabel(g.folded[i]) {
			r.grouped = group || label >= 0 && label != i
			label, r.Total = i, true
			break
		}
		group = true
		if label < 0 {
			label = i
		}
	}
	if label < 0 {
		return
	}
	r.Label, r.folded, r.label = words.Squash(g.cells[label].Text), g.folded[label], label
	r.Within, r.Counts, r.unit = words.IsWithin(r.folded), notMoney(r.folded), unitIn(r.folded)
	r.Numbering, _ = words.CutNumbering(words.CutWithin(r.folded))
	r.surplus = told(words.QuantityWord, []string{r.folded}) == string(model.MeasureSurplus)
}

// notMoney tells a folded row label that counts something other than money. What
// it counts stands at its end: 国内公务接待批次(个); elsewhere it is part of the
// name of something that costs money.
func notMoney(label string) bool {
	label = strings.TrimRight(label, ":")
	if endsIn(label, "(个)", "(人)", "(辆)", "(台)", "(次)", "(人次)", "(套)", "(批)", "(%)", "(平方米)") {
		return true
	}
	if strings.HasSuffix(label, ")") {
		label = label[:max(0, strings.LastIndexByte(label, '('))]
	}
	return endsIn(label, "团组数", "人次", "人次数", "人数", "保有量", "批次", "批次数", "购置数", "数量", "面积", "平方米")
}

// composer turns the cells of code and name columns into terms, row by row: a
// code's upper levels and a blank unit or category are those of the rows above.
type composer struct {
	dims  []dimension
	last  []Term     // by dimension, as of the row above
	parts [][]string // by dimension: 类, 款, 项 in force
	names []resolver // by dimension
	terms []Term     // room for those of all rows
}

func newComposer(g *grid, columns *run) *composer {
	dims := columns.dims
	return &composer{dims: dims, last: make([]Term, len(dims)), parts: make([][]string, len(dims)), names: make([]resolver, len(dims)),
		terms: make([]Term, (g.rows-g.head)*len(dims))}
}

func (c *composer) compose(g *grid, r *Row) {
	n := len(c.dims)
	r.Terms, c.terms = c.terms[:n:n], c.terms[n:]
	for i := range c.dims {
		r.Terms[i].subject = c.dims[i].subject
	}
	if r.Total {
		return
	}
	printed := -1 // the last dimension printed on this row
	for i, d := range c.dims {
		t := c.read(g, r, i)
		if i > 0 && c.headed() && headsUnit(d, &t) {
			t.subject, t.Own = subjectUnit, true
			r.Terms[0] = t
			printed = max(printed, 0)
			continue
		}
		if t.Own = !t.empty(); t.Own {
			printed = i
		}
		r.Terms[i] = t
	}
	for i := range printed {
		if !r.Terms[i].Own {
			r.Terms[i] = c.last[i]
			r.Terms[i].Own = false
		}
	}
	copy(c.last, r.Terms)
}

// headed tells whether the first dimension is that of units heading items.
func (c *composer) headed() bool {
	d := c.dims[0]
	return d.subject == subjectUnit && d.name < 0 && len(d.codes) == 0
}

// headsUnit tells a term of a unit in the columns of items: its code is of no classification.
func headsUnit(d dimension, t *Term) bool {
	switch d.subject {
	case subjectItem, subjectFunctional, subjectDepartment, subjectEconomic:
		return t.List == "" && len(t.Code) >= 3 && words.AllDigits(t.Code) && t.Name != ""
	}
	return false
}

// read reads one dimension of a row.
func (c *composer) read(g *grid, r *Row, i int) Term {
	d := c.dims[i]
	t := Term{subject: d.subject}
	if d.name >= 0 {
		t.Name = words.Squash(g.text(r.At, d.name))
	}
	switch {
	case len(d.codes) > 1:
		t.Code = c.levels(g, r.At, i)
	case len(d.codes) == 1:
		if s := g.fold(r.At, d.codes[0]); words.IsCode(s) {
			t.Code = s
		} else if t.Name == "" {
			t.Code, t.Name = words.CutCode(g.text(r.At, d.codes[0]))
		}
	default:
		t.Code, t.Name = words.CutCode(t.Name)
	}
	if d.subject.classified() {
		c.names[i].resolve(&t, r.Numbering.Style != words.Unnumbered)
	}
	return t
}

// levels joins 类, 款 and 项, whether every column is filled on every row or
// each only at its own level.
func (c *composer) levels(g *grid, at, i int) string {
	columns := c.dims[i].codes
	if c.parts[i] == nil {
		c.parts[i] = make([]string, len(columns))
	}
	force := c.parts[i]
	first, last := -1, -1
	for k, col := range columns {
		s := g.fold(at, col)
		if cell := g.Covering(at, col); cell < 0 || g.cells[cell].Column != col || !words.AllDigits(s) { // 合计 across the code columns
			s = ""
		}
		if s != "" {
			last = k
			if first < 0 {
				first = k
			}
		}
		if first >= 0 {
			force[k] = s
		}
	}
	if first < 0 {
		return ""
	}
	code := ""
	for _, part := range force[:last+1] {
		if code != "" && strings.HasPrefix(part, code) {
			code = part // the column repeats the whole code
		} else {
			code += part
		}
	}
	return code
}

// resolver finds the codes of names and the upper levels of two-digit codes by
// the items above: 行政运行 stands under many 款.
type resolver struct {
	path []string // codes in force, 类 first
}

// resolve completes a term by the code lists.
func (s *resolver) resolve(t *Term, numbered bool) {
	if t.empty() {
		return
	}
	if len(t.Code) == 2 && words.AllDigits(t.Code) {
		t.Code = s.extend(t.Code, t.Name)
	}
	if t.Code != "" {
		if t.List = t.subject.list(t.Code); t.List != "" {
			t.Known = codes.Lookup(t.List, t.Code)
			s.enter(t.Code)
		}
		return
	}
	name := words.ItemName(t.Name)
	for _, list := range t.subject.lists() {
		if e := s.named(list, name, numbered); e != nil {
			t.List, t.Code, t.Known, t.Found = list, e.Code, e, true
			t.Name = name
			s.enter(e.Code)
			return
		}
	}
}

// enter makes a code the innermost one in force.
func (s *resolver) enter(code string) {
	for len(s.path) > 0 && !isAbove(s.path[len(s.path)-1], code) {
		s.path = s.path[:len(s.path)-1]
	}
	s.path = append(s.path, code)
}

// isAbove tells whether a code is a level above another.
func isAbove(upper, code string) bool {
	return len(upper) < len(code) && strings.HasPrefix(code, upper)
}

// extend puts the upper levels before a two-digit code: the level at which the
// list knows the printed name, else the one under the 类 in force.
func (s *resolver) extend(code, name string) string {
	name = words.ItemName(name)
	for _, upper := range slices.Backward(s.path) {
		for _, above := range [...]string{upper, codes.Parent(upper)} {
			if above == "" {
				continue
			}
			if e := codes.Lookup(subjectItem.list(above+code), above+code); e != nil && e.Named(name, 0) {
				return above + code
			}
		}
	}
	if len(s.path) > 0 {
		return s.path[0][:min(3, len(s.path[0]))] + code
	}
	return code
}

// named finds the entry of a name: a 类 where the label is numbered as those
// are, else the item under the innermost one in force, then further out. The
// name in full goes before its short form: 住房保障 is a 款, 住房保障支出 a 类.
func (s *resolver) named(list codes.List, name string, numbered bool) *codes.Entry {
	found := codes.Named(list, name)
	folded := words.Fold(name)
	full := func(e *codes.Entry) bool { return words.Fold(e.Name) == folded }
	any := func(*codes.Entry) bool { return true }
	for _, accepts := range [...]func(*codes.Entry) bool{full, any} {
		if numbered {
			if e := class(found, accepts); e != nil {
				return e
			}
		}
		for _, upper := range slices.Backward(s.path) {
			if e := commonest(found, func(e *codes.Entry) bool { return codes.Parent(e.Code) == upper && accepts(e) }); e != nil {
				return e
			}
		}
		if e := class(found, accepts); e != nil {
			return e
		}
	}
	if len(s.path) == 0 && len(found) == 1 && list != codes.Functional {
		return found[0] // 办公费 without its 类
	}
	return nil
}

// class returns the 类 among entries that is accepted, nil where there is none.
func class(entries []*codes.Entry, accepts func(*codes.Entry) bool) *codes.Entry {
	return commonest(entries, func(e *codes.Entry) bool { return len(e.Code) == 3 && accepts(e) })
}

// commonest returns the accepted entry that most documents show, nil where none is accepted: a code that is out of use has its name still.
func commonest(entries []*codes.Entry, accepts func(*codes.Entry) bool) *codes.Entry {
	var best *codes.Entry
	for _, e := range entries {
		if accepts(e) && (best == nil || e.Documents > best.Documents) {
			best = e
		}
	}
	return best
}

// classified tells the subjects whose names and codes are those of the code lists.
func (s subject) classified() bool { return s <= subjectEconomic }

// list returns the list that a printed code belongs to, "" where it is no item code.
func (s subject) list(code string) codes.List {
	if len(code) != 3 && len(code) != 5 && len(code) != 7 || !words.AllDigits(code) {
		return ""
	}
	switch {
	case code[0] == '2' && (s == subjectFunctional || s == subjectItem):
		return codes.Functional
	case code[0] == '3' && s != subjectFunctional && s != subjectGovernment:
		return codes.DepartmentEconomic
	case code[0] == '5' && s != subjectFunctional && s != subjectDepartment:
		return codes.GovernmentEconomic
	}
	return ""
}

// lists returns the lists in which a name without code is looked for.
func (s subject) lists() []codes.List {
	switch s {
	case subjectFunctional:
		return functionalList
	case subjectDepartment, subjectEconomic:
		return departmentList
	case subjectGovernment:
		return governmentList
	}
	return nil // 项目 and 科目 name all kinds of things: only their codes tell
}

var (
	functionalList = []codes.List{codes.Functional}
	departmentList = []codes.List{codes.DepartmentEconomic}
	governmentList = []codes.List{codes.GovernmentEconomic}
)
