package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// list is a run of columns whose rows belong together: labels, then amounts. A
// table with income on the left and expenditure on the right holds two whose rows
// have nothing to do with each other; others hold three or four.
type list struct {
	// runs are the columns of the list. There are several where it is folded like a
	// newspaper column: the same header again, read on below the first run.
	runs    []run
	columns []Column // of amounts, as their headers tell them: the same in all runs
	head    []string // folded header texts that all its columns share
	rows    []Row
}

// run is a run of a list's columns, as indexes of the table's.
type run struct {
	labels  []int // label and code columns
	amounts []int
	dims    []dimension
}

// subject is what a dimension's names and codes are.
type subject uint8

const (
	subjectItem            subject = iota // 项目, 科目: an item of the list, of whatever classification
	subjectFunctional                     // 功能分类科目
	subjectDepartment                     // 部门预算支出经济分类科目
	subjectGovernment                     // 政府预算支出经济分类科目
	subjectEconomic                       // 经济分类科目, of which kind the codes tell
	subjectUnit                           // 预算单位, 部门
	subjectProject                        // 项目
	subjectUnitOrProject                  // 单位（项目）: units, and what stands under them
	subjectYear                           // 年度
	subjectRegion                         // 地区
	subjectProcurement                    // 采购品目, 指导性目录
	subjectBond                           // 债券
	subjectCategory                       // anything else that names a row
	subjectRevenue                        // 收入分类科目
	subjectSource                         // where money comes from: 一、一般公共预算拨款
	subjectUse                            // what becomes of it: 一、基本支出
	subjectExpense                        // “三公” and the like
	subjectRegionOrProject                // 地区: places, and the projects under each
)

// dimension is one thing that a list tells of its rows: code columns, a name
// column, or both.
type dimension struct {
	subject subject
	codes   []int
	name    int // -1 where there are only codes
}

// listsOf finds the lists of a table: a label, code or ordinal column after
// an amount begins the next one. Labels after the last amount (a classification
// printed behind the money) belong to the list before them.
func listsOf(s *Sheet) []list {
	var runs []run
	cur := run{}
	flush := func() {
		switch {
		case len(cur.amounts) > 0:
			runs = append(runs, cur)
		case len(runs) > 0:
			runs[len(runs)-1].labels = append(runs[len(runs)-1].labels, cur.labels...)
		}
		cur = run{}
	}
	for col, c := range s.Columns {
		switch c.Role {
		case model.RoleAmount:
			cur.amounts = append(cur.amounts, col)
		case model.RoleLabel, model.RoleCode, model.RoleOrdinal:
			if len(cur.amounts) > 0 && nextNames(s.Columns[col:]) {
				flush()
			}
			if c.Role != model.RoleOrdinal {
				cur.labels = append(cur.labels, col)
			}
		}
	}
	flush()
	return s.fold(runs)
}

// sameDimension tells whether two dimensions are told by the same: codes, names or both.
func sameDimension(a, b dimension) bool {
	return (len(a.codes) > 0) == (len(b.codes) > 0) && (a.name < 0) == (b.name < 0)
}

// fold makes lists of runs. Runs whose headers and dimensions are the same and whose former prints no
// total are one list set in several runs of columns, its total under the last.
func (s *Sheet) fold(runs []run) []list {
	var lists []list
	for i := range runs {
		r := &runs[i]
		r.dims = s.dimensions(r.labels)
		l := list{runs: []run{*r}, columns: make([]Column, len(r.amounts)), head: s.commonHead(r)}
		for k, col := range r.amounts {
			l.columns[k] = s.column(col)
		}
		markLatest(l.columns)
		s.tellSums(&l)
		if n := len(lists); n > 0 && len(l.head) > 0 && slices.EqualFunc(lists[n-1].runs[0].dims, r.dims, sameDimension) && s.goesOn(&lists[n-1], &l) && !s.printsTotal(&lists[n-1].runs[len(lists[n-1].runs)-1]) {
			lists[n-1].runs = append(lists[n-1].runs, *r)
			continue
		}
		lists = append(lists, l)
	}
	for i := range lists {
		lists[i].settleNames(s)
		lists[i].nameColumns(s)
	}
	return lists
}

// markLatest marks the columns of the latest year that their headers tell, and those of which none is told.
func markLatest(cols []Column) {
	latest := 0
	for i := range cols {
		latest = max(latest, cols[i].when.year)
	}
	for i := range cols {
		w := cols[i].when
		cols[i].last = w == when{} || w == when{year: latest}
	}
}

// settleNames says what the names of each dimension are, by the rows where the head leaves it open.
func (l *list) settleNames(s *Sheet) {
	for k := range l.runs[0].dims {
		subject := l.classify(s, k)
		for i := range l.runs {
			l.runs[i].dims[k].subject = subject
		}
	}
}

// goesOn tells whether another list has the same header texts, column by column.
func (s *Sheet) goesOn(l, next *list) bool {
	a, b := &l.runs[0], &next.runs[0]
	same := func(x, y int) bool { return slices.Equal(s.paths[x], s.paths[y]) }
	return slices.EqualFunc(a.labels, b.labels, same) && slices.EqualFunc(a.amounts, b.amounts, same)
}

