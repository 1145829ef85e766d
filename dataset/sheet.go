package dataset

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"yusuan/dataset/internal/ooxml"

	"github.com/klauspost/compress/flate"
)

// linkLength is how long an address in a formula may be.
const linkLength = 255

// column is a column of a sheet; widths are in characters of the default font.
type column struct {
	head   string
	least  float64
	most   float64
	hidden bool
}

// sheetForm is what a sheet is beside its rows. With columns it has a first row of heads, which stays in sight with the
// columns that are frozen, and is filtered by them; without it is a page of text in columns of some widths.
type sheetForm struct {
	columns []column
	frozen  int
	widths  []float64
}

// sheet is a sheet under way: rows, compressed in a file. What stands before them, which tells how wide they are, and
// what stands behind are compressed on their own when the sheet is put into its workbook. Deflate goes on from one such
// part to the next, so that rows need not be taken apart to be added to.
type sheet struct {
	name   string
	form   sheetForm
	file   *os.File
	z      *flate.Writer // nil before the first row and when it is sealed
	crc    uint32        // of the rows
	bytes  int64         // of them, before compression
	rows   int           // with the heads
	widest []int         // by column: the most characters of a cell, 0 where none has something

	row   []byte // under way
	at    int    // its next column
	names []string
}

func newSheet(name string, f sheetForm, file *os.File) *sheet {
	n := max(len(f.columns), len(f.widths))
	s := &sheet{name: name, form: f, file: file, widest: make([]int, n)}
	for i := range n {
		s.names = append(s.names, ooxml.ColumnName(i))
	}
	if f.columns != nil {
		s.rows = 1
	}
	return s
}

const rowEnd = `</row>`

// begin begins a row; the cells follow, from the left.
func (s *sheet) begin() {
	s.rows++
	s.at = 0
	s.row = append(strconv.AppendInt(append(s.row[:0], `<row r="`...), int64(s.rows), 10), `">`...)
}

// end ends a row.
func (s *sheet) end() error {
	return s.write(append(s.row, rowEnd...))
}

// write appends whole rows.
func (s *sheet) write(rows []byte) error {
	if s.z == nil {
		var err error
		if s.z, err = flate.NewWriter(s.file, flate.BestSpeed); err != nil {
			return err
		}
	}
	s.bytes += int64(len(rows))
	s.crc = crc32.Update(s.crc, crc32.IEEETable, rows)
	_, err := s.z.Write(rows)
	return err
}

// skip leaves a cell out.
func (s *sheet) skip() { s.at++ }

// cell begins a cell that shows so many characters.
func (s *sheet) cell(look style, kind string, width int) {
	s.widest[s.at] = max(s.widest[s.at], width)
	s.row = append(append(append(s.row, `<c r="`...), s.names[s.at]...), strconv.Itoa(s.rows)...)
	s.row = append(s.row, '"')
	if look != plainStyle {
		s.row = append(strconv.AppendInt(append(s.row, ` s="`...), int64(look), 10), '"')
	}
	s.row = append(append(s.row, kind...), '>')
	s.at++
}

// text writes a text, as long as a cell may hold it.
func (s *sheet) text(look style, text string) {
	s.cell(look, ` t="inlineStr"`, shownWidth(text))
	s.row = appendInline(s.row, text)
}

func appendInline(b []byte, text string) []byte {
	return append(ooxml.AppendInline(b, text), `</c>`...)
}

// number writes a number, of which more characters are shown than it has.
func (s *sheet) number(look style, digits []byte, more int) {
	s.cell(look, "", len(digits)+more)
	s.row = append(append(append(s.row, `<v>`...), digits...), `</v></c>`...)
}

// link writes a text or whole number that opens an address, one that linkTo made.
func (s *sheet) link(address, shown string, isNumber bool) {
	kind, quoted := ` t="str"`, formulaText(shown)
	if isNumber {
		kind, quoted = "", shown
	}
	s.cell(linkStyle, kind, shownWidth(shown))
	s.row = ooxml.AppendText(append(s.row, `<f>`...), "HYPERLINK("+formulaText(address)+","+quoted+")")
	s.row = append(ooxml.AppendText(append(s.row, `</f><v>`...), shown), `</v></c>`...)
}

