package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"runtime"
	"strings"
	"testing"

	"yusuan/model"
)

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// inline returns an open Document and a stream of a dictionary and data.
func inline(t testing.TB, dict string, data []byte) (*Document, *Stream) {
	t.Helper()
	o, err := parse("<<" + dict + ">>")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, onePage("null"), Options{}), NewStream(o.(Dict), data)
}

func TestDataDecodes(t *testing.T) {
	const text = "BT /F1 12 Tf (text) Tj ET"
	deflated := string(deflate([]byte(text)))
	png := "\x01\x01\x01\x01" + "\x02\x01\x01\x01" + "\x03\x01\x01\x01" + "\x04\x01\x01\x01" + "\x00\x09\x09\x09"
	for name, c := range map[string]struct{ dict, data, want string }{
		"none":             {"", text, text},
		"flate":            {"/Filter/FlateDecode", deflated, text},
		"flate, no header": {"/Filter/FlateDecode", deflated[2:], text},
		"flate, checksum":  {"/Filter/FlateDecode", deflated[:len(deflated)-4] + "xxxx", text},
		"hex":              {"/Filter[/ASCIIHexDecode]", "42 54 2>", "BT "},
		"base 85":          {"/Filter[/ASCII85Decode]", "87cUR\nD]i,\"Ebo80~>", "Hello World!"},
		"base 85, zeros":   {"/Filter/A85", "z5l~>", "\x00\x00\x00\x00A"},
		"run length":       {"/Filter/RunLengthDecode", "\x02abc\xFEd\x80rest", "abcddd"},
		"LZW":              {"/Filter/LZWDecode", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"},
		"chain":            {"/Filter[/AHx/Fl]", hexText(deflated), text},
		"identity crypt":   {"/Filter[/Crypt/FlateDecode]", deflated, text},
		"PNG predictors":   {"/Filter/AHx/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 3>>", string(deflate([]byte(png))), "\x01\x02\x03\x02\x03\x04\x02\x03\x04\x03\x04\x05\x09\x09\x09"},
		"TIFF predictor":   {"/Filter/FlateDecode/DecodeParms[<</Predictor 2/Columns 2/Colors 2>>]", string(deflate([]byte{1, 2, 3, 4, 9, 9, 1, 1})), "\x01\x02\x04\x06\x09\x09\x0A\x0A"},
		"TIFF, four bits":  {"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 4/BitsPerComponent 4>>", string(deflate([]byte{0x11, 0x1F})), "\x12\x32"},
	} {
		d, s := inline(t, c.dict, []byte(c.data))
		got, err := d.Data(s)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, c.want)
		}
		if len(d.Problems()) > 0 {
			t.Errorf("%s: problems %v", name, d.Problems())
		}
	}
}

func hexText(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte("0123456789ABCDEF"[c>>4])
		b.WriteByte("0123456789ABCDEF"[c&15])
	}
	return b.String() + ">"
}

func TestDataOfDamagedStreamGivesItsStart(t *testing.T) {
	text := strings.Repeat("0 0 m 100 100 l S\n", 1000) + hexText("incompressible \x01\x07\x19")
	data := deflate([]byte(text))
	d, s := inline(t, "/Filter/FlateDecode", data[:len(data)-20])
	got, err := d.Data(s)
	if err != nil || len(got) < 1000 || !strings.HasPrefix(text, string(got)) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	if len(d.Problems()) != 1 || d.Problems()[0].Kind != model.StreamDamaged {
		t.Errorf("problems %v", d.Problems())
	}
}

