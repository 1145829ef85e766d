package extract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"sync"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/ocr/command"
	"yusuan/extract/internal/pdf"
	"yusuan/extract/internal/raster"
	"yusuan/extract/internal/scan"
	"yusuan/extract/picture"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// need is why a page is read from its picture.
type need string

const (
	notNeeded      need = ""
	withoutText    need = "no text"
	unreadableText need = "unreadable text"
	unseenText     need = "a layer of text that nobody sees" // only where it is not what the picture shows
	askedFor       need = "asked for"
)

// needOf tells why a page is to be read from its picture, of which so much cannot be read as unreadableDetail tells.
func needOf(p *page.Page, unreadable string, pages RecognizedPages, s *settings.Settings) need {
	switch {
	case pages == Never:
		return notNeeded
	case len(p.Images) > 0 && pictured(p):
		return withoutText
	case unreadable != "":
		return unreadableText
	case len(p.Images) > 0 && p.TextLayer(s):
		return unseenText
	case pages == Always:
		return askedFor
	}
	return notNeeded
}

// pictured tells a page with images whose print is in them: it has no text, seen or not, but in its margins where they cover it.
func pictured(p *page.Page) bool {
	covered := 0.0
	for _, r := range p.Images {
		covered += max(r.X1-r.X0, 0) * max(r.Bottom-r.Top, 0)
	}
	whole := covered >= limits.covered*p.Width*p.Height
	return !slices.ContainsFunc(p.Chars, func(c page.Char) bool {
		if c.Flags&page.Space != 0 {
			return false
		}
		_, y := c.Box.Centre()
		stamp := c.Turn == page.Slanted || y < limits.margin*p.Height || y > (1-limits.margin)*p.Height
		return !whole || !stamp || c.Flags&page.Invisible != 0
	})
}

// scans are the pages of a file that were read from their pictures, by number.
type scans struct {
	scanned map[int]*scan.Page
	// drawn are those whose own rulings stayed, and whose glyphs stand with them, as displayed. The glyphs and rulings of the
	// others stand on the straight page.
	drawn map[int]bool
}

func (s *scans) add(number int, seen *scan.Page, drawn bool) {
	if s.scanned == nil {
		s.scanned, s.drawn = make(map[int]*scan.Page), make(map[int]bool)
	}
	s.scanned[number], s.drawn[number] = seen, drawn
}

// displayed is a box of a page's layout on the page as displayed.
func (s *scans) displayed(number int, box page.Rect) page.Rect {
	if p := s.scanned[number]; p != nil && !s.drawn[number] {
		return p.Onto(box)
	}
	return box
}

// tell tells a table in which something was recognised how its cells were read, and how sure that was: the mean over the glyphs of
// the lines in it.
func (s *scans) tell(t *model.Table) {
	boxes := make(map[int]page.Rect)
	for i := range t.Cells {
		for _, r := range t.Cells[i].Regions {
			box := page.Rect{X0: r.Box[0], Top: r.Box[1], X1: r.Box[2], Bottom: r.Box[3]}
			if before, ok := boxes[r.Page]; ok {
				box = box.Union(before)
			}
			boxes[r.Page] = box
		}
	}
	var sure tally
	for _, number := range t.Pages {
		p := s.scanned[number]
		if p == nil {
			continue
		}
		for i := range p.Lines {
			l, box := &p.Lines[i], boxes[number]
			if x, y := p.Onto(l.Box).Centre(); x > box.X0 && x < box.X1 && y > box.Top && y < box.Bottom {
				sure.add(l)
			}
		}
	}
	if sure.glyphs > 0 {
		t.Method = model.OCR
		t.Confidence = math.Round(100*t.Confidence*sure.mean()) / 100
	}
}

// tally is the confidence of lines together.
type tally struct {
	sum    float64
	glyphs int
}

func (t *tally) add(l *scan.Line) {
	t.sum, t.glyphs = t.sum+l.Confidence*float64(len(l.Glyphs)), t.glyphs+len(l.Glyphs)
}

// mean is that over the glyphs, 0 of none.
func (t *tally) mean() float64 { return t.sum / float64(max(t.glyphs, 1)) }

