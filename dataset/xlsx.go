package dataset

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"yusuan/model"
)

const (
	// sheetRows is how many rows a sheet of Excel has, the header included.
	sheetRows = 1 << 20
	// cellUnits is how many UTF-16 units a cell of Excel may hold.
	cellUnits = 32_767
	cutMark   = "…"
	// exactFen is where amounts need more than the 15 digits that Excel keeps.
	exactFen = 1_000_000_000_000_000
)

// xlsxNames begin the names of workbooks: dataset.xlsx, dataset-2.xlsx …
const xlsxNames = "dataset"

// xlsxName is the name of the workbook with a number, from 1.
func xlsxName(n int) string {
	if n == 1 {
		return xlsxNames + ".xlsx"
	}
	return fmt.Sprintf("%s-%d.xlsx", xlsxNames, n)
}

// workbooks writes Excel workbooks: sheets for the dictionary and the codes, one for each other table, and for facts
// one for each kind of table that they are printed in. A workbook has as many facts as a sheet may have rows, and no
// sheet more; what follows goes into another workbook, so that each can be opened.
type workbooks struct {
	folder *folder
	cells  bool // the table cells too
	limit  int  // rows of a sheet
	number int
	book   *book
	sheets map[string]*sheet // of the book under way, by name
	facts  int               // in it
}

func newWorkbooks(f *folder, cells bool, limit int) (*workbooks, error) {
	w := &workbooks{folder: f, cells: cells, limit: limit}
	if !f.extended {
		return w, w.next()
	}
	return w, w.goOn()
}

// next begins the next workbook with the sheets that each has.
func (w *workbooks) next() error {
	w.number++
	w.book, w.sheets, w.facts = &book{folder: w.folder, name: xlsxName(w.number)}, make(map[string]*sheet), 0
	if err := w.dictionary(); err != nil {
		return err
	}
	for _, t := range tables {
		if !w.has(t) || t == factsTable {
			continue
		}
		if _, err := w.sheet(t, t.Name); err != nil {
			return err
		}
	}
	return codeRows(nil, func(r *row) error {
		return w.sheets[codesTable.Name].writeRow(codesTable.Fields, codesTable.appendValues(nil, r))
	})
}

// has tells whether a table goes into workbooks.
func (w *workbooks) has(t *table) bool { return t != cellsTable || w.cells }

const dictionarySheet = "dictionary"

func (w *workbooks) dictionary() error {
	columns := []column{{"table", 12}, {"field", 24}, {"type", 10}, {"说明", 60}, {"description", 80}}
	s, err := w.book.add(dictionarySheet, columns)
	if err != nil {
		return err
	}
	w.sheets[dictionarySheet] = s
	line := func(texts ...string) {
		values := make([]value, len(texts))
		for i, s := range texts {
			values[i] = text(s)
		}
		err = errors.Join(err, s.writeRow(make([]field, len(texts)), values)) // fields of text
	}
	for _, t := range tables {
		if !w.has(t) {
			continue
		}
		line(t.Name, "", "", t.ZH, t.EN)
		for _, f := range t.Fields {
			line(t.Name, f.Name, f.Type.String(), f.ZH, f.EN)
		}
	}
	return err
}

// sheet makes a sheet of a table.
func (w *workbooks) sheet(t *table, name string) (*sheet, error) {
	s, err := w.book.add(name, columnsOf(t))
	w.sheets[name] = s
	return s, err
}

func columnsOf(t *table) []column {
	columns := make([]column, len(t.Fields))
	for i, f := range t.Fields {
		columns[i] = column{f.Name, columnWidth(f)}
	}
	return columns
}

// columnWidth is a column's width in characters of the default font.
func columnWidth(f field) float64 {
	switch {
	case f.Type == moneyField || f.unique:
		return 18
	case f.Type.isText():
		return 14
	}
	return 9
}

