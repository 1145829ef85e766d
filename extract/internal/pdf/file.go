package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sort"

	"yusuan/model"
)

// fileSource reads the objects of a file where its cross-reference says that they are (7.5), each when it is
// asked for. When the cross-reference is wrong, the file is scanned for its objects instead (see scan.go).
type fileSource struct {
	ctx      context.Context
	data     []byte
	base     int // where the header starts: offsets count from there in files with bytes before it
	limits   Limits
	table    []location // by object number
	trail    Dict
	names    nameTable
	crypt    *decrypter // nil: not encrypted
	streams  map[int]*objectStream
	ends     []int // offsets of the keyword endstream, found when first needed
	parsed   int   // bytes of object text parsed, counted against maxParsed
	tables   int   // bytes of cross-reference tables read, counted against maxTables
	kept     int   // decoded bytes of object and cross-reference streams, counted against maxObjectStreams
	reading  []int // numbers of the objects being read, outermost first
	scanning bool  // lengths are not known yet
	scanned  bool
	note     func(kind model.FindingKind, detail string)
}

// location says where an object is: at an offset of the file or at an index of an object stream.
type location struct {
	offset   int // of the object; for a compressed one of its stream, to tell which is newer
	stream   int // number of the object stream, 0 for none
	index    int32
	used     bool
	resolved bool // free entries too: a later section has told about this object
}

// span is the encoded data of a stream in a file.
type span struct {
	start, end         int
	number, generation int
}

// An objectStream is a decoded object stream (7.5.7) and where its objects start.
type objectStream struct {
	data    []byte
	numbers []int
	offsets []int
	index   map[int]int // by object number, made when the cross-reference gives a wrong index
}

// find returns the index of an object, which should be the hint.
func (s *objectStream) find(number, hint int) (int, bool) {
	if hint < len(s.numbers) && s.numbers[hint] == number {
		return hint, true
	}
	if s.index == nil {
		s.index = make(map[int]int, len(s.numbers))
		for i, n := range s.numbers {
			s.index[n] = i
		}
	}
	i, ok := s.index[number]
	return i, ok
}

var (
	errNoRoot = errors.New("no document catalog")
	errParsed = &LimitError{What: "bytes of object text", Limit: maxParsed}
)

// openFile reads a file by its cross-reference.
func openFile(ctx context.Context, data []byte, password string, limits Limits, note func(kind model.FindingKind, detail string)) (*fileSource, error) {
	f := newFileSource(ctx, data, limits, note)
	if err := f.readSections(); err != nil {
		return nil, err
	}
	return f, f.unlock(password)
}

