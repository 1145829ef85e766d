package join

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/caption"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// stack is the rows of a table while its parts are put under each other.
type stack struct {
	columns int
	header  int       // rows of it that are column header
	heights []float64 // of the rows
	whole   []float64 // the heights of body rows that no page break touches
	cells   []Cell
	foot    []int        // for each column the cell that touches the last row
	body    []bodyColumn // what the first noted cells tell
	noted   int
	headCut bool // whether all rows so far are header
	opens   bool // whether the producer leaves cells open that a page break cuts
	s       *settings.Settings
}

// bodyColumn is what is known of a column's cells under the header.
type bodyColumn struct {
	single, filled int  // cells of one place, and how many of them have text
	decimals       int  // the most digits behind an amount's point
	merged         bool // whether a cell of it spans rows
	wraps          bool // whether a text of it stands on several lines
}

func newStack(columns, header int, s *settings.Settings) *stack {
	return &stack{columns: columns, header: header, foot: make([]int, columns), body: make([]bodyColumn, columns), s: s}
}

func (b *stack) rows() int { return len(b.heights) }

// push puts cells and rows under the others, which the cells are counted on from.
func (b *stack) push(cells []Cell, heights []float64) {
	if from := max(b.header-b.rows(), 1); len(heights) > from+1 {
		b.whole = append(b.whole, heights[from:len(heights)-1]...)
	}
	b.heights = append(b.heights, heights...)
	for i := range cells {
		if c := &cells[i]; c.Row+c.RowSpan == b.rows() {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				b.foot[k] = len(b.cells) + i
			}
		}
	}
	if b.cells == nil {
		b.cells = cells
		return
	}
	b.cells = append(b.cells, cells...)
}

// note keeps what the new cells under the header tell of their columns. It is asked for before a page break changes any of
// them, and not for those that none follows.
func (b *stack) note() {
	for i := b.noted; i < len(b.cells); i++ {
		if c := &b.cells[i]; c.Row >= b.header {
			b.body[c.Column].note(c)
		}
	}
	b.noted = len(b.cells)
}

// note keeps what a column's new cell tells.
func (col *bodyColumn) note(c *Cell) {
	col.merged = col.merged || c.RowSpan > 1
	col.wraps = col.wraps || c.isWrapped() && !words.IsFigure(c.FirstLine)
	col.decimals = max(col.decimals, decimals(c.Text))
	if c.RowSpan == 1 && c.ColumnSpan == 1 {
		col.single++
		if c.Text != "" {
			col.filled++
		}
	}
}

// decimals counts the digits behind an amount's point.
func decimals(text string) int { return caption.Decimals(words.Unspaced(text)) }

// fillsRows tells a column in which nearly every body row has text of its own.
func (b *stack) fillsRows(column int) bool {
	col := &b.body[column]
	return !col.merged && col.single > 0 && float64(col.filled) >= b.s.Join.Break.Filled*float64(col.single)
}

// texts are those of the rows so far, for the rules about headers.
func (b *stack) texts() *texts {
	v := newTexts(b.rows(), b.columns, len(b.cells))
	for i := range b.cells {
		v.put(b.cells[i].Span, b.cells[i].Text)
	}
	return v
}

// extend puts a cell to the one over it; shared is the number of rows that both count, and divides tells that the break
// runs through one text.
func (c *Cell) extend(below Cell, shared int, divides bool, s *settings.Settings) {
	c.RowSpan += below.RowSpan - shared
	c.Closed.Bottom = below.Closed.Bottom
	if words.Unspaced(c.Text) != words.Unspaced(below.Text) {
		above, rest := onceOnly(*c, below, s)
		c.Text = joined(above, rest, divides, s)
		c.LastLine = below.LastLine
	}
	c.last = below.last
	c.Regions = append(c.Regions, below.Regions...)
}

// joined are the two parts of a cut text as one; figures that are no one number stand on lines of their own.
func joined(above, below string, divides bool, s *settings.Settings) string {
	if !divides && above != "" && below != "" && words.IsFigure(above) && words.IsFigure(below) {
		return above + "\n" + below
	}
	return page.JoinTexts(above, below, s)
}

// onceOnly gives the texts of a cut cell's two parts without a line that the break halves and that is drawn on
// both pages: the fuller drawing counts, since a producer leaves out the marks of which a page shows nothing.
func onceOnly(above, below Cell, s *settings.Settings) (string, string) {
	if !drawnTwice(above, below, s) {
		return above.Text, below.Text
	}
	if len(words.Unspaced(below.FirstLine)) > len(words.Unspaced(above.LastLine)) {
		if rest, ok := strings.CutSuffix(above.Text, above.LastLine); ok {
			return rest, below.Text
		}
	}
	return above.Text, strings.TrimPrefix(below.Text, below.FirstLine)
}

// drawnTwice tells whether a line that the break halves is drawn on both pages.
func drawnTwice(above, below Cell, s *settings.Settings) bool {
	letters := lettersOf(above.LastLine)
	return utf8.RuneCountInString(letters) >= s.Join.Break.Clipped && letters == lettersOf(below.FirstLine)
}

// lettersOf is a text's letters and digits.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}
