package content

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

// mark is an open marked-content sequence (14.6).
type mark struct {
	hidden bool // optional content that is off
	actual bool // its ActualText is collected in interpreter.span
}

// span collects the glyphs that an ActualText stands for (14.9.4). Of nested ones the outer counts.
type span struct {
	text  string
	chars []page.Char
}

func (in *interpreter) beginMark(m mark) {
	if m.hidden {
		in.hiddenDepth++
	}
	in.marks = append(in.marks, m)
}

func (in *interpreter) beginMarkWithProperties(args []operand) {
	var m mark
	if len(args) >= 2 {
		tag, properties := args[len(args)-2], args[len(args)-1]
		m.hidden = tag.kind == nameOperand && tag.text == "OC" && properties.kind == nameOperand && in.hiddenResource(properties.text)
		if text := in.actualText(properties); text != "" && in.span == nil {
			m.actual = true
			in.span = &span{text: text}
		}
	}
	in.beginMark(m)
}

func (in *interpreter) endMark() error {
	if n := len(in.marks); n > in.marksBase {
		return in.closeMarks(n - 1)
	}
	return nil
}

// closeMarks ends the marks from the given depth on.
func (in *interpreter) closeMarks(depth int) error {
	for i := len(in.marks) - 1; i >= depth; i-- {
		m := in.marks[i]
		in.marks = in.marks[:i]
		if m.hidden {
			in.hiddenDepth--
		}
		if m.actual {
			s := in.span
			in.span = nil
			if err := in.replace(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// actualText returns the ActualText of a property list, which stands in the content or in the resources.
func (in *interpreter) actualText(properties operand) string {
	switch properties.kind {
	case nameOperand:
		d := in.doc.Dict(in.resource("Properties", properties.text))
		s, _ := in.doc.Resolve(d["ActualText"]).(pdf.String)
		return textString(string(s))
	case dictOperand:
		if strings.Contains(properties.text, "/ActualText") {
			return textString(dictString(properties.text, "ActualText"))
		}
	}
	return ""
}

// dictString returns the string that belongs to a key of an inline property list.
func dictString(dict, key string) string {
	var l lexer
	l.reset(dict[2:])
	wanted := false
	for l.pos < len(l.src) {
		switch class[l.src[l.pos]] {
		case delimiter:
			o, ok := l.composite()
			if wanted && o.kind == stringOperand {
				return o.text
			}
			if ok {
				wanted = o.kind == nameOperand && o.text == key
			}
		case space:
			l.pos++
		default:
			l.pos++
			wanted = false
		}
	}
	return ""
}

// textString decodes a text string (7.9.2.2). Of PDFDocEncoding only what it shares with
// Latin-1 is told apart: replacement texts in it are ASCII.
func textString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xFE\xFF"):
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(s, "\xEF\xBB\xBF"):
		return strings.Clone(strings.ToValidUTF8(s[3:], noUnicode)) // content is let go
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// replace puts a span's text on the page in the place of its glyphs: character by
// character if there are as many glyphs, otherwise spread over the box of the glyphs
// if they lie in one line, and else in the place of the first.
func (in *interpreter) replace(s *span) error {
	text := strings.Map(printable, s.text)
	n := utf8.RuneCountInString(text)
	if n > in.limits.Chars {
		return exceeded(in.limits.Chars, "glyphs on a page")
	}
	if n == 0 || len(s.chars) == 0 {
		for _, c := range s.chars {
			if err := in.put(c, advanceOf(&c)); err != nil {
				return err
			}
		}
		return nil
	}
	chars := s.chars
	switch {
	case len(chars) == n:
	case inLine(chars):
		chars = spread(chars, n)
	default:
		chars = chars[:1]
		chars[0].Text = text
		chars[0].Flags &^= page.NoUnicode | page.Guessed | page.Space
		return in.put(chars[0], advanceOf(&chars[0]))
	}
	i := 0
	for _, r := range text {
		c := &chars[i]
		i++
		c.Text = string(r)
		c.Flags &^= page.NoUnicode | page.Guessed | page.Space
		if r == ' ' || r == '\u3000' || r == '\u00A0' {
			c.Flags |= page.Space
		}
		if err := in.put(*c, advanceOf(c)); err != nil {
			return err
		}
	}
	return nil
}

// printable drops what is no text on a page: controls, soft hyphens, byte order marks, joiners.
func printable(r rune) rune {
	switch {
	case r < ' ', r == 0x7F, r == 0xAD, 0x200B <= r && r <= 0x200F, r == 0xFEFF:
		return -1
	}
	return r
}

func advanceOf(c *page.Char) float64 {
	if c.Turn == 1 || c.Turn == 3 || c.Flags&page.Vertical != 0 {
		return height(c.Box)
	}
	return width(c.Box)
}

// inLine tells whether the glyphs run level on one baseline.
func inLine(chars []page.Char) bool {
	const sameLine = 0.1 // em
	first := &chars[0]
	for i := range chars {
		c := &chars[i]
		off := c.Y - first.Y
		if first.Turn == 1 || first.Turn == 3 {
			off = c.X - first.X
		}
		if c.Turn != first.Turn || c.Flags&page.Vertical != 0 || c.Turn == page.Slanted || max(off, -off) > sameLine*first.Size {
			return false
		}
	}
	return true
}

// spread lays n glyphs evenly over the box of chars.
func spread(chars []page.Char, n int) []page.Char {
	box := emptyRect
	for i := range chars {
		box = union(box, chars[i].Box)
	}
	out := make([]page.Char, n)
	w, h := width(box)/float64(n), height(box)/float64(n)
	for i := range out {
		c := chars[0]
		k := float64(i)
		switch c.Turn {
		case 1:
			c.Box.Top, c.Box.Bottom = box.Top+k*h, box.Top+(k+1)*h
			c.Y = c.Box.Top
		case 2:
			c.Box.X0, c.Box.X1 = box.X1-(k+1)*w, box.X1-k*w
			c.X = c.Box.X1
		case 3:
			c.Box.Top, c.Box.Bottom = box.Bottom-(k+1)*h, box.Bottom-k*h
			c.Y = c.Box.Bottom
		default:
			c.Box.X0, c.Box.X1 = box.X0+k*w, box.X0+(k+1)*w
			c.X = c.Box.X0
		}
		out[i] = c
	}
	return out
}
