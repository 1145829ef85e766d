package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"golang.org/x/image/ccitt"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/pdf"
)

// UnsupportedError says why a page's images are not its picture as they are: a renderer has to draw it.
type UnsupportedError struct{ What string }

func (e *UnsupportedError) Error() string { return e.What }

func unsupported(format string, values ...any) error {
	return &UnsupportedError{fmt.Sprintf(format, values...)}
}

// header is what an image's dictionary says of its samples (Table 87).
type header struct {
	width, height, bits int
	stencil             bool
	decode              []float64 // nil for the usual one
}

func headerOf(doc *pdf.Document, d pdf.Dict, s *Settings) (header, error) {
	h := header{width: doc.Int(d["Width"], 0), height: doc.Int(d["Height"], 0), bits: doc.Int(d["BitsPerComponent"], 8)}
	if h.stencil, _ = doc.Resolve(d["ImageMask"]).(bool); h.stencil {
		h.bits = 1
	}
	for _, o := range doc.Array(d["Decode"]) {
		v, ok := doc.Number(o)
		if !ok {
			return h, unsupported("an odd /Decode")
		}
		h.decode = append(h.decode, v)
	}
	switch {
	case h.width < 1 || h.height < 1:
		return h, unsupported("an image without a size")
	case h.height > s.Pixels/h.width:
		return h, &pdf.LimitError{What: fmt.Sprintf("pixels of an image, which has %d × %d", h.width, h.height), Limit: int64(s.Pixels)}
	case h.bits != 1 && h.bits != 2 && h.bits != 4 && h.bits != 8 && h.bits != 16:
		return h, unsupported("%d bits a component", h.bits)
	case d["SMask"] != nil || d["Mask"] != nil || doc.Int(d["SMaskInData"], 0) > 0:
		return h, unsupported("a masked image")
	}
	return h, nil
}

// decode reads an image, made as many times smaller as is said.
func decode(doc *pdf.Document, p *content.Picture, by int, s *Settings) (*pixels, error) {
	d := p.Image.Dict
	h, err := headerOf(doc, d, s)
	if err != nil {
		return nil, err
	}
	space, ok := space{components: 1, grey: true}, true
	if !h.stencil {
		if space, ok = spaceOf(doc, d["ColorSpace"]); !ok {
			return nil, unsupported("an image in another colour space")
		}
	}
	rows := newSamples(space, h.bits, h.width, h.decode)
	if h.stencil {
		rows.ink(p.Ink)
	}
	predicted := int64(rows.size()+1) * int64(h.height) // each row behind a byte that names its filter (7.4.4.4)
	data, filter, parms, err := doc.ImageData(p.Image, max(predicted, s.Encoded))
	switch {
	case err != nil:
		return nil, err
	case filter == "DCTDecode":
		return dct(data, space, h, by, s)
	case filter == "CCITTFaxDecode":
		return fax(doc, data, parms, rows, h, by)
	case filter != "":
		return nil, unsupported("an image encoded by %s", filter)
	}
	return collect(bytes.NewReader(data), rows, h.height, by)
}

// ink makes the samples those of a stencil on paper: what is painted has the ink's luminance.
func (s *samples) ink(luminance float32) {
	for i, v := range s.decoded[0] {
		if v == 0 {
			s.decoded[0][i] = byte(255 * min(max(luminance, 0), 1))
		}
	}
}

// collect reads rows of samples. Those that are missing at the end, of damaged data, are white.
func collect(r io.Reader, rows *samples, height, by int) (*pixels, error) {
	deep := rows.space.deep()
	to := newShrinker(rows.width, height, deep, by)
	row, line := make([]byte, rows.size()), make([]byte, rows.width*deep)
	for y := range height {
		if _, err := io.ReadFull(r, row); err != nil {
			if y == 0 {
				return nil, fmt.Errorf("image: %w", err)
			}
			for i := range line {
				line[i] = 0xFF
			}
			for range height - y {
				to.take(line)
			}
			break
		}
		rows.pixels(line, row)
		to.take(line)
	}
	return to.to, nil
}

// fax reads what CCITTFaxDecode encodes (7.4.6) but for mixed one- and two-dimensional rows.
func fax(doc *pdf.Document, data []byte, parms pdf.Dict, rows *samples, h header, by int) (*pixels, error) {
	k := doc.Int(parms["K"], 0)
	width := doc.Int(parms["Columns"], 1728)
	switch {
	case k > 0:
		return nil, unsupported("fax rows of both dimensions")
	case width != h.width || h.bits != 1 || rows.space.components != 1:
		return nil, unsupported("a fax of another size than its image")
	}
	format := ccitt.Group3
	if k < 0 {
		format = ccitt.Group4
	}
	blackIs1, _ := doc.Resolve(parms["BlackIs1"]).(bool)
	align, _ := doc.Resolve(parms["EncodedByteAlign"]).(bool)
	r := ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, format, width, h.height, &ccitt.Options{Align: align, Invert: blackIs1})
	return collect(r, rows, h.height, by)
}

// dct reads a JPEG (7.4.8).
func dct(data []byte, space space, h header, by int, s *Settings) (*pixels, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("image: %w", err)
	case config.Width < 1 || config.Height < 1:
		return nil, errors.New("image: a JPEG without a size")
	case config.Height > s.Pixels/config.Width:
		return nil, &pdf.LimitError{What: fmt.Sprintf("pixels of an image, which has %d × %d", config.Width, config.Height), Limit: int64(s.Pixels)}
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("image: %w", err)
	}
	components := 3
	switch img.(type) {
	case *image.Gray:
		components = 1
	case *image.CMYK:
		components = 4
	}
	if components != space.components || space.colours != nil {
		return nil, unsupported("a JPEG of %d components in a colour space of another", components)
	}
	rows := newSamples(space, 8, config.Width, h.decode)
	to := newShrinker(config.Width, config.Height, space.deep(), by)
	row, line := make([]byte, rows.size()), make([]byte, config.Width*space.deep())
	for y := range config.Height {
		jpegRow(row, img, y)
		rows.pixels(line, row)
		to.take(line)
	}
	return to.to, nil
}

// jpegRow writes the components of a row as they stand in the file.
func jpegRow(to []byte, img image.Image, y int) {
	switch img := img.(type) {
	case *image.Gray:
		copy(to, img.Pix[y*img.Stride:])
	case *image.YCbCr:
		for x := range img.Rect.Dx() {
			at, colour := img.YOffset(x, y), img.COffset(x, y)
			to[3*x], to[3*x+1], to[3*x+2] = color.YCbCrToRGB(img.Y[at], img.Cb[colour], img.Cr[colour])
		}
	case *image.RGBA:
		row := img.Pix[y*img.Stride:]
		for x := range img.Rect.Dx() {
			copy(to[3*x:][:3], row[4*x:])
		}
	case *image.CMYK: // image/jpeg takes them for inverted, as Photoshop writes them; a PDF tells that in /Decode
		for i, v := range img.Pix[y*img.Stride:][:len(to)] {
			to[i] = 255 - v
		}
	}
}
