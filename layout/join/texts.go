package join

import (
	"yusuan/layout/grid"
	"yusuan/model/words"
)

// texts is what the rules about headers see of a grid: its cells with their texts, without white space.
type texts struct {
	places grid.Places
	cells  []textCell
}

// textCell is a cell and its text without white space.
type textCell struct {
	grid.Span
	text string
}

// textsOf are the texts of a part with its wings, as one grid.
func textsOf(p *Part) *texts {
	columns := p.Columns()
	for _, w := range p.wings {
		columns += w.Columns()
	}
	v := newTexts(p.Rows(), columns, len(p.Cells))
	v.add(p.Cells, 0)
	columns = p.Columns()
	for _, w := range p.wings {
		v.add(w.Cells, columns)
		columns += w.Columns()
	}
	return v
}

func newTexts(rows, columns, cells int) *texts {
	return &texts{grid.PlacesOf(rows, columns), make([]textCell, 0, cells)}
}

// add puts the cells of a grid beside the given number of columns.
func (v *texts) add(cells []grid.Cell, beside int) {
	for i := range cells {
		span := cells[i].Span
		span.Column += beside
		v.put(span, cells[i].Text)
	}
}

func (v *texts) put(span grid.Span, text string) {
	v.places.Cover(span, len(v.cells))
	v.cells = append(v.cells, textCell{span, words.Unspaced(text)})
}

func (v *texts) rows() int { return v.places.Rows }

func (v *texts) columns() int { return v.places.Columns }

// at is the cell that covers a place: a blank one where joined parts leave it uncovered.
func (v *texts) at(row, column int) *textCell {
	if i := v.places.At(row, column); i >= 0 {
		return &v.cells[i]
	}
	return &textCell{Span: grid.Span{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1}}
}

// row gives the cells that touch a row, from left to right, each once.
func (v *texts) row(r int) []*textCell {
	var out []*textCell
	for c := 0; c < v.columns(); {
		cell := v.at(r, c)
		out = append(out, cell)
		c = cell.Column + cell.ColumnSpan
	}
	return out
}
