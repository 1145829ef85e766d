package scan

import (
	"context"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// canvas is a page of 200 dots an inch on which tests draw.
type canvas struct{ *image.Gray }

func blank(w, h int) canvas {
	c := canvas{image.NewGray(image.Rect(0, 0, w, h))}
	for i := range c.Pix {
		c.Pix[i] = 250
	}
	return c
}

func (c canvas) fill(x0, y0, x1, y1 int, grey uint8) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			c.SetGray(x, y, color.Gray{Y: grey})
		}
	}
}

// text draws characters of 20 dots: bars, of which no two neighbours have theirs at one height, that are heavier at the top and joined at the
// left.
func (c canvas) text(x, y, n int) {
	for i := range n {
		x, down := x+22*i, i*7%4
		c.fill(x, y, x+2, y+20, 20)
		c.fill(x, y+down, x+18, y+down+4, 20)
		c.fill(x, y+8+down, x+14, y+10+down, 20)
		c.fill(x, y+18-down, x+18, y+20-down, 20)
		c.fill(x+8, y+down, x+10, y+18, 20)
	}
}

// grid draws rulings of two dots with a cell's sides at xs and ys.
func (c canvas) grid(xs, ys []int) {
	for _, x := range xs {
		c.fill(x, ys[0], x+2, ys[len(ys)-1]+2, 30)
	}
	for _, y := range ys {
		c.fill(xs[0], y, xs[len(xs)-1]+2, y+2, 30)
	}
}

// mapped is the picture whose pixels show the canvas at other places.
func (c canvas) mapped(w, h int, from func(x, y float64) (float64, float64)) canvas {
	out := blank(w, h)
	r := raster{c.Rect.Dx(), c.Rect.Dy(), c.Pix}
	for y := range h {
		for x := range w {
			sx, sy := from(float64(x), float64(y))
			r.along(out.Pix[y*out.Stride+x:y*out.Stride+x+1], sx, sy, 0, 0)
		}
	}
	return out
}

// noisy adds noise of some strength.
func (c canvas) noisy(sigma float64) canvas {
	random := rand.New(rand.NewPCG(1, 2))
	for i, p := range c.Pix {
		c.Pix[i] = uint8(min(max(float64(p)+sigma*random.NormFloat64(), 0), 255))
	}
	return c
}

// byInk is a reader that sees in each picture as many characters as fit in, and is sure of them where more ink is in the
// upper half than in the lower one and more at the left than at the right.
type byInk struct{}

func (byInk) Lines(_ context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	for i, p := range pictures {
		w, h := p.Rect.Dx(), p.Rect.Dy()
		top, bottom := 0, 0
		for y := range h {
			for x := range w {
				ink := 255 - int(p.Pix[y*p.Stride+x])
				if 2*y < h {
					top += ink
				} else {
					bottom += ink
				}
			}
		}
		if top+bottom < 255*10 {
			continue
		}
		sure := 0.6
		if top > bottom {
			sure = 0.99
		}
		n := max(int(math.Round(float64(w)/float64(h))), 1)
		for k := range n {
			from := float64(w) * float64(k) / float64(n)
			lines[i].Glyphs = append(lines[i].Glyphs, ocr.Glyph{Text: "字", From: from, To: from + float64(w)/float64(n), Confidence: sure})
		}
		lines[i].Confidence = sure
	}
	return lines, nil
}

