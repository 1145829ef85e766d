package font

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// document opens a file of one page, with what else its dictionary says, and further objects from number 4 on.
func document(t testing.TB, page string, objects ...string) *pdf.Document {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	objects = append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + page + ">>"}, objects...)
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	doc, err := pdf.Open(t.Context(), b.Bytes(), pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func stream(data string) *pdf.Stream { return pdf.NewStream(pdf.Dict{}, []byte(data)) }

func mapTo(entries string) *pdf.Stream {
	return stream("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + entries + " endcmap")
}

// composite0 is a Type 0 font of an encoding and a descendant.
func composite0(encoding pdf.Object, ordering string, descendant pdf.Dict) pdf.Dict {
	descendant["CIDSystemInfo"] = pdf.Dict{"Registry": pdf.String("Adobe"), "Ordering": pdf.String(ordering), "Supplement": int64(0)}
	return pdf.Dict{"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type0"), "BaseFont": pdf.Name("ABCDEF+SimSun"),
		"Encoding": encoding, "DescendantFonts": pdf.Array{descendant}}
}

// read shows a string and joins the text of its glyphs, with ? where there is none.
func read(f *Font, s string) string {
	var b strings.Builder
	for s != "" {
		g, n := f.Next(pdf.String(s))
		if g.Text == "" {
			b.WriteByte('?')
		}
		b.WriteString(g.Text)
		s = s[n:]
	}
	return b.String()
}

// trueType is a program whose only table maps 预 to glyph 3 and U+F900 to glyph 4.
const trueType = "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" + "cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\x34" +
	"\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C" +
	"\x00\x0C\x00\x00\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x02" +
	"\x00\x00\x98\x84\x00\x00\x98\x84\x00\x00\x00\x03" + "\x00\x00\xF9\x00\x00\x00\xF9\x00\x00\x00\x00\x04"

func TestCompositeText(t *testing.T) {
	embedded := func() pdf.Dict {
		return pdf.Dict{"Subtype": pdf.Name("CIDFontType2"), "FontDescriptor": pdf.Dict{"FontFile2": stream(trueType)}}
	}
	with := func(d pdf.Dict, key pdf.Name, o pdf.Object) pdf.Dict {
		d[key] = o
		return d
	}
	identity, gbk := pdf.Name("Identity-H"), pdf.Name("GBK-EUC-H")
	tests := []struct {
		name    string
		font    pdf.Dict
		show    string
		want    string
		guessed bool
	}{
		{"ToUnicode", with(composite0(identity, "Identity", embedded()), "ToUnicode", mapTo("1 beginbfchar <0003> <7B97> endbfchar")),
			"\x00\x03", "算", false},
		{"ToUnicode misses a code", with(composite0(identity, "Identity", embedded()), "ToUnicode", mapTo("1 beginbfchar <0005> <7B97> endbfchar")),
			"\x00\x03", "预", true},
		{"ToUnicode says nothing of a code", with(composite0(identity, "Identity", embedded()), "ToUnicode",
			mapTo("3 beginbfchar <0003> <0000> <0005> <7B97> <0006> <7B97> endbfchar")), "\x00\x03", "预", true},
		{"ToUnicode is rubbish", with(composite0(identity, "Identity", embedded()), "ToUnicode",
			mapTo("4 beginbfchar <0001> <0041> <0003> <E000> <0004> <FFFD> <0005> <0000> endbfchar")), "\x00\x03\x00\x01", "预?", true},
		{"ToUnicode gives all codes one text", with(composite0(identity, "Identity", embedded()), "ToUnicode",
			mapTo("8 beginbfchar <01> <0041> <02> <0041> <03> <0041> <04> <0041> <05> <0041> <06> <0041> <07> <0041> <08> <0041> endbfchar")),
			"\x00\x03", "预", true},
		{"no ToUnicode, embedded", composite0(identity, "Identity", embedded()), "\x00\x03\x00\x04", "预豈", true},
		{"CIDToGIDMap", composite0(identity, "Identity", with(embedded(), "CIDToGIDMap", stream("\x00\x00\x00\x03"))), "\x00\x01\x00\x03", "预?", true},
		{"CID of a collection", composite0(identity, "GB1", pdf.Dict{}), "\x10\xE7", "预", false},
		{"predefined CMap", composite0(gbk, "GB1", pdf.Dict{}), "12\xD4\xA4", "12预", false},
		{"codes are Unicode", with(composite0(pdf.Name("UniGB-UCS2-H"), "GB1", pdf.Dict{}), "ToUnicode", mapTo("1 beginbfchar <9884> <0051> endbfchar")),
			"\x98\x84", "预", false},
		{"embedded CMap", composite0(stream("1 begincodespacerange <00> <FF> endcodespacerange 1 begincidrange <41> <42> 4327 endcidrange"), "GB1", pdf.Dict{}),
			"A", "预", false},
		{"embedded CMap with UseCMap", composite0(pdf.NewStream(pdf.Dict{"UseCMap": gbk, "WMode": int64(1)}, []byte("1 begincidchar <41> 4327 endcidchar")), "GB1", pdf.Dict{}),
			"A\xD4\xA4", "预预", false},
		{"nothing known", composite0(identity, "Identity", pdf.Dict{}), "\x00\x03", "?", false},
		{"unknown encoding", composite0(pdf.Name("Nonsense-H"), "GB1", pdf.Dict{}), "\x10\xE7", "预", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := NewLoader(document(t, "")).Load(test.font)
			if got := read(f, test.show); got != test.want {
				t.Errorf("text %q, want %q", got, test.want)
			}
			if g, _ := f.Next(pdf.String(test.show)); g.Guessed != test.guessed {
				t.Errorf("guessed %v", g.Guessed)
			}
			if f.Name != "SimSun" {
				t.Errorf("name %q", f.Name)
			}
		})
	}
}

