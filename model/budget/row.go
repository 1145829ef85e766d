package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// row is one body row of a list.
type row struct {
	at      int    // row of the grid
	block   int    // which column run of a folded list
	label   string // as printed
	folded  string
	terms   []term // by dimension, own or inherited
	own     []bool // the dimension is printed on this row
	total   bool   // 合计, 小计 and the like
	within  bool   // the label begins with 其中
	parent  int    // index of the row that contains it, -1
	kids    []int
	amounts []words.Number // by amount column; of no kind where none is printed
	number  words.Numbering
}

// blank tells a row without any amount.
func (r *row) blank() bool {
	return !slices.ContainsFunc(r.amounts, isPrinted)
}

// isPrinted tells whether a row prints an amount in a column.
func isPrinted(n words.Number) bool { return n.Kind == words.Amount }

// buildRows reads the body rows of a list.
func buildRows(g *grid, l *list, year int) []row {
	var rows []row
	blocks := append([]list{*l}, l.blocks...)
	for b := range blocks {
		c := composer{dims: blocks[b].dims, year: year}
		for at := g.head; at < g.rows; at++ {
			r := row{at: at, block: b, parent: -1, amounts: make([]words.Number, len(l.amounts))}
			for i, a := range blocks[b].amounts {
				k := g.index(at, a.column)
				if k >= 0 && g.cells[k].Row == at && g.cells[k].Column == a.column && g.amount(k) {
					r.amounts[i] = g.numbers[k]
				}
			}
			readLabel(g, &blocks[b], &r)
			if r.label == "" && r.blank() {
				continue
			}
			c.compose(g, &r)
			rows = append(rows, r)
		}
	}
	return rows
}

// readLabel finds the text that names a row: the project, else the innermost
// item, else the unit.
func readLabel(g *grid, l *list, r *row) {
	rank := func(s subject) int {
		switch s {
		case subjectProject, subjectUnitOrProject:
			return 3
		case subjectUnit:
			return 1
		case subjectYear:
			return 0
		}
		return 2
	}
	best := -1
	for _, d := range l.dims {
		col := d.name
		if col < 0 {
			continue
		}
		if s := g.text(r.at, col); strings.TrimSpace(s) != "" && rank(d.subject) >= best {
			best = rank(d.subject)
			r.label = words.Squash(s)
		}
	}
	for _, col := range l.labels {
		s := g.fold(r.at, col)
		if words.IsTotalLabel(s) {
			r.label, r.total = words.Squash(g.text(r.at, col)), true
			break
		}
		if r.label == "" && s != "" {
			r.label = words.Squash(g.text(r.at, col))
		}
	}
	r.folded = words.Fold(r.label)
	r.within = words.IsWithin(r.folded)
	r.number, _ = words.CutNumbering(words.CutWithin(r.folded))
}

// composer turns the cells of code and name columns into terms, row by row: a
// code's upper levels and a blank unit or category are those of the rows above.
type composer struct {
	dims  []dimension
	year  int
	last  []term     // by dimension, as of the row above
	parts [][]string // by dimension: 类, 款, 项 in force
	names []resolver
}

func (c *composer) compose(g *grid, r *row) {
	if c.last == nil {
		c.last, c.parts = make([]term, len(c.dims)), make([][]string, len(c.dims))
		c.names = make([]resolver, len(c.dims))
	}
	r.terms, r.own = make([]term, len(c.dims)), make([]bool, len(c.dims))
	if r.total {
		return
	}
	for i, d := range c.dims {
		t := c.read(g, r, i, d)
		if i > 0 && c.headed() && headsUnit(d, t) {
			r.terms[0], r.own[0] = t, true
			continue
		}
		if d.subject == subjectUnitOrProject {
			t.code = "" // the unit's, printed again beside its project
		}
		r.terms[i], r.own[i] = t, t.code != "" || t.name != ""
	}
	last := -1 // the last dimension printed on this row
	for i, own := range r.own {
		if own {
			last = i
		}
	}
	for i := range last {
		if !r.own[i] {
			r.terms[i] = c.last[i]
		}
	}
	for i := range c.dims {
		c.last[i] = r.terms[i]
	}
}

// headed tells whether the first dimension is that of units heading items.
func (c *composer) headed() bool {
	d := c.dims[0]
	return d.subject == subjectUnit && d.name < 0 && len(d.codes) == 0
}

// headsUnit tells a term of a unit in the column of items or projects. Where
// units are printed with their codes, a name alone is none, though a project may
// end in the name of one.
func headsUnit(d dimension, t term) bool {
	switch d.subject {
	case subjectUnitOrProject:
		return words.IsBody(words.Fold(t.name)) && (t.code != "" || len(d.codes) == 0)
	case subjectItem, subjectFunctional, subjectDepartment, subjectEconomic:
		return t.list == "" && len(t.code) >= 3 && words.AllDigits(t.code) && words.IsBody(words.Fold(t.name))
	}
	return false
}

// read reads one dimension of a row.
func (c *composer) read(g *grid, r *row, i int, d dimension) term {
	var t term
	if d.name >= 0 {
		t.name = words.Squash(g.text(r.at, d.name))
	}
	switch {
	case len(d.codes) > 1:
		t.code = c.levels(g, r.at, i, d.codes)
	case len(d.codes) == 1:
		if s := g.fold(r.at, d.codes[0]); words.IsCode(s) {
			t.code = s
		} else if t.name == "" {
			t.code, t.name = words.CutCode(g.text(r.at, d.codes[0]))
		}
	default:
		t.code, t.name = words.CutCode(t.name)
	}
	if d.subject == subjectYear || d.subject == subjectCategory {
		return t
	}
	if d.subject != subjectUnit && d.subject != subjectProject && d.subject != subjectUnitOrProject {
		c.names[i].resolve(&t, d.subject, r.number.Style > 0, c.year)
	}
	return t
}

