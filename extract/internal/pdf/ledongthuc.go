package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	ledongthuc "github.com/ledongthuc/pdf"

	"yusuan/model"
)

// ledongthucSource reads objects through ledongthuc/pdf, which reads each when it is asked for. The library follows
// references by itself and does not show them, so this source remembers for each one the container that holds it.
type ledongthucSource struct {
	file    *fileSource // where streams end
	root    Dict
	holders map[int]holder // by object number
}

// holder is a place that refers to an object.
type holder struct {
	container ledongthuc.Value
	key       string
	index     int // in an array, whose key is ""
}

// readLedongthuc opens a file whose cross-reference is a plain table. The library recurses without a bound and
// believes every size that it reads, so that it gets no file whose table or nesting is beyond our limits.
func readLedongthuc(ctx context.Context, data []byte, limits Limits) (*ledongthucSource, error) {
	file := newFileSource(ctx, data, limits, func(kind model.FindingKind, detail string) {})
	if err := file.readSections(); err != nil {
		return nil, err
	}
	switch {
	case file.trail["Encrypt"] != nil:
		return nil, errors.New("encrypted file")
	case file.trail["Type"] == Name("XRef") || slices.ContainsFunc(file.table, func(at location) bool { return at.stream != 0 }):
		return nil, errors.New("cross-reference is no plain table")
	case bytes.Count(data, []byte("["))+bytes.Count(data, []byte("<<")) > maxBrackets:
		return nil, &LimitError{What: "opening brackets", Limit: maxBrackets}
	}
	reader := newMeteredReader(ctx, data)
	r, err := ledongthuc.NewReader(reader, int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read file with ledongthuc/pdf: %w", err)
	}
	s := &ledongthucSource{file: file, holders: make(map[int]holder)}
	s.root, _ = s.value(r.Trailer(), r.Trailer().String()).(Dict)
	return s, nil
}

func (s *ledongthucSource) trailer() Dict { return s.root }

// numbers lists the objects that are referred to by those read so far.
func (s *ledongthucSource) numbers() []int {
	numbers := make([]int, 0, len(s.holders))
	for n := range s.holders {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

func (s *ledongthucSource) object(number int) (Object, error) {
	h, ok := s.holders[number]
	if !ok {
		return nil, nil
	}
	v := h.container.Index(h.index)
	if h.key != "" {
		v = h.container.Key(h.key)
	}
	return s.value(v, v.String()), nil
}

func (s *ledongthucSource) raw(stream *Stream) ([]byte, error) { return s.file.raw(stream) }

// reference matches how the library prints a reference.
var reference = regexp.MustCompile(`^(\d+) (\d+) R`)

// value converts a value that prints as text. Only the text tells an element that is a reference from its object.
func (s *ledongthucSource) value(v ledongthuc.Value, text string) Object {
	switch v.Kind() {
	case ledongthuc.Bool:
		return v.Bool()
	case ledongthuc.Integer:
		return v.Int64()
	case ledongthuc.Real:
		return v.Float64()
	case ledongthuc.String:
		return String(v.RawString())
	case ledongthuc.Name:
		return Name(v.Name())
	case ledongthuc.Dict:
		return s.dict(v, text)
	case ledongthuc.Stream:
		return s.stream(v, text)
	case ledongthuc.Array:
		a := make(Array, v.Len())
		text = strings.TrimPrefix(text, "[")
		for i := range a {
			a[i], text = s.element(holder{container: v, index: i}, text)
			text = strings.TrimPrefix(text, " ")
		}
		return a
	}
	return nil
}

func (s *ledongthucSource) dict(v ledongthuc.Value, text string) Dict {
	dict := make(Dict)
	text = strings.TrimPrefix(text, "<<")
	for _, key := range v.Keys() {
		text = strings.TrimPrefix(text, "/"+key+" ")
		var o Object
		if o, text = s.element(holder{container: v, key: key}, text); o != nil {
			dict[Name(key)] = o
		}
		text = strings.TrimPrefix(text, " ")
	}
	return dict
}

// element converts the element that text starts with and returns the text behind it.
func (s *ledongthucSource) element(h holder, text string) (Object, string) {
	if m := reference.FindStringSubmatch(text); m != nil {
		number, _ := strconv.Atoi(m[1])
		generation, _ := strconv.Atoi(m[2])
		if _, ok := s.holders[number]; !ok {
			s.holders[number] = h
		}
		return Ref{Number: number, Generation: generation}, text[len(m[0]):]
	}
	v := h.container.Index(h.index)
	if h.key != "" {
		v = h.container.Key(h.key)
	}
	own := v.String()
	return s.value(v, own), text[min(len(own), len(text)):]
}

// stream finds a stream's data at the offset that ends its text.
func (s *ledongthucSource) stream(v ledongthuc.Value, text string) Object {
	stream := &Stream{Dict: s.dict(v, text)}
	start, err := strconv.Atoi(text[strings.LastIndexByte(text, '@')+1:])
	if err != nil || start < 0 || start > len(s.file.data) {
		return stream.Dict
	}
	at := span{start: start}
	at.end, _ = s.file.streamEnd(start, v.Key("Length").Int64())
	stream.source = at
	return stream
}