func newFileSource(ctx context.Context, data []byte, limits Limits, note func(kind model.FindingKind, detail string)) *fileSource {
	return &fileSource{
		ctx: ctx, data: data, base: max(bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")), 0),
		limits: limits, trail: Dict{}, streams: make(map[int]*objectStream), note: note,
	}
}

func (f *fileSource) trailer() Dict { return f.trail }

func (f *fileSource) numbers() []int {
	var numbers []int
	for n, at := range f.table {
		if at.used {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// grow makes room for an object number.
func (f *fileSource) grow(number int) error {
	if number >= f.limits.Objects {
		return &LimitError{What: "indirect objects", Limit: int64(f.limits.Objects)}
	}
	if number >= len(f.table) {
		f.table = append(f.table, make([]location, number+1-len(f.table))...)
	}
	return nil
}

// hasRoot tells whether the trailer leads to a document catalog with a page tree.
func (f *fileSource) hasRoot() bool {
	catalog, _ := f.resolve(f.trail["Root"]).(Dict)
	pages, _ := f.resolve(catalog["Pages"]).(Dict)
	return pages != nil
}

func (f *fileSource) resolve(o Object) Object {
	for range maxChain {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		var err error
		if o, err = f.object(ref.Number); err != nil {
			return nil
		}
	}
	return nil
}

func (f *fileSource) object(number int) (Object, error) {
	if number < 0 || number >= len(f.table) || !f.table[number].used {
		return nil, nil
	}
	for _, n := range f.reading {
		if n == number {
			return nil, fmt.Errorf("object %d needs itself", number)
		}
	}
	if len(f.reading) > maxChain {
		return nil, &LimitError{What: "objects that need each other", Limit: maxChain}
	}
	f.reading = append(f.reading, number)
	defer func() { f.reading = f.reading[:len(f.reading)-1] }()

	o, err := f.read(number)
	var limit *LimitError
	if err == nil || f.scanned || errors.As(err, &limit) {
		return o, err
	}
	f.note(model.FileRepaired, err.Error())
	if err := f.scan(); err != nil {
		return nil, err
	}
	return f.read(number)
}

func (f *fileSource) read(number int) (Object, error) {
	at := f.table[number]
	if !at.used {
		return nil, nil
	}
	if at.stream != 0 {
		return f.compressed(number, at)
	}
	found, generation, o, _, err := f.objectAt(at.offset)
	switch {
	case err != nil:
		return nil, fmt.Errorf("object %d: %w", number, err)
	case found != number:
		return nil, fmt.Errorf("object %d: found object %d at offset %d", number, found, at.offset)
	}
	return f.crypt.object(o, number, generation), nil
}

// objectAt reads the indirect object at an offset (7.3.10); end is the offset behind it.
func (f *fileSource) objectAt(offset int) (number, generation int, o Object, end int, err error) {
	if offset < 0 || offset >= len(f.data) {
		return 0, 0, nil, 0, fmt.Errorf("offset %d lies outside the file", offset)
	}
	l := lexer{b: f.data, pos: offset, names: &f.names}
	number, ok1 := l.integer()
	generation, ok2 := l.integer()
	if !ok1 || !ok2 || !l.keyword("obj") {
		return 0, 0, nil, 0, fmt.Errorf("no object at offset %d", offset)
	}
	if o, err = l.object(0); err != nil {
		if !bytes.HasPrefix(l.b[min(l.pos, len(l.b)):], []byte("endobj")) { // "1 0 obj endobj" is null
			return 0, 0, nil, 0, err
		}
		err = nil
	}
	if f.parsed += l.pos - offset; f.parsed > maxParsed {
		return 0, 0, nil, 0, errParsed
	}
	if dict, ok := o.(Dict); ok && l.keyword("stream") {
		s := f.streamAt(dict, l.pos, number, generation)
		at := s.source.(span)
		return number, generation, s, at.end, nil
	}
	return number, generation, o, l.pos, nil
}

// streamAt finds the end of a stream whose keyword ends at pos (7.3.8.1). /Length counts only if endstream follows.
func (f *fileSource) streamAt(dict Dict, pos, number, generation int) *Stream {
	if pos < len(f.data) && f.data[pos] == '\r' {
		pos++
	}
	if pos < len(f.data) && f.data[pos] == '\n' {
		pos++
	}
	at := span{start: pos, number: number, generation: generation}
	length, ok := f.resolve(dict["Length"]).(int64)
	if !ok {
		length = -1
	}
	var honest bool
	if at.end, honest = f.streamEnd(pos, length); !honest && !f.scanning {
		f.note(model.StreamLengthWrong, fmt.Sprintf("stream %d ends after %d bytes", number, at.end-at.start))
	}
	return &Stream{Dict: dict, Ref: Ref{number, generation}, source: at}
}

// streamEnd returns where the data that starts at pos ends, and whether that is where its length says.
func (f *fileSource) streamEnd(pos int, length int64) (end int, honest bool) {
	if length >= 0 && length <= int64(len(f.data)-pos) {
		end = pos + int(length)
		at := end
		for at < len(f.data) && at < end+maxStreamGap && isSpace(f.data[at]) {
			at++
		}
		rest := f.data[at:]
		if bytes.HasPrefix(rest, []byte("endstream")) || bytes.HasPrefix(rest, []byte("endobj")) {
			return end, true
		}
	}
	return f.endOfStream(pos), false
}

// endOfStream finds the next endstream after pos and leaves out the end-of-line marker before it.
func (f *fileSource) endOfStream(pos int) int {
	if f.ends == nil {
		f.ends = []int{}
		for at := 0; ; {
			i := bytes.Index(f.data[at:], []byte("endstream"))
			if i < 0 {
				break
			}
			f.ends = append(f.ends, at+i)
			at += i + len("endstream")
		}
	}
	i := sort.SearchInts(f.ends, pos)
	if i == len(f.ends) {
		return len(f.data)
	}
	end := f.ends[i]
	if end > pos && f.data[end-1] == '\n' {
		end--
	}
	if end > pos && f.data[end-1] == '\r' {
		end--
	}
	return end
}

func (f *fileSource) raw(s *Stream) ([]byte, error) {
	at, ok := s.source.(span)
	if !ok {
		return nil, errors.New("stream without data")
	}
	return f.crypt.stream(s.Dict, f.data[at.start:at.end:at.end], at.number, at.generation)
}

// compressed reads an object of an object stream.
func (f *fileSource) compressed(number int, at location) (Object, error) {
	s, err := f.objectStream(at.stream)
	if err != nil {
		return nil, err
	}
	i, ok := s.find(number, int(at.index))
	if !ok {
		return nil, fmt.Errorf("object %d is not in object stream %d", number, at.stream)
	}
	if s.offsets[i] < 0 || s.offsets[i] > len(s.data) {
		return nil, fmt.Errorf("object %d: offset outside object stream %d", number, at.stream)
	}
	l := lexer{b: s.data, pos: s.offsets[i], names: &f.names}
	o, err := l.object(0)
	if f.parsed += l.pos - s.offsets[i]; f.parsed > maxParsed {
		return nil, errParsed
	}
	if err != nil {
		return nil, fmt.Errorf("object %d in object stream %d: %w", number, at.stream, err)
	}
	return o, nil
}

func (f *fileSource) objectStream(number int) (*objectStream, error) {
	if s, ok := f.streams[number]; ok {
		return s, nil
	}
	f.streams[number] = &objectStream{} // what is unreadable is not read again
	if number >= len(f.table) || f.table[number].stream != 0 {
		return nil, fmt.Errorf("object stream %d is missing", number)
	}
	o, err := f.object(number)
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*Stream)
	if !ok {
		return nil, fmt.Errorf("object stream %d is no stream", number)
	}
	data, err := f.decode(stream)
	if err != nil {
		return nil, fmt.Errorf("object stream %d: %w", number, err)
	}
	s := &objectStream{data: data}
	count, _ := f.resolve(stream.Dict["N"]).(int64)
	first, _ := f.resolve(stream.Dict["First"]).(int64)
	l := lexer{b: data}
	for range min(count, int64(f.limits.Objects)) {
		n, ok1 := l.integer()
		offset, ok2 := l.integer()
		if !ok1 || !ok2 {
			break
		}
		s.numbers = append(s.numbers, n)
		s.offsets = append(s.offsets, offset+int(first))
	}
	f.streams[number] = s
	return s, nil
}

// decode decodes an object or cross-reference stream.
func (f *fileSource) decode(s *Stream) ([]byte, error) {
	data, err := f.raw(s)
	if err != nil {
		return nil, err
	}
	d := newDocument(f.ctx, f.limits)
	d.src = f
	d.limits.DecodedTotal = int64(maxObjectStreams - f.kept)
	data, err = d.decode(s.Dict, data, fmt.Sprintf("stream %d", s.Ref.Number), d.limits.StreamSize, d.limits.overStream())
	f.kept += int(d.decoded)
	return data, err
}