// words tell what was seen of a page's picture; "" where it was not read.
func (s *scans) words(of *page.Page) string {
	p := s.scanned[of.Number]
	if p == nil {
		return ""
	}
	var sure tally
	for i := range p.Lines {
		sure.add(&p.Lines[i])
	}
	middle := p.Onto(page.Rect{Top: of.Height / 2, X1: of.Width, Bottom: of.Height / 2})
	lean := math.Atan2(middle.Bottom-middle.Top, middle.X1-middle.X0) * 180 / math.Pi
	return fmt.Sprintf("%.0f dpi, print turned by %d°, leaning by %.1f°, %d lines recognised, confidence %.3f",
		p.DPI, 90*p.Turn, lean, len(p.Lines), sure.mean())
}

// recognizer reads the pages of one file from their pictures, one at a time: each has its lines read on all cores that the file may
// have. What it needs begins with the first of them.
type recognizer struct {
	mu       sync.Mutex
	seen     scans
	lines    ocr.Reader
	known    map[int]*ocr.Memory // what was read on each page, also where pages are read again
	close    func() error        // of what reads lines
	failure  error               // of what reads lines: the file's, whatever page is next
	painter  *picture.Painter
	painting error // why no page can be drawn
}

// page reads a page from its picture, which it needs for some reason, and puts what it says in the place of its glyphs and rulings. The error is
// of the file: what cannot be had of a page is told in its problems.
func (r *recognizer) page(ctx context.Context, file *source, leaf pdf.Page, p *page.Page, why need) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure != nil {
		return r.failure
	}
	err := r.read(ctx, file, leaf, p, why, settings.Default())
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	r.failure = err
	return err
}

func (r *recognizer) read(ctx context.Context, file *source, leaf pdf.Page, p *page.Page, why need, s *settings.Settings) error {
	shown, drawn, err := r.picture(ctx, file, leaf, p, why)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		p.Problems = append(p.Problems, page.Problem{Kind: model.PictureUnreadable, Detail: err.Error(), Count: 1})
		return nil
	}
	lines, err := r.begin(shown, file.run, leaf.Number)
	if err != nil {
		return err
	}
	if why == unseenText {
		if same, err := agrees(ctx, lines, shown, p, s.Page.SameLine); same || err != nil {
			return err
		}
	}
	wanted := func(page.Rect) bool { return true }
	if why == unreadableText {
		wanted = besideLost(p)
	}
	seen, err := scan.ReadWanted(ctx, shown.Image, shown.Box, wanted, lines, scan.Default())
	if err != nil || len(seen.Chars) == 0 {
		return err
	}
	switch {
	case why == unreadableText:
		if seen = restore(p, seen, s.Page.SameLine); len(seen.Lines) == 0 {
			return nil
		}
	case drawn:
		overlay(p, seen)
	default:
		replace(p, seen, shown.Box)
	}
	r.seen.add(leaf.Number, seen, drawn)
	p.Problems = append(p.Problems, page.Problem{Kind: model.PageRecognized, Detail: string(why), Count: 1})
	return nil
}

// begin makes what reads the lines of a page, and tells a program the resolution.
func (r *recognizer) begin(shown *raster.Picture, of *run, page int) (_ ocr.Reader, err error) {
	if r.lines == nil {
		if r.lines, r.close, err = of.opt.OCR.lineReader(max(1, of.opt.Readers)); err != nil {
			return nil, err
		}
		r.known = make(map[int]*ocr.Memory)
	}
	if program, ok := r.lines.(*command.Reader); ok {
		program.DPI = dpiOf(shown)
	}
	if r.known[page] == nil {
		r.known[page] = ocr.NewMemory(r.lines)
	}
	return r.known[page], nil
}

// end ends what was begun.
func (r *recognizer) end() error {
	if r.painter != nil {
		r.painter.Close()
	}
	if r.close != nil {
		return r.close()
	}
	return nil
}

// picture is the page's picture: its images', or else a drawn one.
func (r *recognizer) picture(ctx context.Context, file *source, leaf pdf.Page, p *page.Page, why need) (shown *raster.Picture, drawn bool, err error) {
	if why == withoutText || why == unseenText {
		painted, err := file.reader.Pictures(ctx, leaf)
		if err != nil {
			return nil, false, err
		}
		shown, unfit := raster.Of(file.doc, painted, p.Width, p.Height, raster.Default())
		if unfit == nil || file.run.opt.OCR.Painter.Command == nil {
			return shown, false, unfit
		}
		if shown, err = r.draw(ctx, file, leaf, p); err != nil {
			err = fmt.Errorf("%w; %w", unfit, err)
		}
		return shown, false, err
	}
	shown, err = r.draw(ctx, file, leaf, p)
	return shown, true, err
}

