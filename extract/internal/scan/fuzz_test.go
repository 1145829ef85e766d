package scan

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"testing"

	"yusuan/layout/page"
)

// FuzzRead: whatever a small picture shows, and whatever part of a page it covers, it is read without a panic, and what is read
// has places that are numbers.
func FuzzRead(f *testing.F) {
	small := func(c canvas, w, h int) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, c.SubImage(image.Rect(0, 0, w, h))); err != nil {
			f.Fatal(err)
		}
		return b.Bytes()
	}
	stained := table().noisy(30)
	stained.fill(150, 90, 320, 100, 0)
	f.Add(small(table(), 220, 150), 79.2, 54.0)
	f.Add(small(stained, 220, 150), 79.2, 54.0)
	f.Add(small(drawn12(), 200, 120), 72.0, 43.2)
	f.Add(small(blank(64, 64), 64, 64), 1e-3, 1e5)
	f.Fuzz(func(t *testing.T, data []byte, w, h float64) {
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || size.Width*size.Height > 1<<16 || !(w < 14400 && h < 14400) {
			t.Skip()
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Skip()
		}
		s := Default()
		s.Pixels = 1 << 18
		p, err := Read(t.Context(), img, page.Rect{X1: w, Bottom: h}, byInk{}, s)
		if err != nil {
			return
		}
		for i := range p.Chars {
			c := &p.Chars[i]
			for _, at := range []float64{c.Box.X0, c.Box.Top, c.Box.X1, c.Box.Bottom, c.X, c.Y, c.Size} {
				if math.IsNaN(at) || math.IsInf(at, 0) {
					t.Fatalf("%+v", c)
				}
			}
		}
		for _, r := range p.Rulings {
			if !(r.From <= r.To) || math.IsNaN(r.At) {
				t.Fatalf("%+v", r)
			}
		}
	})
}

// drawn12 is a page of lines whose characters touch the lines beneath.
func drawn12() canvas {
	c := blank(400, 300)
	for y := 20; y < 260; y += 20 {
		c.text(20, y, 12)
	}
	return c
}
