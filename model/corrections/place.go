package corrections

import (
	"cmp"
	"slices"

	"yusuan/model"
)

// address is a cell, or the first of rows, in the tables as they are.
type address struct{ table, at int } // indices in the list of tables and in its cells, or a row

// cell finds the cell that a place means: of those that stand where its box is, or without one the cell at its table, row and
// column, the one that a condition takes. Of several it is the one with the same table, row and column.
func (a *Applied) cell(p *model.Subject, holds func(c *model.Cell) bool) (found address, ok bool) {
	if at, ok := a.named(p); ok {
		if c := &a.tables[at.table].Cells[at.at]; holds(c) && (p.Box == nil || standsAt(c.Regions, p)) {
			return at, true
		}
	}
	if p.Box == nil {
		return address{}, false
	}
	count := 0
	for i := range a.tables {
		t := &a.tables[i]
		if !slices.Contains(t.Pages, p.Page) {
			continue
		}
		for k := range t.Cells {
			if c := &t.Cells[k]; holds(c) && standsAt(c.Regions, p) {
				found = address{i, k}
				count++
			}
		}
	}
	return found, count == 1
}

// named is the cell that begins at a place's table, row and column.
func (a *Applied) named(p *model.Subject) (at address, ok bool) {
	at.table = slices.IndexFunc(a.tables, func(t model.Table) bool { return t.ID == p.Table })
	if at.table < 0 {
		return at, false
	}
	at.at, ok = slices.BinarySearchFunc(a.tables[at.table].Cells, p, func(c model.Cell, p *model.Subject) int {
		return cmp.Or(cmp.Compare(c.Row, *p.Row), cmp.Compare(c.Column, *p.Column))
	})
	return at, ok
}

// rows finds the rows that a place means, by what begins in them.
func (a *Applied) rows(p *model.Subject, was [][]string) (found address, ok bool) {
	count := 0
	for i := range a.tables {
		t := &a.tables[i]
		if len(was[0]) != t.ColumnCount || p.Box != nil && !slices.Contains(t.Pages, p.Page) {
			continue
		}
		texts, regions := beginning(t)
		for row := range t.RowCount - len(was) + 1 {
			named := t.ID == p.Table && row == *p.Row
			same := func() bool { return slices.EqualFunc(was, texts[row:row+len(was)], slices.Equal) }
			if p.Box == nil && !named || !same() || p.Box != nil && !standsAt(slices.Concat(regions[row:row+len(was)]...), p) {
				continue
			}
			if named {
				return address{i, row}, true
			}
			found = address{i, row}
			count++
		}
	}
	return found, count == 1
}

// beginning are the texts and the regions of the cells that begin in each row, the texts by column.
func beginning(t *model.Table) (texts [][]string, regions [][]model.Region) {
	texts, regions = make([][]string, t.RowCount), make([][]model.Region, t.RowCount)
	for i := range texts {
		texts[i] = make([]string, t.ColumnCount)
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		texts[c.Row][c.Column] = c.Text
		regions[c.Row] = append(regions[c.Row], c.Regions...)
	}
	return texts, regions
}

// table finds the table that a place means, by its box or without one by its id; -1 for none.
func (a *Applied) table(p *model.Subject) int {
	found := -1
	for i := range a.tables {
		t := &a.tables[i]
		switch named := t.ID == p.Table; {
		case p.Box == nil && !named:
		case p.Box != nil && !standsAt(allRegions(t), p):
		case named || found < 0:
			found = i
			if named {
				return i
			}
		default:
			return -1
		}
	}
	return found
}

func allRegions(t *model.Table) []model.Region {
	var all []model.Region
	for i := range t.Cells {
		all = append(all, t.Cells[i].Regions...)
	}
	return all
}

// standsAt tells whether what covers some regions stands where a place's box is: the middle of each lies in the other, so
// that a line that is a little wider or lies a little aside moves nothing.
func standsAt(regions []model.Region, p *model.Subject) bool {
	box, some := around(regions, p.Page)
	return some && holdsMiddle(&box, p.Box) && holdsMiddle(p.Box, &box)
}

// around is the box around the regions of a page.
func around(regions []model.Region, page int) (box model.Box, some bool) {
	for _, r := range regions {
		switch {
		case r.Page != page:
		case !some:
			box, some = r.Box, true
		default:
			box = model.Box{min(box[0], r.Box[0]), min(box[1], r.Box[1]), max(box[2], r.Box[2]), max(box[3], r.Box[3])}
		}
	}
	return box, some
}

func holdsMiddle(outer, inner *model.Box) bool {
	x, y := (inner[0]+inner[2])/2, (inner[1]+inner[3])/2
	return outer[0] <= x && x <= outer[2] && outer[1] <= y && y <= outer[3]
}
