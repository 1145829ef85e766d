package printed

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/flate"

	"yusuan/dataset/internal/ooxml"
)

// book is a workbook under way.
type book struct {
	styles *stylesheet
	sheets []*sheet
	names  map[string]bool // of sheets, in small letters
}

func newBook() *book { return &book{styles: newStylesheet(), names: make(map[string]bool)} }

// add begins a sheet. Its name is made one that Excel takes and that no other sheet has.
func (b *book) add(name string) *sheet {
	s := &sheet{name: b.unique(name), row: -1}
	b.sheets = append(b.sheets, s)
	return s
}

// sheetName is how many UTF-16 units the name of a sheet has at most.
const sheetName = 31

// forbidden are the characters that no name of a sheet has, each before what takes its place.
var forbidden = strings.NewReplacer(":", "：", "\\", "＼", "/", "／", "?", "？", "*", "＊", "[", "［", "]", "］", "\n", " ", "\t", " ", "\uFFFE", "", "\uFFFF", "")

func (b *book) unique(name string) string {
	name = forbidden.Replace(clean(name))
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = fmt.Sprintf("~%d", n)
		}
		s := strings.Trim(cutUnits(name, sheetName-len(tail)), "' ") + tail
		// Excel keeps History for itself.
		if folded := strings.ToLower(s); s != "" && folded != "history" && !b.names[folded] {
			b.names[folded] = true
			return s
		}
	}
}

// cutUnits is the beginning of a text that has so many UTF-16 units at most.
func cutUnits(s string, most int) string {
	for i, r := range s {
		if most -= utf16.RuneLen(r); most < 0 {
			return s[:i]
		}
	}
	return s
}

// part is a file of a workbook.
type part struct {
	name string
	data []byte
}

// bytes puts the workbook together.
func (b *book) bytes() []byte {
	parts := []part{{"[Content_Types].xml", []byte(b.contentTypes())}, {"_rels/.rels", []byte(ooxml.BookRelations)}, {"xl/workbook.xml", b.xml()},
		{"xl/_rels/workbook.xml.rels", []byte(b.relations())}, {"xl/styles.xml", []byte(b.styles.xml())}}
	for i, s := range b.sheets {
		n := i + 1
		parts = append(parts, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", n), s.xml()})
		if r := s.relations(n); r != "" {
			parts = append(parts, part{fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n), []byte(r)})
		}
		if len(s.notes) > 0 {
			parts = append(parts, part{fmt.Sprintf("xl/comments%d.xml", n), s.comments()}, part{fmt.Sprintf("xl/drawings/notes%d.vml", n), s.noteShapes()})
		}
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range parts { // into memory: there is nothing to fail
		if w, err := z.Create(p.name); err == nil {
			_, _ = w.Write(p.data)
		}
	}
	_ = z.Close()
	return out.Bytes()
}

func (b *book) contentTypes() string {
	var t strings.Builder
	t.WriteString(ooxml.Head + `<Types xmlns="` + ooxml.Packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`)
	override := func(name, kind string) {
		fmt.Fprintf(&t, `<Override PartName="/xl/%s" ContentType="%s%s+xml"/>`, name, ooxml.BookTypes, kind)
	}
	override("workbook.xml", "sheet.main")
	override("styles.xml", "styles")
	for i, s := range b.sheets {
		override(fmt.Sprintf("worksheets/sheet%d.xml", i+1), "worksheet")
		if len(s.notes) > 0 {
			override(fmt.Sprintf("comments%d.xml", i+1), "comments")
		}
	}
	return t.String() + `</Types>`
}

// xml is the part that lists the sheets and the rows that stand on every sheet of paper.
func (b *book) xml() []byte {
	x := []byte(ooxml.Head + `<workbook ` + ooxml.MainSpace + ` xmlns:r="` + ooxml.Relations + `"><bookViews><workbookView/></bookViews><sheets>`)
	var titles []byte
	for i, s := range b.sheets {
		x = append(ooxml.AppendText(append(x, `<sheet name="`...), s.name), fmt.Sprintf(`" sheetId="%d" r:id="rId%[1]d"/>`, i+1)...)
		if s.repeat[1] > s.repeat[0] {
			titles = fmt.Appendf(titles, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">`, i)
			titles = ooxml.AppendText(titles, fmt.Sprintf(`%s$%d:$%d`, sheetRef(s.name), s.repeat[0]+1, s.repeat[1]))
			titles = append(titles, `</definedName>`...)
		}
	}
	x = append(x, `</sheets>`...)
	if titles != nil {
		x = append(append(append(x, `<definedNames>`...), titles...), `</definedNames>`...)
	}
	return append(x, `</workbook>`...)
}

func (b *book) relations() string {
	var inner strings.Builder
	for i := range b.sheets {
		fmt.Fprintf(&inner, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, ooxml.Relations)
	}
	fmt.Fprintf(&inner, `<Relationship Id="styles" Type="%s/styles" Target="styles.xml"/>`, ooxml.Relations)
	return relationships(inner.String())
}
