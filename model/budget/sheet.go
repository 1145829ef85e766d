package budget

import (
	"slices"

	"yusuan/model"
	"yusuan/model/words"
)

// Sheet is a table as it is read, once: every text folded and every number read, what
// the table is about, what its columns hold, and how its rows belong together. Facts,
// indicators, whose budget it is and all checks are told from sheets; none of them
// reads a table again. Nothing in a sheet depends on the year that the document is of:
// that is settled by NewBook.
type Sheet struct {
	Table   *model.Table
	Kind    model.Kind
	Unit    string // of money, folded: the table's, else the one that all other tables agree on
	Columns []model.Column

	grid
	title title
	paths [][]string   // of the columns, folded
	lists []list       // of a table with a column header
	form  []formAmount // of one without
	frame frame        // what a form says of itself
	heads *indicatorHeads
}

// Read reads the tables of a document, each once. The level of its publisher tells which kinds its tables can have.
func Read(tables []model.Table, level model.PublisherLevel) []*Sheet {
	return NewReader(tables, level).Read()
}

// Reader reads the tables of one document again while the texts of their cells change, and nothing else of them does. It gives what Read
// would, and the same sheets as before of tables that have the texts that they had.
type Reader struct {
	tables []model.Table
	level  model.PublisherLevel
	unit   string // that all tables agree on
	sheets []*Sheet
	was    [][]string   // texts of the tables' cells
	signs  []separators // of the tables' numbers
	taken  bool         // numbers with a separator too few are amounts
}

// NewReader takes the tables of a document, and the level of its publisher.
func NewReader(tables []model.Table, level model.PublisherLevel) *Reader {
	n := len(tables)
	return &Reader{tables, level, commonUnit(tables), make([]*Sheet, n), make([][]string, n), make([]separators, n), false}
}

// Read reads the tables as they are.
func (r *Reader) Read() []*Sheet {
	grids, changed := make([]grid, len(r.tables)), make([]bool, len(r.tables))
	all := separators{}
	for i := range r.tables {
		if changed[i] = r.sheets[i] == nil || !r.isAsBefore(i); changed[i] {
			grids[i] = r.grid(i)
			r.signs[i] = separatorsOf(&grids[i])
		}
		all.few += r.signs[i].few
		all.whole += r.signs[i].whole
	}
	take := all.one()
	for i := range r.tables {
		if !changed[i] {
			if take == r.taken {
				continue
			}
			grids[i] = r.grid(i)
		}
		if take {
			grids[i].takeUngrouped()
		}
		r.sheets[i] = read(&r.tables[i], grids[i], r.unit, r.level)
	}
	r.taken = take
	return slices.Clone(r.sheets)
}

// isAsBefore tells a table that has the texts that it had.
func (r *Reader) isAsBefore(table int) bool {
	return slices.EqualFunc(r.tables[table].Cells, r.was[table], func(c model.Cell, was string) bool { return c.Text == was })
}

// grid is a table as it is now.
func (r *Reader) grid(table int) grid {
	cells := r.tables[table].Cells
	was := make([]string, len(cells))
	for i := range cells {
		was[i] = cells[i].Text
	}
	r.was[table] = was
	return newGrid(&r.tables[table])
}

// separators count numbers that print one separator where more should be, and large ones that print all.
type separators struct{ few, whole int }

func separatorsOf(g *grid) (s separators) {
	for _, n := range g.numbers {
		switch {
		case n.Kind == words.Misprint && n.Ungrouped:
			s.few++
		case n.Kind == words.Amount && n.Grouped && n.Value().Abs().GreaterThanOrEqual(settings.twoSeparators):
			s.whole++
		}
	}
	return s
}

// one tells a document that sets one thousands separator in its amounts at most: 125360,898. Several are so
// printed, and more than are printed as they should be.
func (s separators) one() bool { return s.few > 1 && s.few > s.whole }

func read(t *model.Table, g grid, unit string, level model.PublisherLevel) *Sheet {
	s := &Sheet{Table: t, Kind: t.Kind, Unit: words.Fold(t.Unit), grid: g}
	if s.Unit == "" {
		s.Unit = unit
	}
	title := words.Fold(t.Title)
	switch {
	case s.Kind != "":
	case level == model.GovernmentLevel:
		s.Kind = governmentKindOf(title, &s.grid)
	default:
		s.Kind = kindOf(title, &s.grid)
	}
	s.title = titleOf(title)
	if isGovernment(s.Kind) {
		s.title.places, s.title.quantities = true, s.title.quantities || isDebt(s.Kind) || fundOfKind(s.Kind) == model.FundSocialInsurance
	}
	if s.title.fund == model.FundAll {
		s.title.fund = fundOfKind(s.Kind)
	}
	s.Columns, s.paths = columnsOf(&s.grid, s.Unit != "")
	s.heads = indicatorHeadsOf(&s.grid, s.paths)
	if s.isForm() || s.heads != nil && s.heads.row >= s.head {
		s.frame = frameOf(&s.grid)
	}
	if s.isForm() {
		s.form = formAmounts(&s.grid, s.heads)
		return s
	}
	s.lists = listsOf(s)
	for i := range s.lists {
		s.lists[i].read(s)
	}
	return s
}

// isForm tells a table without column header: labels stand beside their values.
func (s *Sheet) isForm() bool { return s.head == 0 }

// commonUnit returns the unit that all tables of a document agree on, "" where they do not.
func commonUnit(tables []model.Table) string {
	unit := ""
	for i := range tables {
		switch u := words.Fold(tables[i].Unit); {
		case u == "":
		case unit == "":
			unit = u
		case unit != u:
			return ""
		}
	}
	return unit
}

// latestYear returns the latest year that the header rows and the title name, 0 where none.
func (s *Sheet) latestYear() int {
	year := words.YearIn(words.Fold(s.Table.Title))
	for i := range s.cells {
		if s.cells[i].Row < s.Table.HeaderRows {
			year = max(year, words.YearIn(s.folded[i]))
		}
	}
	return year
}
