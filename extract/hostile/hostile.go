// Package hostile makes PDFs for tests: files that are made to be slow, deep or
// large, damaged ones, ones of values that no producer writes, and lists of those
// that lie about.
//
// Nothing of the program imports it.
package hostile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
)

// Build returns a file of the objects 1, 2, 3, …, the first of which is the catalog.
func Build(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// Stream returns a stream object.
func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(data), data)
}

// deflated returns a stream object of the repeated text, compressed.
func deflated(entries, text string, times int) string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed) // which is a level
	block := strings.Repeat(text, 1+min(times, 1<<16/len(text)))
	for left := times * len(text); left > 0; left -= len(block) {
		_, _ = io.WriteString(w, block[:min(left, len(block))]) // into memory
	}
	_ = w.Close()
	return stream(entries+"/Filter/FlateDecode", b.String())
}

// font is a resource that shows ASCII.
const font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"

// page returns a file of one page, with a content stream and more objects from 5 on.
func page(resources, content string, more ...string) []byte {
	return Build(slices.Concat([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + resources + ">>>>",
		content,
	}, more)...)
}

// Pages returns a sound file of n pages with the same content, which takes n times as long as one.
func Pages(n int, content string) []byte { return pages(n, stream("", content)) }

// pages is Pages with the content as a stream object.
func pages(n int, content string) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", content}
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", i+4)
		objects = append(objects, "<</Type/Page/Parent 2 0 R/Contents 3 0 R>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 600 800]/Resources<<%s>>>>", kids.String(), n, font)
	return Build(objects...)
}

// doubling returns n objects from the number first on, each of which holds the next twice, and the last nothing.
func doubling(first, n int, object func(next string) string) []string {
	var all []string
	for i := range n {
		next := ""
		if i < n-1 {
			next = fmt.Sprintf("%d 0 R", first+i+1)
		}
		all = append(all, object(next))
	}
	return all
}

// form returns a form that paints the form next twice.
func form(next string) string {
	if next == "" {
		return stream("/Subtype/Form/BBox[0 0 600 800]", "0 0 m 9 9 l S")
	}
	return stream("/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X "+next+">>>>", "/X Do /X Do")
}

// grid returns a content of n lines in each direction.
func grid(n int) string {
	var b strings.Builder
	for i := range n {
		at := 600 * float64(i) / float64(n)
		fmt.Fprintf(&b, "%.3f 0 m %.3f 600 l 0 %.3f m 600 %.3f l S\n", at, at, at, at)
	}
	return b.String()
}