func read(t *testing.T, img image.Image) *Page {
	t.Helper()
	size := img.Bounds()
	box := page.Rect{X1: float64(size.Dx()) * 72 / 200, Bottom: float64(size.Dy()) * 72 / 200}
	p, err := Read(t.Context(), img, box, byInk{}, Default())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var columns, rows = []int{100, 300, 600, 900}, []int{100, 140, 180, 220, 300, 340, 500}

func table() canvas {
	c := blank(1000, 700)
	c.grid(columns, rows)
	for _, y := range rows[:len(rows)-1] {
		c.text(110, y+11, 5)
		c.text(320, y+11, 8)
	}
	c.text(300, 40, 12)
	return c
}

// sides tells the places of a page's rulings of one direction, in dots.
func sides(p *Page, horizontal bool) []float64 {
	var at []float64
	for _, r := range p.Rulings {
		if r.Horizontal == horizontal {
			at = append(at, r.At*200/72)
		}
	}
	slices.Sort(at)
	return at
}

func checkTable(t *testing.T, p *Page) {
	t.Helper()
	for _, c := range []struct {
		want       []int
		horizontal bool
	}{{rows, true}, {columns, false}} {
		got := sides(p, c.horizontal)
		if len(got) != len(c.want) {
			t.Errorf("horizontal %v: rulings at %.1f, want %v", c.horizontal, got, c.want)
			continue
		}
		for i, at := range got {
			// The page may be moved as a whole.
			if math.Abs((at-got[0])-float64(c.want[i]-c.want[0])) > 2.5 {
				t.Errorf("horizontal %v: rulings at %.1f, want %v", c.horizontal, got, c.want)
				break
			}
		}
	}
	if want := 2*(len(rows)-1) + 1; len(p.Lines) != want {
		t.Errorf("%d lines of print, want %d", len(p.Lines), want)
	}
}

// TestGridOfWornPages: the same table, whatever happened to its picture.
func TestGridOfWornPages(t *testing.T) {
	turnedBy := func(angle float64) func(c canvas) canvas {
		return func(c canvas) canvas {
			sin, cos := math.Sincos(angle * math.Pi / 180)
			return c.mapped(1000, 700, func(x, y float64) (float64, float64) {
				return 500 + (x-500)*cos + (y-350)*sin, 350 - (x-500)*sin + (y-350)*cos
			})
		}
	}
	for _, c := range []struct {
		name string
		wear func(canvas) canvas
	}{
		{"new", func(c canvas) canvas { return c }},
		{"leaning", turnedBy(-2.4)},
		{"bent", func(c canvas) canvas {
			return c.mapped(1000, 700, func(x, y float64) (float64, float64) { return x, y + 12*math.Pow(x/1000, 3) })
		}},
		{"noise", func(c canvas) canvas { return c.noisy(18) }},
		{"faint", func(c canvas) canvas {
			for i, p := range c.Pix {
				c.Pix[i] = 250 - (250-p)/3
			}
			return c
		}},
		{"shadow", func(c canvas) canvas {
			for i, p := range c.Pix {
				c.Pix[i] = uint8(int(p) * (1400 - i%c.Stride) / 1400)
			}
			return c
		}},
		{"rulings with pieces missing", func(c canvas) canvas {
			for _, y := range rows {
				c.fill(400, y, 430, y+2, 250)
				c.fill(100, y, 125, y+2, 250)
			}
			for _, x := range columns {
				c.fill(x, 230, x+2, 260, 250)
			}
			return c
		}},
		{"dotted rulings", func(c canvas) canvas {
			for x := 103; x < 900; x += 6 {
				c.fill(x, rows[2], x+3, rows[2]+2, 250)
			}
			return c
		}},
	} {
		t.Run(c.name, func(t *testing.T) { checkTable(t, read(t, c.wear(table()))) })
	}
}

// TestTurns: a page is read as it lies, its glyphs tell how, and boxes lead back onto the picture.
func TestTurns(t *testing.T) {
	upright := read(t, table())
	for turn := range 4 {
		c := table()
		turned := raster{1000, 700, c.Pix}.turnedBack((4 - turn) % 4)
		img := &image.Gray{Pix: turned.pix, Stride: turned.w, Rect: image.Rect(0, 0, turned.w, turned.h)}
		p := read(t, img)
		if p.Turn != turn || int(p.Chars[0].Turn) != turn {
			t.Errorf("turned by %d: page %d, glyphs %d", turn, p.Turn, p.Chars[0].Turn)
			continue
		}
		if len(p.Lines) != len(upright.Lines) || len(p.Rulings) != len(upright.Rulings) {
			t.Errorf("turned by %d: %d lines and %d rulings, want %d and %d", turn, len(p.Lines), len(p.Rulings), len(upright.Lines), len(upright.Rulings))
		}
		back := p.Onto(p.Lines[0].Box)
		if math.Abs(back.X0-p.Lines[0].Box.X0) > 1 || math.Abs(back.Top-p.Lines[0].Box.Top) > 1 {
			t.Errorf("turned by %d: %v leads onto %v", turn, p.Lines[0].Box, back)
		}
	}
}

// TestStrokesOfCharactersAreNoRulings: characters in a row, underlined or dashed, make no table.
func TestStrokesOfCharactersAreNoRulings(t *testing.T) {
	c := blank(1000, 700)
	for y := 100; y < 600; y += 30 {
		c.text(100, y, 35)
	}
	c.fill(100, 640, 140, 642, 20) // a dash
	if p := read(t, c); len(p.Rulings) > 0 {
		t.Errorf("%d rulings: %v", len(p.Rulings), p.Rulings)
	}
}

func TestLinesOfPrint(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(canvas)
		want int
	}{
		{"columns far apart are lines of their own", func(c canvas) { c.text(100, 100, 5); c.text(500, 100, 5) }, 2},
		{"wrapped in a cell", func(c canvas) { c.grid([]int{80, 400}, []int{80, 200}); c.text(100, 95, 5); c.text(100, 125, 5) }, 2},
		{"two strokes are one character", func(c canvas) {
			c.text(100, 50, 12)
			c.grid([]int{300, 420}, []int{80, 200})
			c.fill(330, 120, 350, 122, 20)
			c.fill(330, 132, 350, 134, 20)
		}, 2},
		{"specks", func(c canvas) {
			c.text(100, 100, 9)
			for i := range 40 {
				c.fill(50+20*i, 300+7*(i%9), 52+20*i, 302+7*(i%9), 20)
			}
		}, 1},
		{"a speck beside a text", func(c canvas) { c.text(100, 100, 9); c.fill(320, 104, 324, 108, 20) }, 1},
		{"lines that blur joins", func(c canvas) {
			c.grid([]int{80, 400}, []int{80, 160})
			c.text(100, 93, 6)
			c.text(100, 118, 6)
			for x := 100; x < 230; x += 44 {
				c.fill(x, 110, x+2, 122, 20)
			}
			c.text(100, 300, 30)
			c.text(100, 340, 30)
		}, 4},
		{"print upon a ruling", func(c canvas) {
			c.text(100, 50, 12)
			c.grid([]int{80, 600}, []int{100, 200, 300})
			c.text(100, 192, 5)
			c.fill(80, 200, 602, 202, 30)
		}, 2},
		{"print that touches a ruling", func(c canvas) { c.grid([]int{80, 208}, []int{80, 200}); c.text(100, 100, 5) }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			picture := blank(1000, 700)
			c.draw(picture)
			if p := read(t, picture); len(p.Lines) != c.want {
				t.Errorf("%d lines, want %d", len(p.Lines), c.want)
			}
		})
	}
}

