package check

import (
	"cmp"
	"fmt"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// several reports the cells of a table's amounts that hold more values than one: they make no fact.
func (c *checker) several(s *sheet) {
	t := s.Table
	var places []model.Subject
	first := ""
	for i := range t.Cells {
		cell := &t.Cells[i]
		if cell.Row < t.HeaderRows || cell.Column >= len(t.Columns) || t.Columns[cell.Column].Role != model.RoleAmount || s.Number(i).Kind != words.Misprint {
			continue
		}
		if values := words.Values(cell.Text); len(values) > 1 {
			first = cmp.Or(first, short(strings.Join(values, " ")))
			places = append(places, cellSubject(t, cell))
		}
	}
	if len(places) == 0 {
		return
	}
	finding := c.report(model.SeveralValues, fmt.Sprintf("《%s》%d 格，如“%s”", name(t), len(places), first),
		fmt.Sprintf("%d cells of 《%s》, as “%s”", len(places), name(t), first), places)
	finding.Actual = first
}

// share is how many numbers of a page stand alone in cells, and how many share one, with the cells of these.
type share struct {
	alone, shared int
	places        []model.Subject
}

// together reports the pages of which many numbers share cells.
func (c *checker) together() {
	pages := map[int]*share{}
	for i := range c.doc.Tables {
		t := &c.doc.Tables[i]
		for k := range t.Cells {
			if cell := &t.Cells[k]; cell.Row >= t.HeaderRows && len(cell.Regions) > 0 {
				page := cell.Regions[0].Page
				if pages[page] == nil {
					pages[page] = &share{}
				}
				pages[page].count(t, cell, c.sheets[i].Number(k))
			}
		}
	}
	for page, p := range sorted(pages) {
		if p.shared < settings.together || p.shared*settings.apart < p.shared+p.alone {
			continue
		}
		c.report(model.NumbersTogether, fmt.Sprintf("第 %d 页 %d 个数字中有 %d 个与别的数字同在一格", page, p.shared+p.alone, p.shared),
			fmt.Sprintf("%d of %d numbers of page %d share cells with others", p.shared, p.shared+p.alone, page), p.places)
	}
}

// count counts the numbers of a cell that says nothing else.
func (p *share) count(t *model.Table, cell *model.Cell, n words.Number) {
	if n.Kind != words.Misprint {
		if n.Kind == words.Amount || n.Kind == words.Percent {
			p.alone++
		}
		return
	}
	shared := 0
	for _, v := range words.Values(cell.Text) {
		if words.ReadNumber(v).Kind != words.StandIn {
			shared++
		}
	}
	if shared > 1 {
		p.shared += shared
		p.places = append(p.places, cellSubject(t, cell))
	}
}
