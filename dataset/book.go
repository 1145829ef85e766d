package dataset

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"yusuan/dataset/internal/ooxml"
)

// book is an Excel workbook under way (ECMA-376, SpreadsheetML). Its sheets are written row by row, all at the same
// time, and each lies compressed in a file of its own until the workbook is put together: libraries keep in memory what
// is not large yet of every sheet, and there are fifty.
type book struct {
	folder *folder
	name   string
	form   string // what a workbook must have in common with one whose rows it takes over
	sheets []*sheet
}

const (
	sheetFolder = "xl/worksheets/"
	bookPart    = "xl/workbook.xml"
	sheetsURI   = `{6B5C3F0E-6A0B-4D3C-9C55-2D0B8E1F7A41}` // of the extension that remembers sheets, of our own
)

// style is how a cell looks: its place in bookStyles.
type style int

const (
	plainStyle style = iota
	headStyle
	moneyStyle // thousands apart, two decimals
	exactStyle // an amount that is text: to the right, as numbers are
	linkStyle
	wrapStyle
	titleStyle
	countStyle // thousands apart
	centreStyle
	indentStyle
)

// bookStyles are the styles, in the order of their constants.
const bookStyles = ooxml.Head + `<styleSheet ` + ooxml.MainSpace + `><fonts count="4"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
	`<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>` +
	`<font><b/><sz val="16"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left/><right/><top/><bottom style="thin"><color rgb="FF8497B0"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="10">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="right"/></xf>` +
	`<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="left"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="center"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" indent="1"/></xf>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// sheetPart is the part of the sheet with a number, from 1.
func sheetPart(n int) string { return fmt.Sprintf("%ssheet%d.xml", sheetFolder, n) }

// add begins a sheet. Its file goes when the workbook is closed.
func (b *book) add(name string, f sheetForm) (*sheet, error) {
	file, err := b.folder.create(fmt.Sprintf("%s.%d", b.name, len(b.sheets)))
	if err != nil {
		return nil, err
	}
	s := newSheet(name, f, file)
	b.sheets = append(b.sheets, s)
	return s, nil
}

// seal ends the rows of all sheets, which gives their memory free.
func (b *book) seal() error {
	var err error
	for _, s := range b.sheets {
		err = errors.Join(err, s.seal())
	}
	return err
}

// close puts the workbook together of the sheets that were added, in the order that is given, and takes their files away.
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
	for _, s := range b.sheets {
		err = errors.Join(err, s.file.Close(), os.Remove(s.file.Name()))
	}
	b.sheets = nil
	return err
}

func (b *book) assemble(w io.Writer, sheets []*sheet) error {
	z := zip.NewWriter(w)
	var parts []sheetParts
	for _, s := range sheets {
		p, err := s.parts()
		if err != nil {
			return err
		}
		parts = append(parts, p)
	}
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes(len(sheets))}, {"_rels/.rels", ooxml.BookRelations}, {bookPart, b.xml(sheets, parts)},
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
		if err := s.copyTo(z, sheetPart(i+1), parts[i]); err != nil {
			return err
		}
	}
	return z.Close()
}

func contentTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(ooxml.Head + `<Types xmlns="` + ooxml.Packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/` + bookPart + `" ContentType="` + ooxml.BookTypes + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + ooxml.BookTypes + `styles+xml"/>`)
	for i := range sheets {
		b.WriteString(`<Override PartName="/` + sheetPart(i+1) + `" ContentType="` + ooxml.BookTypes + `worksheet+xml"/>`)
	}
	return b.String() + `</Types>`
}

// xml is the workbook's own part: the sheets' names, what is filtered and what is printed on every page of them, and,
// as an extension that other programs pass over, how the sheets are put together.
func (b *book) xml(sheets []*sheet, parts []sheetParts) string {
	names := []byte(ooxml.Head + `<workbook ` + ooxml.MainSpace + ` xmlns:r="` + ooxml.Relations + `"><sheets>`)
	var defined, kept []byte
	for i, s := range sheets {
		names = append(ooxml.AppendText(append(names, `<sheet name="`...), s.name), fmt.Sprintf(`" sheetId="%d" r:id="rId%d"/>`, i+1, i+1)...)
		if s.form.columns == nil {
			continue
		}
		define := func(name, attributes, place string) {
			defined = fmt.Appendf(defined, `<definedName name="_xlnm.%s" localSheetId="%d"%s>`, name, i, attributes)
			defined = append(ooxml.AppendText(defined, quoteSheet(s.name)+"!"+place), `</definedName>`...)
		}
		define("_FilterDatabase", ` hidden="1"`, fmt.Sprintf("$A$1:$%s$%d", ooxml.ColumnName(len(s.form.columns)-1), s.rows))
		define("Print_Titles", "", "$1:$1")
		kept = append(kept, s.remembered(sheetPart(i+1), parts[i])...)
	}
	text := append(names, `</sheets>`...)
	if defined != nil {
		text = append(append(append(text, `<definedNames>`...), defined...), `</definedNames>`...)
	}
	text = append(text, `<extLst><ext uri="`+sheetsURI+`" xmlns:y="urn:yusuan:workbook"><y:book form="`...)
	text = append(append(append(ooxml.AppendText(text, b.form), `">`...), kept...), `</y:book></ext></extLst></workbook>`...)
	return string(text)
}

// quoteSheet is a sheet's name as formulas have it.
func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func sheetRelations(sheets int) string {
	var b strings.Builder
	b.WriteString(ooxml.Head + `<Relationships xmlns="` + ooxml.Packages + `relationships">`)
	for i := range sheets {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, ooxml.Relations, i+1)
	}
	fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, sheets+1, ooxml.Relations)
	return b.String() + `</Relationships>`
}

var errOtherForm = errors.New("it is of another form: make the data set whole, without --since")

// earlierBook is a workbook of a data set that is added to.
type earlierBook struct {
	file   *os.File
	z      *zip.Reader
	sheets []rememberedSheet
}

// openEarlier opens a workbook that this program made in a form.
func openEarlier(f *folder, name, form string) (*earlierBook, error) {
	file, err := f.earlier(name)
	if err != nil {
		return nil, err
	}
	b := &earlierBook{file: file}
	if err := b.read(form); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return b, nil
}

func (b *earlierBook) read(form string) error {
	info, err := b.file.Stat()
	if err != nil {
		return err
	}
	if b.z, err = zip.NewReader(b.file, info.Size()); err != nil {
		return err
	}
	part, err := b.z.Open(bookPart)
	if err != nil {
		return err
	}
	defer part.Close()
	var told struct {
		Book struct {
			Form   string            `xml:"form,attr"`
			Sheets []rememberedSheet `xml:"sheet"`
		} `xml:"extLst>ext>book"`
	}
	if err := xml.NewDecoder(part).Decode(&told); err != nil {
		return err
	}
	if told.Book.Form != form {
		return errOtherForm
	}
	b.sheets = told.Book.Sheets
	return nil
}
