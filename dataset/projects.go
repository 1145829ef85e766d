package dataset

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
)

// project is what a table says of a project in all of its rows and indicators.
type project struct {
	term, unit *model.Term
	row, page  int // where it is first named
	box        model.Box

	amount     decimal.Decimal // of its addends, in 元
	stage      model.Stage     // that these are of
	year       int             // 0 where none is told
	told       bool            // an amount is
	goal       string
	goalPlain  string
	indicators int
}

// exact is the amount as decimal text, "" where none is told.
func (p *project) exact() string {
	if !p.told {
		return ""
	}
	return p.amount.String()
}

// add takes in what a fact says: of the current period's flows, in the stage that is told first, those that sums add.
func (p *project) add(f *model.Fact) {
	if !f.Addend || f.Period != model.Current || f.Measure != model.MeasureAmount || p.told && f.Stage != p.stage {
		return
	}
	amount, err := decimal.NewFromString(f.Amount)
	if err != nil { // its unit is not told
		return
	}
	p.amount, p.stage, p.year, p.told = p.amount.Add(amount), f.Stage, f.Year, true
}

// projectList are the projects of one table, in the order in which they are first named.
type projectList struct {
	all    []*project
	by     map[projectKey]*project
	byName map[string][]*project
}

// projectKey tells the projects of a table apart: two units can have one of the same name.
type projectKey struct{ unit, name string }

// termKey is a term's code and name without white space, "" of none.
func termKey(t *model.Term) string {
	if t == nil {
		return ""
	}
	return t.Code + "/" + strings.Join(strings.Fields(t.Name), "")
}

// of is the project of a unit, a new one where it was not yet named.
func (l *projectList) of(unit, term *model.Term, row, page int, box model.Box) *project {
	k := projectKey{termKey(unit), termKey(term)}
	if p := l.by[k]; p != nil {
		return p
	}
	p := &project{unit: unit, term: term, row: row, page: page, box: box}
	l.all, l.by[k], l.byName[k.name] = append(l.all, p), p, append(l.byName[k.name], p)
	return p
}

// indicated is the project that an indicator is of: the last one of its name that begins in its row or above.
func (l *projectList) indicated(x *model.Indicator) *project {
	same := l.byName[termKey(x.Project)]
	for _, p := range slices.Backward(same) {
		if p.row <= x.Row {
			return p
		}
	}
	if len(same) > 0 {
		return same[0]
	}
	return l.of(nil, x.Project, x.Row, x.Page, x.Box)
}

// projects are those that amounts and indicators name, by table.
func (d *document) projects() map[string]*projectList {
	lists := map[string]*projectList{}
	in := func(table string) *projectList {
		if lists[table] == nil {
			lists[table] = &projectList{by: map[projectKey]*project{}, byName: map[string][]*project{}}
		}
		return lists[table]
	}
	for i := range d.Facts {
		if f := &d.Facts[i]; f.Project != nil {
			in(f.Table).of(f.BudgetUnit, f.Project, f.Row, f.Page, f.Box).add(f)
		}
	}
	for i := range d.Indicators {
		x := &d.Indicators[i]
		if x.Project == nil {
			continue
		}
		p := in(x.Table).indicated(x)
		if p.indicators++; p.goal == "" {
			p.goal, p.goalPlain = x.Goal, x.GoalPlain
		}
	}
	return lists
}

// projectRows hands the projects of each table to emit.
func (d *document) projectRows() error {
	var keys unique
	lists := d.projects()
	for i := range d.Tables {
		t := d.tables[d.Tables[i].ID]
		if lists[t.ID] == nil {
			continue
		}
		for _, p := range lists[t.ID].all {
			r := d.row()
			r.table, r.tableID, r.project = t.Table, t.id, p
			r.id = keys.of(t.id + "/" + strconv.Itoa(p.row))
			r.row = integer(p.row)
			r.at(p.page, p.box)
			if err := d.emit(projectsTable, &r); err != nil {
				return err
			}
		}
	}
	return nil
}
