package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"yusuan/extract/hostile"
	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
)

// An image of these tests has four quarters, each of one grey.
const (
	imageWidth, imageHeight = 16, 24
	pageWidth, pageHeight   = 160, 240
)

// quarters are the greys at the upper left, the upper right, the lower left and the lower right.
type quarters [4]int

// samplesOf are the bytes of an image of quarters, each given as the bytes of a pixel.
func samplesOf(quarter ...[]byte) string {
	var b bytes.Buffer
	for y := range imageHeight {
		for x := range imageWidth {
			b.Write(quarter[2*(2*y/imageHeight)+2*x/imageWidth])
		}
	}
	return b.String()
}

// packed packs samples of one byte each into fewer bits.
func packed(samples string, bits int) string {
	var b []byte
	for i := 0; i < len(samples); i += 8 / bits {
		v := byte(0)
		for k := range 8 / bits {
			v = v<<bits | samples[i+k]
		}
		b = append(b, v)
	}
	return string(b)
}

func grey(v ...byte) [][]byte {
	var all [][]byte
	for _, g := range v {
		all = append(all, []byte{g})
	}
	return all
}

func deflated(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(data)) // a buffer takes all
	_ = z.Close()
	return b.String()
}

func jpegOf(img image.Image) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		panic(err)
	}
	return b.String()
}

