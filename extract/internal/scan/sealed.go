package scan

import (
	"cmp"
	"context"
	"image"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"yusuan/extract/internal/ocr"
)

// sealed is a figure under a dark seal, where the figures around it tell that one stands: it ends where those of its column end, and is
// level with those of its row. The seal's ink joins its print or takes a piece of it away, so that no line was found there, or one that is
// cut short or too long.
type sealed struct {
	textLine
	starts   []int // where it may begin, from left to right
	decimals int   // that the figures of its column have; -1 where any are
	inRow    int   // that those of its row have, or as decimals
	at       int   // where the figures of its column end, or have their middles where they are centred
	centred  bool
	tail     string // how it ends, where that was read
	crops    []crop // of it from each start
}

// reading is a line with its picture, and what it says.
type reading struct {
	line textLine
	crop crop
	read ocr.Line
}

// underSeals reads what the places of figures under dark seals show, as they are on the picture. A figure that is read surely, and as the
// column has them, takes the place of those lines that were read there before.
func (v *view) underSeals(ctx context.Context, p *picture, reader ocr.Reader, lines []reading, wanted func(*textLine) bool) ([]reading, error) {
	var places []sealed
	var pictures []*image.Gray
	for _, seal := range v.drawn.seals {
		for _, place := range v.sealedIn(seal, lines, p.s) {
			if !wanted(&place.textLine) {
				continue
			}
			for _, x := range place.starts {
				l := place.textLine
				l.x0 = x
				c := v.cropOf(&l, p.source, p.s)
				place.crops, pictures = append(place.crops, c), append(pictures, c.picture)
			}
			places = append(places, place)
		}
	}
	if len(pictures) == 0 {
		return lines, nil
	}
	read, err := reader.Lines(ctx, pictures)
	if err != nil {
		return nil, err
	}
	for i := range places {
		n := len(places[i].crops)
		for k := range n {
			places[i].point(&read[k], p.s)
		}
		if r, ok := places[i].best(read[:n], p.s); ok {
			lines = v.replaced(lines, r, p.s)
		}
		read = read[n:]
	}
	return lines, nil
}

// point adds the point to a line of nothing but digits, where the column's decimals begin: the seal hides it. It is no sure one.
func (p *sealed) point(l *ocr.Line, s *Settings) {
	at := len(l.Glyphs) - p.decimals
	if p.decimals < 2 || at < 1 || slices.ContainsFunc(l.Glyphs, func(g ocr.Glyph) bool { return !digit(g.Text) }) {
		return
	}
	x := (l.Glyphs[at-1].To + l.Glyphs[at].From) / 2
	l.Glyphs = slices.Insert(slices.Clone(l.Glyphs), at, ocr.Glyph{Text: ".", From: x, To: x, Confidence: (s.Guess + s.Unsure) / 2})
}

// number is the form of a figure as disclosures print them, tail what a line ends with that ends with decimals.
var (
	number = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^-?(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\.[0-9]+)?$`)
	})
	tail = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]\.([0-9]+)$`) })
)

// figureOf tells whether a line is sound as a figure: it has the form of one, and all of it was read surely. Else it tells how a line
// with decimals at its end ends.
func figureOf(l *ocr.Line, s *Settings) (end string, decimals int, sound bool) {
	text := spelledOut(l)
	if m := tail().FindStringSubmatch(text); m != nil {
		end, decimals = m[0], len(m[1])
	}
	return end, decimals, leastSure(l) >= s.Unsure && number().MatchString(text)
}

func spelledOut(l *ocr.Line) string {
	out := ocr.Line{Glyphs: spelled(l.Glyphs)}
	return out.Text()
}

// sealedIn are the places of figures under a seal that were not read as such.
func (v *view) sealedIn(seal box, lines []reading, s *Settings) []sealed {
	var out []sealed
	rows, columns := sealedRows(seal, lines, s), sealedColumns(seal, lines, s)
	for _, c := range columns {
		for _, row := range rows {
			place := c
			place.y0, place.y1 = row.y0, row.y1
			if place.inRow = c.decimals; row.several && row.decimals >= 0 {
				place.inRow = row.decimals
			}
			if place.touches(seal) && !v.known(&place, lines, s) && v.begins(&place, s) {
				out = append(out, place)
			}
		}
	}
	for i := range lines {
		l := &lines[i].line
		ofColumn := func(p sealed) bool { return p.touches(l.box) }
		if !l.touches(seal) || !torn(&lines[i].read) || slices.ContainsFunc(out, ofColumn) {
			continue
		}
		tail, _, sound := figureOf(&lines[i].read, s)
		if sound {
			continue
		}
		place := sealed{textLine: *l, decimals: -1, inRow: -1, tail: tail}
		place.x1 = v.inkEnd(l.box, s)
		if v.begins(&place, s) && !place.overSound(lines, s) {
			out = append(out, place)
		}
	}
	return out
}