// A subset without ToUnicode has its text from another subset of the document, in a form, that draws
// the same outline under another number; a glyph that draws nothing is a space.
func TestTextByShape(t *testing.T) {
	streamObject := func(data string) string {
		return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(data), data)
	}
	const font = "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/FontDescriptor<</FontFile2 %d 0 R>>>>]%s>>"
	named, unnamed := outlines("", "glyph one", "glyph two"), outlines("", "glyph two", "glyph three", "")
	doc := document(t, "/Resources<</Font<</F1 4 0 R>>/XObject<</X1 5 0 R>>>>",
		fmt.Sprintf(font, 7, ""),
		"<</Subtype/Form/Resources<</Font<</F1 6 0 R>>>>/Length 0>>stream\n\nendstream",
		fmt.Sprintf(font, 8, "/ToUnicode 9 0 R"),
		streamObject(unnamed), streamObject(named),
		streamObject("2 beginbfchar <0001> <9884> <0002> <2F00> endbfchar"))
	f := NewLoader(doc).Load(pdf.Ref{Number: 4})
	if got := read(f, "\x00\x01\x00\x02\x00\x03\x00\x04"); got != "一? ?" {
		t.Errorf("text %q", got)
	}
	if g, _ := f.Next("\x00\x01"); !g.Guessed {
		t.Error("not guessed")
	}
}

// outlines is a TrueType program of glyphs whose data start with one contour.
func outlines(glyphs ...string) string {
	var glyf, loca []byte
	for _, g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if g != "" {
			glyf = append(append(glyf, 0, 1), g...)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head := append(make([]byte, 50), 0, 1)
	maxp := []byte{0, 1, 0, 0, 0, byte(len(glyphs))}
	b := []byte{0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0}
	at := 12 + 4*16
	var data []byte
	for tag, table := range map[string][]byte{"head": head, "maxp": maxp, "loca": loca, "glyf": glyf} {
		b = append(append(b, tag...), 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(table)))
		data = append(data, table...)
	}
	return string(append(b, data...))
}

