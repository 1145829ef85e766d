package dataset

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// book is an Excel workbook under way (ECMA-376, SpreadsheetML). Its sheets are written row by row, all at the same
// time, and each lies compressed in a file of its own until the workbook is put together: libraries keep in memory what
// is not large yet of every sheet, and there are fifty.
type book struct {
	folder *folder
	name   string
	sheets []*sheet
}

// sheet is a sheet under way.
type sheet struct {
	name  string
	file  *os.File
	z     *flate.Writer
	crc   hash.Hash32
	bytes int64 // before compression
	rows  int
	row   []byte
}

// Every part that is the same in all workbooks.
const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relations = `"http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packages  = `"http://schemas.openxmlformats.org/package/2006/`
	bookTypes = `"application/vnd.openxmlformats-officedocument.spreadsheetml.`

	bookRelations = xmlHead + `<Relationships xmlns=` + packages + `relationships"><Relationship Id="rId1" Type=` + relations +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	// bookStyles has two: the default, and bold for headers.
	bookStyles = xmlHead + `<styleSheet ` + mainSpace + `><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
		`<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

	sheetHead = xmlHead + `<worksheet ` + mainSpace + `><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`
	sheetRowsBegin = `</cols><sheetData>`
	rowEnd         = `</row>`
	sheetTail      = `</sheetData></worksheet>`

	sheetFolder = "xl/worksheets/"
	bookPart    = "xl/workbook.xml"
)

// sheetPart is the part of the sheet with a number, from 1.
func sheetPart(n int) string { return fmt.Sprintf("%ssheet%d.xml", sheetFolder, n) }

// column is a column of a sheet; the width is in characters of the default font.
type column struct {
	header string
	width  float64
}

// sheetBegin is how a sheet begins, the header included, which stays in sight.
func sheetBegin(columns []column) []byte {
	text := []byte(sheetHead)
	for i, c := range columns {
		text = fmt.Appendf(text, `<col min="%d" max="%d" width="%v" customWidth="1"/>`, i+1, i+1, c.width)
	}
	text = append(text, sheetRowsBegin+`<row r="1">`...)
	for i, c := range columns {
		text = appendTextCell(text, i, 1, ` s="1"`, c.header)
	}
	return append(text, rowEnd...)
}

// add begins a sheet. Its file goes when the workbook is closed.
func (b *book) add(name string, columns []column) (*sheet, error) {
	file, err := b.folder.create(b.spool(len(b.sheets)))
	if err != nil {
		return nil, err
	}
	z, err := flate.NewWriter(file, flate.BestSpeed)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	s := &sheet{name: name, file: file, z: z, crc: crc32.NewIEEE(), rows: 1}
	b.sheets = append(b.sheets, s)
	_, err = s.Write(sheetBegin(columns))
	return s, err
}

func (b *book) spool(n int) string { return fmt.Sprintf("%s.%d", b.name, n) }

// Write takes XML.
func (s *sheet) Write(p []byte) (int, error) {
	s.bytes += int64(len(p))
	s.crc.Write(p)
	return s.z.Write(p)
}

// writeRow adds a row of values of the fields.
func (s *sheet) writeRow(fields []field, values []value) error {
	s.rows++
	s.row = append(strconv.AppendInt(append(s.row[:0], `<row r="`...), int64(s.rows), 10), `">`...)
	for i, v := range values {
		s.row = appendCell(s.row, i, s.rows, fields[i].Type, v)
	}
	s.row = append(s.row, rowEnd...)
	_, err := s.Write(s.row)
	return err
}

// appendCell writes a value: numbers as numbers, but amounts that Excel would round as text.
func appendCell(b []byte, column, row int, t fieldType, v value) []byte {
	switch {
	case !v.set:
		return b
	case t.isText():
		return appendTextCell(b, column, row, "", v.text)
	case t == moneyField && (v.n >= exactFen || v.n <= -exactFen):
		return appendTextCell(b, column, row, "", string(appendYuan(nil, v.n)))
	}
	kind := ""
	if t == booleanField {
		kind = ` t="b"`
	}
	b = append(append(appendCellBegin(b, column, row, kind), `<v>`...), plainNumber(v, t)...)
	return append(b, `</v></c>`...)
}

