package scan

import (
	"context"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// says is a reader that reads the same in every line.
type says string

func (s says) Lines(_ context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	for i, p := range pictures {
		w := float64(p.Rect.Dx())
		for k, r := range []rune(string(s)) {
			n := float64(len([]rune(string(s))))
			lines[i].Glyphs = append(lines[i].Glyphs, ocr.Glyph{Text: string(r), From: w * float64(k) / n, To: w * float64(k+1) / n, Confidence: 1})
		}
		lines[i].Confidence = 1
	}
	return lines, nil
}

// drawn is a page of 6 × 4 inches at 200 dots an inch with a grid of 3 × 3 cells, each with a line of squares, leaning by
// some degrees.
func drawn(degrees float64) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, 1200, 800))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	inked := func(x, y float64) bool {
		if x < 150 || x > 1053 || y < 150 || y > 603 {
			return false
		}
		column, row := math.Mod(x-150, 300), math.Mod(y-150, 150)
		if column <= 3 || row <= 3 {
			return true
		}
		return row > 60 && row < 88 && column > 60 && column < 210 && math.Mod(column-60, 30) < 26
	}
	for y := range 800 {
		for x := range 1200 {
			dx, dy := float64(x)-600, float64(y)-400
			v := uint8(255)
			if inked(600+dx*cos+dy*sin, 400-dx*sin+dy*cos) {
				v = 20
			}
			img.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return img
}

// Print of a pixel or two, as the dust of a blank page, has no rows between which lines could be cut.
func TestPrintOfPixels(t *testing.T) {
	s := Default()
	for _, em := range []float64{0.5, 1, 1.5, 3} {
		f := lineFinder{s: &s, ink: newRaster(40, 10), em: em}
		dust := []component{{box{0, 0, 40, 1}, 40}, {box{0, 4, 40, 5}, 40}, {box{3, 8, 9, 10}, 12}}
		n := 0
		for _, part := range f.parted(dust) {
			n += len(part)
		}
		if n < len(dust) {
			t.Errorf("em of %v: %d pieces of %d are left", em, n, len(dust))
		}
	}
}

// counted counts what it reads.
type counted struct {
	says
	lines int
}

func (c *counted) Lines(ctx context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	c.lines += len(pictures)
	return c.says.Lines(ctx, pictures)
}

// Of the lines only those are read that are wanted, by where they are displayed.
func TestWantedLines(t *testing.T) {
	picture, box, reader := drawn(-1.8), page.Rect{X1: 432, Bottom: 288}, &counted{says: "预算收支"}
	all, err := Read(t.Context(), picture, box, reader, Default())
	if err != nil {
		t.Fatal(err)
	}
	most := reader.lines
	wanted := func(r page.Rect) bool { return r.Top > 110 && r.Bottom < 165 && r.X0 > 144 }
	some, err := ReadWanted(t.Context(), picture, box, wanted, reader, Default())
	if err != nil {
		t.Fatal(err)
	}
	if less := 2*most - reader.lines; len(all.Lines) != 9 || len(some.Lines) != 2 || less != 7 {
		t.Errorf("%d lines of %d, %d pictures less", len(some.Lines), len(all.Lines), less)
	}
	for _, l := range some.Lines {
		if !wanted(some.Onto(l.Box)) || len(some.Rulings) != len(all.Rulings) {
			t.Errorf("a line at %v, %d rulings", some.Onto(l.Box), len(some.Rulings))
		}
	}
}

func TestGridsOfLeaningPages(t *testing.T) {
	for _, degrees := range []float64{0, 0.7, -1.8} {
		box := page.Rect{X1: 432, Bottom: 288}
		got, err := Read(t.Context(), drawn(degrees), box, says("预算收支"), Default())
		if err != nil {
			t.Fatal(err)
		}
		across, down := 0, 0
		for _, r := range got.Rulings {
			if r.Horizontal {
				across++
			} else {
				down++
			}
		}
		if across != 4 || down != 4 || len(got.Lines) != 9 || len(got.Chars) != 36 {
			t.Errorf("leaning by %v°: %d × %d rulings, %d lines, %d glyphs; want 4 × 4, 9, 36", degrees, across, down, len(got.Lines), len(got.Chars))
		}
		if len(got.Lines) == 0 {
			continue
		}
		// The first line's middle is at 285, 224 of the drawing before it leans.
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		x, y := got.Onto(got.Lines[0].Box).Centre()
		wantX, wantY := (600-(600-285)*cos+(400-224)*sin)*0.36, (400-(600-285)*sin-(400-224)*cos)*0.36
		if math.Hypot(x-wantX, y-wantY) > 3 {
			t.Errorf("leaning by %v°: the first line is led back to %.1f %.1f, want %.1f %.1f", degrees, x, y, wantX, wantY)
		}
	}
}

// Whatever a picture shows, it is read, and a page without print says nothing.
func TestPicturesOfNoPage(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 400, 300))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.UintN(256))
	}
	white := image.NewGray(image.Rect(0, 0, 600, 800))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	for name, c := range map[string]struct {
		img   image.Image
		blank bool
	}{
		"one pixel":     {image.NewGray(image.Rect(0, 0, 1, 1)), true},
		"a strip":       {image.NewGray(image.Rect(0, 0, 20000, 10)), true},
		"all black":     {image.NewGray(image.Rect(0, 0, 600, 800)), false},
		"all white":     {white, true},
		"noise":         {noise, false},
		"off its place": {noise.SubImage(image.Rect(100, 100, 350, 290)), false},
	} {
		size := c.img.Bounds()
		got, err := Read(t.Context(), c.img, page.Rect{X1: float64(size.Dx()), Bottom: float64(size.Dy())}, says("〇"), Default())
		if err != nil || c.blank && len(got.Chars) > 0 {
			t.Errorf("%s: %+v, error %v", name, got, err)
		}
	}
	if _, err := Read(t.Context(), white, page.Rect{}, says(""), Default()); err == nil {
		t.Error("a picture that covers nothing of its page is read")
	}
}

