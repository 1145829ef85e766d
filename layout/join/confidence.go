package join

import (
	"math"

	"yusuan/layout/align"
	"yusuan/layout/grid"
	"yusuan/layout/settings"
	"yusuan/model"
	"yusuan/model/words"
)

// evidence is what was seen of a table that speaks against its cells, each as a share from 0, nothing, to 1.
type evidence struct {
	columns, rows float64 // boundaries inside of it that no line draws
	leading       float64 // boundaries of rows that only the space between lines of text tells
	others        float64 // parts that have not as many columns as the first
	several       float64 // 1 where a cell holds several values

	// Where alignment told the grids of some parts:
	lone, unfigured float64 // body rows of one text, and without any figure
	few             float64 // by how many its body rows are less than those that agree well enough
	headless        float64 // 1 where it has no header
}

// confidence is how likely all cells of a table are right: whatever speaks against them lessens it by its weight.
func (e evidence) confidence(w *settings.Confidence) float64 {
	sure := 1.0
	for _, against := range []struct{ weight, share float64 }{
		{w.Columns, e.columns}, {w.Rows, e.rows}, {w.Leading, e.leading}, {w.Others, e.others}, {w.Several, e.several},
		{w.Lone, e.lone}, {w.Unfigured, e.unfigured}, {w.Few, e.few}, {w.Headless, e.headless},
	} {
		sure *= 1 - against.weight*against.share
	}
	const steps = 100 // of what is told: finer ones would say nothing
	return max(math.Round(steps*sure), 1) / steps
}

// evidence is what was seen of the table that the chain became.
func (t *chain) evidence(out *Table, w *settings.Confidence) evidence {
	var columns, rows boundaries
	others := 0
	for _, p := range t.parts {
		columns.count(p.Xs, p.ColumnsBy)
		rows.count(p.Ys, p.RowsBy)
		if p.Columns() != t.first().Columns() {
			others++
		}
	}
	body := out.bodyRows()
	e := evidence{columns: columns.share(columns.undrawn), rows: rows.share(rows.undrawn), several: body.several}
	if out.Method == model.Ruled {
		return e
	}
	e.leading, e.others = rows.share(rows.leading), float64(others)/float64(len(t.parts))
	e.lone, e.unfigured = body.share(body.lone), body.share(body.unfigured)
	e.few = max(0, 1-float64(body.all)/float64(w.EnoughRows))
	if out.HeaderRows == 0 {
		e.headless = 1
	}
	return e
}

// boundaries counts those between the columns or rows of grids, and how they are told.
type boundaries struct{ all, undrawn, leading int }

// count counts the inner ones of a grid.
func (b *boundaries) count(at []float64, by grid.Reasons) {
	for _, x := range at[1 : len(at)-1] {
		b.all++
		switch by.Of(x) {
		case grid.ByRuling, grid.BySeam, align.BySide, align.ByRule:
		case align.ByLeading:
			b.leading++
			b.undrawn++
		default:
			b.undrawn++
		}
	}
}

// share is a part of all boundaries.
func (b boundaries) share(n int) float64 { return float64(n) / float64(max(b.all, 1)) }

// bodyRows counts the rows under a table's header: those of one text, and those without a figure. several is 1 where a
// cell of them holds several values.
type bodyRows struct {
	all, lone, unfigured int
	several              float64
}

// share is a part of all rows.
func (b bodyRows) share(n int) float64 { return float64(n) / float64(max(b.all, 1)) }

func (t *Table) bodyRows() bodyRows {
	out := bodyRows{all: t.Rows - t.HeaderRows}
	texts, figures := make([]int, t.Rows), make([]int, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < t.HeaderRows || c.Text == "" {
			continue
		}
		texts[c.Row]++
		if words.IsQuantity(c.Text) {
			figures[c.Row]++
		}
		if out.several == 0 && words.IsSeveral(c.Text) {
			out.several = 1
		}
	}
	for r := t.HeaderRows; r < t.Rows; r++ {
		if texts[r] == 1 {
			out.lone++
		}
		if figures[r] == 0 {
			out.unfigured++
		}
	}
	return out
}