// plainNumber is a number as XML has it, the shortest text of a binary one.
func plainNumber(v value, t fieldType) []byte {
	switch t {
	case numberField:
		return strconv.AppendFloat(nil, v.number(), 'f', -1, 64)
	case moneyField:
		return strconv.AppendFloat(nil, float64(v.n)/100, 'f', -1, 64)
	}
	return strconv.AppendInt(nil, v.n, 10)
}

// appendTextCell writes a text, as long as a cell may hold it.
func appendTextCell(b []byte, column, row int, style, text string) []byte {
	b = append(appendCellBegin(b, column, row, style+` t="inlineStr"`), `<is><t`...)
	if strings.TrimSpace(text) != text {
		b = append(b, ` xml:space="preserve"`...)
	}
	return append(appendText(append(b, '>'), cut(text)), `</t></is></c>`...)
}

func appendCellBegin(b []byte, column, row int, attributes string) []byte {
	b = strconv.AppendInt(append(append(b, `<c r="`...), columnName(column)...), int64(row), 10)
	return append(append(append(b, '"'), attributes...), '>')
}

// columnName is A, B, … Z, AA, …
func columnName(n int) string {
	name := string(rune('A' + n%26))
	if n >= 26 {
		return columnName(n/26-1) + name
	}
	return name
}

// appendText writes a text so that it is read as it is: with XML's entities, and with an escape for the underscore of
// what would be read as an escape itself (ST_Xstring). Characters that XML has not are U+FFFD.
func appendText(b []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r == '_' && escapes(s[i:]):
			b = append(b, "_x005F_"...)
		case strings.ContainsRune("&<>\r\n\t\"'", r) || r < ' ' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError:
			var text bytes.Buffer
			_ = xml.EscapeText(&text, []byte(string(r))) // into memory: there is nothing to fail
			b = append(b, text.Bytes()...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// escapes tells whether a text begins as _xHHHH_.
func escapes(s string) bool {
	const length = len("_xHHHH_")
	return len(s) >= length && s[1] == 'x' && s[length-1] == '_' && strings.Trim(s[2:length-1], "0123456789abcdefABCDEF") == ""
}

// close puts the workbook together of the sheets that were added, in their order, and takes their files away.
func (b *book) close(sheets []*sheet) error {
	out, err := b.folder.create(b.name)
	if err == nil {
		err = errors.Join(b.assemble(out, sheets), out.Close())
	}
	return errors.Join(err, b.discard())
}

// discard takes the sheets' files away.
func (b *book) discard() error {
	var err error
	for i, s := range b.sheets {
		err = errors.Join(err, s.file.Close(), os.Remove(b.folder.staged(b.spool(i))))
	}
	b.sheets = nil
	return err
}

func (b *book) assemble(w io.Writer, sheets []*sheet) error {
	z := zip.NewWriter(w)
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.name
	}
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes(len(sheets))}, {"_rels/.rels", bookRelations}, {bookPart, bookXML(names)},
		{"xl/_rels/workbook.xml.rels", sheetRelations(len(sheets))}, {"xl/styles.xml", bookStyles},
	} {
		part, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(part, p.text)
		}
		if err != nil {
			return err
		}
	}
	for i, s := range sheets {
		if err := s.copyTo(z, sheetPart(i+1)); err != nil {
			return err
		}
	}
	return z.Close()
}

// copyTo puts a sheet into a workbook, compressed as it is.
func (s *sheet) copyTo(z *zip.Writer, part string) error {
	if _, err := s.Write([]byte(sheetTail)); err != nil {
		return err
	}
	if err := s.z.Close(); err != nil {
		return err
	}
	size, err := s.file.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = s.file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return err
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CRC32: s.crc.Sum32(),
		CompressedSize64: uint64(size), UncompressedSize64: uint64(s.bytes)})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, s.file)
	return err
}

func contentTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns=` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/` + bookPart + `" ContentType=` + bookTypes + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType=` + bookTypes + `styles+xml"/>`)
	for i := range sheets {
		b.WriteString(`<Override PartName="/` + sheetPart(i+1) + `" ContentType=` + bookTypes + `worksheet+xml"/>`)
	}
	return b.String() + `</Types>`
}

func bookXML(names []string) string {
	text := []byte(xmlHead + `<workbook ` + mainSpace + ` xmlns:r=` + relations + `"><sheets>`)
	for i, name := range names {
		text = append(appendText(append(text, `<sheet name="`...), name), fmt.Sprintf(`" sheetId="%d" r:id="rId%d"/>`, i+1, i+1)...)
	}
	return string(text) + `</sheets></workbook>`
}

func sheetRelations(sheets int) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns=` + packages + `relationships">`)
	for i := range sheets {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type=%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relations, i+1)
	}
	fmt.Fprintf(&b, `<Relationship Id="rId%d" Type=%s/styles" Target="styles.xml"/>`, sheets+1, relations)
	return b.String() + `</Relationships>`
}

// sheetNames reads the names of the sheets of a workbook that this program made, in their order.
func sheetNames(z *zip.Reader) ([]string, error) {
	f, err := z.Open(bookPart)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var told struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.NewDecoder(f).Decode(&told); err != nil {
		return nil, err
	}
	var names []string
	for _, s := range told.Sheets {
		names = append(names, s.Name)
	}
	return names, nil
}

var errOtherForm = errors.New("it is of another form: make the data set whole, without --since")

// maxRowBytes is more than a row can have: forty texts as long as a cell may hold, escaped.
const maxRowBytes = 32 << 20

var (
	// digestCell finds the digests of files in a row.
	digestCell = regexp.MustCompile(`<t>([0-9a-f]{64})</t>`)
	// rowNumbers finds where a row and its cells tell its number.
	rowNumbers = regexp.MustCompile(`(<row r="|<c r="[A-Z]+)[0-9]+"`)
)

// isOf tells whether a row is one of some documents.
func isOf(row []byte, documents map[string]bool) bool {
	return len(documents) > 0 && slices.ContainsFunc(digestCell.FindAllSubmatch(row, -1), func(m [][]byte) bool { return documents[string(m[1])] })
}

// copyRows appends the rows of a sheet that this program made with the same columns, as they are, but for those of the documents
// that leave.
func (s *sheet) copyRows(r io.Reader, columns []column, leaving map[string]bool) error {
	begin := sheetBegin(columns)
	in := bufio.NewReader(r)
	head := make([]byte, len(begin))
	if _, err := io.ReadFull(in, head); err != nil || !bytes.Equal(head, begin) {
		return errors.Join(errOtherForm, err)
	}
	rows := bufio.NewScanner(in)
	rows.Buffer(nil, maxRowBytes)
	rows.Split(splitRows)
	for rows.Scan() {
		if !bytes.HasSuffix(rows.Bytes(), []byte(rowEnd)) { // the last
			if rows.Text() != sheetTail {
				return errOtherForm
			}
			continue
		}
		row := rows.Bytes()
		if isOf(row, leaving) {
			continue
		}
		s.rows++
		if len(leaving) > 0 {
			row = rowNumbers.ReplaceAll(row, fmt.Appendf(nil, `${1}%d"`, s.rows))
		}
		if _, err := s.Write(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// splitRows splits behind each row.
func splitRows(data []byte, atEnd bool) (int, []byte, error) {
	if i := bytes.Index(data, []byte(rowEnd)); i >= 0 {
		return i + len(rowEnd), data[:i+len(rowEnd)], nil
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
