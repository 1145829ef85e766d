package doubt

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// Scan is a document of which tables were read from pictures.
type Scan struct {
	tables  []model.Table
	cells   []Cell
	at      map[place]int  // cells, by the places that they cover
	first   map[int]string // texts as they were read, of the cells that have another by now
	figures [][]bool       // columns of numbers, by table
	why     []Reasons      // as reasons tells them, by cell
}

// NewScan takes a document's tables and those of their cells that were read from pictures.
func NewScan(tables []model.Table, cells []Cell) *Scan {
	s := &Scan{tables, cells, map[place]int{}, map[int]string{}, figures(tables), make([]Reasons, len(cells))}
	for i := range cells {
		t, c := s.cell(i)
		for row := range c.RowSpan {
			for column := range c.ColumnSpan {
				s.at[place{t.ID, c.Row + row, c.Column + column}] = i
			}
		}
		s.why[i] = reasonsOf(&cells[i], c.Text)
	}
	return s
}

// cell is one of the cells in its table.
func (s *Scan) cell(i int) (*model.Table, *model.Cell) {
	t := &s.tables[s.cells[i].Table]
	return t, &t.Cells[s.cells[i].At]
}

// read is the text of a cell as it was read.
func (s *Scan) read(i int) string {
	if text, ok := s.first[i]; ok {
		return text
	}
	_, c := s.cell(i)
	return c.Text
}

// give gives a cell a text.
func (s *Scan) give(i int, text string) {
	_, c := s.cell(i)
	read := s.read(i)
	s.first[i], c.Text = read, text
	if text == read {
		delete(s.first, i)
	}
}

// amongAmounts tells a cell that stands where amounts do: alone in its column, which holds amounts.
func (s *Scan) amongAmounts(i int) bool {
	t, c := s.cell(i)
	return c.Row >= t.HeaderRows && c.ColumnSpan == 1 && c.Column < len(t.Columns) && t.Columns[c.Column].Role == model.RoleAmount
}

// figures tells the columns of each table's body of which most texts are numbers, and no cells of several columns.
func figures(tables []model.Table) [][]bool {
	out := make([][]bool, len(tables))
	for i := range tables {
		t := &tables[i]
		out[i] = make([]bool, t.ColumnCount)
		most := make([]int, t.ColumnCount)
		for k := range t.Cells {
			switch c := &t.Cells[k]; {
			case c.Row < t.HeaderRows || c.ColumnSpan > 1 || words.ReadNumber(c.Text).Kind == words.StandIn || words.Fold(c.Text) == "":
			case isNumber(c.Text):
				most[c.Column]++
			default:
				most[c.Column]--
			}
		}
		for column, n := range most {
			out[i][column] = n > 0
		}
	}
	return out
}

// isNumber tells an amount, a count, a percentage or a code; also one that is not written as it should be.
func isNumber(text string) bool {
	switch words.ReadNumber(text).Kind {
	case words.Amount, words.Count, words.Percent, words.Misprint:
		return true
	}
	return false
}

// isFigure tells a cell of a table's body that is a number, or seems to be a percentage, or has digits where most others of its column are numbers.
func (s *Scan) isFigure(i int) bool {
	t, c := s.cell(i)
	return c.Row >= t.HeaderRows && (isNumber(c.Text) || seemsPercent(c.Text) || c.ColumnSpan == 1 && s.figures[s.cells[i].Table][c.Column] && strings.ContainsAny(c.Text, "0123456789"))
}

// seemsPercent tells digits with signs and a percent sign that are no percentage.
func seemsPercent(text string) bool {
	folded := words.Fold(text)
	return strings.HasSuffix(folded, "%") && strings.Trim(folded, "0123456789.,-+%") == "" && strings.ContainsAny(folded, "0123456789") && isWords(text)
}

// reasons are why a cell is doubtful as it was read, before any identity is asked. It is a figure, or stands where amounts do.
func (s *Scan) reasons(i int) Reasons { return s.why[i] }

func reasonsOf(c *Cell, text string) Reasons {
	r := c.Print
	switch {
	case text == "":
		return r
	case words.ReadNumber(text).Kind == words.Misprint, isPadded(text), isWords(text) && strings.ContainsAny(text, "0123456789"):
		r |= Malformed
	case isWords(text):
		r |= Words
	}
	others := readingsOf(c, text)
	if c.Sure+c.same(others) < settings.sure {
		r |= Unsure
	}
	if slices.ContainsFunc(others, func(o Reading) bool { return o.Share >= settings.close }) {
		r |= Alternative
	}
	return r
}

// unsure tells of the facts of an exam whether they were read from pictures, and with doubt.
func (s *Scan) unsure(k *known) func(fact int) bool {
	return func(fact int) bool {
		i, scanned := s.at[placeOf(&k.Facts[fact])]
		return scanned && s.reasons(i) != 0
	}
}