// levels joins 类, 款 and 项, whether every column is filled on every row or
// each only at its own level.
func (c *composer) levels(g *grid, at, i int, columns []int) string {
	vals := make([]string, len(columns))
	first, last := -1, -1
	for k, col := range columns {
		cell := g.cell(at, col)
		if cell == nil || cell.Column != col { // 合计 across the code columns
			continue
		}
		if s := g.fold(at, col); words.AllDigits(s) {
			vals[k] = s
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	if first < 0 {
		return ""
	}
	force := c.parts[i]
	if force == nil {
		force = make([]string, len(columns))
	}
	for k := range columns {
		if k >= first {
			force[k] = vals[k]
		}
	}
	c.parts[i] = force
	code := ""
	for k := 0; k <= last; k++ {
		if code != "" && strings.HasPrefix(force[k], code) {
			code = force[k] // the column repeats the whole code
		} else {
			code += force[k]
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
func (s *resolver) resolve(t *term, subj subject, numbered bool, year int) {
	if t.code == "" && t.name == "" {
		return
	}
	if len(t.code) == 2 && words.AllDigits(t.code) {
		t.code = s.extend(t.code, t.name)
	}
	if t.code != "" {
		if t.list = listOf(t.code, subj); t.list != "" {
			t.known, _ = codes.Lookup(t.list, t.code, year)
			s.enter(t.code)
		}
		return
	}
	name := words.ItemName(t.name)
	for _, list := range listsOf(subj) {
		if e, ok := s.named(list, name, numbered); ok {
			t.list, t.code, t.known = list, e.Code, e
			t.name = name
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
	for _, upper := range slices.Backward(s.path) {
		full := upper + code
		if list := listOf(full, subjectItem); list != "" {
			if e, ok := codes.Lookup(list, full, 0); ok && e.Named(words.ItemName(name)) {
				return full
			}
		}
		if parent := codes.Parent(upper); parent != "" {
			if e, ok := codes.Lookup(listOf(upper, subjectItem), parent+code, 0); ok && e.Named(words.ItemName(name)) {
				return parent + code
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
func (s *resolver) named(list codes.List, name string, numbered bool) (codes.Entry, bool) {
	found := codes.Named(list, name)
	full := slices.DeleteFunc(slices.Clone(found), func(e codes.Entry) bool { return words.Fold(e.Name) != words.Fold(name) })
	for _, entries := range [][]codes.Entry{full, found} {
		if numbered {
			if e, ok := class(entries); ok {
				return e, true
			}
		}
		for _, upper := range slices.Backward(s.path) {
			for _, e := range entries {
				if codes.Parent(e.Code) == upper {
					return e, true
				}
			}
		}
		if e, ok := class(entries); ok {
			return e, true
		}
	}
	return codes.Entry{}, false
}

// class returns the first 类 among entries.
func class(entries []codes.Entry) (codes.Entry, bool) {
	for _, e := range entries {
		if len(e.Code) == 3 {
			return e, true
		}
	}
	return codes.Entry{}, false
}

// listOf returns the list that a printed code belongs to, "" where it is no item code.
func listOf(code string, subj subject) codes.List {
	if len(code) != 3 && len(code) != 5 && len(code) != 7 || !words.AllDigits(code) {
		return ""
	}
	switch {
	case code[0] == '2' && (subj == subjectFunctional || subj == subjectItem):
		return codes.Functional
	case code[0] == '3' && subj != subjectFunctional && subj != subjectGovernment:
		return codes.DepartmentEconomic
	case code[0] == '5' && subj != subjectFunctional && subj != subjectDepartment:
		return codes.GovernmentEconomic
	}
	return ""
}

// listsOf returns the lists in which a name without code is looked for.
func listsOf(subj subject) []codes.List {
	switch subj {
	case subjectFunctional:
		return []codes.List{codes.Functional}
	case subjectDepartment, subjectEconomic:
		return []codes.List{codes.DepartmentEconomic}
	case subjectGovernment:
		return []codes.List{codes.GovernmentEconomic}
	}
	return []codes.List{codes.Functional, codes.DepartmentEconomic}
}

// classified puts the terms of a row where a fact has them.
func classified(f *model.Fact, dims []dimension, terms []term) {
	for i, t := range terms {
		if t.code == "" && t.name == "" {
			continue
		}
		switch dims[i].subject {
		case subjectUnit:
			f.BudgetUnit = t.model()
		case subjectProject, subjectUnitOrProject:
			f.Project = t.model()
		case subjectFunctional:
			f.Functional = t.model()
		case subjectDepartment:
			f.DepartmentEconomic = t.model()
		case subjectGovernment:
			f.GovernmentEconomic = t.model()
		case subjectItem, subjectEconomic:
			switch t.list {
			case codes.Functional:
				f.Functional = t.model()
			case codes.DepartmentEconomic:
				f.DepartmentEconomic = t.model()
			case codes.GovernmentEconomic:
				f.GovernmentEconomic = t.model()
			}
		}
	}
}
