package program

import (
	"encoding/binary"
	"slices"
	"testing"
)

var be = binary.BigEndian

func u16s(vs ...int) []byte {
	var b []byte
	for _, v := range vs {
		b = be.AppendUint16(b, uint16(v))
	}
	return b
}

func u32s(vs ...int) []byte {
	var b []byte
	for _, v := range vs {
		b = be.AppendUint32(b, uint32(v))
	}
	return b
}

// sfnt builds a font file of the given tables.
func sfnt(tables map[string][]byte) []byte {
	b := append([]byte("\x00\x01\x00\x00"), u16s(len(tables), 0, 0, 0)...)
	at := 12 + 16*len(tables)
	var data []byte
	for _, tag := range []string{"cmap", "head", "hhea", "hmtx", "maxp", "post", "CFF ", "loca", "glyf"} {
		t, ok := tables[tag]
		if !ok {
			continue
		}
		b = append(append(b, tag...), u32s(0, at+len(data), len(t))...)
		data = append(data, t...)
	}
	return append(b, data...)
}

// cmapTable builds a cmap of one subtable.
func cmapTable(platform, id int, subtable []byte) []byte {
	return slices.Concat(u16s(0, 1, platform, id), u32s(12), subtable)
}

// format4 maps 预 to 3, 算 and its neighbour by a list to 7 and 5, ⼀ and 一 both to 9.
func format4() []byte {
	return slices.Concat(u16s(4, 0, 0, 10, 0, 0, 0),
		u16s(0x2F00, 0x4E00, 0x7B98, 0x9884, 0xFFFF), u16s(0),
		u16s(0x2F00, 0x4E00, 0x7B97, 0x9884, 0xFFFF),
		u16s(9-0x2F00, 9-0x4E00, 0, 3-0x9884, 1),
		u16s(0, 0, 6, 0, 0), u16s(7, 5))
}

func TestUnicodeCMaps(t *testing.T) {
	tests := []struct {
		name         string
		platform, id int
		subtable     []byte
		want         map[int]string
	}{
		{"format 4", 3, 1, format4(), map[int]string{3: "预", 7: "算", 5: "\u7B98", 9: "一", 1: "", 0: ""}},
		{"format 12", 3, 10, slices.Concat(u16s(12, 0), u32s(0, 0, 2), u32s(0x41, 0x42, 4), u32s(0x2000B, 0x2000B, 8)),
			map[int]string{4: "A", 5: "B", 8: "𠀋"}},
		{"format 6", 0, 3, u16s(6, 0, 0, 0x41, 2, 6, 2), map[int]string{6: "A", 2: "B"}},
		{"format 0", 0, 0, append(u16s(0, 0, 0), append(make([]byte, 0x41), 4)...), map[int]string{4: "A"}},
		{"format 10", 3, 10, slices.Concat(u16s(10, 0), u32s(0, 0, 0x41, 2), u16s(3, 4)), map[int]string{3: "A", 4: "B"}},
		{"format 13", 3, 10, slices.Concat(u16s(13, 0), u32s(0, 0, 1), u32s(0x41, 0x5A, 4)), map[int]string{4: "A"}},
		{"symbols are no Unicode", 3, 0, u16s(6, 0, 0, 0xF041, 1, 6), map[int]string{6: ""}},
		{"cut", 3, 1, format4()[:20], map[int]string{3: "", 9: ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := Parse(sfnt(map[string][]byte{"cmap": cmapTable(test.platform, test.id, test.subtable)}))
			if err != nil {
				t.Fatal(err)
			}
			for gid, want := range test.want {
				if got := f.GlyphText(gid); got != want {
					t.Errorf("glyph %d is %q, want %q", gid, got, want)
				}
			}
		})
	}
}

func TestPostNames(t *testing.T) {
	post := slices.Concat(u32s(0x20000, 0, 0, 0, 0, 0, 0, 0), u16s(4, 0, 36, 258, 259), []byte("\x07uni9884\x03g12"))
	f, err := Parse(sfnt(map[string][]byte{"post": post}))
	if err != nil {
		t.Fatal(err)
	}
	for gid, want := range map[int]string{0: "", 1: "A", 2: "预", 3: "", 4: "", -1: ""} {
		if got := f.GlyphText(gid); got != want {
			t.Errorf("glyph %d is %q, want %q", gid, got, want)
		}
	}
}