func TestCompositeMetrics(t *testing.T) {
	f := NewLoader(document(t, "")).Load(composite0(pdf.Name("Identity-V"), "GB1", pdf.Dict{
		"DW": int64(900),
		"W":  pdf.Array{int64(1), pdf.Array{int64(500), 250.5}, int64(10), int64(12), int64(600), int64(11), int64(11), int64(700), int64(20)},
		"W2": pdf.Array{int64(1), pdf.Array{int64(-500), int64(250), int64(800)}, int64(10), int64(12), int64(-600), int64(300), int64(700)},
	}))
	if !f.Vertical {
		t.Error("Identity-V is not vertical")
	}
	tests := []struct {
		cid               byte
		width, w1, vx, vy float64
	}{
		{0, 0.9, -1, 0.45, 0.88},
		{1, 0.5, -0.5, 0.25, 0.8},
		{2, 0.2505, -1, 0.12525, 0.88},
		{10, 0.6, -0.6, 0.3, 0.7},
		{11, 0.7, -0.6, 0.3, 0.7},
		{20, 0.9, -1, 0.45, 0.88},
	}
	for _, test := range tests {
		g, n := f.Next(pdf.String([]byte{0, test.cid}))
		if n != 2 || g.CID != int(test.cid) || math.Abs(g.Width-test.width)+math.Abs(g.W1-test.w1)+math.Abs(g.VX-test.vx)+math.Abs(g.VY-test.vy) > 1e-9 {
			t.Errorf("CID %d: %+v, want %v %v %v %v", test.cid, *g, test.width, test.w1, test.vx, test.vy)
		}
	}
}

func TestSimpleText(t *testing.T) {
	type1 := func(program string) pdf.Dict { return pdf.Dict{"FontFile": stream(program), "Flags": int64(4)} }
	tests := []struct {
		name string
		font pdf.Dict
		show string
		want string
	}{
		{"WinAnsi", pdf.Dict{"Encoding": pdf.Name("WinAnsiEncoding")}, "A\x80\xA0\xAD", "A€ -"},
		{"MacRoman", pdf.Dict{"Encoding": pdf.Name("MacRomanEncoding")}, "\x8A", "ä"},
		{"standard by default", pdf.Dict{}, "'\xAE", "’fi"},
		{"Differences", pdf.Dict{"Encoding": pdf.Dict{"Differences": pdf.Array{int64(1), pdf.Name("uni9884"), pdf.Name("uni7B97"), int64(65), pdf.Name("g12")}}},
			"\x01\x02AB", "预算?B"},
		{"Differences out of range", pdf.Dict{"Encoding": pdf.Dict{"Differences": pdf.Array{pdf.Name("A"), int64(-5), pdf.Name("A"), int64(255), pdf.Name("A"), pdf.Name("B")}}}, "\xFF", "A"},
		{"ToUnicode first", pdf.Dict{"Encoding": pdf.Name("WinAnsiEncoding"), "ToUnicode": mapTo("1 beginbfchar <41> <9884> endbfchar")}, "AB", "预B"},
		{"ToUnicode in private use", pdf.Dict{"Encoding": pdf.Name("WinAnsiEncoding"), "ToUnicode": mapTo("1 beginbfchar <41> <F041> endbfchar")}, "A", "A"},
		{"Symbol", pdf.Dict{"BaseFont": pdf.Name("Symbol")}, "a", "α"},
		{"ZapfDingbats", pdf.Dict{"BaseFont": pdf.Name("ZapfDingbats")}, "\x34n", "✔■"},
		{"ZapfDingbats by names", pdf.Dict{"BaseFont": pdf.Name("ABCDEF+ZapfDingbatsITC"), "Encoding": pdf.Dict{"Differences": pdf.Array{int64(1), pdf.Name("a20"), pdf.Name("space")}}}, "\x01\x02", "✔ "},
		{"numbered names of another font", pdf.Dict{"BaseFont": pdf.Name("ABCDEF+Arial"), "Encoding": pdf.Dict{"Differences": pdf.Array{int64(1), pdf.Name("a1"), pdf.Name("a20")}}}, "\x01\x02", "??"},
		{"built-in encoding", pdf.Dict{"Subtype": pdf.Name("Type1"), "FontDescriptor": type1("%!PS /Encoding 256 array dup 1 /uni9884 put dup 2 /cid9 put def")}, "\x01\x02A", "预??"},
		{"built-in encoding under Differences", pdf.Dict{"Encoding": pdf.Dict{"Differences": pdf.Array{int64(2), pdf.Name("B")}},
			"FontDescriptor": type1("%!PS /Encoding 256 array dup 1 /A put dup 2 /A put def")}, "\x01\x02", "AB"},
		{"symbolic TrueType", pdf.Dict{"Subtype": pdf.Name("TrueType"), "FontDescriptor": pdf.Dict{"FontFile2": stream(trueType), "Flags": int64(4)}}, "A", "?"},
		{"no text of control codes", pdf.Dict{"ToUnicode": mapTo("2 beginbfchar <01> <0001> <02> <0041> endbfchar")}, "\x01\x02", "?A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.font["Subtype"] == nil {
				test.font["Subtype"] = pdf.Name("Type1")
			}
			if got := read(NewLoader(document(t, "")).Load(test.font), test.show); got != test.want {
				t.Errorf("text %q, want %q", got, test.want)
			}
		})
	}
}

