package join

import (
	"cmp"

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

// ownTexts are the texts of a part without its wings.
func ownTexts(p *Part) *texts {
	v := newTexts(p.Rows(), p.Columns(), len(p.Cells))
	v.add(p.Cells, 0)
	return v
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

// labelsIn counts the leading columns that are the same in w under their header, of which the first holds labels; one
// column of w is left.
func (v *texts) labelsIn(w *texts, header int) int {
	n, labels := 0, 0
	for n < min(v.columns(), w.columns())-1 && v.sameColumn(w, header, n) {
		n++
	}
	for r := header; r < v.rows(); r++ {
		if c := v.at(r, 0); c.Row == r && c.text != "" && !words.IsFigure(c.text) {
			labels++
		}
	}
	if 2*labels < v.rows()-header {
		return 0
	}
	return n
}

// sameColumn tells whether column k is the same in w under the header.
func (v *texts) sameColumn(w *texts, header, k int) bool {
	for r := header; r < v.rows(); r++ {
		if v.at(r, k).text != w.at(r, k).text {
			return false
		}
	}
	return true
}

// sameRowsBut tells whether the first rows, or all where there is no header, are the same in w from column k on.
func (v *texts) sameRowsBut(w *texts, header, k int) bool {
	if v.columns() != w.columns() {
		return false
	}
	for r := range cmp.Or(header, v.rows()) {
		for c := k; c < v.columns(); c++ {
			if v.at(r, c).text != w.at(r, c).text {
				return false
			}
		}
	}
	return true
}
