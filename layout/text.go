package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is one line of text: glyphs that share a baseline, left to right.
type Line struct {
	Page int
	Box  Rect
	Size float64 // largest font size on the line, in points
	Text string
	// Pieces are the parts between wide gaps, as in a caption's `部门：X      单位：万元`.
	Pieces []Piece
}

// Piece is a part of a line that wide gaps set apart.
type Piece struct {
	X0, X1 float64
	Text   string
}

// row is a line of glyphs while it is being put together.
type row struct {
	chars       []Char
	top, bottom float64
}

// rowsOf parts upright glyphs into lines by the overlap of their heights, top to
// bottom, each sorted from left to right. Blank glyphs only count inside a line. It puts
// the glyphs themselves in that order.
func rowsOf(order []Char, sameLine float64) []row {
	slices.SortStableFunc(order, func(a, b Char) int { return cmp.Compare(a.Box.Top+a.Box.Bottom, b.Box.Top+b.Box.Bottom) })
	var out []row
	for i := 0; i < len(order); {
		c := order[i]
		top, bottom := c.Box.Top, c.Box.Bottom
		n := 1
		for ; i+n < len(order); n++ {
			b := order[i+n].Box
			overlap := min(bottom, b.Bottom) - max(top, b.Top)
			if overlap < sameLine*min(bottom-top, b.Bottom-b.Top) {
				break
			}
			// The line's height stays that of its tallest glyph, not the union:
			// else a chain of raised glyphs would run two lines together.
			if b.Bottom-b.Top > bottom-top {
				top, bottom = b.Top, b.Bottom
			}
		}
		line := order[i : i+n : i+n]
		slices.SortStableFunc(line, func(a, b Char) int { return cmp.Compare(a.Box.X0+a.Box.X1, b.Box.X0+b.Box.X1) })
		if line = trimmed(line); len(line) > 0 {
			out = append(out, row{line, top, bottom})
		}
		i += n
	}
	return out
}

// trimmed cuts the white space at both ends of a line.
func trimmed(line []Char) []Char {
	for len(line) > 0 && line[0].Flags&Space != 0 {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1].Flags&Space != 0 {
		line = line[:len(line)-1]
	}
	return line
}

// text writes a line's characters, with one space where one is printed or where
// Latin words stand apart.
func (r row) text(wordGap float64) string {
	var b strings.Builder
	blank := false
	for i, c := range r.chars {
		if c.Flags&Space != 0 {
			blank = true
			continue
		}
		if i > 0 {
			last := r.chars[i-1]
			gap := c.Box.X0 - last.Box.X1
			if blank || gap > wordGap*c.Size && narrow(c) && narrow(last) {
				b.WriteByte(' ')
			}
		}
		blank = false
		b.WriteString(c.Text)
	}
	return b.String()
}

// narrow tells characters of scripts that part words by spaces.
func narrow(c Char) bool {
	r, _ := utf8.DecodeRuneInString(c.Text)
	return r < 0x2E80
}

// content is what stands in a cell.
type content struct {
	Text        string
	first, last string  // the first and last line of Text
	top, bottom float64 // the height that the lines take, in points; both 0 for turned text
	size        float64 // font size of the first glyph, in points
}

// cellText is the text of a cell's glyphs, lines joined as the page wraps them.
func cellText(chars []Char, s *Settings) content {
	turned := upright(chars)
	if downward(turned) {
		text := strings.TrimSpace(inOrder(turned))
		return content{Text: text, first: text, last: text}
	}
	rows := rowsOf(turned, s.Page.SameLine)
	if len(rows) == 0 {
		return content{}
	}
	c := content{size: rows[0].size()}
	if len(chars) > 0 && &turned[0] == &chars[0] {
		c.top, c.bottom = rows[0].top, rows[len(rows)-1].bottom
	}
	block := textBlockOf(rows)
	var b strings.Builder
	for i, r := range rows {
		c.last = r.text(s.Page.WordGap)
		if i == 0 {
			c.first = c.last
		} else {
			b.WriteString(joint(b.String(), c.last, block, i))
		}
		b.WriteString(c.last)
	}
	c.Text = b.String()
	if compact := strings.ReplaceAll(c.Text, " ", ""); spacedNumber(c.Text, compact) {
		c.Text = compact
		if len(rows) == 1 {
			c.first, c.last = compact, compact
		}
	}
	return c
}