// What reading a font forgives is told once, and only where it was needed.
func TestProblems(t *testing.T) {
	identity, digits := pdf.Name("Identity-H"), mapTo("1 beginbfrange <0030> <0039> <0030> endbfrange")
	toUnicode := func(o pdf.Object) pdf.Dict {
		d := composite0(identity, "Identity", pdf.Dict{})
		d["ToUnicode"] = o
		return d
	}
	program := func(data string) pdf.Dict {
		return composite0(identity, "Identity", pdf.Dict{"FontDescriptor": pdf.Dict{"FontFile2": stream(data)}})
	}
	for name, test := range map[string]struct {
		font pdf.Dict
		show string
		want []pdf.Problem
	}{
		"sound":            {toUnicode(digits), "\x000\x001", nil},
		"Identity":         {toUnicode(identity), "\x000", nil},
		"sound program":    {program(trueType), "\x00\x03", nil},
		"not asked for":    {toUnicode(pdf.Name("Nonsense")), "", nil},
		"a name":           {toUnicode(pdf.Name("Nonsense")), "\x000\x001", []pdf.Problem{{Kind: model.ToUnicodeUnusable, Detail: "SimSun: no CMap"}}},
		"no codes":         {toUnicode(stream("x")), "\x000", []pdf.Problem{{Kind: model.ToUnicodeUnusable, Detail: "SimSun: no codes"}}},
		"private use":      {toUnicode(mapTo("1 beginbfrange <0030> <0039> <F030> endbfrange")), "\x000", []pdf.Problem{{Kind: model.ToUnicodeUnusable, Detail: "SimSun: most of its codes have no text"}}},
		"one text":         {toUnicode(mapTo("1 beginbfrange <0030> <0039> [<41> <41> <41> <41> <41> <41> <41> <41> <41> <41>] endbfrange")), "\x000", []pdf.Problem{{Kind: model.ToUnicodeUnusable, Detail: "SimSun: all of its codes have the same text"}}},
		"unknown encoding": {composite0(pdf.Name("Nonsense-H"), "GB1", pdf.Dict{}), "\x10\xE7", []pdf.Problem{{Kind: model.FontEncodingUnknown, Detail: "SimSun: a Type 0 font's, read as Identity-H"}}},
		"unknown encoding of a simple font": {pdf.Dict{"Subtype": pdf.Name("TrueType"), "BaseFont": pdf.Name("Half"), "Encoding": pdf.Name("Nonsense")}, "AB",
			[]pdf.Problem{{Kind: model.FontEncodingUnknown, Detail: "Half: Nonsense"}}},
		"rubbish program": {program("rubbish"), "\x00\x03", []pdf.Problem{{Kind: model.FontProgramUnreadable, Detail: "SimSun: embedded font program of unknown format"}}},
	} {
		t.Run(name, func(t *testing.T) {
			l := NewLoader(document(t, ""))
			f := l.Load(test.font)
			read(f, test.show)
			read(f, test.show)
			if got := l.TakeProblems(); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if got := l.TakeProblems(); len(got) > 0 {
				t.Errorf("told twice: %v", got)
			}
		})
	}
}