// TestSeals: red seals vanish, and dark ones are told.
func TestSeals(t *testing.T) {
	ring := func(set func(x, y int)) {
		for y := range 700 {
			for x := range 1000 {
				if d := math.Hypot(float64(x-450), float64(y-250)); d > 120 && d < 126 {
					set(x, y)
				}
			}
		}
	}
	dark := table()
	ring(func(x, y int) { dark.SetGray(x, y, color.Gray{Y: 40}) })
	marked := 0
	for _, l := range read(t, dark).Lines {
		if l.Marks&DarkSeal != 0 {
			marked++
		}
	}
	if marked == 0 {
		t.Error("no line under a dark seal is marked")
	}
	red := image.NewRGBA(image.Rect(0, 0, 1000, 700))
	for i, p := range table().Pix {
		red.Set(i%1000, i/1000, color.Gray{Y: p})
	}
	ring(func(x, y int) {
		c := red.RGBAAt(x, y)
		red.SetRGBA(x, y, color.RGBA{min(c.R, 210), c.G / 4, c.B / 4, 255})
	})
	p := read(t, red)
	checkTable(t, p)
	for _, l := range p.Lines {
		if l.Marks != 0 {
			t.Errorf("a line under a red seal is marked %b", l.Marks)
		}
	}
}

// TestCoarsePictures: what is too coarse to be read is not tried.
func TestCoarsePictures(t *testing.T) {
	p, err := Read(t.Context(), table(), page.Rect{X1: 1e6, Bottom: 1e6}, byInk{}, Default())
	if err != nil || len(p.Lines)+len(p.Rulings) > 0 {
		t.Errorf("a page of a quarter mile: %+v, %v", p, err)
	}
}

func BenchmarkPage(b *testing.B) {
	c := blank(1654, 2339)
	var xs, ys []int
	for x := 100; x <= 1500; x += 200 {
		xs = append(xs, x)
	}
	for y := 150; y <= 2150; y += 40 {
		ys = append(ys, y)
	}
	c.grid(xs, ys)
	for _, y := range ys[:len(ys)-1] {
		for _, x := range xs[:len(xs)-1] {
			c.text(x+10, y+11, 7)
		}
	}
	c.noisy(6)
	box := page.Rect{X1: 595.4, Bottom: 842}
	s := Default()
	b.ReportAllocs()
	for b.Loop() {
		pictureOf(c.Gray, box, &s).view(0)
	}
}

