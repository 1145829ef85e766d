package dataset

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"yusuan/model"
)

const (
	xlsxName = "dataset.xlsx"
	// sheetRows is how many rows a sheet of Excel has, the header included.
	sheetRows = 1 << 20
	// cellUnits is how many UTF-16 units a cell of Excel may hold.
	cellUnits = 32_767
	cutMark   = "…"
	// exactFen is where amounts need more than the 15 digits that Excel keeps.
	exactFen = 1_000_000_000_000_000
)

// workbook writes an Excel workbook: a sheet for the dictionary, one for each
// table, and for facts one for each kind of table that they are printed in. What
// does not fit on a sheet goes on on another one.
type workbook struct {
	folder *folder
	file   *excelize.File
	sheets map[string]*sheet // by the name without number, the one under way
	all    []*sheet          // that were made
	bold   int
	values []any
}

type sheet struct {
	base   string // its name but for a number
	number int
	stream *excelize.StreamWriter
	rows   int
}

func newWorkbook(f *folder) (*workbook, error) {
	w := &workbook{folder: f, file: excelize.NewFile(), sheets: make(map[string]*sheet)}
	var err error
	if w.bold, err = w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return w, err
	}
	if err := w.dictionary(); err != nil {
		return w, err
	}
	for _, t := range tables {
		if t == factsTable {
			continue
		}
		if _, err := w.next(t, t.Name, 1); err != nil {
			return w, err
		}
	}
	if f.extended {
		return w, w.copyEarlier()
	}
	return w, nil
}

// dictionarySheet is the name of the first sheet: it takes the place of the one
// that a new workbook has.
const dictionarySheet = "dictionary"

func (w *workbook) dictionary() error {
	if err := w.file.SetSheetName("Sheet1", dictionarySheet); err != nil {
		return err
	}
	stream, err := w.open(dictionarySheet, []string{"table", "field", "type", "说明", "description"}, 12, 24, 10, 60, 80)
	if err != nil {
		return err
	}
	n := 1
	line := func(values ...any) {
		n++
		err = errors.Join(err, stream.SetRow("A"+strconv.Itoa(n), values))
	}
	for _, t := range tables {
		line(t.Name, "", "", t.ZH, t.EN)
		for _, f := range t.Fields {
			line(t.Name, f.Name, f.Type.String(), f.ZH, f.EN)
		}
	}
	return errors.Join(err, stream.Flush())
}

// open begins a sheet that is there: a header that stays in sight.
func (w *workbook) open(name string, header []string, widths ...float64) (*excelize.StreamWriter, error) {
	// excelize would write the extent of the empty sheet, A1, and some readers believe it.
	if err := w.file.SetSheetDimension(name, ""); err != nil {
		return nil, err
	}
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	err = stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	for i, width := range widths {
		err = errors.Join(err, stream.SetColWidth(i+1, i+1, width))
	}
	cells := make([]any, len(header))
	for i, h := range header {
		cells[i] = excelize.Cell{StyleID: w.bold, Value: h}
	}
	return stream, errors.Join(err, stream.SetRow("A1", cells))
}

// next makes the sheet of a table, or the next one where it is full.
func (w *workbook) next(t *table, base string, number int) (*sheet, error) {
	s := &sheet{base: base, number: number, rows: 1}
	if _, err := w.file.NewSheet(s.name()); err != nil {
		return nil, err
	}
	header, widths := make([]string, len(t.Fields)), make([]float64, len(t.Fields))
	for i, f := range t.Fields {
		header[i], widths[i] = f.Name, columnWidth(f)
	}
	var err error
	if s.stream, err = w.open(s.name(), header, widths...); err != nil {
		return nil, err
	}
	w.sheets[base] = s
	w.all = append(w.all, s)
	return s, nil
}

// columnWidth is a column's width in characters of the default font.
func columnWidth(f field) float64 {
	switch {
	case f.Type == moneyField || f.unique:
		return 18
	case f.Type == textField || f.Type == listField:
		return 14
	}
	return 9
}