// Programs are kept, so that no more are opened when those that are take too much.
func TestProgramsOfAllFontsHaveALimit(t *testing.T) {
	l := NewLoader(document(t, ""))
	l.programs = maxPrograms - len(trueType) + 1
	embedded := func() pdf.Dict {
		return composite0(pdf.Name("Identity-H"), "Identity", pdf.Dict{"FontDescriptor": pdf.Dict{"FontFile2": stream(trueType)}})
	}
	if got := read(l.Load(embedded()), "\x00\x03"); got != "预" {
		t.Errorf("within the limit: %q", got)
	}
	if got := read(l.Load(embedded()), "\x00\x03"); got != "?" {
		t.Errorf("over the limit: %q", got)
	}
	if got := l.TakeProblems(); len(got) != 1 || got[0].Kind != model.FontProgramUnreadable {
		t.Errorf("problems %v", got)
	}
}

// CMaps are kept, so that fonts that share one read it once, and no more are read when those that are take too much.
func TestCMapsOfAllFontsHaveALimit(t *testing.T) {
	const entries = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0030> <0039> <0041> endbfrange endcmap"
	l := NewLoader(document(t, "", fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(entries), entries)))
	load := func(o pdf.Object) string {
		d := composite0(pdf.Name("Identity-H"), "Identity", pdf.Dict{})
		d["ToUnicode"] = o
		return read(l.Load(d), "\x001")
	}
	l.cmapBytes = maxCMaps
	shared := pdf.Ref{Number: 4}
	for _, c := range []struct {
		name string
		cmap pdf.Object
		want string
	}{
		{"within the limit", shared, "B"},
		{"of its own, over the limit", stream(entries), "?"},
		{"shared, over the limit", shared, "B"},
	} {
		if got := load(c.cmap); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	if got := l.TakeProblems(); len(got) != 1 || got[0].Kind != model.ToUnicodeUnusable {
		t.Errorf("problems %v", got)
	}
}

func TestSimpleWidths(t *testing.T) {
	tests := []struct {
		name string
		font pdf.Dict
		code byte
		want float64
	}{
		{"Widths", pdf.Dict{"FirstChar": int64(65), "Widths": pdf.Array{int64(700), 250.5}}, 'B', 0.2505},
		{"MissingWidth", pdf.Dict{"FirstChar": int64(65), "Widths": pdf.Array{int64(700)}, "FontDescriptor": pdf.Dict{"MissingWidth": int64(300)}}, 'B', 0.3},
		{"standard font", pdf.Dict{"BaseFont": pdf.Name("Helvetica"), "Encoding": pdf.Name("WinAnsiEncoding")}, '0', 0.556},
		{"standard font by another name", pdf.Dict{"BaseFont": pdf.Name("Arial,Bold"), "Encoding": pdf.Name("WinAnsiEncoding")}, 'A', 0.722},
		{"nothing said", pdf.Dict{"BaseFont": pdf.Name("SimSun")}, 'A', 0.5},
		{"negative FirstChar", pdf.Dict{"FirstChar": int64(-1), "Widths": pdf.Array{int64(1), int64(700)}}, 0, 0.7},
	}
	for _, test := range tests {
		test.font["Subtype"] = pdf.Name("TrueType")
		g, n := NewLoader(document(t, "")).Load(test.font).Next(pdf.String([]byte{test.code}))
		if n != 1 || math.Abs(g.Width-test.want) > 1e-9 {
			t.Errorf("%s: width %v, want %v", test.name, g.Width, test.want)
		}
	}
}

