package doubt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// What the other figures of a table make doubtful of one, whatever the recogniser and the sums say of it.
func TestFiguresThatStandOut(t *testing.T) {
	usual := []string{
		"公安", "1,320.50", "320.50", "教育", "35.50", "15.50", "卫生", "20.00", "18.00",
		"民政", "7.25", "7.00", "农业", "9.75", "9.25", "水利", "3.10", "3.05",
	}
	for _, c := range []struct {
		what   string
		at     int // among the cells of the table
		text   string
		change func(*Cell)
		want   string // reason; "" for none
		spans  int
		places int    // that the finding is about
		beside string // text of the next cell
	}{
		{what: "nothing", at: 4, text: "35.50"},
		{what: "several numbers", at: 4, text: "35.50 15.50", want: "several numbers in one cell", places: 1},
		{what: "rests of several numbers", at: 4, text: "3. 5.50 1.5 50", want: "several numbers in one cell", places: 1},
		{what: "several numbers over two columns", at: 4, text: "35.50 15.50", spans: 2, want: "several numbers in one cell", places: 2},
		{what: "a number over two columns", at: 4, text: "35.50", spans: 2, want: "not told apart", places: 1},
		{what: "an amount and words over two columns", at: 3, text: "教育35.50", spans: 2, want: "an amount and words in one cell", places: 2},
		{what: "words with a version's number over two columns", at: 3, text: "系统3.0", spans: 2},
		{what: "digits and a percent sign that are no percentage", at: 3, text: "90-%", want: "no form of a number", places: 1},
		{what: "a share", at: 3, text: "90%"},
		{what: "a decimal too few", at: 4, text: "35.5", want: "other decimals than the table's", places: 1},
		{what: "the same amount with other decimals", at: 17, text: "18.0", want: "decimals may be lost", places: 1},
		{what: "a decimal too few under a seal", at: 4, text: "35.5", change: func(c *Cell) { c.Print = Seal }, want: "decimals may be lost", places: 1},
		{what: "zeros before an amount", at: 4, text: "02,188.11", want: "no form of a number", places: 1},
		{what: "an amount without decimals in a row of such", at: 4, text: "35", beside: "15"},
		{what: "an amount among words", at: 3, text: "1,035.50", want: "an amount among words", places: 1},
		{what: "a code among words", at: 3, text: "20502"},
		{what: "not aligned", at: 4, text: "35.50", change: func(c *Cell) { c.End -= 30 }, want: "not aligned", places: 1},
		{what: "an amount without its end known", at: 4, text: "35.50", change: func(c *Cell) { c.End, c.High = 0, 0 }},
		{what: "strokes beside an amount among words", at: 3, text: "t i 0.00", change: func(c *Cell) { c.Sure = 0.5 }, want: "no form of a number", places: 1},
		{what: "an amount in words", at: 3, text: "不超过 0.50", change: func(c *Cell) { c.Sure = 0.95 }},
		{what: "ink in an empty cell", at: 4, text: "", change: func(c *Cell) { c.Print = Unread }, want: "ink that was not read", places: 1},
		{what: "ink in an empty cell of words", at: 3, text: "", change: func(c *Cell) { c.Print = Unread }, want: "ink that was not read", places: 1},
		{what: "unsure words under a seal", at: 3, text: "教盲", change: func(c *Cell) { c.Print, c.Sure = Seal, 0.5 }, want: "ink of a seal", places: 1},
		{what: "sure words under a seal with other ink", at: 3, text: "教育", change: func(c *Cell) { c.Print = Seal | Unread }, want: "ink that was not read", places: 1},
		{what: "sure words under a seal", at: 3, text: "教育", change: func(c *Cell) { c.Print = Seal }},
	} {
		table := model.Table{
			ID: "t1", HeaderRows: 1, RowCount: 7, ColumnCount: 3,
			Columns: []model.Column{{Role: model.RoleLabel}, {Role: model.RoleAmount}, {Role: model.RoleAmount}},
		}
		var cells []Cell
		for i, text := range append([]string{"项目", "预算数", "其中"}, usual...) {
			cell := model.Cell{Row: i / 3, Column: i % 3, RowSpan: 1, ColumnSpan: 1, Text: text}
			read := Cell{At: len(table.Cells), Sure: 1, Page: 1, End: 100 * float64(cell.Column+1), High: 7}
			if i == c.at+3 {
				cell.Text, cell.ColumnSpan = c.text, max(c.spans, 1)
				if c.change != nil {
					c.change(&read)
				}
			}
			if c.beside != "" && i == c.at+4 {
				cell.Text = c.beside
			}
			if c.spans == 2 && i == c.at+4 {
				continue
			}
			table.Cells, cells = append(table.Cells, cell), append(cells, read)
		}
		found := NewScan([]model.Table{table}, cells).Findings(&Exam{}, nil, nil)
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s: %s", c.what, found[0].Message.EN)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].Message.EN, c.want) || len(found[0].Subjects) != c.places):
			t.Errorf("%s: %+v, want %q of %d places", c.what, found, c.want, c.places)
		}
	}
}