// formulaText is a text as formulas have it.
func formulaText(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// linkTo is an address of the web as a cell can open it, with a place in what it leads to unless it names one itself; ""
// where it is none or too long. What addresses spell otherwise is spelt so: nothing of it is a part of the formula.
func linkTo(address, place string) string {
	if !webAddress.MatchString(address) {
		return ""
	}
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	if place != "" && !strings.Contains(address, "#") {
		b.WriteString("#" + place)
	}
	if b.Len() > linkLength {
		return ""
	}
	return b.String()
}

// shownWidth is about how many characters of the default font the widest line of a text takes: those of Chinese are twice as wide.
func shownWidth(text string) int {
	const enough = 200 // more than any column
	most, width := 0, 0
	for _, r := range text[:min(len(text), enough)] {
		switch {
		case r == '\n':
			width = 0
		case r < 0x2E80:
			width++
		default:
			width += 2
		}
		most = max(most, width)
	}
	return most
}

// seal ends the rows.
func (s *sheet) seal() error {
	if s.z == nil {
		return nil
	}
	err := s.z.Flush() // and no end: more follows
	s.z = nil
	return err
}

// sheetParts are the compressed parts of a sheet around its rows.
type sheetParts struct {
	head, tail    []byte
	rows          int64 // compressed bytes
	crc           uint32
	packed, bytes int64 // of the sheet as a whole
}

// parts seals the sheet and makes what stands around its rows.
func (s *sheet) parts() (sheetParts, error) {
	p := sheetParts{}
	if err := s.seal(); err != nil {
		return p, err
	}
	var err error
	if p.rows, err = s.file.Seek(0, io.SeekEnd); err != nil {
		return p, err
	}
	head, tail := s.head(), s.tail()
	if p.head, err = deflated(head, (*flate.Writer).Flush); err != nil {
		return p, err
	}
	if p.tail, err = deflated(tail, (*flate.Writer).Close); err != nil {
		return p, err
	}
	p.packed = int64(len(p.head)) + p.rows + int64(len(p.tail))
	p.bytes = int64(len(head)) + s.bytes + int64(len(tail))
	p.crc = crcOfBoth(crcOfBoth(crc32.ChecksumIEEE(head), s.crc, s.bytes), crc32.ChecksumIEEE(tail), int64(len(tail)))
	return p, nil
}

func deflated(text []byte, end func(*flate.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	_, err = z.Write(text)
	err = errors.Join(err, end(z))
	return b.Bytes(), err
}

// crcOfBoth is the CRC-32 (IEEE) of a text and another one of so many bytes behind it: the first one's, moved on over
// as many zeros, and the second's. To move on over 8n zeros is to multiply with x to the power of 8n.
func crcOfBoth(first, second uint32, bytes int64) uint32 {
	times := func(a, b uint32) (product uint32) { // polynomials modulo the CRC's own, the highest bit the constant term
		for ; a != 0; a <<= 1 {
			if a>>31 == 1 {
				product ^= b
			}
			b = b>>1 ^ crc32.IEEE&-(b&1)
		}
		return product
	}
	power := uint32(1) << (31 - 8) // x⁸
	for ; bytes > 0; bytes >>= 1 {
		if bytes&1 == 1 {
			first = times(first, power)
		}
		power = times(power, power)
	}
	return first ^ second
}

// head is what stands before the rows, with the heads of columns.
func (s *sheet) head() []byte {
	b := []byte(ooxml.Head + `<worksheet ` + ooxml.MainSpace + `>`)
	if s.form.columns == nil {
		b = append(b, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	}
	last := ooxml.ColumnName(max(0, len(s.names)-1))
	b = fmt.Appendf(b, `<dimension ref="A1:%s%d"/><sheetViews>`, last, max(1, s.rows))
	if s.form.columns == nil {
		b = append(b, `<sheetView showGridLines="0" workbookViewId="0"/>`...)
	} else {
		b = fmt.Appendf(b, `<sheetView workbookViewId="0"><pane xSplit="%d" ySplit="1" topLeftCell="%s2" activePane="bottomRight" state="frozen"/>`+
			`<selection pane="bottomRight"/></sheetView>`, s.form.frozen, ooxml.ColumnName(s.form.frozen))
	}
	b = append(b, `</sheetViews><cols>`...)
	for i := range s.names {
		width, hidden := s.width(i)
		b = fmt.Appendf(b, `<col min="%d" max="%d" width="%v" customWidth="1"`, i+1, i+1, width)
		if hidden {
			b = append(b, ` hidden="1"`...)
		}
		b = append(b, `/>`...)
	}
	b = append(b, `</cols><sheetData>`...)
	if s.form.columns == nil {
		return b
	}
	b = append(b, `<row r="1" ht="30" customHeight="1">`...)
	for i, c := range s.form.columns {
		b = appendInline(fmt.Appendf(b, `<c r="%s1" s="%d" t="inlineStr">`, s.names[i], headStyle), c.head)
	}
	return append(b, rowEnd...)
}

// width is how wide a column is, by what stands in it, and whether it is hidden: also where nothing does.
func (s *sheet) width(i int) (float64, bool) {
	if s.form.columns == nil {
		return s.form.widths[i], false
	}
	const room, button = 2, 4 // beside a text, and beside a head
	c := s.form.columns[i]
	head := min(float64(shownWidth(c.head)+button), 16)
	return min(max(float64(s.widest[i]+room), head, c.least), c.most), c.hidden || s.widest[i] == 0 && s.rows > 1
}

// tail is what stands behind the rows.
func (s *sheet) tail() []byte {
	b := []byte(`</sheetData>`)
	if s.form.columns != nil {
		b = fmt.Appendf(b, `<autoFilter ref="A1:%s%d"/>`, ooxml.ColumnName(len(s.form.columns)-1), s.rows)
	}
	return append(b, `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>`+
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`...)
}

// copyTo puts a sheet into a workbook, compressed as it is.
func (s *sheet) copyTo(z *zip.Writer, part string, p sheetParts) error {
	w, err := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(p.packed), UncompressedSize64: uint64(p.bytes)})
	if err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(w, io.MultiReader(bytes.NewReader(p.head), s.file, bytes.NewReader(p.tail)))
	return err
}

// rememberedSheet is what a workbook tells of a sheet, for its rows to be taken over.
type rememberedSheet struct {
	Name   string `xml:"name,attr"`
	Part   string `xml:"part,attr"`
	Heads  string `xml:"heads,attr"`
	Head   int64  `xml:"head,attr"`   // compressed bytes before the rows
	Packed int64  `xml:"packed,attr"` // compressed bytes of the rows
	Bytes  int64  `xml:"bytes,attr"`
	CRC    uint32 `xml:"crc,attr"`
	Rows   int    `xml:"rows,attr"`
	Widest string `xml:"widest,attr"`
}

func (s *sheet) remembered(part string, p sheetParts) []byte {
	b := ooxml.AppendText([]byte(`<y:sheet name="`), s.name)
	b = ooxml.AppendText(fmt.Appendf(b, `" part="%s" heads="`, part), s.heads())
	return fmt.Appendf(b, `" head="%d" packed="%d" bytes="%d" crc="%d" rows="%d" widest="%s"/>`,
		len(p.head), p.rows, s.bytes, s.crc, s.rows, strings.Trim(fmt.Sprint(s.widest), "[]"))
}

// heads are the heads of the columns, by which a sheet of the same form is known.
func (s *sheet) heads() string {
	heads := make([]string, len(s.form.columns))
	for i, c := range s.form.columns {
		heads[i] = c.head
	}
	return strings.Join(heads, "|")
}

// takeOver makes the rows of an earlier sheet the first of this one, but for those of the documents that leave.
func (s *sheet) takeOver(b *earlierBook, from rememberedSheet, leaving map[string]bool) error {
	i := slices.IndexFunc(b.z.File, func(f *zip.File) bool { return f.Name == from.Part })
	if i < 0 || from.Heads != s.heads() {
		return errOtherForm
	}
	for i, width := range strings.Fields(from.Widest) {
		var err error
		if s.widest[i], err = strconv.Atoi(width); err != nil {
			return err
		}
	}
	packed, err := b.z.File[i].OpenRaw()
	if err != nil {
		return err
	}
	if _, err := io.CopyN(io.Discard, packed, from.Head); err != nil {
		return err
	}
	if len(leaving) > 0 {
		return s.copyRows(io.LimitReader(flate.NewReader(packed), from.Bytes), leaving)
	}
	s.rows, s.bytes, s.crc = from.Rows, from.Bytes, from.CRC
	_, err = io.CopyN(s.file, packed, from.Packed)
	return err
}

// maxRowBytes is more than a row can have: forty texts as long as a cell may hold, escaped.
const maxRowBytes = 32 << 20

// copyRows appends rows of a sheet of the same form, but for those of the documents that leave.
func (s *sheet) copyRows(r io.Reader, leaving map[string]bool) error {
	short := make(map[string]bool)
	for digest := range leaving {
		short[shortKey(digest)] = true
	}
	rows := bufio.NewScanner(r)
	rows.Buffer(nil, maxRowBytes)
	rows.Split(splitRows)
	for rows.Scan() {
		if short[documentOf(rows.Bytes())] {
			continue
		}
		s.rows++
		s.row = appendNumbered(s.row[:0], rows.Bytes(), s.rows)
		if err := s.write(s.row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// documentOf is the short key of the document that a row is of: its last cell, the row's own key, begins with it.
func documentOf(row []byte) string {
	key := row[bytes.LastIndex(row, []byte(`<t>`))+len(`<t>`):]
	return string(key[:min(keyLength, len(key))])
}

// appendNumbered appends a row with another number, which the row has and each of its cells. In texts quotes are escaped.
func appendNumbered(to, row []byte, number int) []byte {
	const place = ` r="`
	for {
		i := bytes.Index(row, []byte(place))
		if i < 0 {
			return append(to, row...)
		}
		i += len(place)
		end := i + bytes.IndexByte(row[i:], '"')
		to = append(append(to, row[:i]...), bytes.TrimRight(row[i:end], "0123456789")...)
		to = strconv.AppendInt(to, int64(number), 10)
		row = row[end:]
	}
}

// splitRows splits behind each row.
func splitRows(data []byte, atEnd bool) (int, []byte, error) {
	if i := bytes.Index(data, []byte(rowEnd)); i >= 0 {
		return i + len(rowEnd), data[:i+len(rowEnd)], nil
	}
	if atEnd && len(data) > 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return 0, nil, nil
}