// printsTotal tells whether a row of a run is a total with an amount.
func (s *Sheet) printsTotal(r *run) bool {
	for at := s.head; at < s.rows; at++ {
		if !slices.ContainsFunc(r.labels, func(col int) bool { return words.IsTotalLabel(s.grid.fold(at, col)) }) {
			continue
		}
		for _, col := range r.amounts {
			if i := s.Covering(at, col); i >= 0 && s.cells[i].Column == col && isAmount(s.numbers[i]) {
				return true
			}
		}
	}
	return false
}

// nextNames tells whether the run of columns that begins here has a name or
// code before its first amount: an ordinal alone begins nothing.
func nextNames(columns []model.Column) bool {
	for _, c := range columns {
		switch c.Role {
		case model.RoleLabel, model.RoleCode:
			return true
		case model.RoleAmount:
			return false
		}
	}
	return false
}

// commonHead returns the header elements that all columns of a run share.
func (s *Sheet) commonHead(r *run) []string {
	var common []string
	for i, col := range slices.Concat(r.labels, r.amounts) {
		path := s.paths[col]
		if i == 0 {
			common = path
			continue
		}
		n := 0
		for n < len(common) && n < len(path) && common[n] == path[n] {
			n++
		}
		common = common[:n]
	}
	return common
}

// dimensions pairs code columns with the name column that follows them.
func (s *Sheet) dimensions(labels []int) []dimension {
	var out []dimension
	pending := dimension{name: -1}
	flush := func() {
		if len(pending.codes) > 0 || pending.name >= 0 {
			pending.subject = subjectOf(s.header(pending), s.Kind)
			out = append(out, pending)
		}
		pending = dimension{name: -1}
	}
	for _, col := range labels {
		if s.Columns[col].Role == model.RoleCode {
			if n := len(pending.codes); n > 0 && !sameCode(s.paths[pending.codes[n-1]], s.paths[col]) {
				flush()
			}
			pending.codes = append(pending.codes, col)
			continue
		}
		pending.name = col
		flush()
	}
	flush()
	return s.withHeadings(out)
}

// header joins the folded header texts over a dimension's columns.
func (s *Sheet) header(d dimension) string {
	var b strings.Builder
	for _, col := range append(slices.Clone(d.codes), d.name) {
		if col < 0 {
			continue
		}
		for _, text := range s.paths[col] {
			b.WriteString(text)
			b.WriteByte('/')
		}
		if len(s.paths[col]) == 0 {
			b.WriteByte('/')
		}
	}
	return b.String()
}

// withHeadings puts a dimension without columns first where units can head the
// items of a list in the items' own columns: 125001 | 某市某局 over 208 | ….
func (s *Sheet) withHeadings(dims []dimension) []dimension {
	heads := false
	for _, d := range dims {
		switch d.subject {
		case subjectUnit, subjectUnitOrProject:
			return dims
		case subjectItem, subjectFunctional, subjectDepartment, subjectEconomic:
			heads = heads || len(d.codes) == 1 && s.classifies(d)
		}
	}
	if !heads {
		return dims
	}
	return append([]dimension{{subject: subjectUnit, name: -1}}, dims...)
}

// classifies tells whether most codes of a dimension are those of a classification.
func (s *Sheet) classifies(d dimension) bool {
	items, others := 0, 0
	for at := s.head; at < s.rows; at++ {
		switch code := s.grid.fold(at, d.codes[0]); {
		case !words.AllDigits(code):
		case d.subject.list(code) != "" || len(code) == 2:
			items++
		default:
			others++
		}
	}
	return others > 0 && items >= others
}

// sameCode tells whether two neighbouring code columns, by their folded headers, are parts (类, 款, 项) of one code.
func sameCode(x, y []string) bool {
	if len(x) == 0 || len(x) != len(y) {
		return false
	}
	return slices.Equal(x, y) || slices.Equal(x[:len(x)-1], y[:len(y)-1]) &&
		isOneOf(x[len(x)-1], "类", "款", "目") && isOneOf(y[len(y)-1], "款", "项", "目", "节")
}

// subjectNames are the subjects that heads tell, as the table of dialects calls them.
var subjectNames = []string{"item", "functional", "department-economic", "government-economic", "economic", "unit", "project", "unit-or-project", "year", "region",
	"procurement", "bond", "category"}

// subjectOf reads what a dimension is about from its folded headers.
func subjectOf(header string, kind model.Kind) subject {
	m, _ := words.HeadSubject.Among(header, func(string) []string { return []string{string(kind)} })
	return subject(slices.Index(subjectNames, m.Means))
}

// Term is a code and a name of a row, and what the code lists add.
type Term struct {
	Code, Name string       // as printed; the code composed from its columns, or found by the name
	Own        bool         // printed on this row, not taken over from one above
	Found      bool         // the code is not printed, the list has it for the name
	List       codes.List   // the list that the code belongs to, "" where it is of none
	Known      *codes.Entry // the list's entry, nil where there is none

	subject subject
	heads   bool // the first row of its code: a unit over its projects
}

// IsCategory tells a term that names a kind of thing or a year, not an item of a budget: 采购类别.
func (t *Term) IsCategory() bool {
	return t.subject == subjectCategory || t.subject == subjectProcurement || t.subject == subjectYear
}

func (t *Term) empty() bool { return t.Code == "" && t.Name == "" }

// model returns the term for a fact; what the print leaves out is filled as the list has it in a year.
func (t *Term) model(year int) *model.Term {
	out := model.Term{Code: t.Code, Name: t.Name}
	if out.Name == "" && t.Known != nil {
		out.Name = t.Known.NameIn(year)
	}
	return &out
}