func TestSpelled(t *testing.T) {
	for read, want := range map[string]string{
		"5.508.974386":   "5,508.974386",
		"1，486.43":       "1,486.43",
		"1,486,43":       "1,486.43",
		"1,486":          "1,486",
		"12.5％":          "12.5%",
		"1o0.5":          "100.5",
		"o":              "0",
		"(一)收入":          "（一）收入",
		"收入,支出":          "收入，支出",
		"2026.01.15":     "2026.01.15",
		"no":             "no",
		"3,506.1,2.4.5.": "3,506.1,2.4.5.",
	} {
		var glyphs []ocr.Glyph
		for _, r := range read {
			glyphs = append(glyphs, ocr.Glyph{Text: string(r)})
		}
		line := ocr.Line{Glyphs: spelled(glyphs)}
		if got := line.Text(); got != want {
			t.Errorf("%s is spelled %s, want %s", read, got, want)
		}
	}
}

// Characters that hang together seem larger than they are; those that are low by nature are as large as others.
func TestSizesOfLowLines(t *testing.T) {
	s := Default()
	for _, c := range []struct {
		text        string
		w, h        int
		em          float64
		least, most float64
	}{
		{"20508进修及培训", 154, 18, 33, 18, 23}, // three of them one piece of ink
		{"一", 18, 2, 19, 18, 19},
		{"一二", 38, 12, 20, 20, 20},
	} {
		p := printed{textLine: textLine{box: box{0, 0, c.w, c.h}, em: c.em}}
		var signs []ocr.Glyph
		for _, r := range c.text {
			signs = append(signs, ocr.Glyph{Text: string(r)})
		}
		if p.measure(signs, &s); p.size < c.least || p.size > c.most {
			t.Errorf("%s is of size %.1f, want %.0f to %.0f", c.text, p.size, c.least, c.most)
		}
	}
}

// Of the readings of a figure under a seal, from several starts, that is taken which its column has and of which nothing was cut.
func TestReadingsUnderSeals(t *testing.T) {
	s := Default()
	type said struct {
		text   string
		unsure int // its first characters
	}
	for _, c := range []struct {
		what     string
		decimals int
		tail     string
		read     []said
		want     string // "" for none
	}{
		{"a stroke before it", 2, "", []said{{"+780.04", 1}, {"780.04", 0}}, "780.04"},
		{"a stroke read as a figure", 2, "", []said{{"41,180.04", 1}, {"1,180.04", 0}, {"180.04", 0}}, "1,180.04"},
		{"a figure that is not read surely, where others of the column begin", 2, "", []said{{"41,180.04", 2}, {"1,180.04", 1}, {"180.04", 0}}, "1,180.04"},
		{"one cut short", 2, "", []said{{"A,180.04", 1}, {"180.04", 0}}, ""},
		{"other decimals", 2, "", []said{{"780.0", 0}, {"80.0", 0}}, ""},
		{"no sure reading", 2, "", []said{{"780.04", 1}, {"80.0", 0}}, "780.04"},
		{"a longer one that ends as what was read", -1, "8.974386", []said{{"5,508.974386", 3}}, "5,508.974386"},
		{"its point hidden", 6, "", []said{{"17311000", 0}, {"7311000", 0}}, "17.311000"},
		{"a stroke where integers stand", 0, "", []said{{"1", 0}}, ""},
		{"an integer", 0, "", []said{{"31", 0}}, "31"},
	} {
		p := sealed{textLine: textLine{box: box{0, 0, 100, 20}}, decimals: c.decimals, inRow: c.decimals, tail: c.tail}
		var read []ocr.Line
		for i, r := range c.read {
			p.starts, p.crops = append(p.starts, 10*i), append(p.crops, crop{zoom: 1})
			var l ocr.Line
			for k, sign := range []rune(r.text) {
				l.Glyphs = append(l.Glyphs, ocr.Glyph{Text: string(sign), Confidence: 0.99})
				if k < r.unsure {
					l.Glyphs[k].Confidence = 0.6
				}
			}
			p.point(&l, &s)
			read = append(read, l)
		}
		if got, ok := p.best(read, &s); ok != (c.want != "") || got.read.Text() != c.want {
			t.Errorf("%s: %q, want %q", c.what, got.read.Text(), c.want)
		}
	}
}
