package pdf

import (
	"bytes"
	"compress/lzw"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"github.com/klauspost/compress/flate"
	tifflzw "golang.org/x/image/tiff/lzw"

	"yusuan/model"
)

// filterNames maps the abbreviations of inline images (Table 92) to the filters' full names.
var filterNames = map[Name]Name{
	"A85": "ASCII85Decode", "AHx": "ASCIIHexDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
	"Fl": "FlateDecode", "LZW": "LZWDecode", "RL": "RunLengthDecode",
}

// Data returns a stream's data, decoded through its filters (7.4). Data of an image filter is left as it is and
// comes with an *imageFilterError. Of damaged data the part before the damage is returned, without an error.
// The caller must not change the bytes.
func (d *Document) Data(s *Stream) ([]byte, error) {
	return d.data(s, d.limits.StreamSize, d.limits.overStream())
}

// FormData is Data of a stream that is content: a form, an appearance or a glyph procedure.
func (d *Document) FormData(s *Stream) ([]byte, error) {
	return d.data(s, d.limits.ContentSize, &LimitError{What: "decoded bytes of a form", Limit: d.limits.ContentSize})
}

// data decodes a stream that may have room bytes; over is the error of one that has more.
func (d *Document) data(s *Stream, room int64, over *LimitError) ([]byte, error) {
	what := "inline stream"
	if s.Ref != (Ref{}) {
		what = "stream " + strconv.Itoa(s.Ref.Number)
	}
	if err := d.failed(); err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	var data []byte
	err := guard(what, func() (err error) {
		if raw, ok := s.source.([]byte); ok {
			data = raw
		} else if data, err = d.src.raw(s); err != nil {
			return err
		}
		data, err = d.decode(s.Dict, data, what, room, over)
		return err
	})
	if endsReading(err) {
		d.failure = err
	}
	return data, err
}

// NewStream makes a stream of a dictionary and its encoded data, as an inline image has them (8.9.7).
func NewStream(dict Dict, data []byte) *Stream {
	return &Stream{Dict: dict, source: data}
}

// decode applies a stream's filters; over is the error of one that gives more than room bytes.
func (d *Document) decode(dict Dict, data []byte, what string, room int64, over *LimitError) ([]byte, error) {
	filters, parms := d.filters(dict)
	if len(filters) > maxFilters {
		return nil, &LimitError{What: "filters of a stream", Limit: maxFilters}
	}
	for i, name := range filters {
		var err error
		switch name {
		case "Crypt": // the source has decrypted the data
			continue
		case "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode":
			return data, &imageFilterError{Filter: name}
		}
		left := d.limits.DecodedTotal - d.decoded
		data, err = decodeFilter(name, d.filterParms(parms[i]), data, min(room, left))
		d.decoded += int64(len(data))
		if err == errTooLarge && left < room {
			return nil, &LimitError{What: "decoded bytes of all streams", Limit: d.limits.DecodedTotal}
		}
		if err == errTooLarge {
			return nil, over
		}
		if err != nil && len(data) == 0 {
			return nil, &MalformedError{What: what, Err: fmt.Errorf("%s: %w", name, err)}
		}
		if err != nil {
			d.report(model.StreamDamaged, fmt.Sprintf("%s: %s: %v", what, name, err))
		}
	}
	if int64(len(data)) > room { // as it is stored
		return nil, over
	}
	return data, nil
}

// filters lists a stream's filters by their full names, each with its parameters.
func (d *Document) filters(dict Dict) ([]Name, []Object) {
	filter, parms := d.Resolve(dict["Filter"]), d.Resolve(dict["DecodeParms"])
	if filter == nil {
		filter = d.Resolve(dict["F"]) // inline images; a file specification of an external stream is no name
	}
	if parms == nil {
		parms = d.Resolve(dict["DP"])
	}
	list, ok := filter.(Array)
	if !ok && filter != nil {
		list = Array{filter}
	}
	each, ok := parms.(Array)
	if !ok {
		each = Array{parms}
	}
	var names []Name
	for _, o := range list {
		name := d.Name(o)
		if name == "" {
			continue
		}
		if full, ok := filterNames[name]; ok {
			name = full
		}
		names = append(names, name)
	}
	for len(each) < len(names) {
		each = append(slices.Clone(each), nil)
	}
	return names, each
}

// filterParms holds the parameters of Flate and LZW (Table 8).
type filterParms struct {
	predictor, colors, bits, columns, earlyChange int
}

func (d *Document) filterParms(o Object) filterParms {
	dict := d.Dict(o)
	return filterParms{
		predictor:   d.Int(dict["Predictor"], 1),
		colors:      d.Int(dict["Colors"], 1),
		bits:        d.Int(dict["BitsPerComponent"], 8),
		columns:     d.Int(dict["Columns"], 1),
		earlyChange: d.Int(dict["EarlyChange"], 1),
	}
}

var errTooLarge = errors.New("decoded data too large")

