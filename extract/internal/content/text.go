package content

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/model"
)

// noUnicode stands for a glyph whose text is not known.
const noUnicode = "\uFFFD"

// Text rendering modes (Table 104). From firstClipMode on they are the first ones, and clip besides.
const (
	fillMode      = 0
	invisibleMode = 3
	firstClipMode = 4
)

// textOperator carries out the operators of 9.3 and 9.4 that show nothing.
func (in *interpreter) textOperator(op operator, args []operand) {
	t := &in.gs.text
	var v [6]float64
	switch op {
	case opBT:
		in.tm, in.tlm = identity, identity
		return
	case opET:
		in.endText()
		return
	case opTStar:
		in.nextLine(0, -t.leading)
		return
	case opTm:
		if m, ok := matrixOf(args); ok && m.sane() {
			in.tm, in.tlm = m, m
		}
		return
	case opTd, opTD:
		if numbers(args, v[:2]) {
			if op == opTD {
				t.leading = -v[1]
			}
			in.nextLine(v[0], v[1])
		}
		return
	}
	if !numbers(args, v[:1]) {
		return
	}
	switch op {
	case opTf:
		t.size = v[0]
		if name, ok := lastName(args[:len(args)-1]); ok {
			in.setFont(in.fontResource(name))
		}
	case opTc:
		t.charSpace = v[0]
	case opTw:
		t.wordSpace = v[0]
	case opTz:
		t.scale = v[0] / 100
	case opTL:
		t.leading = v[0]
	case opTr:
		t.mode = int(v[0])
	case opTs:
		t.rise = v[0]
	}
}

func (in *interpreter) nextLine(x, y float64) {
	m := matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	if m.sane() {
		in.tm, in.tlm = m, m
	}
}

// reportGlyphs says what reading the page's fonts forgave.
func (in *interpreter) reportGlyphs() {
	unknown, guessed := make([]int, len(in.page.Fonts)), make([]int, len(in.page.Fonts))
	for i := range in.page.Chars {
		switch c := &in.page.Chars[i]; {
		case c.Flags&page.NoUnicode != 0:
			unknown[c.Font]++
		case c.Flags&(page.Guessed|page.Space) == page.Guessed:
			guessed[c.Font]++
		}
	}
	in.reportCounted(model.GlyphWithoutUnicode, unknown)
	in.reportCounted(model.TextGuessed, guessed)
	for _, p := range in.fonts.TakeProblems() {
		in.report(p.Kind, p.Detail)
	}
}

// reportCounted says how many glyphs there are of a kind that is counted by font, and of which fonts.
func (in *interpreter) reportCounted(kind model.FindingKind, counts []int) {
	total := 0
	var fonts []string
	for i, n := range counts {
		name := cmp.Or(in.page.Fonts[i], "unnamed")
		if total += n; n > 0 && !slices.Contains(fonts, name) {
			fonts = append(fonts, name)
		}
	}
	if total > 0 {
		in.page.Problems = append(in.page.Problems, page.Problem{Kind: kind, Detail: "fonts " + strings.Join(fonts, ", "), Count: total})
	}
}

// endText makes the glyphs that were shown in a clipping mode the clip (9.3.6).
func (in *interpreter) endText() {
	if !empty(in.textClip) {
		in.gs.clip, in.gs.roughClip = intersect(in.gs.clip, in.textClip), true
		in.textClip = emptyRect
	}
}

func (in *interpreter) setFont(f *font.Font) {
	t := &in.gs.text
	if t.font = f; f == nil {
		return
	}
	index, known := in.fontIndex[f]
	if !known && len(in.fontIndex) <= math.MaxUint16 {
		index = uint16(len(in.fontIndex))
		in.fontIndex[f] = index
		in.page.Fonts = append(in.page.Fonts, f.Name)
	}
	t.fontIndex = index
}