func (w *workbooks) write(c *chunk) error {
	if c.table == codesTable || !w.has(c.table) { // each workbook got the codes when it began
		return nil
	}
	for i := range c.rows() {
		if err := w.row(c.table, c.row(i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *workbooks) row(t *table, values []value) error {
	name := t.Name
	if t == factsTable {
		name = kindSheet(values[t.has(tableKind.Name)].text)
	}
	if s := w.sheets[name]; s != nil && s.rows == w.limit || t == factsTable && w.facts == w.limit-1 {
		if err := w.finish(); err != nil {
			return err
		}
		if err := w.next(); err != nil {
			return err
		}
	}
	s := w.sheets[name]
	if s == nil {
		var err error
		if s, err = w.sheet(t, name); err != nil {
			return err
		}
	}
	if t == factsTable {
		w.facts++
	}
	return s.writeRow(t.Fields, values)
}

// kindSheet names the sheet of the facts that tables of a kind print.
func kindSheet(kind string) string { return factsTable.Name + " " + KindName(model.Kind(kind)) }

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

// finish puts the workbook under way together: facts in the order of kinds, before indicators.
func (w *workbooks) finish() error {
	names := []string{dictionarySheet}
	for _, t := range tables {
		if t != factsTable {
			names = append(names, t.Name)
			continue
		}
		for _, k := range model.Kinds() {
			names = append(names, kindSheet(string(k)))
		}
	}
	var sheets []*sheet
	for _, name := range names {
		if s := w.sheets[name]; s != nil {
			sheets = append(sheets, s)
		}
	}
	return w.book.close(sheets)
}

// close finishes the last workbook. After an error it has sheets that are not whole, and goes with the folder.
func (w *workbooks) close() error {
	if w.book == nil {
		return nil
	}
	return w.finish()
}

// goOn goes on in the last workbook of the data set that is extended. Those before stay as they are, but where rows leave.
func (w *workbooks) goOn() error {
	for len(w.folder.leaving) == 0 {
		if _, there := w.folder.set.file(xlsxName(w.number + 2)); !there {
			break
		}
		w.number++
	}
	for {
		if err := w.next(); err != nil {
			return err
		}
		_, err := os.Stat(w.folder.in(xlsxName(w.number + 1)))
		last := errors.Is(err, fs.ErrNotExist)
		if err != nil && !last {
			return err
		}
		if err := w.copyEarlier(); err != nil {
			return fmt.Errorf("%s: %w", xlsxName(w.number), err)
		}
		if last {
			return nil
		}
		if err := w.finish(); err != nil {
			return err
		}
	}
}

// copyEarlier copies the rows of the earlier workbook of the same name, but for what comes with the program.
func (w *workbooks) copyEarlier() error {
	old, err := w.folder.earlier(xlsxName(w.number))
	if err != nil {
		return err
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(old, info.Size())
	if err != nil {
		return err
	}
	names, err := sheetNames(z)
	if err != nil {
		return err
	}
	if slices.Contains(names, cellsTable.Name) != w.cells {
		return errOtherForm
	}
	for i, name := range names {
		if err := w.copySheet(z, i+1, name); err != nil {
			return fmt.Errorf("sheet %s: %w", name, err)
		}
	}
	return nil
}

func (w *workbooks) copySheet(z *zip.Reader, number int, name string) error {
	base, _, _ := strings.Cut(name, " ")
	t := tableNamed(base)
	if name == dictionarySheet || t != nil && t.whole != nil {
		return nil
	}
	if t == nil {
		return errOtherForm
	}
	s := w.sheets[name]
	if s == nil {
		var err error
		if s, err = w.sheet(t, name); err != nil {
			return err
		}
	}
	part, err := z.Open(sheetPart(number))
	if err != nil {
		return err
	}
	defer part.Close()
	before := s.rows
	err = s.copyRows(part.(io.Reader), columnsOf(t), w.folder.leaving)
	if t == factsTable {
		w.facts += s.rows - before
	}
	return err
}
