package budget

import (
	"slices"

	"yusuan/model"
	"yusuan/model/codes"
)

// List is how the rows and amount columns of a table belong together, as Facts
// reads them: what sums to what. A table with income on the left and
// expenditure on the right has two.
type List struct {
	Table   string // its ID
	Columns []ListColumn
	Rows    []ListRow // with a label or an amount, from top to bottom
}

// ListColumn is a column of amounts. Path is folded (see words.Fold).
type ListColumn struct {
	Path      []string
	Measure   string
	Total     bool // sums or contains others
	Direction model.Direction
	Period    model.Period
	Stage     model.Stage
}

// ListRow is a row of a list.
type ListRow struct {
	Row      int   // of the table
	Columns  []int // of the table, one for each of the list's: a list folded like a newspaper column has several runs
	Label    string
	Total    bool // 合计, 小计 and the like
	Within   bool // 其中: a part of its parent, not one of the items that sum to it
	Parent   int  // index of the row that contains it, -1
	Counts   bool // counts something other than money
	Numbered bool // 一、 （一） 1. before its label
	Terms    []ListTerm
}

// ListTerm is a code and a name of a row.
type ListTerm struct {
	Code, Name string
	Own        bool        // printed on this row, not taken over from one above
	Category   bool        // names a kind of thing, not an item of a budget: 采购类别
	List       codes.List  // "" where the code is of none
	Known      codes.Entry // zero where the list has none
}

// Lists returns the lists of the tables that have a column header and facts.
func Lists(doc model.Document) []List {
	ctx := context{year: doc.FiscalYear, final: doc.Disclosure == model.FinalAccounts, unit: commonUnit(doc.Tables)}
	told := map[string]bool{}
	for i := range doc.Facts {
		told[doc.Facts[i].Table] = true
	}
	var out []List
	for _, t := range doc.Tables {
		if !told[t.ID] || t.HeaderRows <= 0 {
			continue
		}
		if t.Unit == "" {
			t.Unit = ctx.unit
		}
		g := newGrid(t)
		ctx := ctx
		if ctx.year == 0 {
			ctx.year = latestYear(t)
		}
		for _, l := range ctx.lists(t, g, newColumns(g, paths(g), t.Unit)) {
			out = append(out, ctx.open(t, g, l))
		}
	}
	return out
}

// open shows the structure of a list.
func (ctx context) open(t model.Table, g *grid, l list) List {
	rows := buildRows(g, &l, ctx.year)
	link(rows, &l)
	out := List{Table: t.ID, Rows: make([]ListRow, len(rows))}
	for _, a := range l.amounts {
		out.Columns = append(out.Columns, ListColumn{Path: a.folded, Measure: a.measure, Total: a.total,
			Direction: a.direction, Period: a.period, Stage: a.stage})
	}
	blocks := append([]list{l}, l.blocks...)
	columns := make([][]int, len(blocks))
	for i := range blocks {
		columns[i] = amountColumns(blocks[i])
	}
	for i := range rows {
		r := &rows[i]
		out.Rows[i] = ListRow{Row: r.at, Columns: columns[r.block], Label: r.label, Total: r.total, Within: r.within,
			Parent: r.parent, Counts: notMoney(r.folded), Numbered: r.number.Style > 0, Terms: make([]ListTerm, len(r.terms))}
		for k, term := range r.terms {
			s := blocks[r.block].dims[k].subject
			out.Rows[i].Terms[k] = ListTerm{Code: term.code, Name: term.name, Own: r.own[k],
				Category: s == subjectCategory || s == subjectYear, List: term.list, Known: term.known}
		}
		if p := r.parent; p >= 0 {
			out.Rows[i].Within = !slices.Contains(rows[p].kids, i)
		}
	}
	return out
}