func TestDataLeavesImageFilters(t *testing.T) {
	d, s := inline(t, "/Filter[/FlateDecode/DCTDecode]", deflate([]byte("JPEG")))
	got, err := d.Data(s)
	image, ok := errors.AsType[*imageFilterError](err)
	if !ok || image.Filter != "DCTDecode" || string(got) != "JPEG" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestDataErrors(t *testing.T) {
	d, s := inline(t, "/Filter/FlateDecode", []byte("\xFF\xFFno deflate"))
	if _, err := d.Data(s); err == nil || !strings.Contains(err.Error(), "FlateDecode") {
		t.Errorf("damaged data: %v", err)
	}
	d, s = inline(t, "/Filter/NoSuchDecode", []byte("x"))
	if _, err := d.Data(s); err == nil {
		t.Error("unknown filter: no error")
	}
}

func TestDataLimits(t *testing.T) {
	bomb := deflate(make([]byte, 1<<20))
	_, s := inline(t, "/Filter/FlateDecode", bomb)
	d := open(t, onePage("null"), Options{Limits: Limits{StreamSize: 1 << 19}})
	_, err := d.Data(s)
	if limit, ok := errors.AsType[*LimitError](err); !ok || limit.Limit != 1<<19 {
		t.Errorf("one stream: %v", err)
	}
	d = open(t, onePage("null"), Options{Limits: Limits{DecodedTotal: 5 << 19}})
	for i := range 3 {
		_, err = d.Data(s)
		if _, ok := errors.AsType[*LimitError](err); ok != (i == 2) {
			t.Errorf("stream %d of a total: %v", i, err)
		}
	}
}

// Data that is large is decoded whole, also where it is damaged; over a limit it takes no memory.
func TestLargeDataIsMeasured(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789"), measureFrom/4)
	packed := deflate(large)
	for name, c := range map[string]struct {
		data  []byte
		limit int64
		want  int // bytes, -1 where they are over the limit
	}{
		"sound":          {packed, 64 << 20, len(large)},
		"at the limit":   {packed, int64(len(large)), len(large)},
		"over the limit": {packed, int64(len(large)) - 1, -1},
	} {
		_, s := inline(t, "/Filter/FlateDecode", c.data)
		d := open(t, onePage("null"), Options{Limits: Limits{StreamSize: c.limit}})
		got, err := d.Data(s)
		if limit, over := errors.AsType[*LimitError](err); over != (c.want < 0) || over && limit.Limit != c.limit {
			t.Errorf("%s: %v", name, err)
		}
		if c.want >= 0 && !bytes.Equal(got, large) {
			t.Errorf("%s: %d bytes of %d", name, len(got), c.want)
		}
	}
	d, s := inline(t, "/Filter/FlateDecode", packed[:len(packed)*3/4])
	got, err := d.Data(s)
	if err != nil || len(got) <= measureFrom || !bytes.HasPrefix(large, got) || len(d.Problems()) != 1 {
		t.Errorf("damaged: %d bytes, %v, problems %v", len(got), err, d.Problems())
	}
	bomb := deflate(make([]byte, 100<<20))
	_, s = inline(t, "/Filter/FlateDecode", bomb)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d = open(t, onePage("null"), Options{})
	if _, err := d.Data(s); err == nil {
		t.Error("no limit")
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 4*measureFrom {
		t.Errorf("took %d MiB to refuse a stream", took>>20)
	}
}

// The parts of a page's contents are one stream, also one that is named again and again.
func TestContentsLimit(t *testing.T) {
	data := bytes.Replace(onePage(stream("", strings.Repeat("0 w ", 1000))), []byte("/Contents 4 0 R"), []byte("/Contents[4 0 R 4 0 R 4 0 R]"), 1)
	for size, sound := range map[int64]bool{12_000: true, 11_999: false, 4_000: false, 3_999: false} {
		d := open(t, data, Options{Limits: Limits{ContentSize: size}})
		pages, err := d.Pages()
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Contents(pages[0])
		if _, ok := errors.AsType[*LimitError](err); ok == sound {
			t.Errorf("limit %d: %v", size, err)
		}
	}
}

// FuzzFilters checks that no filter panics or goes over its limit.
func FuzzFilters(f *testing.F) {
	names := []Name{"FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"}
	f.Add(0, 12, 1, 8, 3, deflate([]byte("some data of a stream")))
	f.Add(1, 2, 3, 16, 5, []byte("\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01"))
	f.Add(2, 1, 1, 8, 1, []byte("87cURD]i~>"))
	f.Add(4, 1, 1, 8, 1, []byte("\x02abc\xFEd\x80"))
	f.Fuzz(func(t *testing.T, filter, predictor, colors, bits, columns int, data []byte) {
		const limit = 1 << 16
		p := filterParms{predictor: predictor, colors: colors, bits: bits, columns: columns, earlyChange: 1}
		out, _ := decodeFilter(names[uint(filter)%uint(len(names))], p, data, limit)
		if len(out) > max(limit, len(data)) {
			t.Fatalf("%d bytes decoded", len(out))
		}
	})
}