// draw draws the page.
func (r *recognizer) draw(ctx context.Context, file *source, leaf pdf.Page, p *page.Page) (*raster.Picture, error) {
	if r.painter == nil && r.painting == nil {
		r.painting = r.openPainter(ctx, file)
	}
	if ctx.Err() != nil {
		r.painter, r.painting = nil, nil // which is no fault of PDFium's
		return nil, context.Cause(ctx)
	}
	if r.painting != nil {
		return nil, r.painting
	}
	drawn, err := r.painter.Image(ctx, leaf.Number, limits.dpi)
	if err != nil {
		return nil, err
	}
	if !similar(float64(drawn.Rect.Dx())*p.Height, float64(drawn.Rect.Dy())*p.Width) {
		return nil, errors.New("PDFium draws a page of another form")
	}
	return &raster.Picture{Image: drawn, Box: page.Rect{X1: p.Width, Bottom: p.Height}}, nil
}

// similar tells numbers that differ by no more than what whole pixels make of a page's sides.
func similar(a, b float64) bool { return math.Abs(a-b) <= 0.02*max(a, b) }

func (r *recognizer) openPainter(ctx context.Context, file *source) error {
	opt := &file.run.opt
	if opt.OCR.Painter.Command == nil {
		return errors.New("nothing is there that draws the page")
	}
	r.painter = picture.NewPainter(opt.OCR.Painter)
	sizes, err := r.painter.Open(ctx, file.run.data, opt.Password)
	if pages := len(file.leaves); err == nil && len(sizes) != pages {
		err = fmt.Errorf("PDFium sees %d pages and not %d", len(sizes), pages)
	}
	return err
}

// overlay puts what was seen in the picture of a page that was drawn in the place of its glyphs. Its rulings are exact.
func overlay(p *page.Page, seen *scan.Page) {
	chars := recognised(p, seen)
	for i := range chars {
		c := &chars[i]
		box := seen.Onto(c.Box)
		c.X, c.Y, c.Box = c.X+box.X0-c.Box.X0, c.Y+box.Bottom-c.Box.Bottom, box
	}
	p.Chars = chars
}

// replace puts what was seen in a page's picture in the place of its glyphs and rulings. What is printed over the picture, and is
// no part of it, stays.
func replace(p *page.Page, seen *scan.Page, box page.Rect) {
	before := p.Chars
	p.Chars = recognised(p, seen)
	run := uint32(0)
	for i := range p.Chars {
		run = max(run, p.Chars[i].Run)
	}
	for _, c := range before {
		if c.Flags&(page.Invisible|page.NoUnicode) == 0 {
			c.Run += run + 1
			p.Chars = append(p.Chars, c)
		}
	}
	p.Rulings, p.Fills, p.Outlines, p.Images = slices.Clone(seen.Rulings), nil, nil, []page.Rect{box}
}

// recognised are the glyphs that were seen, in a font of the page's that is none of the file's.
func recognised(p *page.Page, seen *scan.Page) []page.Char {
	p.Fonts = append(slices.Clone(p.Fonts), "recognised")
	chars := slices.Clone(seen.Chars)
	for i := range chars {
		chars[i].Font = uint16(len(p.Fonts) - 1)
	}
	return chars
}

// turned is the part of a picture in a box of its pixels, turned by quarters clockwise, grey: the lightest of its colours, as
// red seals leave print legible.
func turned(of image.Image, box image.Rectangle, quarters uint8) *image.Gray {
	box = box.Intersect(of.Bounds())
	size := image.Pt(box.Dx(), box.Dy())
	if quarters%2 == 1 {
		size = image.Pt(size.Y, size.X)
	}
	out := image.NewGray(image.Rectangle{Max: size})
	for y := range box.Dy() {
		for x := range box.Dx() {
			red, green, blue, _ := of.At(box.Min.X+x, box.Min.Y+y).RGBA()
			at := image.Pt(x, y)
			switch quarters {
			case 1:
				at = image.Pt(box.Dy()-1-y, x)
			case 2:
				at = image.Pt(box.Dx()-1-x, box.Dy()-1-y)
			case 3:
				at = image.Pt(y, box.Dx()-1-x)
			}
			out.Pix[at.Y*out.Stride+at.X] = uint8(max(red, green, blue) >> 8)
		}
	}
	return out
}