func unhex(s string) string {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func object(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func imageObject(dict, data string) string {
	return object(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d%s", imageWidth, imageHeight, dict), data)
}

// whole places an image on the whole page.
const whole = "q 160 0 0 240 0 0 cm /I1 Do Q"

// pictureOf is the picture of a page with such a content and images, /I1 and on.
func pictureOf(t *testing.T, attributes, contents string, images ...string) (*Picture, error) {
	t.Helper()
	var names strings.Builder
	for i := range images {
		fmt.Fprintf(&names, "/I%d %d 0 R", i+1, 5+i)
	}
	objects := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<<%s>>>>%s>>", pageWidth, pageHeight, names.String(), attributes),
		object("", contents),
	}, images...)
	doc, err := pdf.Open(t.Context(), hostile.Build(objects...), pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := doc.Pages()
	if err != nil {
		t.Fatal(err)
	}
	reader := content.NewReader(doc, font.NewLoader(doc), content.Limits{})
	seen, err := reader.Page(t.Context(), pages[0])
	if err != nil {
		t.Fatal(err)
	}
	painted, err := reader.Pictures(t.Context(), pages[0])
	if err != nil {
		t.Fatal(err)
	}
	return Of(doc, painted, seen.Width, seen.Height, Default())
}

// look tells the greys in the middle of the picture's quarters.
func look(img image.Image) quarters {
	box := img.Bounds()
	at := func(x, y int) int {
		return int(color.GrayModel.Convert(img.At(box.Min.X+box.Dx()*x/4, box.Min.Y+box.Dy()*y/4)).(color.Gray).Y)
	}
	return quarters{at(1, 1), at(3, 1), at(1, 3), at(3, 3)}
}

func near(a, b quarters, most int) bool {
	for i := range a {
		if d := a[i] - b[i]; d > most || d < -most {
			return false
		}
	}
	return true
}

// Every kind of image that scanners write is read, in its own colour space.
func TestKinds(t *testing.T) {
	usual := quarters{0, 80, 160, 240}
	greys := samplesOf(grey(0, 80, 160, 240)...)
	rgb := samplesOf([]byte{0, 0, 0}, []byte{80, 80, 80}, []byte{160, 160, 160}, []byte{240, 240, 240})
	cmyk := samplesOf([]byte{0, 0, 0, 255}, []byte{0, 0, 0, 175}, []byte{95, 95, 95, 0}, []byte{0, 0, 0, 15})
	indices := samplesOf(grey(0, 1, 2, 3)...)
	wide := samplesOf([]byte{0, 9}, []byte{80, 9}, []byte{160, 9}, []byte{240, 9})
	grayJPEG := &image.Gray{Pix: []byte(greys), Stride: imageWidth, Rect: image.Rect(0, 0, imageWidth, imageHeight)}
	colourJPEG := image.NewRGBA(grayJPEG.Rect)
	for i, v := range grayJPEG.Pix {
		copy(colourJPEG.Pix[4*i:], []byte{v, v, v, 255})
	}
	var rows strings.Builder // with PNG's filters (7.4.4.4): each row behind a byte
	for y := range imageHeight {
		rows.WriteString("\x00" + rgb[y*3*imageWidth:][:3*imageWidth])
	}
	fax := quarters{0, 255, 255, 255}
	g4 := unhex("3317fffff26a0bfffffe002002")
	g3 := unhex("00198a00331400662800cc500198a00331400662800cc500198a00331400662800cc50013505c004d4170013505c004d4170013505c004d4170013505c004d4170013505c004d4170013505c004d4170")
	for _, c := range []struct {
		name, dict, data string
		want             quarters
	}{
		{"grey", "/ColorSpace/DeviceGray/BitsPerComponent 8", greys, usual},
		{"grey, deflated", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", deflated(greys), usual},
		{"calibrated grey", "/ColorSpace[/CalGray<</WhitePoint[1 1 1]>>]/BitsPerComponent 8", greys, usual},
		{"grey of 16 bits", "/ColorSpace/DeviceGray/BitsPerComponent 16", wide, usual},
		{"grey of 4 bits", "/ColorSpace/DeviceGray/BitsPerComponent 4", packed(samplesOf(grey(0, 5, 10, 15)...), 4), quarters{0, 85, 170, 255}},
		{"grey of 2 bits", "/ColorSpace/DeviceGray/BitsPerComponent 2", packed(indices, 2), quarters{0, 85, 170, 255}},
		{"bits", "/ColorSpace/DeviceGray/BitsPerComponent 1", packed(samplesOf(grey(0, 1, 1, 0)...), 1), quarters{0, 255, 255, 0}},
		{"bits the other way round", "/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]", packed(samplesOf(grey(1, 0, 0, 1)...), 1), quarters{0, 255, 255, 0}},
		{"stencil", "/ImageMask true", packed(samplesOf(grey(0, 1, 1, 0)...), 1), quarters{0, 255, 255, 0}},
		{"stencil the other way round", "/ImageMask true/Decode[1 0]", packed(samplesOf(grey(1, 0, 0, 1)...), 1), quarters{0, 255, 255, 0}},
		{"colours", "/ColorSpace/DeviceRGB/BitsPerComponent 8", rgb, usual},
		{"colours of a profile", "/ColorSpace[/ICCBased 6 0 R]/BitsPerComponent 8", rgb, usual},
		{"colours with a predictor", "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 16>>", deflated(rows.String()), usual},
		{"inks", "/ColorSpace/DeviceCMYK/BitsPerComponent 8", cmyk, usual},
		{"palette", "/ColorSpace[/Indexed/DeviceRGB 3<000000505050A0A0A0F0F0F0>]/BitsPerComponent 2", packed(indices, 2), usual},
		{"palette the other way round", "/ColorSpace[/Indexed/DeviceGray 3<F0A05000>]/BitsPerComponent 8/Decode[3 -252]", samplesOf(grey(0, 1, 2, 3)...), usual},
		{"JPEG", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", jpegOf(grayJPEG), usual},
		{"JPEG the other way round", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0]", jpegOf(grayJPEG), quarters{255, 175, 95, 15}},
		{"JPEG in colours", "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", jpegOf(colourJPEG), usual},
		{"JPEG in ASCII", "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter[/ASCIIHexDecode/DCTDecode]", hex.EncodeToString([]byte(jpegOf(colourJPEG))) + ">", usual},
		{"JPEG in inks", "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]", inkJPEG, usual},
		{"fax, group 4", "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/Rows 24/BlackIs1 true>>", g4, fax},
		{"fax, group 4, the other way round", "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16>>", g4, quarters{255, 0, 0, 0}},
		{"fax, group 3", "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter[/CCITTFaxDecode]/DecodeParms[<</Columns 16/BlackIs1 true>>]", g3, fax},
		{"fax as a stencil", "/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/BlackIs1 true>>", g4, fax},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := pictureOf(t, "", whole, imageObject(c.dict, c.data), object("/N 3", ""))
			if err != nil {
				t.Fatal(err)
			}
			if seen := look(got.Image); !near(seen, c.want, 3) {
				t.Errorf("the quarters are %v, want %v", seen, c.want)
			}
			if box := got.Image.Bounds(); box.Dx() != imageWidth || box.Dy() != imageHeight {
				t.Errorf("the picture is %v", box)
			}
		})
	}
}

var inkJPEG = func() string {
	data, err := base64.StdEncoding.DecodeString(cmykJPEGData)
	if err != nil {
		panic(err)
	}
	return string(data)
}()

// A picture is upright as the page is displayed, however the page places and turns it.
func TestPlaces(t *testing.T) {
	data := imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", samplesOf(grey(0, 80, 160, 240)...))
	for _, c := range []struct {
		name, attributes, contents string
		want                       quarters
		width, height              int
	}{
		{"upright", "", whole, quarters{0, 80, 160, 240}, 16, 24},
		{"upside down", "", "-160 0 0 -240 160 240 cm /I1 Do", quarters{240, 160, 80, 0}, 16, 24},
		{"mirrored", "", "-160 0 0 240 160 0 cm /I1 Do", quarters{80, 0, 240, 160}, 16, 24},
		{"flipped", "", "160 0 0 -240 0 240 cm /I1 Do", quarters{160, 240, 0, 80}, 16, 24},
		{"turned to the left", "", "0 150 -100 0 130 0 cm /I1 Do", quarters{}, 0, 0}, // of other pixels: see below
		{"page turned by 90", "/Rotate 90", whole, quarters{160, 0, 240, 80}, 24, 16},
		{"page turned by 180", "/Rotate 180", whole, quarters{240, 160, 80, 0}, 16, 24},
		{"page turned by 270", "/Rotate 270", whole, quarters{80, 240, 0, 160}, 24, 16},
		{"turned to the left on a page turned back", "/Rotate 90/MediaBox[0 0 240 160]", "0 160 -240 0 240 0 cm /I1 Do", quarters{0, 80, 160, 240}, 16, 24},
		{"in a form", "", "/I2 Do", quarters{0, 80, 160, 240}, 16, 24},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := object("/Type/XObject/Subtype/Form/BBox[0 0 160 240]/Resources<</XObject<</I1 5 0 R>>>>", whole)
			got, err := pictureOf(t, c.attributes, c.contents, data, form)
			if c.width == 0 {
				if _, ok := errors.AsType[*UnsupportedError](err); !ok {
					t.Errorf("pixels that are not square: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if seen := look(got.Image); !near(seen, c.want, 0) {
				t.Errorf("the quarters are %v, want %v", seen, c.want)
			}
			if box := got.Image.Bounds(); box.Dx() != c.width || box.Dy() != c.height {
				t.Errorf("the picture is %v", box)
			}
		})
	}
}

// What a clip or the page's border leaves out is no part of the picture, whose place is told.
func TestCut(t *testing.T) {
	data := imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", samplesOf(grey(0, 80, 160, 240)...))
	got, err := pictureOf(t, "", "0 120 160 120 re W n 320 0 0 480 0 -240 cm /I1 Do", data)
	if err != nil {
		t.Fatal(err)
	}
	if seen := look(got.Image); seen != (quarters{0, 0, 0, 0}) || got.Image.Bounds().Dx() != 8 || got.Image.Bounds().Dy() != 6 {
		t.Errorf("%v of %v", seen, got.Image.Bounds())
	}
	if b := got.Box; b.X0 != 0 || b.Top != 0 || b.X1 != 160 || b.Bottom != 120 {
		t.Errorf("it is at %v", got.Box)
	}
}

// Strips of one page are put together, also where one is grey and another in colours; a stamp over them is left out.
func TestStrips(t *testing.T) {
	all := samplesOf(grey(0, 80, 160, 240)...)
	upper := object("/Type/XObject/Subtype/Image/Width 16/Height 12/ColorSpace/DeviceGray/BitsPerComponent 8", all[:16*12])
	var colours strings.Builder
	for _, v := range []byte(all[16*12:]) {
		colours.Write([]byte{v, v, v})
	}
	lower := object("/Type/XObject/Subtype/Image/Width 16/Height 12/ColorSpace/DeviceRGB/BitsPerComponent 8", colours.String())
	stamp := imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", samplesOf(grey(9, 9, 9, 9)...))
	got, err := pictureOf(t, "", "q 160 0 0 120 0 120 cm /I1 Do Q q 160 0 0 120 0 0 cm /I2 Do Q q 16 0 0 24 30 170 cm /I3 Do Q", upper, lower, stamp)
	if err != nil {
		t.Fatal(err)
	}
	if seen := look(got.Image); !near(seen, quarters{0, 80, 160, 240}, 0) || got.Image.Bounds().Dy() != 24 {
		t.Errorf("%v of %v", seen, got.Image.Bounds())
	}
}

// An image of many dots per inch is made smaller by a whole number: its pixels are means.
func TestSmaller(t *testing.T) {
	data := object("/Type/XObject/Subtype/Image/Width 4/Height 6/ColorSpace/DeviceGray/BitsPerComponent 1", "\x50\xA0\x50\xA0\x50\xA0")
	got, err := pictureOf(t, "/MediaBox[0 0 .4 .6]", ".4 0 0 .6 0 0 cm /I1 Do", data)
	if err != nil {
		t.Fatal(err)
	}
	small, ok := got.Image.(*image.Gray)
	if !ok || small.Rect.Dx() != 2 || small.Rect.Dy() != 3 || slices.ContainsFunc(small.Pix, func(v byte) bool { return v != 128 }) {
		t.Errorf("%v", got.Image)
	}
}

// What is no picture of its images alone is left to a renderer.
func TestUnsupported(t *testing.T) {
	plain := imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", samplesOf(grey(0, 80, 160, 240)...))
	for _, c := range []struct{ name, contents, image string }{
		{"JPX", whole, imageObject("/Filter/JPXDecode", "x")},
		{"JBIG2", whole, imageObject("/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode", "x")},
		{"a soft mask", whole, imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R", "x")},
		{"inks by name", whole, imageObject("/ColorSpace[/Separation/Black/DeviceGray<<>>]/BitsPerComponent 8", "x")},
		{"an image over another", whole + " q 160 0 0 240 0 0 cm /I2 Do Q", plain},
		{"an image at an angle", "160 8 -8 240 0 0 cm /I1 Do", plain},
		{"a logo", "16 0 0 24 0 0 cm /I1 Do", plain},
		{"an inline image", "160 0 0 240 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI", plain},
		{"rows of both dimensions", whole, imageObject("/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns 16>>", "x")},
		{"no image", "", plain},
	} {
		_, err := pictureOf(t, "", c.contents, c.image, plain)
		if _, ok := errors.AsType[*UnsupportedError](err); !ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Images that say what is not so end in an error before room is taken for them, or in what of them is there.
func TestHostile(t *testing.T) {
	huge := "/Type/XObject/Subtype/Image/Width 60000/Height 60000"
	wide := jpegOf(image.NewGray(image.Rect(0, 0, 16, 24)))
	frame := strings.Index(wide, "\xFF\xC0")
	wide = wide[:frame+5] + "\xEA\x60\xEA\x60" + wide[frame+9:] // says 60000 × 60000
	for _, c := range []struct{ name, image string }{
		{"bits", object(huge+"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode", deflated("x"))},
		{"a fax", object(huge+"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000>>", "\xFF")},
		{"a JPEG", imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", wide)},
		{"deflated zeros", imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/FlateDecode/FlateDecode]", deflated(deflated(strings.Repeat("\x00", 80<<20))))},
	} {
		_, err := pictureOf(t, "", whole, c.image)
		if _, ok := errors.AsType[*pdf.LimitError](err); !ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for _, c := range []struct{ name, image string }{
		{"no size", object("/Type/XObject/Subtype/Image/ColorSpace/DeviceGray", "x")},
		{"a negative size", object("/Type/XObject/Subtype/Image/Width -16/Height 24/ColorSpace/DeviceGray", "x")},
		{"no data", imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", "")},
		{"a JPEG that is none", imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", "x")},
		{"a palette without colours", imageObject("/ColorSpace[/Indexed/DeviceRGB 255()]/BitsPerComponent 8", "x")},
		{"a palette of itself", imageObject("/ColorSpace[/Indexed[/Indexed/DeviceGray 1(ab)]1(ab)]/BitsPerComponent 8", "x")},
		{"17 bits", imageObject("/ColorSpace/DeviceGray/BitsPerComponent 17", "x")},
	} {
		if got, err := pictureOf(t, "", whole, c.image); err == nil {
			t.Errorf("%s: %v", c.name, got.Image.Bounds())
		}
	}
	got, err := pictureOf(t, "", whole, imageObject("/ColorSpace/DeviceGray/BitsPerComponent 8", strings.Repeat("\x00", 16*12)))
	if err != nil || look(got.Image) != (quarters{0, 0, 255, 255}) {
		t.Errorf("data that breaks off: %v, %v", got, err)
	}
}

// cmykJPEGData is an image of quarters in black ink alone, inverted as Photoshop and its like write it.
const cmykJPEGData = "" +
	"/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AA" +
	"FAgAGAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQci" +
	"cRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqi" +
	"o6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9/K/fyv38r+f+iiiv1Aoooo/4" +
	"hu/+rzP/ADHf/wB8KKKK/UD/AIhu/wDq8z/zHf8A98KKKKKKKK/UCv/Z"
