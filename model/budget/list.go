package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// A list is a run of columns whose rows belong together: labels, then amounts.
// A table with income on the left and expenditure on the right holds two whose
// rows have nothing to do with each other; others hold three or four.
type list struct {
	labels  []int // label and code columns
	amounts []amountColumn
	dims    []dimension
	head    []string // folded header texts that all its columns share
	// blocks are the further column runs of a list that is folded like a
	// newspaper column: the same header again, read on below the first run.
	blocks []list
}

// subject is what a dimension's names and codes are.
type subject uint8

const (
	subjectItem       subject = iota // 项目, 科目: an item of the list, of whatever classification
	subjectFunctional                // 功能分类科目
	subjectDepartment                // 部门预算支出经济分类科目
	subjectGovernment                // 政府预算支出经济分类科目
	subjectEconomic                  // 经济分类科目, of which kind the codes tell
	subjectUnit                      // 预算单位, 部门
	subjectProject                   // 项目
	subjectUnitOrProject
	subjectYear     // 年度
	subjectCategory // anything else that names a row: 采购类别, 指导性目录
)

// dimension is one thing that a list tells of its rows: code columns, a name
// column, or both.
type dimension struct {
	subject subject
	codes   []int
	name    int // -1 where there are only codes
}

// splitLists finds the lists of a table: a label, code or ordinal column after
// an amount begins the next one. Labels after the last amount (a classification
// printed behind the money) belong to the list before them.
func splitLists(columns []model.Column, kind model.Kind) []list {
	var lists []list
	cur := list{}
	flush := func() {
		switch {
		case len(cur.amounts) > 0:
			lists = append(lists, cur)
		case len(lists) > 0:
			lists[len(lists)-1].labels = append(lists[len(lists)-1].labels, cur.labels...)
		}
		cur = list{}
	}
	for col, c := range columns {
		switch c.Role {
		case model.RoleAmount:
			cur.amounts = append(cur.amounts, amountColumn{column: col, path: c.Path, folded: foldAll(c.Path)})
		case model.RoleLabel, model.RoleCode, model.RoleOrdinal:
			if len(cur.amounts) > 0 && nextNames(columns[col:]) {
				flush()
			}
			if c.Role != model.RoleOrdinal {
				cur.labels = append(cur.labels, col)
			}
		}
	}
	flush()
	for i := range lists {
		lists[i].dims = dimensions(columns, lists[i].labels, kind)
		lists[i].head = commonHead(columns, lists[i])
	}
	return lists
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

// commonHead returns the header elements that all columns of a list share.
func commonHead(columns []model.Column, l list) []string {
	var common []string
	first := true
	for _, col := range append(slices.Clone(l.labels), amountColumns(l)...) {
		path := foldAll(columns[col].Path)
		if first {
			common, first = path, false
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

func amountColumns(l list) []int {
	out := make([]int, len(l.amounts))
	for i, a := range l.amounts {
		out[i] = a.column
	}
	return out
}

// dimensions pairs code columns with the name column that follows them.
func dimensions(columns []model.Column, labels []int, kind model.Kind) []dimension {
	var out []dimension
	pending := dimension{name: -1}
	header := func(d dimension) string {
		var b strings.Builder
		for _, col := range append(slices.Clone(d.codes), d.name) {
			if col >= 0 {
				b.WriteString(words.Fold(strings.Join(columns[col].Path, "/")))
				b.WriteByte('/')
			}
		}
		return b.String()
	}
	flush := func() {
		if len(pending.codes) > 0 || pending.name >= 0 {
			pending.subject = subjectOf(header(pending), kind)
			out = append(out, pending)
		}
		pending = dimension{name: -1}
	}
	for _, col := range labels {
		if columns[col].Role == model.RoleCode {
			if n := len(pending.codes); n > 0 && !sameCode(columns[pending.codes[n-1]], columns[col]) {
				flush()
			}
			pending.codes = append(pending.codes, col)
			continue
		}
		pending.name = col
		flush()
	}
	flush()
	return withHeadings(out)
}

// withHeadings puts a dimension without columns first where units can head the
// items of a list in the items' own columns: 125001 | 某市某局 over 208 | ….
func withHeadings(dims []dimension) []dimension {
	heads := false
	for _, d := range dims {
		switch d.subject {
		case subjectUnit:
			return dims
		case subjectUnitOrProject:
			heads = true
		case subjectItem, subjectFunctional, subjectDepartment, subjectEconomic:
			heads = heads || len(d.codes) > 0
		}
	}
	if !heads {
		return dims
	}
	return append([]dimension{{subject: subjectUnit, name: -1}}, dims...)
}

// sameCode tells whether two neighbouring code columns are parts (类, 款, 项) of one code.
func sameCode(a, b model.Column) bool {
	x, y := foldAll(a.Path), foldAll(b.Path)
	if len(x) == 0 || len(x) != len(y) {
		return false
	}
	return slices.Equal(x, y) || slices.Equal(x[:len(x)-1], y[:len(y)-1]) &&
		isOneOf(x[len(x)-1], "类", "款", "目") && isOneOf(y[len(y)-1], "款", "项", "目", "节")
}

// subjectOf reads what a dimension is about from its folded headers.
func subjectOf(header string, kind model.Kind) subject {
	unit := hasAny(header, "单位", "部门名称", "部门代码", "部门编码") && !hasAny(header, "科目", "单位资金")
	project := hasAny(header, "项目名称", "一级项目", "二级项目", "专项名称", "项目编码", "项目代码")
	switch {
	case unit && hasAny(header, "项目"):
		return subjectUnitOrProject
	case unit:
		return subjectUnit
	case hasAll(header, "政府", "经济"):
		return subjectGovernment
	case strings.Contains(header, "功能"):
		return subjectFunctional
	case hasAll(header, "部门", "经济"):
		return subjectDepartment
	case strings.Contains(header, "经济"):
		return subjectEconomic
	case project && kind != model.GovernmentProcurement:
		return subjectProject
	case strings.HasPrefix(strings.TrimSuffix(header, "/"), "年度"):
		return subjectYear
	case hasAny(header, "科目", "类/", "项目"):
		return subjectItem
	}
	return subjectCategory
}

// term is a code and a name as printed, and what the code lists add.
type term struct {
	code, name string      // as printed; code composed from its columns
	list       codes.List  // the list that the code belongs to, "" unknown
	known      codes.Entry // the list's entry, zero where there is none
}

// model returns the term for a fact; what the print leaves out is filled.
func (t term) model() *model.Term {
	out := model.Term{Code: t.code, Name: t.name}
	if out.Name == "" {
		out.Name = t.known.Name
	}
	return &out
}