// downward tells text that is set in several columns of upright glyphs, one under the other: it was
// painted that way.
func downward(chars []Char) bool {
	down, columns, steps := 0, 1, 0
	var last *Char
	for i := range chars {
		c := &chars[i]
		if c.Flags&Space != 0 {
			continue
		}
		if last != nil {
			steps++
			x0, y0 := last.Box.centre()
			x1, y1 := c.Box.centre()
			switch dx, dy := abs(x1-x0), y1-y0; {
			case dx < 0.3*c.Size && dy > 0.5*c.Size && dy < 1.8*c.Size:
				down++
			case dx > 0.8*c.Size && dy < 0:
				columns++
			}
		}
		last = c
	}
	return columns > 1 && down+columns-1 == steps && down >= columns
}

// inOrder is the text of glyphs as they were painted.
func inOrder(chars []Char) string {
	var b strings.Builder
	for i := range chars {
		b.WriteString(chars[i].Text)
	}
	return b.String()
}

// textBlock is a cell's lines with the edges between which they are set.
type textBlock struct {
	rows        []row
	left, right float64
}

func textBlockOf(rows []row) textBlock {
	b := textBlock{rows, rows[0].left(), rows[0].right()}
	for _, r := range rows[1:] {
		b.left, b.right = min(b.left, r.left()), max(b.right, r.right())
	}
	return b
}

// lead is the width of the word or figure that a line begins with and that a wrap does not divide.
func (r row) lead() float64 {
	n := 0
	for n < len(r.chars) && narrow(r.chars[n]) && r.chars[n].Flags&Space == 0 {
		n++
	}
	if n == 0 {
		return 0
	}
	return r.chars[n-1].Box.X1 - r.chars[0].Box.X0
}

func (r row) left() float64  { return r.chars[0].Box.X0 }
func (r row) right() float64 { return r.chars[len(r.chars)-1].Box.X1 }
func (r row) size() float64  { return r.chars[0].Size }

// joint is what stands between the text so far and line i: nothing inside CJK text,
// numbers and codes, a space between Latin words, a line feed where the paragraph ended.
func joint(before, line string, b textBlock, i int) string {
	if b.paragraphEnd(i, before, line) {
		return "\n"
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(line)
	if wide(last) || wide(next) || last == '-' {
		return ""
	}
	if unicode.IsLetter(last) && unicode.IsLetter(next) || latin(before) && latin(line) {
		return " "
	}
	return ""
}

// latin tells a text of words: letters, and none of a script without spaces.
func latin(s string) bool {
	letters := 0
	for _, r := range s {
		if wide(r) {
			return false
		}
		if unicode.IsLower(r) {
			letters++
		}
	}
	return letters > 2
}

func wide(r rune) bool { return r >= 0x2E80 }

// paragraphEnd tells whether line i of a block of flush lines begins a paragraph: it goes on with a numbered
// list, is indented against the lines around it, or the line above ends a sentence or item so far from
// the right edge that the next characters would have fitted.
func (b textBlock) paragraphEnd(i int, before, text string) bool {
	above, line := b.rows[i-1], b.rows[i]
	if numbered(text) && numbered(b.rows[0].text(plainText)) {
		return true
	}
	em := line.size()
	if above.left()-b.left > 2.5*em || line.left()-b.left > 2.5*em {
		return false // centred
	}
	short := b.right-above.right() > max(1.2*em, line.lead()+0.5*em)
	end, _ := utf8.DecodeLastRuneInString(before)
	ended := strings.ContainsRune("。；：;！", end)
	if indent := line.left() - b.left; indent > 1.5*em && len(b.rows) > 2 && above.left()-b.left < em {
		// Centred lines are set in at both sides, a paragraph's first one only at the left.
		full := b.right-line.right() < 0.5*indent
		return full && i+1 < len(b.rows) && b.rows[i+1].left()-b.left < em || ended || listHead.MatchString(text)
	}
	return short && (ended || numbered(text) || listHead.MatchString(text))
}

// listHead begins an item of a list that is told in words.
var listHead = regexp.MustCompile(`^(?:[一二三四五六七八九]是|目标|其[一二三四五]|第[一二三四五六七八九])`)

// plainText is the word gap, in em, by which a line is read only to look at how it begins.
const plainText = 1

// numbered tells a line that begins with an item number: `1.`, `（一）`, `①`, `一、`.
func numbered(text string) bool {
	head, rest := text, ""
	if i := strings.IndexAny(text, "、.．)）："); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		head, rest = text[:i], text[i+n:]
	} else if first, n := utf8.DecodeRuneInString(text); first >= '①' && first <= '⑳' {
		return len(text) > n
	} else {
		return false
	}
	head = strings.TrimLeft(head, "（(")
	if head == "" || utf8.RuneCountInString(head) > 3 || rest == "" {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsDigit(next) {
		return false
	}
	for _, c := range head {
		if !unicode.IsDigit(c) && !strings.ContainsRune("一二三四五六七八九十", c) {
			return false
		}
	}
	return true
}

// spacedNumber tells a number whose font or typesetter put space between its digits:
// `1, 091. 871800`.
func spacedNumber(text, compact string) bool {
	if text == compact || compact == "" {
		return false
	}
	digits := 0
	for _, r := range compact {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != ',' && r != '.' && r != '-' && r != '%':
			return false
		}
	}
	// Two numbers side by side stay two: groups of digits that no separator joins.
	for _, part := range strings.Fields(text) {
		if strings.ContainsAny(part, ".") && strings.Count(compact, ".") > 1 {
			return false
		}
	}
	return digits > 1
}

