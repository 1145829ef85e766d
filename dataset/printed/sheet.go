package printed

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/dataset/internal/ooxml"
	"yusuan/model"
)

// sheet is a sheet of a workbook under way. Rows and columns are counted from 0.
type sheet struct {
	name    string
	widths  []float64 // of columns, in points
	frozen  int       // rows that stay in sight
	repeat  [2]int    // the rows from the first to before the second stand on every sheet of paper
	paper   paper
	margins model.Box // in points
	across  int       // sheets of paper at most, 0 for any number
	down    int

	data   []byte // rows, as XML
	row    int    // under way, -1 before the first
	merges []string
	links  []link
	notes  []note
}

// link is a cell that leads somewhere: to an address or to a cell of a sheet.
type link struct{ ref, address, location string }

// note is what is told of a cell.
type note struct {
	row, column int
	text        string
}

// highest is the height that a row may have, in points.
const highest = 409

// next begins a row of a height in points.
func (s *sheet) next(height float64) {
	s.end()
	s.row++
	s.data = fmt.Appendf(s.data, `<row r="%d" ht="%s" customHeight="1">`, s.row+1, measureText(min(height, highest)))
}

// end ends the row under way.
func (s *sheet) end() {
	if s.row >= 0 {
		s.data = append(s.data, `</row>`...)
	}
}

func measureText(points float64) string {
	return strconv.FormatFloat(math.Round(points*100)/100, 'f', -1, 64)
}

// begin begins a cell of the row under way.
func (s *sheet) begin(column, style int) {
	s.data = append(append(s.data, `<c r="`...), ref(s.row, column)...)
	s.data = append(strconv.AppendInt(append(s.data, `" s="`...), int64(style), 10), '"')
}

// text writes a text, or a cell with nothing in it.
func (s *sheet) text(column, style int, text string) {
	s.begin(column, style)
	if text == "" {
		s.data = append(s.data, `/>`...)
		return
	}
	s.data = append(ooxml.AppendInline(append(s.data, ` t="inlineStr">`...), text), `</c>`...)
}

// number writes a number, digit by digit.
func (s *sheet) number(column, style int, n decimal.Decimal) {
	s.begin(column, style)
	s.data = append(append(append(s.data, `><v>`...), n.String()...), `</v></c>`...)
}

// merge makes one cell of those from the row under way on.
func (s *sheet) merge(column, rows, columns int) {
	if rows > 1 || columns > 1 {
		s.merges = append(s.merges, ref(s.row, column)+":"+ref(s.row+rows-1, column+columns-1))
	}
}

// wide writes a text over all columns of the table.
func (s *sheet) wide(style int, text string) {
	s.text(0, style, text)
	for i := 1; i < len(s.widths); i++ {
		s.text(i, style, "")
	}
	s.merge(0, 1, len(s.widths))
}

// lead makes a cell of the row under way lead to an address, or to a place in the workbook.
func (s *sheet) lead(column int, address, location string) {
	if address != "" || location != "" {
		s.links = append(s.links, link{ref(s.row, column), address, location})
	}
}

// tell puts a note to a cell of the row under way.
func (s *sheet) tell(column int, text string) {
	if text != "" {
		s.notes = append(s.notes, note{s.row, column, text})
	}
}

func ref(row, column int) string { return ooxml.ColumnName(column) + strconv.Itoa(row+1) }

