package dataset

import (
	"fmt"

	"yusuan/model"
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

// workbooks writes Excel workbooks for people: a first sheet that says what lies here, a sheet for each table, and for
// facts one for each kind of table that they are printed in. A workbook has as many facts as a sheet may have rows, and no
// sheet more; what follows goes into another workbook, so that each can be opened. Tables that are whole on every run, and
// what is told of all, stand in the first.
type workbooks struct {
	folder *folder
	cells  bool // the table cells too
	limit  int  // rows of a sheet
	look   look
	tables map[*table]sheetTable
	number int // of the last workbook
	first  *openBook
	last   *openBook
	rows   map[string]int // by sheet, in all workbooks, without the heads
}

// openBook is a workbook to which rows are added.
type openBook struct {
	book
	number int
	byName map[string]*sheet
	facts  int
}

func newWorkbooks(f *folder, opt Options, limit int) (*workbooks, error) {
	w := &workbooks{folder: f, cells: opt.Cells, limit: limit, look: newLook(opt), tables: make(map[*table]sheetTable), rows: make(map[string]int)}
	for _, t := range tables {
		w.tables[t] = w.look.table(t)
	}
	if !f.extended {
		return w, w.next()
	}
	return w, w.goOn()
}

// form is what workbooks must have in common for rows to be taken over from one to the other.
func (w *workbooks) form() string {
	return fmt.Sprintf("%s|%v|%s", w.look.lang, w.cells, w.look.review)
}

// next begins the next workbook.
func (w *workbooks) next() error {
	if err := w.leave(); err != nil {
		return err
	}
	w.number++
	w.last = &openBook{book: book{folder: w.folder, name: xlsxName(w.number), form: w.form()}, number: w.number, byName: make(map[string]*sheet)}
	if w.first == nil {
		w.first = w.last
	}
	return nil
}

// leave ends the last workbook, but for the first, which gets what is told of all in the end.
func (w *workbooks) leave() error {
	switch w.last {
	case nil:
		return nil
	case w.first:
		return w.first.seal()
	}
	return w.finish(w.last)
}

// has tells whether a table goes into workbooks.
func (w *workbooks) has(t *table) bool { return t != cellsTable || w.cells }

func (w *workbooks) write(c *chunk) error {
	if !w.has(c.table) {
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
	name := w.look.sheetName(t, values)
	s, err := w.sheet(t, name)
	if err != nil {
		return err
	}
	w.rows[name]++
	s.begin()
	for _, cell := range w.tables[t].cells {
		cell(s, values)
	}
	return s.end()
}

// sheet is where the next row of a table goes.
func (w *workbooks) sheet(t *table, name string) (*sheet, error) {
	b := w.last
	if t.whole != nil {
		b = w.first
	}
	if b.isFull(t, name, w.limit) {
		if b == w.last {
			if err := w.next(); err != nil {
				return nil, err
			}
		}
		b = w.last
	}
	if t == factsTable {
		b.facts++
	}
	return b.sheet(name, w.tables[t].form)
}

func (b *openBook) isFull(t *table, name string, limit int) bool {
	s := b.byName[name]
	return s != nil && s.rows == limit || t == factsTable && b.facts == limit-1
}

func (b *openBook) sheet(name string, f sheetForm) (*sheet, error) {
	if s := b.byName[name]; s != nil {
		return s, nil
	}
	s, err := b.add(name, f)
	b.byName[name] = s
	return s, err
}

// finish puts a workbook together.
func (w *workbooks) finish(b *openBook) error {
	first, err := w.about(b)
	if err != nil {
		return err
	}
	sheets := []*sheet{first}
	for _, name := range w.sheetNames() {
		if s := b.byName[name]; s != nil {
			sheets = append(sheets, s)
		}
	}
	if b.number == 1 {
		fields, err := w.fields(b)
		if err != nil {
			return err
		}
		sheets = append(sheets, fields)
	}
	return b.close(sheets)
}

// sheetNames are the names of all sheets that tables may have, in their order: the grids that amounts were read from come
// behind what was read.
func (w *workbooks) sheetNames() []string {
	var names, grids []string
	for _, t := range tables {
		switch t {
		case factsTable:
			for _, k := range model.Kinds() {
				names = append(names, w.look.kindSheet(k))
			}
		case tablesTable, cellsTable:
			grids = append(grids, w.look.tableName(t))
		default:
			names = append(names, w.look.tableName(t))
		}
	}
	return append(names, grids...)
}

// close finishes the last workbook and the first. After an error they have sheets that are not whole, and go with the folder.
func (w *workbooks) close() error {
	if w.last == nil {
		return nil
	}
	if err := w.leave(); err != nil {
		return err
	}
	return w.finish(w.first)
}

// goOn takes over the workbooks of the data set that is extended, and goes on in the last. Those between it and the first
// stay as they are, but where rows leave.
func (w *workbooks) goOn() error {
	last := 1
	for w.isThere(last + 1) {
		last++
	}
	for w.number < last {
		var err error
		if 0 < w.number && w.number < last-1 && len(w.folder.leaving) == 0 {
			err = w.pass()
		} else if err = w.next(); err == nil {
			err = w.takeOver(w.last)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", xlsxName(w.number), err)
		}
	}
	return nil
}

func (w *workbooks) isThere(number int) bool {
	_, there := w.folder.set.file(xlsxName(number))
	return there
}

// pass counts the rows of a workbook that stays as it is.
func (w *workbooks) pass() error {
	w.number++
	old, err := openEarlier(w.folder, xlsxName(w.number), w.form())
	if err != nil {
		return err
	}
	defer old.file.Close()
	for _, s := range old.sheets {
		w.rows[s.Name] += s.Rows - 1
	}
	return nil
}

// takeOver begins a workbook with the rows of the earlier one of the same name, but for those of tables that come whole.
func (w *workbooks) takeOver(b *openBook) error {
	old, err := openEarlier(w.folder, b.name, w.form())
	if err != nil {
		return err
	}
	defer old.file.Close()
	byName := make(map[string]*table)
	for _, t := range tables {
		byName[w.look.tableName(t)] = t
	}
	for _, k := range model.Kinds() {
		byName[w.look.kindSheet(k)] = factsTable
	}
	for _, from := range old.sheets {
		t := byName[from.Name]
		if t == nil {
			return errOtherForm
		}
		if !w.folder.isCopied(t) {
			continue
		}
		s, err := b.sheet(from.Name, w.tables[t].form)
		if err == nil {
			err = s.takeOver(old, from, w.folder.leaving)
		}
		if err != nil {
			return fmt.Errorf("sheet %s: %w", from.Name, err)
		}
		w.rows[from.Name] += s.rows - 1
		if t == factsTable {
			b.facts += s.rows - 1
		}
	}
	return nil
}