// TestInkThatWasNotRead: print that a seal covers, or that says nothing, leaves its place behind; what was read, rulings, specks and
// pale ink leave none.
func TestInkThatWasNotRead(t *testing.T) {
	if p := read(t, table()); len(p.Unread) > 0 {
		t.Errorf("of a page that was read: %v", p.Unread)
	}
	c := table()
	c.fill(700, 310, 702, 312, 0)   // a speck
	c.fill(700, 150, 760, 165, 200) // pale
	c.fill(700, 380, 790, 480, 0)   // a blot
	unread := read(t, c).Unread
	inside := page.Rect{X0: 690, Top: 370, X1: 800, Bottom: 490}
	for _, r := range unread {
		x, y := r.Centre()
		if x *= 200.0 / 72; x < inside.X0 || x > inside.X1 || y*200/72 < inside.Top || y*200/72 > inside.Bottom {
			t.Errorf("ink at %.0f, %.0f dots", x, y*200/72)
		}
	}
	if len(unread) < 4 {
		t.Errorf("%d places of a blot", len(unread))
	}
}

// TestBrokenRulings: a ruling that is broken in a row goes on where a piece of it is left there, and ends where a cell spans it.
func TestBrokenRulings(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(canvas)
		want int // pieces of the ruling at 300
	}{
		{"whole", func(canvas) {}, 1},
		{"a piece is left", func(c canvas) { c.fill(300, 184, 302, 206, 250); c.fill(300, 214, 302, 219, 250) }, 1},
		{"pieces are left in two rows", func(c canvas) {
			c.fill(0, 0, 1000, 700, 250)
			c.grid(columns, []int{100, 180, 260, 340, 420, 500})
			for _, y := range []int{182, 262} {
				c.text(110, y+30, 5)
				c.fill(300, y, 302, y+28, 250)
				c.fill(300, y+48, 302, y+78, 250)
			}
		}, 1},
		{"under a stain", func(c canvas) { c.fill(285, 184, 315, 216, 40) }, 1},
		{"a cell spans it", func(c canvas) { c.fill(300, 182, 302, 220, 250); c.text(262, 190, 5) }, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			picture := table()
			c.draw(picture)
			n := 0
			for _, r := range read(t, picture).Rulings {
				if !r.Horizontal && math.Abs(r.At*200/72-301) < 3 {
					n++
				}
			}
			if n != c.want {
				t.Errorf("the ruling is in %d pieces, want %d", n, c.want)
			}
		})
	}
}

// byWidth is a reader that reads as many figures as there is room for between the first and the last ink in the middle of a picture.
type byWidth struct{}

func (byWidth) Lines(_ context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	for i, p := range pictures {
		first, last := p.Rect.Dx(), 0
		for x := range p.Rect.Dx() {
			for y := p.Rect.Dy() / 4; y < p.Rect.Dy()*3/4; y++ {
				if p.Pix[y*p.Stride+x] < 128 {
					first, last = min(first, x), x
				}
			}
		}
		n := (last - first + 11) / 22
		if n < 1 {
			continue
		}
		text := "123,456,789.25"
		for k, r := range text[max(len(text)-n, 0):] {
			from := float64(first + 22*k)
			lines[i].Glyphs = append(lines[i].Glyphs, ocr.Glyph{Text: string(r), From: from, To: from + 20, Confidence: 0.99})
		}
		lines[i].Confidence = 0.99
	}
	return lines, nil
}

// TestFiguresUnderSeals: a figure along whose print a dark seal's rim runs is read as those of its column are, also where it is longer.
func TestFiguresUnderSeals(t *testing.T) {
	for _, c := range []struct {
		characters, x, y int // of the figure, and the seal's middle
		want             string
	}{{6, 740, 442, "789.25"}, {6, 690, 450, "789.25"}, {10, 640, 446, "456,789.25"}} {
		sheet := blank(1000, 700)
		for y := 30; y < 660; y += 140 {
			sheet.text(100, y, 6)
			n := 6
			if y == 310 {
				n = c.characters
			}
			sheet.text(800-22*n, y, n)
		}
		for y := range 700 {
			for x := range 1000 {
				if d := math.Hypot(float64(x-c.x), float64(y-c.y)); d > 116 && d < 128 {
					sheet.SetGray(x, y, color.Gray{Y: 40})
				}
			}
		}
		p, err := Read(t.Context(), sheet, page.Rect{X1: 360, Bottom: 252}, byWidth{}, Default())
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, l := range p.Lines {
			if middle := (l.Box.Top + l.Box.Bottom) / 2 * 200 / 72; middle > 305 && middle < 335 && l.Box.X1*200/72 > 500 && len(l.Glyphs) > 0 {
				texts = append(texts, l.Text())
			}
		}
		if !slices.Equal(texts, []string{c.want}) {
			t.Errorf("a seal at %d, %d: %q, want %q", c.x, c.y, texts, c.want)
		}
	}
}