// showText carries out Tj, TJ, ' and " (9.4.3).
func (in *interpreter) showText(op operator, args []operand, l *lexer) error {
	if op == opDouble {
		if v := [2]float64{}; len(args) > 2 && numbers(args[:len(args)-1], v[:]) {
			in.gs.text.wordSpace, in.gs.text.charSpace = v[0], v[1]
		}
	}
	if op == opQuote || op == opDouble {
		in.nextLine(0, -in.gs.text.leading)
	}
	if len(args) == 0 {
		return nil
	}
	in.show++
	last := args[len(args)-1]
	switch last.kind {
	case stringOperand:
		return in.showString(last.text)
	case arrayOperand:
		for i := last.from; i < last.to; i++ {
			switch e := &l.elements[i]; e.kind {
			case stringOperand:
				if err := in.showString(e.text); err != nil {
					return err
				}
			case numberOperand:
				in.kern(e.num)
			}
		}
	}
	return nil
}

// kern moves by a number of a TJ array, in thousandths of text space against the writing direction.
func (in *interpreter) kern(n float64) {
	t := &in.gs.text
	d := -n / 1000 * t.size
	if t.font != nil && t.font.Vertical {
		in.advance(0, d)
	} else {
		in.advance(d*t.scale, 0)
	}
}

func (in *interpreter) advance(x, y float64) {
	in.tm.e += x*in.tm.a + y*in.tm.c
	in.tm.f += x*in.tm.b + y*in.tm.d
}

// line is what the glyphs of one string have in common: vectors of text space, times the
// font size, as displayed.
type line struct {
	advance, up    point   // one em along the baseline and across it
	em             float64 // the length of advance
	belowX, aboveX float64
	belowY, aboveY float64 // how far ascent and descent reach from the origin
	char           page.Char
}

func (in *interpreter) newLine(m matrix) line {
	t := &in.gs.text
	f := t.font
	l := line{
		advance: point{t.size * t.scale * m.a, t.size * t.scale * m.b},
		up:      point{t.size * m.c, t.size * m.d},
	}
	l.belowX, l.aboveX = ordered(f.Descent*l.up.x, f.Ascent*l.up.x)
	l.belowY, l.aboveY = ordered(f.Descent*l.up.y, f.Ascent*l.up.y)
	l.char.Size = length(l.up)
	l.em = length(l.advance)
	l.char.Turn = turn(l.advance)
	l.char.Font = t.fontIndex
	l.char.Run = uint32(in.show)
	l.char.Gray = in.gs.fill.onPaper()
	if mode := t.mode % firstClipMode; mode == invisibleMode || mode == fillMode && !in.gs.fill.seen() {
		l.char.Flags |= page.Invisible
	} else if mode == fillStrokeMode {
		l.char.Flags |= page.Bold
	}
	if f.Vertical {
		l.char.Flags |= page.Vertical
	}
	return l
}

func ordered(a, b float64) (low, high float64) { return min(a, b), max(a, b) }

// turn is the direction of a baseline in quarter turns clockwise; y grows downwards.
func turn(d point) uint8 {
	x, y := math.Abs(d.x), math.Abs(d.y)
	switch {
	case y <= x*defaults.slant && d.x >= 0:
		return 0
	case y <= x*defaults.slant:
		return 2
	case x <= y*defaults.slant && d.y > 0:
		return 1
	case x <= y*defaults.slant:
		return 3
	}
	return page.Slanted
}

// showString shows the glyphs of one string (9.4.4).
func (in *interpreter) showString(s string) error {
	t := &in.gs.text
	if t.font == nil {
		if in.hiddenDepth == 0 {
			in.report(model.TextWithoutFont, "text shown before a font was set, or in one that the resources lack")
		}
		return nil
	}
	m := in.tm.mul(in.gs.ctm)
	if !m.sane() {
		return nil
	}
	if err := in.spend(len(s)); err != nil {
		return err
	}
	ln := in.newLine(m)
	x, y := 0.0, 0.0 // where the next glyph goes, in unscaled text space
	for rest := pdf.String(s); len(rest) > 0; {
		g, n := t.font.Next(rest)
		rest = rest[n:]
		if in.hiddenDepth == 0 && ln.char.Size >= defaults.minSize {
			at := point{x, y + t.rise}
			if err := in.glyph(g, &ln, m.apply(at.x, at.y)); err != nil {
				return err
			}
		}
		space := t.charSpace
		if g.WordSpace {
			space += t.wordSpace
		}
		if t.font.Vertical {
			y += g.W1*t.size + space
		} else {
			x += (g.Width*t.size + space) * t.scale
		}
	}
	in.advance(x, y)
	return nil
}

