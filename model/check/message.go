package check

import (
	"fmt"
	"strings"

	"yusuan/model"
)

// report adds a finding of a kind.
func (c *checker) report(kind model.FindingKind, zh, en string, subjects []model.Subject) *model.Finding {
	c.found = append(c.found, kind.Finding(zh, en, subjects[:min(len(subjects), settings.subjects)]...))
	return &c.found[len(c.found)-1]
}

// subjects are the places of figures.
func subjects(figures ...*figure) []model.Subject {
	out := make([]model.Subject, 0, min(len(figures), settings.subjects))
	for _, f := range figures {
		if len(out) == settings.subjects {
			break
		}
		out = append(out, f.subject())
	}
	return out
}

func (f *figure) subject() model.Subject {
	s := model.Subject{Table: f.fact.Table, Row: &f.fact.Row, Column: &f.fact.Column, Page: f.fact.Page}
	if f.fact.Box != (model.Box{}) {
		s.Box = &f.fact.Box
	}
	return s
}

// cellSubject is the place of a cell.
func cellSubject(t *model.Table, cell *model.Cell) model.Subject {
	s := model.Subject{Table: t.ID, Row: &cell.Row, Column: &cell.Column}
	if len(cell.Regions) > 0 {
		s.Page, s.Box = cell.Regions[0].Page, &cell.Regions[0].Box
	} else if len(t.Pages) > 0 {
		s.Page = t.Pages[0]
	}
	return s
}

// tableSubject is a table as a whole.
func tableSubject(t *model.Table) model.Subject {
	s := model.Subject{Table: t.ID}
	if len(t.Pages) > 0 {
		s.Page = t.Pages[0]
	}
	return s
}

// name is what a table is called on the page.
func name(t *model.Table) string {
	if s := strings.TrimSpace(t.Number + " " + t.Title); s != "" {
		return s
	}
	return t.ID
}

// called names a figure: its table, row and column.
func (c *checker) called(f *figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "《%s》", name(&c.doc.Tables[c.tables[f.fact.Table]]))
	if label := short(f.fact.Label); label != "" {
		fmt.Fprintf(&b, "“%s”", label)
	}
	if path := f.fact.Path; len(path) > 0 && short(path[len(path)-1]) != short(f.fact.Label) {
		fmt.Fprintf(&b, "“%s”", short(strings.Join(path, "/")))
	}
	return b.String()
}

func short(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > settings.label {
		return string(r[:settings.label]) + "…"
	}
	return string(r)
}

// printed is a figure as printed, with its unit.
func (f *figure) printed() string {
	return strings.TrimSpace(f.fact.Printed + " " + f.fact.PrintedUnit)
}

// in gives a value in the unit that a figure is printed in.
func (f *figure) in(value money) string {
	return value.Decimal().Shift(-int32(f.unit.Zeros)).String()
}

func (f *figure) inUnit(value money) string {
	return strings.TrimSpace(f.in(value) + " " + f.fact.PrintedUnit)
}