// Files makes files that would take all memory or all time, by what they do.
func Files() map[string]func() []byte {
	tree := func(objects ...string) []byte {
		return Build(append([]string{"<</Type/Catalog/Pages 2 0 R>>"}, objects...)...)
	}
	shapes := func(n int) string {
		return deflated("", "10 10 m 590 10 l S 20 20 30 30 re f ", n)
	}
	nested := "/XObject<</X 5 0 R>>"
	toUnicode := "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <4E004E004E004E00> endbfrange\n"
	return map[string]func() []byte{
		"page tree loop": func() []byte { return tree("<</Type/Pages/Kids[2 0 R 1 0 R]/Count 9999999999>>") },
		"page tree doubling": func() []byte {
			return tree(doubling(2, 40, func(next string) string { return "<</Kids[" + next + " " + next + "]>>" })...)
		},
		"page tree of 60000":     func() []byte { return tree("<</Kids["+strings.Repeat("3 0 R ", 60_000)+"]>>", "<</Type/Page>>") },
		"page tree deep":         func() []byte { return tree(strings.Repeat("<</Kids[", 5000) + strings.Repeat("]>>", 5000)) },
		"pages of 20000":         func() []byte { return Pages(20_000, "BT /F 9 Tf (abc) Tj ET") },
		"form loop":              func() []byte { return page(nested, stream("", "/X Do"), form("5 0 R")) },
		"form loop of two":       func() []byte { return page(nested, stream("", "/X Do"), form("6 0 R"), form("5 0 R")) },
		"form doubling":          func() []byte { return page(nested, stream("", "/X Do"), doubling(5, 27, form)...) },
		"content of 128 MiB":     func() []byte { return page(font, deflated("", " ", 128<<20)) },
		"content over the limit": func() []byte { return page(font, deflated("", " ", 300<<20)) },
		"content named 20 times": func() []byte {
			one := page(font, deflated("", "0 w ", 25<<20))
			return bytes.Replace(one, []byte("/Contents 4 0 R"), []byte("/Contents["+strings.Repeat("4 0 R ", 20)+"]"), 1)
		},
		"content at the limit, 20 pages": func() []byte {
			return pages(20, deflated("", "0 w ", 8<<20-1))
		},
		"content deflated twice": func() []byte {
			return page(font, strings.Replace(deflated("", deflatedTwice(), 1), "/Filter/FlateDecode", "/Filter[/FlateDecode/FlateDecode]", 1))
		},
		"operators":             func() []byte { return page(font, deflated("", "0 w ", 30_000_000)) },
		"states":                func() []byte { return page(font, deflated("", "q ", 30_000_000)) },
		"brackets":              func() []byte { return page(font, deflated("", "[", 50_000_000)) },
		"strings":               func() []byte { return page(font, deflated("", "BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET ", 300_000)) },
		"glyphs on each other":  func() []byte { return page(font, deflated("", "BT /F 9 Tf 99 99 Td (a) Tj ET ", 400_000)) },
		"shapes":                func() []byte { return page("", shapes(300_000)) },
		"path without end":      func() []byte { return page("", deflated("", "1 1 l ", 5_000_000)) },
		"grid of 1000":          func() []byte { return page("", deflated("", grid(1000), 1)) },
		"grid of 3000":          func() []byte { return page("", deflated("", grid(3000), 1)) },
		"grid of 300, 50 pages": func() []byte { return Pages(50, grid(300)) },
		"inline image": func() []byte {
			return page("", stream("", "BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID "+strings.Repeat("x", 1<<20)))
		},
		"pattern loop": func() []byte {
			return page("/Pattern<</P 5 0 R>>", stream("", "/Pattern cs /P scn 0 0 600 600 re f"), stream("/PatternType 1/PaintType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<</Pattern<</P 5 0 R>>>>", "/Pattern cs /P scn 0 0 1 1 re f"))
		},
		"glyph that shows itself": func() []byte {
			return page("/Font<</F 5 0 R>>", stream("", "BT /F 9 Tf (aaaa) Tj ET"), "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 9 9]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>", stream("", "9 0 d0 BT /F 9 Tf (aaaa) Tj ET"))
		},
		"text of a font": func() []byte {
			return page("/Font<</F 5 0 R>>", stream("", "BT /F 9 Tf <00010002> Tj ET"), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]/ToUnicode 6 0 R>>", deflated("", toUnicode, 50_000))
		},
		"texts of 120 fonts": func() []byte {
			var fonts, shown strings.Builder
			var objects []string
			for i := range 120 {
				fmt.Fprintf(&fonts, "/F%d %d 0 R", i, 6+i)
				fmt.Fprintf(&shown, "BT /F%d 9 Tf <00010002> Tj ET\n", i)
				objects = append(objects, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]/ToUnicode 5 0 R>>")
			}
			return page("/Font<<"+fonts.String()+">>", stream("", shown.String()), append([]string{deflated("", toUnicode, 20_000)}, objects...)...)
		},
		"code map loop": func() []byte {
			return page("/Font<</F 5 0 R>>", stream("", "BT /F 9 Tf <00010002> Tj ET"), "<</Type/Font/Subtype/Type0/Encoding 6 0 R/DescendantFonts[<</Subtype/CIDFontType2>>]>>", stream("/UseCMap 6 0 R", "/Identity-H usecmap"))
		},
		"reference loop": func() []byte { return Build("2 0 R", "1 0 R") },
		"object streams": func() []byte {
			return Build(slices.Repeat([]string{deflated("/Type/ObjStm/N 100000/First 9", "1 0 ", 20<<20)}, 20)...)
		},
		"objects in strings": func() []byte { return []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj(", 1<<20)) },
		"arrays in arrays":   func() []byte { return Build(strings.Repeat("[", 5<<20)) },
		"table loop": func() []byte {
			return []byte("%PDF-1.7\n1 0 obj null endobj xref\n0 0\ntrailer<</Prev 29>>startxref\n29\n%%EOF")
		},
		"table of 999999999": func() []byte {
			return []byte("%PDF-1.7\n1 0 obj null endobj xref\n0 999999999\n0 0 n\ntrailer<<>>startxref\n29\n%%EOF")
		},
		"predictor": func() []byte {
			return page("", deflated("/DecodeParms<</Predictor 15/Columns 1000000/Colors 32/BitsPerComponent 16>>", "\x04", 100<<20))
		},
		"rows of text": func() []byte { return page(font, stream("", rows(300, 60))) },
	}
}

func deflatedTwice() string {
	s := deflated("", "\x00", 200<<20)
	return s[strings.Index(s, "stream\n")+7 : strings.LastIndex(s, "\nendstream")]
}

// rows returns a content of words in rows and columns without rulings.
func rows(n, columns int) string {
	var b strings.Builder
	b.WriteString("BT /F 2 Tf ")
	for row := range n {
		for column := range columns {
			fmt.Fprintf(&b, "1 0 0 1 %d %.2f Tm (%d) Tj ", 10*column, 2.5*float64(row), row*column)
		}
	}
	return b.String() + "ET"
}

// Damage returns data with a range cut out or overwritten.
func Damage(random *rand.Rand, data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	from := random.IntN(len(data))
	to := min(len(data), from+1+random.IntN(1<<random.IntN(14)))
	if random.IntN(2) == 0 {
		return slices.Concat(data[:from], data[to:])
	}
	data = bytes.Clone(data)
	for i := from; i < to; i++ {
		data[i] ^= byte(random.IntN(256))
	}
	return data
}