// glyph puts a glyph on the page whose origin in the writing mode is at pen.
func (in *interpreter) glyph(g *font.Glyph, l *line, pen point) error {
	c := l.char
	if in.gs.text.font.Vertical {
		// The origin of vertical writing lies (VX, VY) from that of horizontal writing (9.7.4.3).
		pen.x -= g.VX*l.advance.x + g.VY*l.up.x
		pen.y -= g.VX*l.advance.y + g.VY*l.up.y
		c.Box = verticalBox(g, l, pen)
	} else {
		wx, wy := g.Width*l.advance.x, g.Width*l.advance.y
		c.Box = page.Rect{
			X0: pen.x + min(wx, 0) + l.belowX, X1: pen.x + max(wx, 0) + l.aboveX,
			Top: pen.y + min(wy, 0) + l.belowY, Bottom: pen.y + max(wy, 0) + l.aboveY,
		}
	}
	c.X, c.Y = pen.x, pen.y
	if in.gs.text.mode >= firstClipMode {
		in.textClip = union(in.textClip, c.Box)
	}
	if !mostly(c.Box, in.gs.clip, defaults.kept) {
		return nil
	}
	c.Box = intersect(c.Box, in.gs.clip) // what is seen of it tells where it stands
	c.Text = g.Text
	if g.Space {
		c.Flags |= page.Space
	}
	if g.Guessed {
		c.Flags |= page.Guessed
	}
	if g.Text == "" {
		painted, err := in.procedure(g, pen)
		if painted || err != nil {
			return err
		}
		c.Text = noUnicode
		c.Flags |= page.NoUnicode
	}
	if in.span != nil {
		if len(in.span.chars) >= in.limits.Chars {
			return exceeded(in.limits.Chars, "glyphs on a page")
		}
		in.span.chars = append(in.span.chars, c)
		return nil
	}
	return in.put(c, math.Abs(g.Width)*l.em)
}

func verticalBox(g *font.Glyph, l *line, origin point) page.Rect {
	m := matrix{l.advance.x, l.advance.y, l.up.x, l.up.y, origin.x, origin.y}
	return m.box(0, g.VY+g.W1, g.Width, g.VY)
}

// put adds c to the page unless it paints again what is there.
func (in *interpreter) put(c page.Char, advance float64) error {
	if c.Size > 0 && c.Flags&page.Space == 0 {
		at := newSpot(&c)
		if i := in.overprints.find(in.page.Chars, &c, at, advance, in.show); i >= 0 {
			in.page.Chars[i].Flags &= c.Flags | ^page.Invisible // seen if either is
			overprinted(&in.page.Chars[i], &c)
			return nil
		}
		in.overprints.add(at, len(in.page.Chars), in.show)
	}
	if len(in.page.Chars) >= in.limits.Chars {
		return exceeded(in.limits.Chars, "glyphs on a page")
	}
	in.page.Chars = append(in.page.Chars, c)
	return nil
}

// procedure looks for text inside the procedure of a Type 3 glyph (9.6.4) that has none of its own.
// It tells whether it found some. What the procedure draws is a glyph's shape and never a ruling.
func (in *interpreter) procedure(g *font.Glyph, pen point) (painted bool, err error) {
	t3 := in.gs.text.font.Type3
	if t3 == nil {
		return false, nil
	}
	stream := t3.Proc(g.Code)
	if stream == nil {
		return false, nil
	}
	f, err := in.form(stream)
	if err != nil {
		return false, err
	}
	if !f.showsText || slices.Contains(in.active, stream.Ref) {
		return false, nil
	}
	if f.resources == nil && t3.Resources != nil {
		f.resources = newResources(t3.Resources)
	}
	saved, tm, tlm, before := in.gs, in.tm, in.tlm, len(in.page.Chars)
	t := &in.gs.text
	m := matrix{t3.Matrix[0], t3.Matrix[1], t3.Matrix[2], t3.Matrix[3], t3.Matrix[4], t3.Matrix[5]}
	m = m.mul(matrix{a: t.size * t.scale, d: t.size}).mul(in.tm.mul(in.gs.ctm))
	m.e, m.f = pen.x, pen.y
	in.gs = newState(m, saved.clip)
	in.noLines++
	err = in.nested(stream.Ref, f)
	in.noLines--
	in.gs, in.tm, in.tlm = saved, tm, tlm
	return len(in.page.Chars) > before, err
}
