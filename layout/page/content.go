package page

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/settings"
)

// JoinTexts joins the two parts of a text that a page break cut.
func JoinTexts(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if latin(a) && latin(b) {
		return a + " " + b
	}
	return a + b
}

// Content is what stands in a cell.
type Content struct {
	Text                string
	FirstLine, LastLine string  // the first and last line of Text
	TextTop, TextBottom float64 // the height that the lines take, in points; both 0 for turned text
	Size                float64 // font size of the first glyph, in points
}

// ContentOf is the text of a cell's glyphs, lines joined as the page wraps them.
func ContentOf(chars []Char, s *settings.Settings) Content {
	turned := upright(chars)
	if downward(turned) {
		text := strings.TrimSpace(InOrder(turned))
		return Content{Text: text, FirstLine: text, LastLine: text}
	}
	rows := LinesOf(turned, s.Page.SameLine)
	if len(rows) == 0 {
		return Content{}
	}
	c := Content{Size: rows[0].Size()}
	if len(chars) > 0 && &turned[0] == &chars[0] {
		c.TextTop, c.TextBottom = rows[0].Top, rows[len(rows)-1].Bottom
	}
	block := textBlockOf(rows)
	var b strings.Builder
	for i, r := range rows {
		c.LastLine = r.Text(s.Page.WordGap)
		if i == 0 {
			c.FirstLine = c.LastLine
		} else {
			b.WriteString(joint(b.String(), c.LastLine, block, i))
		}
		b.WriteString(c.LastLine)
	}
	c.Text = b.String()
	if compact := strings.ReplaceAll(c.Text, " ", ""); spacedNumber(c.Text, compact) {
		c.Text = compact
		if len(rows) == 1 {
			c.FirstLine, c.LastLine = compact, compact
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
			x0, y0 := last.Box.Centre()
			x1, y1 := c.Box.Centre()
			switch dx, dy := math.Abs(x1-x0), y1-y0; {
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

// InOrder is the text of glyphs as they were painted.
func InOrder(chars []Char) string {
	var b strings.Builder
	for i := range chars {
		b.WriteString(chars[i].Text)
	}
	return b.String()
}

// textBlock is a cell's lines with the edges between which they are set.
type textBlock struct {
	rows        []Line
	left, right float64
}

func textBlockOf(rows []Line) textBlock {
	b := textBlock{rows, rows[0].Left(), rows[0].Right()}
	for _, r := range rows[1:] {
		b.left, b.right = min(b.left, r.Left()), max(b.right, r.Right())
	}
	return b
}

// joint is what stands between the text so far and line i: nothing inside CJK text,
// numbers and codes, a space between Latin words, a line feed where the paragraph ended.
func joint(before, line string, b textBlock, i int) string {
	if b.paragraphEnd(i, before, line) {
		return "\n"
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(line)
	if Wide(last) || Wide(next) || last == '-' {
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
		if Wide(r) {
			return false
		}
		if unicode.IsLower(r) {
			letters++
		}
	}
	return letters > 2
}

// paragraphEnd tells whether line i of a block of flush lines begins a paragraph: it goes on with a numbered
// list, is indented against the lines around it, or the line above ends a sentence or item so far from
// the right edge that the next characters would have fitted.
func (b textBlock) paragraphEnd(i int, before, text string) bool {
	above, line := b.rows[i-1], b.rows[i]
	if Numbered(text) && Numbered(b.rows[0].Text(plainText)) {
		return true
	}
	em := line.Size()
	if above.Left()-b.left > 2.5*em || line.Left()-b.left > 2.5*em {
		return false // centred
	}
	short := b.right-above.Right() > max(1.2*em, line.lead()+0.5*em)
	end, _ := utf8.DecodeLastRuneInString(before)
	ended := strings.ContainsRune("。；：;！", end)
	if indent := line.Left() - b.left; indent > 1.5*em && len(b.rows) > 2 && above.Left()-b.left < em {
		// Centred lines are set in at both sides, a paragraph's first one only at the left.
		full := b.right-line.Right() < 0.5*indent
		return full && i+1 < len(b.rows) && b.rows[i+1].Left()-b.left < em || ended || listHead.MatchString(text)
	}
	return short && (ended || Numbered(text) || listHead.MatchString(text))
}

// listHead begins an item of a list that is told in words.
var listHead = regexp.MustCompile(`^(?:[一二三四五六七八九]是|目标|其[一二三四五]|第[一二三四五六七八九])`)

// plainText is the word gap, in em, by which a line is read only to look at how it begins.
const plainText = 1

// Numbered tells a line that begins with an item number: `1.`, `（一）`, `①`, `一、`.
func Numbered(text string) bool {
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