func TestType3(t *testing.T) {
	proc := stream("0 0 d0")
	f := NewLoader(document(t, "")).Load(pdf.Dict{"Subtype": pdf.Name("Type3"), "Name": pdf.Name("T3"),
		"FontMatrix": pdf.Array{0.01, int64(0), int64(0), -0.01, int64(0), int64(0)}, "FontBBox": pdf.Array{int64(0), int64(20), int64(100), int64(-80)},
		"FirstChar": int64(1), "Widths": pdf.Array{int64(50), int64(100)},
		"CharProcs": pdf.Dict{"uni9884": proc, "g0": proc},
		"Encoding":  pdf.Dict{"Differences": pdf.Array{int64(1), pdf.Name("uni9884"), pdf.Name("g0")}}})
	if got := read(f, "\x01\x02\x03"); got != "预??" {
		t.Errorf("text %q", got)
	}
	g, _ := f.Next("\x02")
	if math.Abs(g.Width-1) > 1e-9 || f.Name != "T3" || f.Ascent != 0.8 || f.Descent != -0.2 {
		t.Errorf("width %v, name %q, extent %v %v", g.Width, f.Name, f.Ascent, f.Descent)
	}
	if f.Type3.Proc(1) != proc || f.Type3.Proc(3) != nil || f.Type3.Proc(1<<20) != nil {
		t.Error("wrong glyph descriptions")
	}
}

func TestExtent(t *testing.T) {
	tests := []struct {
		ascent, descent float64
		want            [2]float64
	}{
		{859, -141, [2]float64{0.859, -0.141}},
		{859, 141, [2]float64{0.859, -0.141}},
		{0, 0, [2]float64{latinAscent, latinDescent}},
		{10000, -300, [2]float64{latinAscent, latinDescent}},
		{math.NaN(), -300, [2]float64{latinAscent, latinDescent}},
	}
	for _, test := range tests {
		f := NewLoader(document(t, "")).Load(pdf.Dict{"Subtype": pdf.Name("TrueType"),
			"FontDescriptor": pdf.Dict{"Ascent": test.ascent, "Descent": test.descent}})
		if got := [2]float64{f.Ascent, f.Descent}; got != test.want {
			t.Errorf("%v, %v: %v, want %v", test.ascent, test.descent, got, test.want)
		}
	}
}

func TestGlyphFlags(t *testing.T) {
	f := NewLoader(document(t, "")).Load(pdf.Dict{"Subtype": pdf.Name("TrueType"), "FirstChar": int64(0), "Widths": pdf.Array{int64(500), int64(0), int64(500), int64(500)},
		"ToUnicode": mapTo("4 beginbfchar <00> <00AD> <01> <200B> <02> <3000> <20> <00A0> endbfchar")})
	tests := []struct {
		code             string
		text             string
		space, wordSpace bool
	}{
		{"\x00", "-", false, false}, // a painted soft hyphen is a hyphen
		{"\x01", " ", true, false},
		{"\x02", "\u3000", true, false},
		{" ", " ", true, true},
		{"A", "A", false, false},
	}
	for _, test := range tests {
		g, _ := f.Next(pdf.String(test.code))
		if g.Text != test.text || g.Space != test.space || g.WordSpace != test.wordSpace {
			t.Errorf("%q: %+v", test.code, *g)
		}
	}
	wide := NewLoader(document(t, "")).Load(composite0(pdf.Name("Identity-H"), "GB1", pdf.Dict{}))
	if g, _ := wide.Next("\x00 "); g.WordSpace {
		t.Error("word spacing applies to a code of two bytes")
	}
}

func TestLoadIsCached(t *testing.T) {
	l := NewLoader(document(t, ""))
	dict := pdf.Dict{"Subtype": pdf.Name("TrueType")}
	for _, o := range []pdf.Object{dict, pdf.Ref{Number: 1}} {
		first := l.Load(o)
		if l.Load(o) != first {
			t.Errorf("%v is read twice", o)
		}
	}
	for _, o := range []pdf.Object{nil, pdf.Name("F1"), pdf.Ref{Number: 99}, pdf.Dict{}, pdf.Dict{"Subtype": pdf.Name("Type0")}, pdf.Dict{"Subtype": pdf.Name("Type3")}} {
		if g, n := l.Load(o).Next("\xFF\xFF"); g == nil || n < 1 {
			t.Errorf("%v: no glyph", o)
		}
	}
}

