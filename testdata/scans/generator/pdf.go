package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image/jpeg"
)

// scanned is a page of a PDF: strips of its picture, from top to bottom.
type scanned struct {
	strips        []strip
	width, height float64 // points, as the picture lies
	rotate        int     // degrees clockwise, for display
}

// strip is a picture in a file: an image XObject (ISO 32000-2, 8.9.5).
type strip struct {
	width, height int
	dictionary    string // its colour space, depth and filter
	data          []byte
}

// scan makes a page of a worn sheet.
func scan(s *sheet, w *wear) (scanned, error) {
	page := scanned{width: float64(s.width) * 72 / s.dpi, height: float64(s.height) * 72 / s.dpi}
	if w.rotate {
		page.rotate = (4 - w.turn) % 4 * 90
	}
	for i := range w.strips {
		part, err := s.rows(i*s.height/w.strips, (i+1)*s.height/w.strips).encode(w)
		if err != nil {
			return scanned{}, err
		}
		page.strips = append(page.strips, part)
	}
	return page, nil
}

// rows is a part of a sheet.
func (s *sheet) rows(from, to int) *sheet {
	part := &sheet{width: s.width, height: to - from, dpi: s.dpi, dark: s.dark[from*s.width : to*s.width]}
	if s.red != nil {
		part.red = s.red[from*s.width : to*s.width]
	}
	return part
}

func (s *sheet) encode(w *wear) (strip, error) {
	part := strip{width: s.width, height: s.height}
	space := "/DeviceGray"
	if s.red != nil {
		space = "/DeviceRGB"
	}
	var data bytes.Buffer
	switch w.format {
	case dct:
		part.dictionary = "/ColorSpace " + space + " /BitsPerComponent 8 /Filter /DCTDecode"
		if err := jpeg.Encode(&data, s.picture(), &jpeg.Options{Quality: w.quality}); err != nil {
			return strip{}, err
		}
	case flate:
		part.dictionary = "/ColorSpace " + space + " /BitsPerComponent 8 /Filter /FlateDecode"
		if err := deflate(&data, s.samples()); err != nil {
			return strip{}, err
		}
	case bilevel:
		part.dictionary = "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode"
		if err := deflate(&data, s.bits()); err != nil {
			return strip{}, err
		}
	}
	part.data = data.Bytes()
	return part, nil
}

func deflate(to *bytes.Buffer, data []byte) error {
	z := zlib.NewWriter(to)
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}

// samples are the sheet's greys, or its colours.
func (s *sheet) samples() []byte {
	if s.red == nil {
		return s.dark
	}
	out := make([]byte, 0, 3*len(s.dark))
	for i, d := range s.dark {
		out = append(out, s.red[i], d, d)
	}
	return out
}

// bits are the sheet in black and white, each row from a byte on.
func (s *sheet) bits() []byte {
	const threshold = 190 // of greys: thin print stays whole
	stride := (s.width + 7) / 8
	out := make([]byte, stride*s.height)
	for i, d := range s.dark {
		if d >= threshold {
			x, y := i%s.width, i/s.width
			out[y*stride+x/8] |= 0x80 >> (x % 8)
		}
	}
	return out
}

// pdf writes pages as a file. Objects: 1 the catalog, 2 the page tree, then of each page itself, its content and its strips.
func pdf(pages []scanned) []byte {
	out := []byte("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	object := func(dictionary string, data []byte) {
		offsets = append(offsets, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n<<%s", len(offsets), dictionary)
		if data == nil {
			out = append(out, ">>\nendobj\n"...)
			return
		}
		out = fmt.Appendf(out, " /Length %d>>\nstream\n", len(data))
		out = append(append(out, data...), "\nendstream\nendobj\n"...)
	}
	var kids []byte
	next := 3
	for _, p := range pages {
		kids = fmt.Appendf(kids, "%d 0 R ", next)
		next += 2 + len(p.strips)
	}
	object("/Type /Catalog /Pages 2 0 R", nil)
	object(fmt.Sprintf("/Type /Pages /Count %d /Kids [%s]", len(pages), kids), nil)
	for _, p := range pages {
		first := len(offsets) + 3
		var names, content []byte
		bottom, rows := p.height, 0
		for _, s := range p.strips {
			rows += s.height
		}
		for i, s := range p.strips {
			high := p.height * float64(s.height) / float64(rows)
			bottom -= high
			names = fmt.Appendf(names, "/I%d %d 0 R ", i, first+i)
			content = fmt.Appendf(content, "q %.4f 0 0 %.4f 0 %.4f cm /I%d Do Q\n", p.width, high, max(0, bottom), i)
		}
		object(fmt.Sprintf("/Type /Page /Parent 2 0 R /MediaBox [0 0 %.4f %.4f] /Rotate %d /Contents %d 0 R /Resources <</XObject <<%s>>>>",
			p.width, p.height, p.rotate, first-1, names), nil)
		object("", content)
		for _, s := range p.strips {
			object(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d %s", s.width, s.height, s.dictionary), s.data)
		}
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
}
