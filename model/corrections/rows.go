package corrections

import (
	"cmp"
	"errors"
	"slices"

	"yusuan/model"
)

var (
	errSpans  = errors.New("cells that span other rows too begin or end inside of the rows")
	errGrid   = errors.New("the rows have other columns")
	errHeader = errors.New("the rows are header in part")
	errText   = errors.New("there is text where no cell begins")
)

// partRow puts several rows in the place of one. Its cells are parted, and those that span other rows too grow. Where on the
// page each part stands is not told: all have the place of the whole.
func partRow(t *model.Table, at int, rows [][]string, id string) error {
	more := len(rows) - 1
	var cells []model.Cell
	left := texts(rows)
	for _, c := range t.Cells {
		switch end := c.Row + c.RowSpan; {
		case c.Row > at:
			c.Row += more
		case end <= at:
		case c.RowSpan > 1:
			if c.Row == at && !left.take(0, c.Column, c.Text) {
				return errText
			}
			c.RowSpan += more
		default:
			for k := range more {
				part := c
				part.Row, part.Text, part.Corrected, part.Checked = at+k+1, rows[k+1][c.Column], id, id
				part.Regions = slices.Clone(c.Regions)
				left.take(k+1, c.Column, part.Text)
				cells = append(cells, part)
			}
			c.Text, c.Corrected, c.Checked = rows[0][c.Column], id, id
			left.take(0, c.Column, c.Text)
		}
		cells = append(cells, c)
	}
	if len(left) > 0 {
		return errText
	}
	if at < t.HeaderRows {
		t.HeaderRows += more
	}
	t.RowCount += more
	setCells(t, cells)
	return nil
}

// joinRows puts one row in the place of several. Their cells become one for each column, and those that span all of
// them and others shrink.
func joinRows(t *model.Table, at, count int, row []string, id string) error {
	less, below := count-1, at+count
	if at < t.HeaderRows && t.HeaderRows < below {
		return errHeader
	}
	var cells []model.Cell
	joined, left := make(map[int]*joint), texts([][]string{row})
	for _, c := range t.Cells {
		switch end := c.Row + c.RowSpan; {
		case end <= at:
		case c.Row >= below:
			c.Row -= less
		case c.Row >= at && end <= below:
			if joined[c.Column] == nil {
				joined[c.Column] = &joint{cell: c}
			}
			if !joined[c.Column].add(&c) {
				return errGrid
			}
			continue
		case c.Row > at || end < below:
			return errSpans
		default:
			if c.Row == at && !left.take(0, c.Column, c.Text) {
				return errText
			}
			c.RowSpan -= less
		}
		cells = append(cells, c)
	}
	for _, j := range joined {
		if j.rows != count {
			return errGrid
		}
		c := j.cell
		c.Row, c.RowSpan, c.Text, c.Corrected, c.Checked, c.Regions = at, 1, row[c.Column], id, id, j.regions
		left.take(0, c.Column, c.Text)
		cells = append(cells, c)
	}
	if len(left) > 0 {
		return errText
	}
	if below <= t.HeaderRows {
		t.HeaderRows -= less
	}
	t.RowCount -= less
	setCells(t, cells)
	return nil
}

// joint are the cells of one column that become one.
type joint struct {
	cell    model.Cell // the first
	rows    int
	regions []model.Region // one for each page
}

// add takes in the next cell of the column, if it has the same columns.
func (j *joint) add(c *model.Cell) bool {
	j.rows += c.RowSpan
	for _, r := range c.Regions {
		k := slices.IndexFunc(j.regions, func(have model.Region) bool { return have.Page == r.Page })
		if k < 0 {
			j.regions = append(j.regions, r)
			continue
		}
		j.regions[k].Box, _ = around([]model.Region{j.regions[k], r}, r.Page)
	}
	return c.ColumnSpan == j.cell.ColumnSpan
}

// setCells puts cells into a table, by row, then column.
func setCells(t *model.Table, cells []model.Cell) {
	slices.SortFunc(cells, func(a, b model.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	t.Cells = cells
}

// pending are texts of rows that no cell has taken, by row and column.
type pending map[[2]int]string

func texts(rows [][]string) pending {
	p := make(pending)
	for i, row := range rows {
		for k, text := range row {
			if text != "" {
				p[[2]int{i, k}] = text
			}
		}
	}
	return p
}

// take gives a place's text to a cell, and tells whether it is the cell's.
func (p pending) take(row, column int, text string) bool {
	same := p[[2]int{row, column}] == text
	delete(p, [2]int{row, column})
	return same
}
