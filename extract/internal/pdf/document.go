// Package pdf reads the objects of a PDF file (ISO 32000-2, clause 7): values, streams and pages.
//
// It promises that whatever the bytes are, reading ends in a Document or in one clear error, within
// Limits, without a panic, and that what was forgiven on the way is listed by Document.Problems.
// It trusts nothing that the file says about itself: not /Length, not /Count, not /Size.
//
// A Document is for one goroutine at a time: it caches what it has read.
package pdf

import (
	"context"
	"math"
	"strconv"

	"yusuan/model"
)

// Options are what the caller knows about a file.
type Options struct {
	Password string // user or owner password; the empty one is tried as well
	Limits   Limits
}

// A Problem is something that was forgiven.
type Problem struct {
	Kind   model.FindingKind
	Detail string // English, lower case, what and where
}

// Info is what the file says about itself, text as UTF-8.
type Info struct {
	Producer, Creator, Title string
	Encrypted                bool
	Repaired                 bool // the cross-reference or the page tree was rebuilt
}

// A source gives the indirect objects of one file. Its errors and panics are the Document's to handle.
type source interface {
	trailer() Dict
	// object returns the value of an indirect object, nil for one that does not exist.
	object(number int) (Object, error)
	// raw returns a stream's data as stored, decrypted but still filtered.
	raw(s *Stream) ([]byte, error)
	// numbers lists the objects that are in use, in ascending order.
	numbers() []int
}

// A Document is an open PDF file.
type Document struct {
	ctx      context.Context
	src      source
	limits   Limits
	decoded  int64 // bytes decoded so far, counted against Limits.DecodedTotal
	objects  map[int]Object
	pages    []Page
	pagesErr error
	paged    bool
	info     Info
	problems []Problem
	reported map[Problem]bool
	broken   bool  // the page tree is
	failure  error // a limit that the file went over, or the end of the context: nothing more is read
}

// Open reads a file's bytes, which the Document keeps and does not change. Objects are read when they are asked for.
// When ctx ends, so does reading, also of what is read later.
func Open(ctx context.Context, data []byte, opt Options) (*Document, error) {
	opt.Limits = opt.Limits.withDefaults()
	if err := opt.Limits.checkSize(int64(len(data))); err != nil {
		return nil, err
	}
	d, err := openData(ctx, data, opt)
	if err != nil {
		return nil, err
	}
	d.info.Encrypted = d.src.trailer()["Encrypt"] != nil
	return d, nil
}

func newDocument(ctx context.Context, limits Limits) *Document {
	return &Document{ctx: ctx, limits: limits, objects: make(map[int]Object), reported: make(map[Problem]bool)}
}

// Resolve follows references; nil stands for null, for objects that are missing or unreadable and for cycles.
func (d *Document) Resolve(o Object) Object {
	for range maxChain {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = d.load(ref.Number)
	}
	return nil
}

// failed returns what ended the reading of the file.
func (d *Document) failed() error {
	if d.failure == nil && d.ctx.Err() != nil {
		d.failure = d.ctx.Err()
	}
	return d.failure
}

func (d *Document) load(number int) Object {
	if o, ok := d.objects[number]; ok {
		return o
	}
	if d.failed() != nil {
		return nil
	}
	var o Object
	err := guard("object "+strconv.Itoa(number), func() (err error) {
		o, err = d.src.object(number)
		return err
	})
	if err != nil {
		if endsReading(err) {
			d.failure = err
		}
		d.report(model.ObjectUnreadable, err.Error())
		o = nil
	}
	if s, ok := o.(*Stream); ok && s.Ref == (Ref{}) {
		s.Ref = Ref{Number: number}
	}
	d.objects[number] = o
	return o
}

// Dict resolves o to a dictionary, which for a stream is its own; nil if it is neither.
func (d *Document) Dict(o Object) Dict {
	switch v := d.Resolve(o).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Array resolves o to an array; nil if it is none.
func (d *Document) Array(o Object) Array {
	a, _ := d.Resolve(o).(Array)
	return a
}

// Name resolves o to a name; "" if it is none.
func (d *Document) Name(o Object) Name {
	n, _ := d.Resolve(o).(Name)
	return n
}

// Stream resolves o to a stream; nil if it is none.
func (d *Document) Stream(o Object) *Stream {
	s, _ := d.Resolve(o).(*Stream)
	return s
}

// Number resolves o to an integer or real number.
func (d *Document) Number(o Object) (float64, bool) {
	switch v := d.Resolve(o).(type) {
	case int64:
		return float64(v), true
	case exponential:
		return float64(v), true
	case float64:
		return v, !math.IsNaN(v) && !math.IsInf(v, 0)
	}
	return 0, false
}

// Int resolves o to an integer, also of a real number without fraction; def if it is none.
func (d *Document) Int(o Object, def int) int {
	o = d.Resolve(o)
	if v, ok := o.(int64); ok {
		return int(v)
	}
	if v, ok := d.Number(o); ok && v == math.Trunc(v) && math.Abs(v) < math.MaxInt32 {
		return int(v)
	}
	return def
}

// Info returns what the file says about itself.
func (d *Document) Info() Info {
	info := d.info
	dict := d.Dict(d.src.trailer()["Info"])
	info.Producer = d.text(dict["Producer"])
	info.Creator = d.text(dict["Creator"])
	info.Title = d.text(dict["Title"])
	return info
}

func (d *Document) text(o Object) string {
	s, _ := d.Resolve(o).(String)
	return textString(s)
}

// Problems lists what was forgiven so far, each once.
func (d *Document) Problems() []Problem { return d.problems }

// Within tells that no more was decoded than one of so many readers of the file may.
func (d *Document) Within(readers int) bool { return int64(readers)*d.decoded <= d.limits.DecodedTotal }

func (d *Document) report(kind model.FindingKind, detail string) {
	if kind == model.FileRepaired || kind == model.FileTruncated || kind == model.PageTreeRepaired {
		d.info.Repaired = true
	}
	p := Problem{Kind: kind, Detail: detail}
	if d.reported[p] || len(d.problems) >= maxProblems {
		return
	}
	d.reported[p] = true
	d.problems = append(d.problems, p)
}

// AcroForm returns the interactive form dictionary (12.7.3), nil if there is none.
func (d *Document) AcroForm() Dict { return d.Dict(d.catalog()["AcroForm"]) }

func (d *Document) catalog() Dict { return d.Dict(d.src.trailer()["Root"]) }