// overSound tells whether a sound figure stands where one is looked for.
func (p *sealed) overSound(lines []reading, s *Settings) bool {
	return slices.ContainsFunc(lines, func(r reading) bool {
		if !r.line.touches(p.box) {
			return false
		}
		_, _, sound := figureOf(&r.read, s)
		return sound
	})
}

// torn tells a line that has a point among figures and hardly anything else: a piece of a figure, or one among strokes of a seal.
func torn(l *ocr.Line) bool {
	figures, others, points := 0, 0, 0
	for _, g := range l.Glyphs {
		switch {
		case g.Text == ".":
			points++
		case figure(g.Text):
			figures++
		case strings.TrimSpace(g.Text) != "":
			others++
		}
	}
	return points > 0 && figures > others
}

// holds tells whether a line stands where a figure of the column does.
func (p *sealed) holds(l *textLine, s *Settings) bool {
	at := l.x1
	if p.centred {
		at = (l.x0 + l.x1) / 2
	}
	return math.Abs(float64(at-p.at)) <= s.SameEnd*float64(l.h())
}

// sealedRow is where figures stand that are level with a seal.
type sealedRow struct {
	box
	decimals int // that all of several have; -1 where they tell none
	several  bool
}

// sealedRows are the rows of figures that are level with a seal; where none stand, other lines beside it.
func sealedRows(seal box, lines []reading, s *Settings) []sealedRow {
	var rows []sealedRow
	add := func(l *textLine, decimals int) {
		middle := (l.y0 + l.y1) / 2
		k := slices.IndexFunc(rows, func(r sealedRow) bool { return r.y0 <= middle && middle < r.y1 })
		switch {
		case k < 0:
			rows = append(rows, sealedRow{box: l.box, decimals: decimals})
		case rows[k].decimals != decimals:
			rows[k].decimals = -1
		default:
			rows[k].several = true
		}
	}
	var others []*textLine
	for i := range lines {
		l := &lines[i].line
		if l.y1 <= seal.y0 || l.y0 >= seal.y1 {
			continue
		}
		switch _, decimals, sound := figureOf(&lines[i].read, s); {
		case sound:
			add(l, decimals)
		case !l.touches(seal) && !unsure(&lines[i].read, s):
			others = append(others, l)
		}
	}
	for _, l := range others {
		if !slices.ContainsFunc(rows, func(r sealedRow) bool { return r.y0 < l.y1 && r.y1 > l.y0 }) {
			rows = append(rows, sealedRow{box: l.box, decimals: -1})
		}
	}
	return rows
}

// sealedColumns are the columns that a seal covers: several figures of as many decimals outside of it that end at one place, or else have
// their middles at one.
func sealedColumns(seal box, lines []reading, s *Settings) []sealed {
	var figures []sealed
	for i := range lines {
		l := &lines[i].line
		if l.touches(seal) || l.x0 >= seal.x1 || l.x1 <= seal.x0 {
			continue
		}
		if _, decimals, sound := figureOf(&lines[i].read, s); sound {
			figures = append(figures, sealed{textLine: *l, starts: []int{l.x0}, decimals: decimals})
		}
	}
	columns, rest := aligned(figures, func(l *textLine) int { return l.x1 }, s)
	centred, _ := aligned(rest, func(l *textLine) int { return (l.x0 + l.x1) / 2 }, s)
	for i := range centred {
		c := &centred[i]
		c.starts, c.centred, c.x1 = nil, true, 2*c.at-c.x0
	}
	return append(columns, centred...)
}