func TestNextDoesNotAllocate(t *testing.T) {
	f := NewLoader(document(t, "")).Load(composite0(pdf.Name("GBK-EUC-H"), "GB1", pdf.Dict{}))
	s := pdf.String("12\xD4\xA4")
	show := func() {
		for rest := s; rest != ""; {
			_, n := f.Next(rest)
			rest = rest[n:]
		}
	}
	show()
	if n := testing.AllocsPerRun(100, show); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestNormalize(t *testing.T) {
	tests := []struct{ in, want string }{
		{"预算（万元）：1,234.50%", "预算（万元）：1,234.50%"},
		{"⼀⾏⻔⽀", "一行门支"},
		{"⺟⻓⻢", "母长马"},
		{"豈更丽", "豈更丽"},
		{"ﬁﬂﬀﬃ", "fiflffffi"},
		{"︵﹁︶︐", "（「），"},
		{"ＡＢ１２，．", "ＡＢ１２，．"},
		{"a\u00A0b\u2003c\td", "a b c d"},
		{"\u3000", "\u3000"},
		{"soft\u00ADhyphen\u200B\uFEFF漢\U000E0101", "softhyphen漢"},
		{"℃㎡①Ⅳ", "℃㎡①Ⅳ"},
		{"", ""},
	}
	for _, test := range tests {
		if got := normalize(test.in); got != test.want {
			t.Errorf("Normalize(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestNormalizeIsStable(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		once := normalize(string(r))
		if twice := normalize(once); twice != once {
			t.Errorf("%U becomes %q, then %q", r, once, twice)
		}
	}
}

// FuzzLoad shows a string in fonts whose streams are what the fuzzer says: no panic, and codes within the string.
func FuzzLoad(f *testing.F) {
	f.Add([]byte("1 beginbfchar <0003> <0041> endbfchar"), []byte("1 begincidrange <00> <FF> 0 endcidrange"), []byte(trueType), "\x00\x03A")
	f.Add([]byte("1 beginbfrange <00> <FFFFFFFF> <D800> endbfrange"), []byte("/UniGB-UTF8-H usecmap"), []byte("%!PS /Encoding 256 array dup 1 /u41 put def"), "\xF0\xA0\x80")
	f.Add([]byte{}, []byte("begincodespacerange <80> <7F>"), []byte("\x01\x00\x04\x01\x00\x00"), "\xFF\xFE\xFD")
	doc := document(f, "")
	f.Fuzz(func(t *testing.T, toUnicode, encoding, program []byte, s string) {
		descriptor := pdf.Dict{"FontFile2": stream(string(program)), "Flags": int64(4)}
		composite := composite0(stream(string(encoding)), "Identity", pdf.Dict{"FontDescriptor": descriptor, "CIDToGIDMap": stream(string(encoding))})
		composite["ToUnicode"] = stream(string(toUnicode))
		simple := pdf.Dict{"Subtype": pdf.Name("TrueType"), "FontDescriptor": descriptor, "ToUnicode": stream(string(toUnicode))}
		for _, dict := range []pdf.Dict{composite, simple} {
			font := NewLoader(doc).Load(dict)
			for rest := s; rest != ""; {
				g, n := font.Next(pdf.String(rest))
				if n < 1 || n > len(rest) {
					t.Fatalf("code of %d bytes in a string of %d", n, len(rest))
				}
				if g.Text != "" && !sound(g.Text) {
					t.Fatalf("glyph with the text %q", g.Text)
				}
				rest = rest[n:]
			}
		}
	})
}

func BenchmarkNext(b *testing.B) {
	f := NewLoader(document(b, "")).Load(composite0(pdf.Name("Identity-H"), "GB1", pdf.Dict{}))
	s := pdf.String(strings.Repeat("\x10\xE7\x03\x3E\x10\x01", 100))
	for b.Loop() {
		for rest := s; rest != ""; {
			_, n := f.Next(rest)
			rest = rest[n:]
		}
	}
	b.SetBytes(int64(len(s)))
}
