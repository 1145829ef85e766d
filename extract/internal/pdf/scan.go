package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"yusuan/model"
)

// openScan reads a file whose cross-reference cannot be used.
func openScan(ctx context.Context, data []byte, password string, limits Limits, note func(kind model.FindingKind, detail string)) (*fileSource, error) {
	f := newFileSource(ctx, data, limits, note)
	f.scanned = true
	streams, err := f.scanObjects()
	if err != nil {
		return nil, err
	}
	if err := f.unlock(password); err != nil {
		return nil, err
	}
	if err := f.expand(streams); err != nil {
		return nil, err
	}
	f.findRoot()
	return f, nil
}

// scan rebuilds the table of a file that is open already and keeps its trailer.
func (f *fileSource) scan() error {
	f.scanned = true
	f.table, f.streams = nil, make(map[int]*objectStream)
	trailer := f.trail
	streams, err := f.scanObjects()
	if err != nil {
		return err
	}
	for key, v := range trailer {
		f.trail[key] = v
	}
	if err := f.expand(streams); err != nil {
		return err
	}
	f.findRoot()
	return nil
}

// scanObjects enters every "N G obj" of the file, the later of two with one number, and joins the trailers.
// It returns the object streams in the order of the file.
func (f *fileSource) scanObjects() (objectStreams []int, err error) {
	f.scanning = true
	defer func() { f.scanning = false }()
	for pos := 0; pos < len(f.data); {
		if err := f.ctx.Err(); err != nil {
			return nil, err
		}
		i := bytes.Index(f.data[pos:], []byte("obj"))
		if i < 0 {
			i = len(f.data) - pos
		}
		f.scanTrailers(f.data[pos : pos+i])
		if f.parsed > maxParsed {
			return nil, errParsed
		}
		if pos+i == len(f.data) {
			break
		}
		start := objectStart(f.data, pos, pos+i)
		pos += i + len("obj")
		if start < 0 {
			continue
		}
		number, _, o, end, err := f.objectAt(start)
		var limit *LimitError
		if errors.As(err, &limit) {
			return nil, err
		}
		if err != nil {
			continue
		}
		if err := f.grow(number); err != nil {
			continue // a number beyond the limit is more likely damage than an object
		}
		f.table[number] = location{offset: start, used: true, resolved: true}
		s, ok := o.(*Stream)
		if !ok {
			continue // the next object is looked for inside this one, whose end may be missing
		}
		pos = max(pos, end)
		switch s.Dict["Type"] {
		case Name("ObjStm"):
			objectStreams = append(objectStreams, number)
		case Name("XRef"):
			f.joinTrailer(s.Dict)
		}
	}
	return objectStreams, nil
}

// objectStart finds the start of "N G " before the keyword obj at end; -1 if it is not there.
func objectStart(data []byte, from, end int) int {
	i := end
	for field := range 2 {
		spaces := i
		for i > from && isSpace(data[i-1]) {
			i--
		}
		if i == spaces && field == 1 {
			return -1
		}
		digits := i
		for i > from && isDigit(data[i-1]) && digits-i < 10 {
			i--
		}
		if i == digits {
			return -1
		}
	}
	return i
}

// scanTrailers joins the trailer dictionaries that stand between two objects.
func (f *fileSource) scanTrailers(part []byte) {
	for {
		i := bytes.Index(part, []byte("trailer"))
		if i < 0 {
			return
		}
		part = part[i+len("trailer"):]
		l := lexer{b: part, names: &f.names}
		o, err := l.object(0)
		f.parsed += l.pos
		if f.parsed > maxParsed {
			return
		}
		if err == nil {
			if dict, ok := o.(Dict); ok {
				f.joinTrailer(dict)
			}
		}
	}
}

// joinTrailer lets a later trailer's entries win, as an incremental update's do.
func (f *fileSource) joinTrailer(dict Dict) {
	for _, key := range []Name{"Root", "Info", "Encrypt", "ID"} {
		if v := dict[key]; v != nil {
			f.trail[key] = v
		}
	}
}

// expand enters the objects of the object streams where none of the same number stands later in the file.
func (f *fileSource) expand(streams []int) error {
	for _, number := range streams {
		at := f.table[number].offset
		s, err := f.objectStream(number)
		var limit *LimitError
		if errors.As(err, &limit) || f.ctx.Err() != nil {
			return err
		}
		if err != nil {
			f.note(model.ObjectUnreadable, err.Error())
			continue
		}
		for i, n := range s.numbers {
			if n == number || f.grow(n) != nil || f.table[n].used && f.table[n].offset > at {
				continue
			}
			f.table[n] = location{offset: at, stream: number, index: int32(i), used: true, resolved: true}
		}
	}
	return nil
}

// findRoot looks for the last document catalog if the trailers name none.
func (f *fileSource) findRoot() {
	if f.hasRoot() {
		return
	}
	delete(f.trail, "Root")
	for n := len(f.table) - 1; n > 0; n-- {
		if !f.table[n].used || f.ctx.Err() != nil {
			continue
		}
		o, err := f.object(n)
		if dict, ok := o.(Dict); ok && err == nil && dict["Type"] == Name("Catalog") {
			f.trail["Root"] = Ref{Number: n}
			if f.hasRoot() {
				return
			}
		}
	}
	f.note(model.FileRepaired, fmt.Sprintf("%v among %d objects", errNoRoot, len(f.table)))
}
