package dataset

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"yusuan/dataset/internal/forexcel"
)

// textFiles writes a text file for each table. Rows that are added to one lie in a file of their own until all are made.
type textFiles struct {
	folder *folder
	suffix string
	header func(*table) string
	split  bufio.SplitFunc
	// document is the digest of the file that a row is of, with the place of its column among those of the table.
	document func(row []byte, column int) []byte
	files    []*textFile // by the table's number
}

type textFile struct {
	file *os.File
	*bufio.Writer
}

// open makes the file of every table, so that a table without rows has one too.
func (t *textFiles) open() error {
	for _, table := range tables {
		create, header := t.folder.create, t.header(table)
		if t.folder.isCopied(table) {
			create, header = t.folder.createTail, ""
		}
		file, err := create(table.Name + t.suffix)
		if err != nil {
			return err
		}
		f := &textFile{file, bufio.NewWriterSize(file, 1<<16)}
		t.files = append(t.files, f)
		if _, err := f.WriteString(header); err != nil {
			return err
		}
	}
	return nil
}

func (t *textFiles) close() error {
	var all error
	for i, f := range t.files {
		all = errors.Join(all, f.Flush())
		size, err := f.file.Seek(0, io.SeekCurrent)
		if all = errors.Join(all, err, f.file.Close()); all == nil && t.folder.isCopied(tables[i]) {
			all = t.extend(tables[i], size)
		}
	}
	return all
}

// extend leaves it to the commit to add a table's new rows, but where rows leave: then the file is made anew.
func (t *textFiles) extend(table *table, added int64) error {
	name := table.Name + t.suffix
	if len(t.folder.leaving) > 0 {
		left, err := t.filter(table, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if left {
			return t.folder.dropTail(name)
		}
		if err := os.Remove(t.folder.staged(name)); err != nil {
			return err
		}
	}
	if added == 0 {
		return t.folder.dropTail(name)
	}
	return nil
}

// filter copies the rows that stay and those that are added, and tells whether any leave.
func (t *textFiles) filter(table *table, name string) (left bool, err error) {
	old, err := t.folder.earlier(name)
	if err != nil {
		return false, err
	}
	defer old.Close()
	tail, err := os.Open(t.folder.tail(name))
	if err != nil {
		return false, err
	}
	defer tail.Close()
	file, err := t.folder.create(name)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	to := bufio.NewWriterSize(file, 1<<16)
	rows := bufio.NewScanner(old)
	rows.Buffer(nil, maxDocumentBytes)
	rows.Split(t.split)
	column := table.has(documentKey.Name)
	for rows.Scan() {
		if t.folder.leaving[string(t.document(rows.Bytes(), column))] {
			left = true
			continue
		}
		if _, err := to.Write(rows.Bytes()); err != nil {
			return false, err
		}
	}
	if rows.Err() != nil || !left {
		return false, rows.Err()
	}
	_, err = io.Copy(to, tail)
	return true, errors.Join(err, to.Flush())
}

// splitRecords splits CSV behind each record, whose end is a line's outside of quotes.
func splitRecords(data []byte, atEnd bool) (int, []byte, error) {
	quoted := false
	for i, c := range data {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			return i + 1, data[:i+1], nil
		}
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// csvField is a field of a CSV record as it is spelled.
func csvField(record []byte, column int) []byte {
	quoted, begin := false, 0
	for i, c := range record {
		switch {
		case c == '"':
			quoted = !quoted
		case (c == ',' || c == '\n') && !quoted:
			if column == 0 {
				return record[begin:i]
			}
			column, begin = column-1, i+1
		}
	}
	return nil
}

// splitLines splits behind each line.
func splitLines(data []byte, atEnd bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// documentMember is how the document's digest stands in a line of JSON Lines; in a text the quotes would be escaped.
var documentMember = []byte(`"` + documentKey.Name + `":"`)

// lineDocument is the digest of the file that a line of JSON Lines is of.
func lineDocument(line []byte, _ int) []byte {
	_, after, _ := bytes.Cut(line, documentMember)
	digest, _, _ := bytes.Cut(after, []byte{'"'})
	return digest
}

// csvFiles writes RFC 4180 with LF: programs take it everywhere, and a line
// break inside of a field stays what it is.
type csvFiles struct {
	textFiles
	excel  bool
	record []string
	buffer []byte
}

func newCSV(f *folder, excel bool) (*csvFiles, error) {
	w := &csvFiles{textFiles: textFiles{folder: f, suffix: ".csv", split: splitRecords, document: csvField}, excel: excel}
	w.header = func(t *table) string {
		var b strings.Builder
		if excel {
			b.WriteString(forexcel.ByteOrderMark)
		}
		for i, field := range t.Fields {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(field.Name)
		}
		return b.String() + "\n"
	}
	return w, w.open()
}

func (w *csvFiles) write(c *chunk) error {
	out := csv.NewWriter(w.files[c.table.number])
	fields := c.table.Fields
	for i := range c.rows() {
		w.record = w.record[:0]
		for j, v := range c.row(i) {
			w.record = append(w.record, w.spell(v, fields[j].Type))
		}
		if err := out.Write(w.record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (w *csvFiles) spell(v value, t fieldType) string {
	switch {
	case !v.set:
		return ""
	case !t.isText():
		w.buffer = v.appendPlain(w.buffer[:0], t)
		return string(w.buffer)
	case w.excel:
		return forexcel.Defuse(v.text)
	}
	return v.text
}

// jsonLines writes an object a line. Lists are arrays, amounts strings: a JSON
// number would become binary floating point.
type jsonLines struct {
	textFiles
	buffer []byte
}

func newJSONLines(f *folder) (*jsonLines, error) {
	w := &jsonLines{textFiles: textFiles{folder: f, suffix: ".jsonl", split: splitLines, document: lineDocument, header: func(*table) string { return "" }}}
	return w, w.open()
}

func (w *jsonLines) write(c *chunk) error {
	out := w.files[c.table.number]
	for i := range c.rows() {
		w.buffer = append(record{c.table, c.row(i)}.appendJSON(w.buffer[:0]), '\n')
		if _, err := out.Write(w.buffer); err != nil {
			return err
		}
	}
	return nil
}

func appendJSON(b []byte, v value, t fieldType) []byte {
	switch {
	case !v.set:
		return append(b, "null"...)
	case t == textField:
		return appendQuoted(b, v.text)
	case t == moneyField:
		return append(v.appendPlain(append(b, '"'), t), '"')
	}
	return v.appendPlain(b, t)
}