func TestSimpleTrueType(t *testing.T) {
	head, hhea := make([]byte, 54), make([]byte, 36)
	be.PutUint16(head[18:], 2000)
	be.PutUint16(hhea[34:], 2)
	common := map[string][]byte{"head": head, "hhea": hhea, "hmtx": u16s(0, 0, 1000, 0), "post": slices.Concat(
		u32s(0x20000, 0, 0, 0, 0, 0, 0, 0), u16s(3, 0, 0, 258), []byte("\x05seven"))}
	with := func(cmap []byte) *Font {
		common["cmap"] = cmap
		f, err := Parse(sfnt(common))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	symbol := with(cmapTable(3, 0, u16s(6, 0, 0, 0xF041, 1, 2)))
	if got := symbol.CodeText('A', ""); got != "7" {
		t.Errorf("symbolic font: %q, want the name of the glyph", got)
	}
	mac := with(cmapTable(1, 0, append(u16s(0, 0, 0), append(make([]byte, 0x8A), 1)...)))
	if got := mac.CodeText(0x8A, ""); got != "ä" {
		t.Errorf("Macintosh font: %q, want ä", got)
	}
	if got := mac.CodeText('A', ""); got != "" {
		t.Errorf("code without glyph: %q", got)
	}
	if got := mac.CodeText('A', "seven"); got != "7" {
		t.Errorf("glyph by name: %q", got)
	}
	if w, ok := mac.CodeWidth(0x8A, ""); !ok || w != 0.5 {
		t.Errorf("width %v, %v", w, ok)
	}
	if w, ok := symbol.CodeWidth('A', ""); !ok || w != 0.5 {
		t.Errorf("width of a glyph beyond hmtx %v, %v", w, ok)
	}
}

// index builds a CFF INDEX with offsets of one byte.
func index(objects ...string) []byte {
	b := u16s(len(objects))
	if len(objects) == 0 {
		return b
	}
	b = append(b, 1, 1)
	at := 1
	for _, o := range objects {
		at += len(o)
		b = append(b, byte(at))
	}
	for _, o := range objects {
		b = append(b, o...)
	}
	return b
}

// number is a DICT operand of five bytes, so that offsets do not move what follows.
func number(v int) string { return "\x1D" + string(u32s(v)) }

// cff builds a program of glyphs with the given charset and encoding; top has what else the Top DICT says.
func cff(top string, charset, encoding []byte, glyphs int, strings ...string) []byte {
	offsets := func(charsetAt, encodingAt, glyphsAt int) string {
		s := top + number(charsetAt) + "\x0F" + number(glyphsAt) + "\x11"
		if encoding != nil {
			s += number(encodingAt) + "\x10"
		}
		return s
	}
	build := func(top string) []byte {
		return slices.Concat([]byte{1, 0, 4, 1}, index("F"), index(top), index(strings...), index())
	}
	at := len(build(offsets(0, 0, 0)))
	b := build(offsets(at, at+len(charset), at+len(charset)+len(encoding)))
	return slices.Concat(b, charset, encoding, index(make([]string, glyphs)...))
}

func TestCFF(t *testing.T) {
	// Glyphs: .notdef, A (SID 34), uni9884 (391), B (35); codes 65 and 66 for the first two, 0x80 for B by supplement.
	f, err := Parse(cff("", slices.Concat([]byte{0}, u16s(34, 391, 35)), []byte{0x80, 2, 65, 66, 1, 0x80, 0, 35}, 4, "uni9884"))
	if err != nil {
		t.Fatal(err)
	}
	for gid, want := range []string{"", "A", "预", "B", ""} {
		if got := f.GlyphText(gid); got != want {
			t.Errorf("glyph %d is %q, want %q", gid, got, want)
		}
	}
	for code, want := range map[int]string{65: "A", 66: "uni9884", 0x80: "B", 67: ""} {
		if got := f.Encoding[code]; got != want {
			t.Errorf("code %d is %q, want %q", code, got, want)
		}
	}
}

func TestCFFRanges(t *testing.T) {
	f, err := Parse(cff("", slices.Concat([]byte{1}, u16s(34), []byte{2}), []byte{1, 1, 97, 2}, 4))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GlyphText(3); got != "C" {
		t.Errorf("glyph 3 is %q", got)
	}
	if got := f.Encoding['c']; got != "C" {
		t.Errorf("code c is %q", got)
	}
}

func TestCIDKeyedCFF(t *testing.T) {
	ros := number(391) + number(392) + number(0) + "\x0C\x1E"
	f, err := Parse(cff(ros, slices.Concat([]byte{2}, u16s(4327, 1)), nil, 3, "Adobe", "GB1"))
	if err != nil {
		t.Fatal(err)
	}
	if !f.CIDKeyed || f.Ordering != "GB1" || f.GID(4328) != 2 || f.GID(5) != 0 {
		t.Errorf("CID-keyed %v, ordering %q, glyphs %d, %d", f.CIDKeyed, f.Ordering, f.GID(4328), f.GID(5))
	}
}

func TestType1(t *testing.T) {
	tests := []struct {
		name, data string
		want       map[int]string
	}{
		{"own", "%!PS-AdobeFont-1.0: X\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /A put\ndup 8#102/uni9884 put\nreadonly def\ndup 67 /C put eexec",
			map[int]string{65: "A", 66: "uni9884", 67: ""}},
		{"standard", "%!FontType1\n/Encoding StandardEncoding def", map[int]string{65: "A"}},
		{"binary header", "\x80\x01\x10\x00\x00\x00%!PS /Encoding 256 array dup 65 /B put def", map[int]string{65: "B"}},
		{"codes out of range", "%!PS /Encoding 256 array dup 256 /A put dup -1 /B put dup x /C put dup 66", map[int]string{66: ""}},
	}
	for _, test := range tests {
		f, err := Parse([]byte(test.data))
		if err != nil || f.Encoding == nil {
			t.Errorf("%s: no encoding (%v)", test.name, err)
			continue
		}
		for code, want := range test.want {
			if got := f.Encoding[code]; got != want {
				t.Errorf("%s: code %d is %q, want %q", test.name, code, got, want)
			}
		}
	}
}

// withGlyphs builds a program of the given glyph data.
func withGlyphs(t *testing.T, glyphs ...[]byte) *Font {
	t.Helper()
	head, maxp := append(make([]byte, 50), 0, 1), u16s(1, 0, len(glyphs))
	var glyf, loca []byte
	for _, g := range glyphs {
		loca = append(loca, u32s(len(glyf))...)
		glyf = append(glyf, g...)
	}
	loca = append(loca, u32s(len(glyf))...)
	f, err := Parse(sfnt(map[string][]byte{"head": head, "maxp": maxp, "loca": loca, "glyf": glyf}))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestShape(t *testing.T) {
	stroke := func(data string) []byte { return append(u16s(1, 0, 0, 0, 0), data...) }
	// built places two glyphs, the second one scaled.
	built := func(a, b int) []byte {
		return u16s(-1, 0, 0, 0, 0, moreComponents, a, 1, argsAreWords|haveScale, b, 5, 6, 7)
	}
	f := withGlyphs(t, nil, stroke("a"), stroke("b"), built(1, 2), nil, built(3, 3), built(6, 6))
	g := withGlyphs(t, nil, stroke("b"), stroke("a"), built(2, 1), built(1, 2), stroke("x"), built(2, 9), built(7, 1))
	tests := []struct {
		name string
		a, b int
		same bool
	}{
		{"a simple glyph", 1, 2, true},
		{"another simple glyph", 1, 1, false},
		{"components under other numbers", 3, 3, true},
		{"components in another order", 3, 4, false},
	}
	for _, test := range tests {
		a, aok := f.Shape(test.a)
		b, bok := g.Shape(test.b)
		if !aok || !bok || (a == b) != test.same {
			t.Errorf("%s: %v %v, same %v", test.name, aok, bok, a == b)
		}
	}
	if s, ok := f.Shape(4); !ok || s != Blank {
		t.Error("a glyph without data is not blank")
	}
	if s, ok := f.Shape(5); !ok || s == Blank {
		t.Error("components of components are not read")
	}
	for _, gid := range []int{-1, 0, 7, 1 << 20} {
		if _, ok := f.Shape(gid); ok {
			t.Errorf("glyph %d has a shape", gid)
		}
	}
	for name, gid := range map[string]int{"missing component": 6, "cycle": 7} {
		if _, ok := g.Shape(gid); ok {
			t.Errorf("%s: a shape", name)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	for _, data := range []string{"", "abc", "<html></html>", "\x01\x00\x00\x00"} {
		if _, err := Parse([]byte(data)); err == nil {
			t.Errorf("%q is read as a font", data)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sfnt(map[string][]byte{"cmap": cmapTable(3, 1, format4()), "maxp": u16s(1, 0, 10), "hmtx": u16s(5, 5)}))
	f.Add(sfnt(map[string][]byte{"cmap": cmapTable(3, 10, slices.Concat(u16s(12, 0), u32s(0, 0, 1), u32s(0, 0x7FFFFFFF, 4)))}))
	f.Add(sfnt(map[string][]byte{"post": slices.Concat(u32s(0x20000, 0, 0, 0, 0, 0, 0, 0), u16s(2, 0, 258), []byte("\x01a"))}))
	f.Add(sfnt(map[string][]byte{"head": append(make([]byte, 50), 0, 1), "maxp": u16s(1, 0, 2), "loca": u32s(0, 0, 20), "glyf": u16s(-1, 0, 0, 0, 0, 0x29, 1, 1, 1, 1)}))
	f.Add(cff("", slices.Concat([]byte{0}, u16s(34, 391)), []byte{0x81, 1, 65, 1, 1, 66, 0, 35}, 3, "uni9884"))
	f.Add(cff(number(391)+number(392)+number(0)+"\x0C\x1E", slices.Concat([]byte{2}, u16s(1, 0xFFFF)), nil, 3, "Adobe", "GB1"))
	f.Add([]byte("%!PS /Encoding 256 array dup 8#101 /A put def"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse(data)
		if err != nil {
			return
		}
		for _, gid := range []int{-1, 0, 1, 7, 0xFFFF, 1 << 20} {
			p.GlyphText(gid)
			p.GID(gid)
			p.Shape(gid)
		}
		for _, code := range []byte{0, 'A', 0xFF} {
			p.CodeText(code, "")
			p.CodeText(code, "g1")
			p.CodeWidth(code, "A")
		}
	})
}