// aligned are the columns of figures that stand at one place, by where they end or otherwise, and the figures that make none.
func aligned(figures []sealed, at func(*textLine) int, s *Settings) (columns, rest []sealed) {
	slices.SortStableFunc(figures, func(a, b sealed) int {
		return cmp.Or(a.decimals-b.decimals, at(&a.textLine)-at(&b.textLine), a.x0-b.x0)
	})
	for from := 0; from < len(figures); {
		c := figures[from]
		to := from + 1
		for to < len(figures) && figures[to].decimals == c.decimals && float64(at(&figures[to].textLine)-at(&c.textLine)) <= s.SameEnd*float64(c.h()) {
			c.x0 = min(c.x0, figures[to].x0)
			c.starts = append(c.starts, figures[to].x0)
			to++
		}
		if to-from > 1 {
			c.at, c.x1 = at(&figures[(from+to)/2].textLine), figures[(from+to)/2].x1
			columns = append(columns, c)
		} else {
			rest = append(rest, c)
		}
		from = to
	}
	return columns, rest
}

// known tells whether one line was read where a figure stands, and is it: it is no higher, and no ink joins it from the left.
func (v *view) known(p *sealed, lines []reading, s *Settings) bool {
	here, is := 0, false
	for i := range lines {
		l := &lines[i].line
		if !l.touches(p.box) || 2*(min(l.y1, p.y1)-max(l.y0, p.y0)) < p.h() {
			continue
		}
		here++
		_, decimals, sound := figureOf(&lines[i].read, s)
		is = sound && (decimals == p.decimals || decimals == p.inRow) && p.holds(l, s) &&
			float64(l.h()) <= s.SealPrint*float64(p.h()) && v.inkStart(l.box, s) >= l.x0-int(s.SameEnd*float64(l.h()))
	}
	return here == 1 && is
}

// begins tells where a figure may begin, by the ink before its end and by the figures of its column; false where there is no ink. The figure
// reaches as far as the first of these. One that is centred ends with the ink.
func (v *view) begins(p *sealed, s *Settings) bool {
	if p.centred {
		p.x1 = v.inkEnd(box{p.at, p.y0, p.x1, p.y1}, s)
	}
	x := v.inkStart(p.box, s)
	if x >= p.x1 {
		return false
	}
	near := max(int(s.SameEnd*float64(p.h())), 1)
	slices.Sort(p.starts)
	starts := []int{x}
	for _, at := range p.starts {
		if at >= starts[len(starts)-1]+near && at < p.x1 {
			starts = append(starts, at)
		}
	}
	p.starts, p.x0, p.region = starts, x, v.regions.holding(p.box)
	return true
}

// inkStart is where the ink begins that goes on, without white space as between columns, up to the end of a box, and no further than to
// the ruling before it; inkEnd is where that ends which goes on from its start.
func (v *view) inkStart(b box, s *Settings) int {
	return v.inkTo(b, b.x1-1, 0, -1, s)
}

func (v *view) inkEnd(b box, s *Settings) int {
	return v.inkTo(b, b.x0, v.ink.w-1, 1, s) + 1
}

// inkTo follows ink at the height of a box from one column of pixels up to another.
func (v *view) inkTo(b box, from, to, step int, s *Settings) int {
	last, white := from-step, max(int(s.WordGap*float64(b.h())), 1)
	for x := from; x != to+step && step*(x-last) <= white && !v.regions.blocked(box{x, b.y0, x + 1, b.y1}); x += step {
		for y := b.y0; y < b.y1; y++ {
			if v.ink.pix[y*v.ink.w+x] != 0 {
				last = x
				break
			}
		}
	}
	return last
}

// best is the longest reading that is a sound figure of its column, or the form of one that ends as what was read there; also one that
// begins where another figure of the column does, and ends as a sound one. One that begins further left and says more figures, though none of
// that form, tells that it may be cut short. Where none is sound, the surest is taken that has the form and decimals.
func (p *sealed) best(read []ocr.Line, s *Settings) (reading, bool) {
	most, guess, share := 0, -1, s.Guess
	for i := range read {
		text, isFigure, sound := p.said(&read[i], s)
		for k := i + 1; k < len(read) && isFigure && !sound && i > 0; k++ {
			end, _, isSound := p.said(&read[k], s)
			sound = isSound && strings.HasSuffix(text, end)
		}
		if sound && len(text) >= most {
			return p.with(i, read[i]), true
		}
		if least := leastSure(&read[i]); isFigure && strings.Contains(text, ".") && least > share && len(text) >= most {
			guess, share = i, least
		}
		most = max(most, p.evidence(i, &read[i], s))
	}
	if guess < 0 {
		return reading{}, false
	}
	return p.with(guess, read[guess]), true
}