// upright turns glyphs that run along another quarter into reading position where
// most of a cell's glyphs do: stacked or turned labels.
func upright(chars []Char) []Char {
	most := mostTurned(chars)
	if most == 0 {
		return chars
	}
	out := slices.Clone(chars)
	for i := range out {
		out[i].Box = out[i].Box.turned(most)
	}
	return out
}

// turned is the box in a frame in which text of the given turn runs from left to right.
func (r Rect) turned(turn uint8) Rect {
	switch turn {
	case 1: // runs down: what is right is up
		return Rect{r.Top, -r.X1, r.Bottom, -r.X0}
	case 2:
		return Rect{-r.X1, -r.Bottom, -r.X0, -r.Top}
	case 3: // runs up: what is left is up
		return Rect{-r.Bottom, r.X0, -r.Top, r.X1}
	}
	return r
}

// linesOf gives the lines of glyphs that belong to no grid.
func linesOf(page int, chars []Char, s *Settings) []Line {
	var out []Line
	for _, r := range rowsOf(chars, s.Page.SameLine) {
		l := Line{Page: page, Text: r.text(s.Page.WordGap), Box: Rect{r.left(), r.top, r.right(), r.bottom}}
		from := 0
		for i, c := range r.chars {
			l.Size = max(l.Size, c.Size)
			if c.Flags&Space != 0 {
				continue
			}
			l.Box.Top, l.Box.Bottom = min(l.Box.Top, c.Box.Top), max(l.Box.Bottom, c.Box.Bottom)
			if i > from {
				if gap := c.Box.X0 - inked(r.chars[from:i]); gap > s.Page.ColumnGap*c.Size {
					l.Pieces = append(l.Pieces, piece(r.chars[from:i], s))
					from = i
				}
			}
		}
		l.Pieces = append(l.Pieces, piece(r.chars[from:], s))
		out = append(out, l)
	}
	return out
}

// inked is the right edge of the last glyph that is no space.
func inked(chars []Char) float64 {
	chars = trimmed(chars)
	return chars[len(chars)-1].Box.X1
}

func piece(chars []Char, s *Settings) Piece {
	chars = trimmed(chars)
	return Piece{chars[0].Box.X0, chars[len(chars)-1].Box.X1, row{chars: chars}.text(s.Page.WordGap)}
}
