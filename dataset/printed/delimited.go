package printed

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"

	"yusuan/dataset/internal/forexcel"
)

// File is one file of several.
type File struct {
	Name string
	Data []byte
}

// CSV writes each table as a file: the texts as printed, in RFC 4180 with LF, that of a merged cell at its first place. Excel
// asks for a byte order mark, and for an apostrophe before what a spreadsheet would calculate.
func (d *Document) CSV(excel bool) []File {
	files := make([]File, len(d.tables))
	digits := len(fmt.Sprint(len(d.source.Tables)))
	for i, t := range d.tables {
		files[i] = File{t.fileName(digits, d.words) + ".csv", t.csv(excel)}
	}
	return files
}

func (t *table) csv(excel bool) []byte {
	var b bytes.Buffer
	if excel {
		b.WriteString(forexcel.ByteOrderMark)
	}
	w := csv.NewWriter(&b)
	record := make([]string, t.ColumnCount)
	for _, row := range t.rows {
		clear(record)
		for _, c := range row {
			record[c.Column] = c.Text
			if excel {
				record[c.Column] = forexcel.Defuse(c.Text)
			}
		}
		_ = w.Write(record) // into memory: there is nothing to fail
	}
	w.Flush()
	return b.Bytes()
}

// maxFileName is how many bytes of number and title a file's name has.
const maxFileName = 120

// fileName names a table's file by its identifier, whose number has so many digits that names sort as tables follow, its
// number and its title.
func (t *table) fileName(digits int, words *vocabulary) string {
	name := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`/\:*?"<>|`, r) || r == 0x7F || r == utf8.RuneError {
			return '-'
		}
		return r
	}, t.fullHeading(words))
	for len(name) > maxFileName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	id := strings.TrimPrefix(t.ID, "t")
	return strings.TrimRight("t"+strings.Repeat("0", max(0, digits-len(id)))+id+"-"+name, ". -")
}