// with is the figure from one of its starts on, as it was read.
func (p *sealed) with(i int, read ocr.Line) reading {
	l := p.textLine
	l.x0 = p.starts[i]
	return reading{l, p.crops[i], read}
}

// evidence is how many figures a reading has: those that are sure, where it begins with the ink, which may be the seal's.
func (p *sealed) evidence(i int, l *ocr.Line, s *Settings) (figures int) {
	for _, g := range l.Glyphs {
		if figure(g.Text) && (i > 0 || g.Confidence >= s.Unsure) {
			figures++
		}
	}
	return figures
}

func leastSure(l *ocr.Line) float64 {
	least := 1.0
	for _, g := range l.Glyphs {
		least = min(least, g.Confidence)
	}
	return least
}

// said is what a line says, whether that has the form of a figure of the column, and whether it is sound.
func (p *sealed) said(l *ocr.Line, s *Settings) (text string, isFigure, sound bool) {
	end, decimals, sound := figureOf(l, s)
	text = spelledOut(l)
	isFigure = number().MatchString(text) && (decimals == p.decimals || decimals == p.inRow || p.decimals < 0 && decimals > 0)
	if decimals == 0 && len(l.Glyphs) < 2 {
		isFigure = false // a stroke of a seal is read as a figure
	}
	return text, isFigure, isFigure && (sound || p.tail != "" && end == p.tail)
}

// replaced are lines with a figure in the place of those that stand there; of those that are unsure and reach into it their rests stay, and
// a character or two beside it in its cell are the seal's. They are as they are where another line stands there.
func (v *view) replaced(lines []reading, r reading, s *Settings) []reading {
	outside := v.regions.of[0] // around all tables
	var kept []reading
	for i := range lines {
		l := &lines[i]
		w, h := min(l.line.x1, r.line.x1)-max(l.line.x0, r.line.x0), min(l.line.y1, r.line.y1)-max(l.line.y0, r.line.y0)
		within := 2*w*h >= l.line.w()*l.line.h()
		switch {
		case r.line.region != outside && v.ofSeal(l, &r.line, s):
		case w <= 0, 2*h < min(l.line.h(), r.line.h()), len(l.read.Glyphs) == 0 && !within:
			kept = append(kept, *l)
		case within:
			if _, _, sound := figureOf(&l.read, s); sound && len(l.read.Glyphs) >= len(r.read.Glyphs) {
				return lines
			}
		case unsure(&l.read, s):
			kept = append(kept, l.beside(r.line.box, s)...)
		default:
			return lines
		}
	}
	return append(kept, r)
}

// ofSeal tells a character or two under a seal, no figure, that stand beside a figure in its cell.
func (v *view) ofSeal(r *reading, figure *textLine, s *Settings) bool {
	if len(r.read.Glyphs) > 2 || r.line.region != figure.region || !r.line.touches(figure.grown(figure.h())) {
		return false
	}
	_, _, sound := figureOf(&r.read, s)
	return !sound && slices.ContainsFunc(v.drawn.seals, r.line.touches)
}

// beside are what a reading says before and behind a box, but for a stroke or two.
func (r *reading) beside(b box, s *Settings) []reading {
	near := int(s.SameEnd * float64(b.h())) // as glyphs' places are told roughly
	before, behind := reading{r.line, r.crop, ocr.Line{}}, reading{r.line, r.crop, ocr.Line{}}
	before.line.x1, behind.line.x0 = min(r.line.x1, b.x0), max(r.line.x0, b.x1)
	for _, g := range r.read.Glyphs {
		switch middle := int(r.crop.x0 + (g.From+g.To)/2/r.crop.zoom); {
		case middle < b.x0-near:
			before.read.Glyphs = append(before.read.Glyphs, g)
		case middle >= b.x1+near:
			behind.read.Glyphs = append(behind.read.Glyphs, g)
		}
	}
	var out []reading
	for _, part := range []reading{before, behind} {
		isWord := func(g ocr.Glyph) bool { return ideograph(g.Text) }
		if n := len(part.read.Glyphs); part.line.w() > 0 && (n > 2 || slices.ContainsFunc(part.read.Glyphs, isWord)) {
			for _, g := range part.read.Glyphs {
				part.read.Confidence += g.Confidence / float64(n)
			}
			out = append(out, part)
		}
	}
	return out
}