// sheetRef names a sheet in a reference.
func sheetRef(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'!" }

// xml is the part of the sheet.
func (s *sheet) xml() []byte {
	s.end()
	s.row = -1
	b := []byte(ooxml.Head + `<worksheet ` + ooxml.MainSpace + ` xmlns:r="` + ooxml.Relations + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">`)
	if s.frozen > 0 {
		b = fmt.Appendf(b, `<pane ySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/>`, s.frozen, ref(s.frozen, 0))
	}
	b = append(b, `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`...)
	for i, w := range s.widths {
		b = fmt.Appendf(b, `<col min="%d" max="%[1]d" width="%s" customWidth="1"/>`, i+1, measureText(characters(w)))
	}
	b = append(append(append(b, `</cols><sheetData>`...), s.data...), `</sheetData>`...)
	if len(s.merges) > 0 {
		b = fmt.Appendf(b, `<mergeCells count="%d">`, len(s.merges))
		for _, m := range s.merges {
			b = append(append(append(b, `<mergeCell ref="`...), m...), `"/>`...)
		}
		b = append(b, `</mergeCells>`...)
	}
	b = s.appendLinks(b)
	b = s.appendPage(b)
	// Codes are text on purpose.
	b = fmt.Appendf(b, `<ignoredErrors><ignoredError sqref="A1:%s" numberStoredAsText="1"/></ignoredErrors>`, ref(ooxml.SheetRows-1, len(s.widths)-1))
	if len(s.notes) > 0 {
		b = append(b, `<legacyDrawing r:id="notes"/>`...)
	}
	return append(b, `</worksheet>`...)
}

// characters is a column's width in digits of the default font, which is 7 pixels of 0.75 points, as far as sheets have it.
func characters(points float64) float64 { return min(points/0.75/7, 255) }

func (s *sheet) appendLinks(b []byte) []byte {
	if len(s.links) == 0 {
		return b
	}
	b = append(b, `<hyperlinks>`...)
	for i, l := range s.links {
		b = append(append(append(b, `<hyperlink ref="`...), l.ref...), '"')
		if l.address != "" {
			b = fmt.Appendf(b, ` r:id="link%d"`, i)
		} else {
			b = append(ooxml.AppendText(append(b, ` location="`...), l.location), '"')
		}
		b = append(b, `/>`...)
	}
	return append(b, `</hyperlinks>`...)
}

// appendPage tells how the sheet is printed.
func (s *sheet) appendPage(b []byte) []byte {
	orientation := "portrait"
	if s.paper.landscape() {
		orientation = "landscape"
	}
	const inch, footer = 72, 12
	m := s.margins
	b = append(b, `<printOptions horizontalCentered="1"/><pageMargins`...)
	for _, side := range []struct {
		name   string
		points float64
	}{{"left", m[0]}, {"right", m[2]}, {"top", m[1]}, {"bottom", m[3]}, {"header", footer}, {"footer", footer}} {
		b = fmt.Appendf(b, ` %s="%.3f"`, side.name, side.points/inch)
	}
	return fmt.Appendf(b, `/><pageSetup paperSize="%d" orientation="%s" fitToWidth="%d" fitToHeight="%d"/><headerFooter><oddFooter>&amp;C&amp;P</oddFooter></headerFooter>`,
		s.paper.code, orientation, s.across, s.down)
}

// relations is the part that tells where links lead, "" where none does.
func (s *sheet) relations(number int) string {
	var b []byte
	relation := func(id, kind, target, mode string) {
		b = fmt.Appendf(b, `<Relationship Id="%s" Type="%s/%s" Target="%s"%s/>`, id, ooxml.Relations, kind, ooxml.AppendText(nil, target), mode)
	}
	for i, l := range s.links {
		if l.address != "" {
			relation(fmt.Sprint("link", i), "hyperlink", l.address, ` TargetMode="External"`)
		}
	}
	if len(s.notes) > 0 {
		relation("comments", "comments", fmt.Sprintf("../comments%d.xml", number), "")
		relation("notes", "vmlDrawing", fmt.Sprintf("../drawings/notes%d.vml", number), "")
	}
	if b == nil {
		return ""
	}
	return relationships(string(b))
}

func relationships(inner string) string {
	return ooxml.Head + `<Relationships xmlns="` + ooxml.Packages + `relationships">` + inner + `</Relationships>`
}

// comments is the part of the texts of notes.
func (s *sheet) comments() []byte {
	b := []byte(ooxml.Head + `<comments ` + ooxml.MainSpace + `><authors><author>yusuan</author></authors><commentList>`)
	for _, n := range s.notes {
		b = append(append(append(b, `<comment ref="`...), ref(n.row, n.column)...), `" authorId="0"><text><t xml:space="preserve">`...)
		b = append(ooxml.AppendText(b, ooxml.Cut(n.text)), `</t></text></comment>`...)
	}
	return append(b, `</commentList></comments>`...)
}

// noteShapes is the part that draws notes, in the language that Excel has for it (VML).
func (s *sheet) noteShapes() []byte {
	b := []byte(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>`)
	for i, n := range s.notes {
		b = fmt.Appendf(b, `<v:shape id="note%d" type="#note" style="position:absolute;width:260pt;height:80pt;visibility:hidden" fillcolor="#ffffe1">`+
			`<x:ClientData ObjectType="Note"><x:Anchor>%d, 8, %d, 2, %d, 8, %d, 2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			i, n.column+1, n.row, n.column+4, n.row+5, n.row, n.column)
	}
	return append(b, `</xml>`...)
}