func (w *workbook) write(c *chunk) error {
	for i := range c.rows() {
		if err := w.row(c.table, c.row(i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *workbook) row(t *table, values []value) error {
	base := t.Name
	if t == factsTable {
		base = kindSheet(values[t.has(tableKind.Name)].text)
	}
	s := w.sheets[base]
	var err error
	switch {
	case s == nil:
		s, err = w.next(t, base, 1)
	case s.rows == sheetRows:
		s, err = w.next(t, base, s.number+1)
	}
	if err != nil {
		return err
	}
	s.rows++
	w.values = w.values[:0]
	for j, v := range values {
		w.values = append(w.values, xlsxValue(v, t.Fields[j].Type))
	}
	return s.stream.SetRow("A"+strconv.Itoa(s.rows), w.values)
}

// kindSheet names the sheet of the facts that tables of a kind print.
func kindSheet(kind string) string { return factsTable.Name + " " + kindName(model.Kind(kind)) }

// xlsxValue is a value as excelize writes it: numbers as numbers, but amounts
// that Excel would round as text.
func xlsxValue(v value, t fieldType) any {
	switch {
	case !v.set:
		return nil
	case t == textField || t == listField:
		return cut(v.text)
	case t == integerField:
		return v.n
	case t == numberField:
		return v.number()
	case t == booleanField:
		return v.n != 0
	case v.n >= exactFen || v.n <= -exactFen:
		return string(appendYuan(nil, v.n))
	}
	return float64(v.n) / 100
}

// cut shortens a text to what a cell may hold; the mark at its end tells so.
func cut(s string) string {
	if len(s) <= cellUnits {
		return s
	}
	units := 0
	for i, r := range s {
		n := utf16.RuneLen(r)
		if units += n; units > cellUnits-len(utf16.Encode([]rune(cutMark))) {
			if utf8.RuneCountInString(s[i:]) == 1 && units <= cellUnits {
				return s
			}
			return s[:i] + cutMark
		}
	}
	return s
}

func (w *workbook) close() error {
	err := w.sort() // a sheet that is flushed cannot be moved
	for _, s := range w.all {
		err = errors.Join(err, s.stream.Flush())
	}
	if err == nil {
		err = w.save()
	}
	return errors.Join(err, w.file.Close())
}

// save writes the file. excelize puts the sheets into it in any order, so that
// it is written twice, the second time in the order of names.
func (w *workbook) save() error {
	const unsorted = "unsorted.xlsx"
	if err := w.file.SaveAs(w.folder.staged(unsorted)); err != nil {
		return err
	}
	in, err := zip.OpenReader(w.folder.staged(unsorted))
	if err != nil {
		return err
	}
	out, err := w.folder.create(xlsxName)
	if err == nil {
		err = errors.Join(copySorted(out, &in.Reader), out.Close())
	}
	return errors.Join(err, in.Close(), os.Remove(w.folder.staged(unsorted)))
}

func copySorted(w io.Writer, in *zip.Reader) error {
	out := zip.NewWriter(w)
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

func (s *sheet) name() string {
	if s.number > 1 {
		return s.base + " " + strconv.Itoa(s.number)
	}
	return s.base
}

// sort puts the sheets of facts in the order of kinds, before indicators.
func (w *workbook) sort() error {
	for _, k := range model.Kinds() {
		for _, s := range w.all {
			if s.base != kindSheet(string(k)) {
				continue
			}
			if err := w.file.MoveSheet(s.name(), indicatorsTable.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyEarlier copies the rows of an earlier workbook, codes excepted.
func (w *workbook) copyEarlier() error {
	old, err := w.folder.earlier(xlsxName)
	if err != nil {
		return err
	}
	defer old.Close()
	file, err := excelize.OpenReader(old)
	if err != nil {
		return fmt.Errorf("%s: %w", xlsxName, err)
	}
	defer file.Close()
	for _, name := range file.GetSheetList() {
		base, _, _ := strings.Cut(name, " ")
		if t := tableNamed(base); t != nil && t != codesTable {
			if err := w.copySheet(file, name, t); err != nil {
				return fmt.Errorf("%s: sheet %s: %w", xlsxName, name, err)
			}
		}
	}
	return nil
}

func (w *workbook) copySheet(file *excelize.File, name string, t *table) error {
	rows, err := file.Rows(name)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]value, len(t.Fields))
	for first := true; rows.Next(); first = false {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		if len(cells) > len(t.Fields) || first && (len(cells) != len(t.Fields) || cells[0] != t.Fields[0].Name) {
			return errors.New("it is of another form: make the data set whole, without --since")
		}
		if first {
			continue
		}
		clear(values)
		for i, s := range cells {
			values[i] = parsePlain(s, t.Fields[i].Type)
		}
		if err := w.row(t, values); err != nil {
			return err
		}
	}
	return rows.Error()
}

// parsePlain reads a value of a workbook that this program wrote.
func parsePlain(s string, t fieldType) value {
	switch t {
	case integerField:
		if n, err := strconv.Atoi(s); err == nil {
			return integer(n)
		}
		return value{}
	case numberField:
		return parsedNumber(text(s))
	case booleanField:
		return boolean(s == "1" || s == "TRUE")
	case moneyField:
		return wholeFen(s)
	}
	return text(s)
}
