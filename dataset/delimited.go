package dataset

import (
	"bufio"
	"encoding/csv"
	"errors"
	"os"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// textFiles writes a text file for each table.
type textFiles struct {
	folder *folder
	suffix string
	header func(*table) string
	files  []*textFile // by the table's number
}

type textFile struct {
	file *os.File
	*bufio.Writer
}

// open makes the file of every table, so that a table without rows has one too.
func (t *textFiles) open() error {
	for _, table := range tables {
		name := table.Name + t.suffix
		file, err := t.folder.create(name)
		if err != nil {
			return err
		}
		f := &textFile{file, bufio.NewWriterSize(file, 1<<16)}
		t.files = append(t.files, f)
		if header := t.header(table); t.folder.isCopied(table) {
			err = t.folder.copyEarlier(f, name, header)
		} else {
			_, err = f.WriteString(header)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *textFiles) close() error {
	var all error
	for _, f := range t.files {
		all = errors.Join(all, f.Flush(), f.file.Close())
	}
	return all
}

// csvFiles writes RFC 4180 with LF: programs take it everywhere, and a line
// break inside of a field stays what it is.
type csvFiles struct {
	textFiles
	excel  bool
	record []string
	buffer []byte
}

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\uFEFF"

func newCSV(f *folder, excel bool) (*csvFiles, error) {
	w := &csvFiles{textFiles: textFiles{folder: f, suffix: ".csv"}, excel: excel}
	w.header = func(t *table) string {
		var b strings.Builder
		if excel {
			b.WriteString(byteOrderMark)
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
		return defuse(v.text)
	}
	return v.text
}

// formula begins what a spreadsheet may take for one, in half and full width
// (https://owasp.org/www-community/attacks/CSV_Injection), and what defuse makes.
var formula = regexp.MustCompile(`^[=+\-@\t\r\n'＝＋－＠]`)

// harmless is a number: it may begin with a sign.
var harmless = regexp.MustCompile(`^[+-]?[0-9][0-9,]*(\.[0-9]+)?$`)

// defuse puts an apostrophe before text that a spreadsheet would calculate, and
// before text that begins with one. So taking one leading apostrophe off every
// text that has one gives back what was there.
func defuse(s string) string {
	if formula.MatchString(s) && !harmless.MatchString(s) {
		return "'" + s
	}
	return s
}

// jsonLines writes an object a line. Lists are arrays, amounts strings: a JSON
// number would become binary floating point.
type jsonLines struct {
	textFiles
	buffer []byte
}

func newJSONLines(f *folder) (*jsonLines, error) {
	w := &jsonLines{textFiles: textFiles{folder: f, suffix: ".jsonl", header: func(*table) string { return "" }}}
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
		quoted, err := jsontext.AppendQuote(b, v.text)
		if err != nil { // no UTF-8: what is not is replaced, and the error tells so
			return quoted
		}
		return quoted
	case t == moneyField:
		return append(v.appendPlain(append(b, '"'), t), '"')
	}
	return v.appendPlain(b, t)
}
