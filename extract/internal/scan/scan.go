package scan

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// Page is what was seen on the picture of a page, in points of the page as displayed, made straight.
type Page struct {
	Chars   []page.Char // as the reader of vectors gives them; Turn tells the direction of a page that lies sideways
	Rulings []page.Ruling
	Lines   []Line      // what was recognised, line by line, with what it may say otherwise
	Unread  []page.Rect // squares of half an em with ink like print's in which nothing was read
	Turn    int         // quarter turns clockwise by which the print lies
	DPI     float64

	frame frame
}

// Line is one line of print.
type Line struct {
	ocr.Line
	Box   page.Rect // straight, in points
	Marks Marks
}

// Onto is the box on the page as displayed, where the picture may be skewed and bent, that bounds a box of the straight page.
func (p *Page) Onto(r page.Rect) page.Rect { return p.frame.onto(r) }

// errNoExtent says that a picture covers nothing of its page.
var errNoExtent = errors.New("the picture of a page without extent")

// Read reads a page's picture, which covers box of the displayed page and is upright as displayed. A picture that is too
// small or too coarse to be read is a page without print. Errors are the reader's, and the context's.
func Read(ctx context.Context, img image.Image, box page.Rect, reader ocr.Reader, s Settings) (*Page, error) {
	return ReadWanted(ctx, img, box, func(page.Rect) bool { return true }, reader, s)
}

// ReadWanted reads of the lines of print those that are wanted, by what they cover on the page as displayed; else it is as Read.
func ReadWanted(ctx context.Context, img image.Image, box page.Rect, wanted func(page.Rect) bool, reader ocr.Reader, s Settings) (*Page, error) {
	if !(box.X1 > box.X0 && box.Bottom > box.Top) {
		return nil, errNoExtent
	}
	size := img.Bounds()
	if min(size.Dx(), size.Dy()) < s.Least {
		return &Page{frame: frame{box: box}}, nil
	}
	p := pictureOf(img, box, &s)
	if p.dpi < s.LeastDPI {
		return &Page{DPI: p.dpi, frame: frame{box: box}}, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v, err := p.upright(ctx, reader)
	if err != nil {
		return nil, fmt.Errorf("lines of print: %w", err)
	}
	f := p.frame(v, box)
	isWanted := func(l *textLine) bool { return wanted(f.onto(f.displayed(l.rect()))) }
	v.lines = slices.DeleteFunc(v.lines, func(l textLine) bool { return !isWanted(&l) })
	lines, err := v.read(ctx, p, reader, isWanted)
	if err != nil {
		return nil, fmt.Errorf("lines of print: %w", err)
	}
	return p.page(v, lines, f), nil
}

// read reads the lines of a view. Those that say nothing, or were no print, stay as ink that may be some all the same.
func (v *view) read(ctx context.Context, p *picture, reader ocr.Reader, wanted func(*textLine) bool) ([]printed, error) {
	crops := make([]crop, len(v.lines))
	pictures := make([]*image.Gray, len(v.lines))
	for i := range v.lines {
		crops[i] = v.cropOf(&v.lines[i], p.source, p.s)
		pictures[i] = crops[i].picture
	}
	if len(pictures) == 0 {
		return nil, nil
	}
	read, err := reader.Lines(ctx, pictures)
	if err != nil {
		return nil, err
	}
	if err := v.readAgain(ctx, p, reader, crops, read); err != nil {
		return nil, err
	}
	readings := make([]reading, len(read))
	for i := range read {
		readings[i] = reading{v.lines[i], crops[i], read[i]}
	}
	if readings, err = v.underSeals(ctx, p, reader, readings, wanted); err != nil {
		return nil, err
	}
	var lines []printed
	for i := range readings {
		r := &readings[i]
		line := v.printedOf(&r.line, &r.crop, r.read, p.s)
		line.marks = v.drawn.marksOf(&r.line, v.erased, p.s)
		outside := line.region == v.regions.of[0] // around all tables
		if line.dots() || line.stain(&r.line, v.em, p.s) || outside && v.drawn.ownPrint(line.box) && !v.isLevel(line.box, p.s) {
			line.read, line.glyphs = ocr.Line{}, nil
		}
		lines = append(lines, line)
	}
	evenSizes(lines, p.s)
	return lines, nil
}

// frame leads from pixels of the straight upright page to points of the displayed page.
type frame struct {
	mapping mapping
	box     page.Rect // that the picture covers
	w, h    float64   // of the picture as displayed, in pixels
}

func (p *picture) frame(v *view, box page.Rect) frame {
	return frame{v.mapping, box, float64(p.work.w), float64(p.work.h)}
}

// displayed is a box of the upright page as one of the displayed straight page.
func (f *frame) displayed(r page.Rect) page.Rect {
	return f.points(r.Displayed(uint8(f.mapping.turn), f.w, f.h))
}

func (f *frame) points(r page.Rect) page.Rect {
	x, y := (f.box.X1-f.box.X0)/f.w, (f.box.Bottom-f.box.Top)/f.h
	return page.Rect{X0: f.box.X0 + r.X0*x, Top: f.box.Top + r.Top*y, X1: f.box.X0 + r.X1*x, Bottom: f.box.Top + r.Bottom*y}
}

func (f *frame) onto(r page.Rect) page.Rect {
	if f.w == 0 {
		return r
	}
	x, y := f.w/(f.box.X1-f.box.X0), f.h/(f.box.Bottom-f.box.Top)
	r = page.Rect{X0: (r.X0 - f.box.X0) * x, Top: (r.Top - f.box.Top) * y, X1: (r.X1 - f.box.X0) * x, Bottom: (r.Bottom - f.box.Top) * y}
	return f.points(f.mapping.onto(r.Upright(uint8(f.mapping.turn), f.w, f.h)))
}

// page is what was read as the reader of vectors tells it.
func (p *picture) page(v *view, lines []printed, of frame) *Page {
	turn := uint8(v.mapping.turn)
	out := &Page{Turn: v.mapping.turn, DPI: p.dpi, frame: of}
	f := &out.frame
	for i := range lines {
		l := &lines[i]
		for _, c := range l.chars(uint32(i), p.s) {
			origin := f.displayed(page.Rect{X0: c.X, Top: c.Y, X1: c.X, Bottom: c.Y})
			c.X, c.Y = origin.X0, origin.Top
			c.Box, c.Turn = f.displayed(c.Box), turn
			c.Size *= 72 / p.dpi
			out.Chars = append(out.Chars, c)
		}
		out.Lines = append(out.Lines, Line{l.read, f.displayed(l.rect()), l.marks})
	}
	for _, b := range v.unreadInk(lines, p.s) {
		out.Unread = append(out.Unread, f.displayed(b.rect()))
	}
	for _, r := range v.rulings {
		line := page.Rect{X0: r.from, Top: r.at, X1: r.to, Bottom: r.at}
		if !r.horizontal {
			line = page.Rect{X0: r.at, Top: r.from, X1: r.at, Bottom: r.to}
		}
		line = f.displayed(line)
		to := page.Ruling{Horizontal: r.horizontal == (turn%2 == 0), Width: r.width * 72 / p.dpi, Kind: page.Thin}
		to.At, to.From, to.To = line.Top, line.X0, line.X1
		if !to.Horizontal {
			to.At, to.From, to.To = line.X0, line.Top, line.Bottom
		}
		out.Rulings = append(out.Rulings, to)
	}
	return out
}