// decodeFilter applies one filter. With an error it returns what was decoded before it.
func decodeFilter(name Name, p filterParms, data []byte, limit int64) ([]byte, error) {
	switch name {
	case "FlateDecode":
		out, err := inflate(data, limit)
		return unpredict(out, p, err)
	case "LZWDecode":
		out, err := unLZW(data, p.earlyChange, limit)
		return unpredict(out, p, err)
	case "ASCII85Decode":
		return unASCII85(data)
	case "ASCIIHexDecode":
		return unHex(data)
	case "RunLengthDecode":
		return unRunLength(data, limit)
	}
	return nil, errors.New("unknown filter")
}

// readWhole reads what open gives, up to limit bytes, into room as far as that reaches. open may be called again,
// to begin anew.
func readWhole(open func() (io.Reader, error), room []byte, limit int64) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	out, err := readAll(r, room, min(limit, measureFrom))
	if err != errTooLarge || limit <= measureFrom {
		return out, err
	}
	if r, err = open(); err != nil {
		return nil, err
	}
	size, damage := io.Copy(io.Discard, io.LimitReader(r, limit+1))
	if size > limit {
		return nil, errTooLarge
	}
	if r, err = open(); err != nil {
		return nil, err
	}
	out = make([]byte, size)
	if _, err = io.ReadFull(r, out); err != nil {
		return nil, err
	}
	return out, damage
}

// readAll reads r up to limit bytes, into room as far as that reaches.
func readAll(r io.Reader, room []byte, limit int64) ([]byte, error) {
	out := slices.Grow(room[:0], bytes.MinRead)
	for {
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		switch {
		case int64(len(out)) > limit:
			return nil, errTooLarge
		case err == io.EOF:
			return out, nil
		case err != nil:
			return out, err
		}
		if len(out) == cap(out) {
			out = slices.Grow(out, int(min(int64(len(out)), limit+bytes.MinRead-int64(len(out)))))
		}
	}
}

// An inflater is a deflate decoder with the reader that it reads from; making one costs more than a page's content.
type inflater struct {
	data bytes.Reader
	room []byte // in which data grows whose size is not known before
	flate.Resetter
	io.Reader
}

var inflaters = sync.Pool{New: func() any {
	f := new(inflater)
	r := flate.NewReader(&f.data)
	f.Reader, f.Resetter = r, r.(flate.Resetter)
	return f
}}

// inflate decodes deflated data behind a zlib header (7.4.4); the checksum behind it is not looked at,
// since data with a wrong one is better than none.
func inflate(data []byte, limit int64) ([]byte, error) {
	if len(data) >= 2 && data[0]&0x0F == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	f := inflaters.Get().(*inflater)
	defer func() {
		f.data.Reset(nil) // the pool must not keep the file in memory
		inflaters.Put(f)
	}()
	out, err := readWhole(func() (io.Reader, error) {
		f.data.Reset(data)
		return f, f.Reset(&f.data, nil)
	}, f.room, limit)
	if len(out) > measureFrom { // it has memory of its own size
		return out, err
	}
	f.room = out
	return bytes.Clone(out), err
}

// unLZW decodes LZW (7.4.4), which raises the code length one code early unless /EarlyChange is 0.
func unLZW(data []byte, earlyChange int, limit int64) ([]byte, error) {
	return readWhole(func() (io.Reader, error) {
		if earlyChange == 0 {
			return lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), nil
		}
		return tifflzw.NewReader(bytes.NewReader(data), tifflzw.MSB, 8), nil
	}, make([]byte, 0, min(4*int64(len(data)), limit)), limit)
}

func unASCII85(data []byte) ([]byte, error) {
	out := make([]byte, 0, len(data)/5*4+4)
	var group uint64
	n := 0
	for _, c := range data {
		switch {
		case isSpace(c):
		case c == '~':
			return finish85(out, group, n), nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c < '!' || c > 'u':
			return finish85(out, group, n), fmt.Errorf("invalid character %q", c)
		default:
			group = group*85 + uint64(c-'!')
			if n++; n == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		}
	}
	return finish85(out, group, n), nil
}

// finish85 appends the n-1 bytes of a last group of n characters.
func finish85(out []byte, group uint64, n int) []byte {
	if n < 2 {
		return out
	}
	for range 5 - n {
		group = group*85 + 84
	}
	for i := range n - 1 {
		out = append(out, byte(group>>(24-8*i)))
	}
	return out
}

func unHex(data []byte) ([]byte, error) {
	out := make([]byte, 0, len(data)/2+1)
	high := -1
	for _, c := range data {
		v := hexValue(c)
		switch {
		case c == '>':
			if high >= 0 {
				out = append(out, byte(high<<4))
			}
			return out, nil
		case isSpace(c):
		case v < 0:
			return out, fmt.Errorf("invalid character %q", c)
		case high < 0:
			high = v
		default:
			out = append(out, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out, nil
}

func unRunLength(data []byte, limit int64) ([]byte, error) {
	var out []byte
	for len(data) > 0 {
		n := int(data[0])
		data = data[1:]
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			if n++; n > len(data) {
				return append(out, data...), io.ErrUnexpectedEOF
			}
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) == 0:
			return out, io.ErrUnexpectedEOF
		default:
			for range 257 - n {
				out = append(out, data[0])
			}
			data = data[1:]
		}
		if int64(len(out)) > limit {
			return nil, errTooLarge
		}
	}
	return out, nil
}