// Without an identity an amount's writing is put right: where it alone has other decimals than its table and a likely reading says what is worth
// the same with these, and where specks stand before it.
func TestWriting(t *testing.T) {
	for _, c := range []struct {
		what, read, beside string
		other              Reading
		want               string
	}{
		{"a stroke behind it", "353.040", "12.50", Reading{"353.04", 0.3}, "353.04"},
		{"hardly read otherwise", "353.040", "12.50", Reading{"353.04", 0.01}, "353.040"},
		{"worth something else", "353.048", "12.50", Reading{"353.04", 0.3}, "353.048"},
		{"as its row has them", "353.040", "12.500", Reading{"353.04", 0.3}, "353.040"},
		{"a speck before it", ". 353.04", "12.50", Reading{".353.04", 0.5}, "353.04"},
		{"a minus read as a speck", ".353.04", "12.50", Reading{"-353.04", 0.5}, "-353.04"},
		{"a stroke that may be a minus", "一353.04", "12.50", Reading{"353.04", 0.3}, "一353.04"},
	} {
		table := model.Table{ID: "t1", RowCount: 10, ColumnCount: 2, Columns: []model.Column{{Role: model.RoleAmount}, {Role: model.RoleAmount}}}
		var cells []Cell
		for i := range 20 {
			cell := model.Cell{Row: i / 2, Column: i % 2, RowSpan: 1, ColumnSpan: 1, Text: fmt.Sprintf("%d.50", i), Regions: []model.Region{{Page: 1}}}
			read := Cell{At: i, Sure: 1}
			switch i {
			case 6:
				cell.Text, read.Readings = c.read, []Reading{c.other}
			case 7:
				cell.Text = c.beside
			}
			table.Cells, cells = append(table.Cells, cell), append(cells, read)
		}
		repaired := NewScan([]model.Table{table}, cells).Repair(func() Exam { return Exam{} })
		if got := table.Cells[6].Text; got != c.want || len(repaired) > 0 != (c.want != c.read) {
			t.Errorf("%s: %q, %+v, want %q", c.what, got, repaired, c.want)
		}
	}
}

// A table without heads on the page after another one's last seems to go on with it.
func TestHeadlessTables(t *testing.T) {
	amounts := func(id string, heads, page int) model.Table {
		m := model.Table{ID: id, HeaderRows: heads, RowCount: 3, ColumnCount: 1, Pages: []int{page}, Columns: []model.Column{{Role: model.RoleAmount}}}
		for row := range 3 {
			m.Cells = append(m.Cells, model.Cell{Row: row, RowSpan: 1, ColumnSpan: 1, Text: fmt.Sprintf("%d.50", row)})
		}
		return m
	}
	for _, c := range []struct {
		what               string
		heads, page, about int
	}{{"on the next page", 0, 2, 3}, {"with heads", 1, 2, 0}, {"on the same page", 0, 1, 0}, {"on a later page", 0, 3, 0}} {
		tables := []model.Table{amounts("t1", 1, 1), amounts("t2", c.heads, c.page)}
		var cells []Cell
		for i := range 6 {
			cells = append(cells, Cell{Table: i / 3, At: i % 3, Sure: 1})
		}
		found := NewScan(tables, cells).Findings(&Exam{}, nil, nil)
		if places := len(slices.Concat(subjectsOf(found)...)); places != c.about || len(found) != min(places, 1) {
			t.Errorf("%s: %+v", c.what, found)
		}
	}
}

func subjectsOf(found []model.Finding) (all [][]model.Subject) {
	for _, f := range found {
		all = append(all, f.Subjects)
	}
	return all
}

// Where many rows have several numbers in one place, no figure is sure to stand in its column.
func TestColumnsGlued(t *testing.T) {
	table := model.Table{
		ID: "t1", RowCount: 8, ColumnCount: 2,
		Columns: []model.Column{{Role: model.RoleAmount}, {Role: model.RoleAmount}},
	}
	var cells []Cell
	for row := range 8 {
		for column := range 2 {
			text := "1,320.50"
			if column == 1 && row < 5 {
				text = "35.50 15.50"
			}
			cells = append(cells, Cell{At: len(table.Cells), Sure: 1})
			table.Cells = append(table.Cells, model.Cell{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1, Text: text})
		}
	}
	found := NewScan([]model.Table{table}, cells).Findings(&Exam{}, nil, nil)
	if places := len(slices.Concat(subjectsOf(found)...)); len(found) != 6 || places != 16 {
		t.Errorf("%d findings are about %d figures, want 6 about 16", len(found), places)
	}
}

// A sum beside an amount that could not be read accuses nobody; one of another row or column does.
func TestSumsBesideAnUnreadAmount(t *testing.T) {
	table := model.Table{
		ID: "t1", RowCount: 3, ColumnCount: 3,
		Columns: []model.Column{{Role: model.RoleAmount}, {Role: model.RoleAmount}, {Role: model.RoleAmount}},
	}
	var cells []Cell
	for i, text := range []string{"398", "367", "早3", "120", "60", "50", "20", "10", "20"} {
		cells = append(cells, Cell{At: i, Sure: 1})
		table.Cells = append(table.Cells, model.Cell{Row: i / 3, Column: i % 3, RowSpan: 1, ColumnSpan: 1, Text: text})
	}
	for _, c := range []struct {
		kind        model.FindingKind
		row, column int
		want        model.Severity
	}{
		{model.RowSumMismatch, 0, 0, model.Warning},
		{model.RowSumMismatch, 1, 0, model.Error},
		{model.ColumnSumMismatch, 1, 2, model.Warning},
		{model.HierarchySumMismatch, 1, 2, model.Warning},
		{model.ColumnSumMismatch, 1, 1, model.Error},
		{model.ItemMismatch, 0, 0, model.Error},
	} {
		told := c.kind.Finding("", "", model.Subject{Table: "t1", Row: new(c.row), Column: new(c.column)})
		found := NewScan([]model.Table{table}, cells).Findings(&Exam{}, nil, []model.Finding{told})
		if got := found[0].Severity; got != c.want {
			t.Errorf("%s at %d,%d is an %s, want %s", told.Code, c.row, c.column, got, c.want)
		}
	}
}
