package hostile

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"

	"yusuan/extract/internal/pdf"
)

// Values are what a PDF is made of: its indirect objects, as package pdf reads them, by number. A stream is of
// streamValue, its data decoded.
type Values struct {
	root    pdf.Ref
	objects map[int]pdf.Object
}

// streamValue is a stream object. Filter, DecodeParms and Length are in dict only where they are to be told whatever the
// data is; else they are written as they must be.
type streamValue struct {
	dict pdf.Dict
	data []byte
}

// absentObjects is how many numbers without an object end a file's objects: of a file that was updated, some in between are free.
const absentObjects = 2000

// Read takes a sound PDF apart. Pictures stay without data: nothing is read of them.
func Read(ctx context.Context, data []byte) (*Values, error) {
	doc, err := pdf.Open(ctx, data, pdf.Options{})
	if err != nil {
		return nil, err
	}
	v := &Values{objects: make(map[int]pdf.Object)}
	for number, absent := 1, 0; absent < absentObjects; number++ {
		o := doc.Resolve(pdf.Ref{Number: number})
		if o == nil {
			absent++
			continue
		}
		absent = 0
		if s, ok := o.(*pdf.Stream); ok {
			o = decoded(doc, s)
		}
		if d, ok := o.(pdf.Dict); ok && d["Type"] == pdf.Name("Catalog") {
			v.root = pdf.Ref{Number: number}
		}
		if o != nil {
			v.objects[number] = o
		}
	}
	if v.root.Number == 0 {
		return nil, fmt.Errorf("no catalog among %d objects", len(v.objects))
	}
	return v, nil
}

// decoded is a stream as a value, nil for one that is a part of the file's own structure.
func decoded(doc *pdf.Document, s *pdf.Stream) pdf.Object {
	if t := s.Dict["Type"]; t == pdf.Name("ObjStm") || t == pdf.Name("XRef") {
		return nil
	}
	data, err := doc.Data(s)
	if err != nil {
		return streamValue{dict: s.Dict}
	}
	dict := maps.Clone(s.Dict)
	for _, key := range []pdf.Name{"Filter", "DecodeParms", "Length"} {
		delete(dict, key)
	}
	return streamValue{dict, data}
}

// clone copies a value as deep as it goes within one object.
func clone(o pdf.Object) pdf.Object {
	switch v := o.(type) {
	case pdf.Array:
		all := make(pdf.Array, len(v))
		for i := range v {
			all[i] = clone(v[i])
		}
		return all
	case pdf.Dict:
		all := make(pdf.Dict, len(v))
		for key := range v {
			all[key] = clone(v[key])
		}
		return all
	case streamValue:
		dict, _ := clone(v.dict).(pdf.Dict)
		return streamValue{dict, bytes.Clone(v.data)}
	}
	return o
}

// numbers lists the objects in order.
func (v *Values) numbers() []int { return slices.Sorted(maps.Keys(v.objects)) }

// Write returns the file of the values, with a cross-reference table that is right. Streams are compressed or not, as it happens.
func (v *Values) Write(random *rand.Rand) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	numbers := v.numbers()
	size := 1 + slices.Max(append(numbers, v.root.Number))
	offsets := make([]int, size)
	for _, n := range numbers {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", n)
		if s, ok := v.objects[n].(streamValue); ok {
			s.write(&b, random.IntN(2) == 0)
		} else {
			write(&b, v.objects[n])
		}
		b.WriteString("\nendobj\n")
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n", size)
	for n, at := range offsets {
		if at == 0 {
			b.WriteString("0000000000 65535 f \n")
		} else {
			fmt.Fprintf(&b, "%010d %05d n \n", offsets[n], 0)
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", size, v.root.Number, table)
	return b.Bytes()
}

// write writes a stream. Filters and a length that its dictionary has are told, whatever the data is.
func (s streamValue) write(b *bytes.Buffer, compress bool) {
	dict, data := maps.Clone(s.dict), s.data
	if dict == nil {
		dict = pdf.Dict{}
	}
	if compress {
		data = compressed(data)
	}
	if _, told := dict["Filter"]; !told && compress {
		dict["Filter"] = pdf.Name("FlateDecode")
	}
	if _, told := dict["Length"]; !told {
		dict["Length"] = int64(len(data))
	}
	write(b, dict)
	b.WriteString("stream\n")
	b.Write(data)
	b.WriteString("\nendstream")
}

func compressed(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data) // into memory
	_ = w.Close()
	return b.Bytes()
}

// write writes a value, the entries of dictionaries in order.
func write(b *bytes.Buffer, o pdf.Object) {
	switch v := o.(type) {
	case nil:
		b.WriteString("null ")
	case pdf.Name:
		b.WriteByte('/')
		for _, c := range []byte(v) {
			if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(b, "#%02X", c)
			}
		}
		b.WriteByte(' ')
	case pdf.String:
		fmt.Fprintf(b, "<%X>", string(v))
	case pdf.Ref:
		fmt.Fprintf(b, "%d %d R ", v.Number, v.Generation)
	case pdf.Array:
		b.WriteByte('[')
		for _, e := range v {
			write(b, e)
		}
		b.WriteByte(']')
	case pdf.Dict:
		b.WriteString("<<")
		for _, key := range slices.Sorted(maps.Keys(v)) {
			write(b, key)
			write(b, v[key])
		}
		b.WriteString(">>")
	case streamValue: // within another object, where no stream may be
		v.write(b, false)
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64) + " ")
	default: // bool, int64
		fmt.Fprint(b, v, " ")
	}
}
