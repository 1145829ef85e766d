package pdf

import (
	"bytes"
	"errors"
	"fmt"
)

// errTruncated is of a file that ends without saying where its cross-reference is: what ends it is cut off.
var errTruncated = errors.New("no startxref at the end of the file")

// readSections reads the cross-reference sections from the last one back through /Prev (7.5.4 to 7.5.8).
func (f *fileSource) readSections() error {
	tail := f.data[max(0, len(f.data)-maxTail):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errTruncated
	}
	l := lexer{b: tail, pos: i + len("startxref")}
	offset, ok := l.integer()
	if !ok {
		return errors.New("startxref without an offset")
	}
	err := f.follow(offset)
	if err != nil && f.base > 0 { // offsets may count from the start of the file all the same
		f.base, f.table, f.trail = 0, nil, Dict{}
		err = f.follow(offset)
	}
	return err
}

// follow reads the section at an offset and those before it.
func (f *fileSource) follow(offset int) error {
	seen := make(map[int]bool)
	for queue := []int{offset}; len(queue) > 0; queue = queue[1:] {
		if seen[queue[0]] {
			continue
		}
		if len(seen) >= maxSections {
			return &LimitError{What: "cross-reference sections", Limit: maxSections}
		}
		if err := f.ctx.Err(); err != nil {
			return err
		}
		seen[queue[0]] = true
		trailer, err := f.section(queue[0])
		if err != nil {
			return fmt.Errorf("cross-reference at offset %d: %w", queue[0], err)
		}
		for key, v := range trailer {
			if _, ok := f.trail[key]; !ok {
				f.trail[key] = v
			}
		}
		for _, key := range []Name{"XRefStm", "Prev"} { // of a hybrid file the stream comes first (7.5.8.4)
			if previous, ok := trailer[key].(int64); ok && previous > 0 {
				queue = append(queue, int(previous))
			}
		}
	}
	return nil
}

// section reads one cross-reference table or stream and returns its trailer dictionary.
func (f *fileSource) section(offset int) (Dict, error) {
	offset += f.base
	if offset < 0 || offset >= len(f.data) {
		return nil, errors.New("outside the file")
	}
	l := lexer{b: f.data, pos: offset, names: &f.names}
	if l.keyword("xref") {
		trailer, err := f.sectionTable(&l)
		if f.tables += l.pos - offset; f.tables > maxTables {
			return nil, &LimitError{What: "bytes of cross-reference tables", Limit: maxTables}
		}
		return trailer, err
	}
	_, _, o, _, err := f.objectAt(offset)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, errors.New("neither a table nor a stream")
	}
	return s.Dict, f.sectionStream(s)
}

func (f *fileSource) sectionTable(l *lexer) (Dict, error) {
	for !l.keyword("trailer") {
		start, ok1 := l.integer()
		count, ok2 := l.integer()
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("malformed table at offset %d", l.pos)
		}
		for i := range count {
			offset, ok1 := l.integer()
			generation, ok2 := l.integer()
			l.skipSpace()
			if !ok1 || !ok2 || l.pos >= len(l.b) || l.b[l.pos] != 'n' && l.b[l.pos] != 'f' {
				return nil, fmt.Errorf("malformed entry at offset %d", l.pos)
			}
			used := l.b[l.pos] == 'n'
			l.pos++
			if i == 0 && start == 1 && !used && generation == 65535 {
				start = 0 // some writers number the head of the free list 1
			}
			at := location{offset: offset + f.base, used: used && offset != 0}
			if err := f.enter(start+i, at); err != nil {
				return nil, err
			}
		}
	}
	o, err := l.object(0)
	if err != nil {
		return nil, fmt.Errorf("trailer: %w", err)
	}
	trailer, ok := o.(Dict)
	if !ok {
		return nil, errors.New("trailer is no dictionary")
	}
	return trailer, nil
}

// enter adds an entry unless a newer section has told about the object.
func (f *fileSource) enter(number int, at location) error {
	if err := f.grow(number); err != nil {
		return err
	}
	if !f.table[number].resolved {
		at.resolved = true
		f.table[number] = at
	}
	return nil
}

func (f *fileSource) sectionStream(s *Stream) error {
	crypt := f.crypt
	f.crypt = nil // 7.5.8.2: cross-reference streams are not encrypted
	data, err := f.decode(s)
	f.crypt = crypt
	if err != nil {
		return err
	}
	var width [3]int
	w, _ := s.Dict["W"].(Array)
	for i := range width {
		if i >= len(w) {
			return errors.New("malformed /W")
		}
		n, ok := w[i].(int64)
		if !ok || n < 0 || n > 8 {
			return errors.New("malformed /W")
		}
		width[i] = int(n)
	}
	size, _ := s.Dict["Size"].(int64)
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{int64(0), size}
	}
	row := width[0] + width[1] + width[2]
	if row == 0 {
		return errors.New("malformed /W")
	}
	for ; len(index) >= 2; index = index[2:] {
		start, ok1 := index[0].(int64)
		count, ok2 := index[1].(int64)
		if !ok1 || !ok2 || start < 0 {
			return errors.New("malformed /Index")
		}
		for n := int(start); count > 0 && len(data) >= row; n, count, data = n+1, count-1, data[row:] {
			if err := f.enter(n, f.streamEntry(data[:row], width)); err != nil {
				return err
			}
		}
	}
	return nil
}

// streamEntry reads one entry of a cross-reference stream (Table 18).
func (f *fileSource) streamEntry(row []byte, width [3]int) location {
	var field [3]int
	field[0] = 1
	for i, n := range width {
		if n > 0 {
			field[i] = 0
		}
		for _, c := range row[:n] {
			field[i] = field[i]<<8 | int(c)
		}
		row = row[n:]
	}
	switch field[0] {
	case 1:
		return location{offset: field[1] + f.base, used: true}
	case 2:
		return location{stream: field[1], index: int32(field[2] & 0x7FFFFFFF), used: field[1] > 0}
	}
	return location{}
}
