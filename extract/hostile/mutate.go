package hostile

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"yusuan/extract/internal/pdf"
)

// Mutate returns the file of the values with a few things in it that no producer writes, and says which. The values are
// not changed. The same random numbers make the same file.
func (v *Values) Mutate(random *rand.Rand) (data []byte, what string) {
	m := mutation{random: random, Values: &Values{root: v.root, objects: maps.Clone(v.objects)}}
	m.find()
	for range 1 + random.IntN(4) {
		m.one()
	}
	return m.Write(random), strings.Join(m.done, "; ")
}

// mutation is a file that is being changed.
type mutation struct {
	*Values
	random *rand.Rand
	groups map[group][]int // the objects of each group
	done   []string
}

// group is what an object is for: each is changed as often as the others, however many objects it has.
type group string

const (
	anyGroup     group = "object"
	treeGroup    group = "page tree"
	fontGroup    group = "font"
	contentGroup group = "content"
	cmapGroup    group = "code map"
	programGroup group = "font program"
	streamGroup  group = "stream"
)

// groups in which a mutation chooses.
var allGroups = []group{anyGroup, treeGroup, fontGroup, contentGroup, cmapGroup, programGroup, streamGroup}

// find sorts the objects into groups by what refers to them.
func (m *mutation) find() {
	m.groups = make(map[group][]int)
	add := func(g group, number int) {
		if _, ok := m.objects[number]; ok && !slices.Contains(m.groups[g], number) {
			m.groups[g] = append(m.groups[g], number)
		}
	}
	for _, n := range m.numbers() {
		add(anyGroup, n)
		dict, isDict := m.objects[n].(pdf.Dict)
		if s, ok := m.objects[n].(streamValue); ok {
			add(streamGroup, n)
			dict = s.dict
		}
		switch name, _ := dict["Type"].(pdf.Name); {
		case name == "Catalog", name == "Pages", name == "Page":
			add(treeGroup, n)
		case isDict && (name == "Font" || name == "FontDescriptor"):
			add(fontGroup, n)
		case dict["Subtype"] == pdf.Name("Form"):
			add(contentGroup, n)
		}
		for _, key := range slices.Sorted(maps.Keys(dict)) {
			if g, ok := groupOfKey[key]; ok {
				m.referred(dict[key], func(number int) { add(g, number) })
			}
		}
	}
}

// groupOfKey is the group of what an entry refers to.
var groupOfKey = map[pdf.Name]group{
	"Contents": contentGroup, "CharProcs": contentGroup, "ToUnicode": cmapGroup, "Encoding": cmapGroup, "UseCMap": cmapGroup,
	"FontFile": programGroup, "FontFile2": programGroup, "FontFile3": programGroup, "CIDToGIDMap": programGroup,
	"W": fontGroup, "Widths": fontGroup, "DescendantFonts": fontGroup, "FontDescriptor": fontGroup, "Resources": treeGroup, "Kids": treeGroup,
}

// referred tells the numbers that a value refers to, directly or through an array or a dictionary.
func (m *mutation) referred(o pdf.Object, tell func(number int)) {
	switch v := o.(type) {
	case pdf.Ref:
		tell(v.Number)
	case pdf.Array:
		for _, e := range v {
			m.referred(e, tell)
		}
	case pdf.Dict:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			m.referred(v[key], tell)
		}
	}
}

// pick returns one of s.
func pick[T any](random *rand.Rand, s []T) T { return s[random.IntN(len(s))] }

// one changes one thing.
func (m *mutation) one() {
	g := pick(m.random, allGroups)
	numbers := m.groups[g]
	if len(numbers) == 0 {
		g, numbers = anyGroup, m.groups[anyGroup]
	}
	n := pick(m.random, numbers)
	if g == anyGroup {
		m.note("object %d: %s", n, m.whole(n))
		return
	}
	o := clone(m.objects[n])
	s, isStream := o.(streamValue)
	var what string
	switch {
	case !isStream:
		what = m.inside(o)
	case m.random.IntN(4) == 0:
		what = m.inside(s.dict)
	case g == contentGroup, g == cmapGroup:
		s.data, what = m.tokens(s.data)
	case g == programGroup:
		s.data, what = m.program(s.data)
	default:
		what = m.filters(&s)
	}
	if isStream {
		o = s
	}
	m.objects[n] = o
	m.note("%s %d: %s", g, n, what)
}

func (m *mutation) note(format string, args ...any) {
	m.done = append(m.done, fmt.Sprintf(format, args...))
}

// whole changes an object as a whole.
func (m *mutation) whole(n int) string {
	other := pick(m.random, m.groups[anyGroup])
	switch m.random.IntN(5) {
	case 0:
		m.objects[n], m.objects[other] = m.objects[other], m.objects[n]
		return fmt.Sprintf("changed places with %d", other)
	case 1:
		delete(m.objects, n)
		return "not there"
	case 2:
		m.objects[n] = m.objects[other]
		return fmt.Sprintf("is %d", other)
	case 3:
		m.objects[n] = pdf.Ref{Number: other}
		return fmt.Sprintf("refers to %d", other)
	}
	o := clone(m.objects[n])
	if s, ok := o.(streamValue); ok {
		return m.inside(s.dict)
	}
	m.objects[n] = o
	return m.inside(o)
}

// site is a place in a value that holds another one.
type site struct {
	name string
	get  pdf.Object
	set  func(pdf.Object)
	drop func() // nil where nothing can be taken away
}

// sites lists the places within a value, to some depth, that is: those in arrays and dictionaries.
func sites(o pdf.Object, path string, depth int) []site {
	const deepest = 6
	var all []site
	switch v := o.(type) {
	case pdf.Array:
		for i := range v {
			all = append(all, site{fmt.Sprint(path, "[", i, "]"), v[i], func(o pdf.Object) { v[i] = o }, nil})
		}
	case pdf.Dict:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			all = append(all, site{path + "/" + string(key), v[key], func(o pdf.Object) { v[key] = o }, func() { delete(v, key) }})
		}
	}
	if depth == deepest {
		return all
	}
	for _, s := range slices.Clone(all) {
		all = append(all, sites(s.get, s.name, depth+1)...)
	}
	return all
}

// inside changes a value somewhere in an object.
func (m *mutation) inside(o pdf.Object) string {
	all := sites(o, "", 0)
	if len(all) == 0 {
		return "nothing in it"
	}
	at := pick(m.random, all)
	other := pick(m.random, all)
	switch m.random.IntN(8) {
	case 0:
		if at.drop != nil {
			at.drop()
			return at.name + " dropped"
		}
	case 1:
		at.set(clone(other.get))
		return at.name + " is " + other.name
	case 2:
		at.set(clone(o)) // a value within itself
		return at.name + " is the whole"
	case 3:
		n := pick(m.random, m.groups[anyGroup])
		at.set(pdf.Ref{Number: n})
		return fmt.Sprintf("%s refers to %d", at.name, n)
	case 4:
		if a, ok := at.get.(pdf.Array); ok && len(a) > 0 {
			times := 1 + 3000/len(a)
			if _, ok := a[0].(pdf.Ref); ok { // to pages, each of which takes its time
				times = 1 + 300/len(a)
			}
			at.set(slices.Repeat(a, times))
			return at.name + " repeated"
		}
	case 5:
		if i, ok := at.get.(int64); ok {
			at.set(pick(m.random, []pdf.Object{-i, i + 1, i - 1, i * 1000, i / 1000, float64(i) + 0.5}))
			return at.name + " is another number"
		}
	}
	v := m.value(3)
	at.set(v)
	return fmt.Sprintf("%s is %.60v", at.name, v)
}

// value makes a value of any type.
func (m *mutation) value(depth int) pdf.Object {
	kinds := 8
	if depth == 0 {
		kinds = 6
	}
	switch m.random.IntN(kinds) {
	case 0:
		return pick(m.random, []pdf.Object{nil, true, false})
	case 1, 2:
		return m.number()
	case 3:
		return pdf.Name(pick(m.random, names))
	case 4:
		return pdf.String(pick(m.random, []string{"", "a", "\xFE\xFF\x4E\x00", strings.Repeat("\x00\x01", 5000), "\x1B[31m"}))
	case 5:
		return pdf.Ref{Number: pick(m.random, m.groups[anyGroup])}
	case 6:
		var a pdf.Array
		for range m.random.IntN(7) {
			a = append(a, m.value(depth-1))
		}
		return a
	}
	d := pdf.Dict{}
	for range m.random.IntN(5) {
		d[pdf.Name(pick(m.random, names))] = m.value(depth - 1)
	}
	return d
}

// names are such as the reader asks for.
var names = []string{
	"", "Type", "Pages", "Page", "Kids", "Font", "Type0", "Type1", "Type3", "TrueType", "CIDFontType0", "CIDFontType2", "Identity-H", "Identity-V",
	"UniGB-UCS2-H", "GBK-EUC-V", "WinAnsiEncoding", "Differences", "FlateDecode", "LZWDecode", "ASCII85Decode", "Form", "Image", "XObject", "Resources",
	"Pattern", "Length", "W", "W2", "DW", "Widths", "a", "uni4E00", ".notdef", "DeviceN", "Separation", "Indexed", "ICCBased",
}

// number makes a number that lies at an edge of what numbers can be.
func (m *mutation) number() pdf.Object {
	return pick(m.random, []pdf.Object{
		int64(0), int64(1), int64(-1), int64(2), int64(255), int64(256), int64(65535), int64(65536), int64(math.MaxInt32), int64(math.MinInt32), int64(1 << 31),
		int64(math.MaxInt64), int64(math.MinInt64), 0.0, -0.5, 1e-9, 1e9, -1e9, 1e20, math.MaxFloat64, math.MaxFloat32, 0.001, 90.0, -90.0,
	})
}

// filters changes how a stream's data is stored.
func (m *mutation) filters(s *streamValue) string {
	chain := pdf.Array{}
	for range m.random.IntN(4) {
		chain = append(chain, pdf.Name(pick(m.random, []string{"FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "Crypt", "Odd"})))
	}
	if m.random.IntN(3) > 0 {
		s.dict["Filter"] = chain
	}
	parms := pdf.Dict{}
	for _, key := range []pdf.Name{"Predictor", "Columns", "Colors", "BitsPerComponent", "EarlyChange"} {
		if m.random.IntN(2) == 0 {
			parms[key] = pick(m.random, []pdf.Object{m.number(), int64(2), int64(12), int64(15), int64(8), int64(16)})
		}
	}
	if m.random.IntN(2) == 0 {
		s.dict["Filter"], s.data = pdf.Name("FlateDecode"), compressed(s.data)
		s.dict["DecodeParms"] = parms
	}
	if m.random.IntN(3) == 0 {
		s.dict["Length"] = pick(m.random, []pdf.Object{m.number(), int64(len(s.data) / 2), int64(len(s.data) * 2), pdf.Ref{Number: pick(m.random, m.groups[anyGroup])}})
	}
	return fmt.Sprintf("filters %v, parameters %v, length %v", s.dict["Filter"], s.dict["DecodeParms"], s.dict["Length"])
}

// token is an operand, an operator or a bracket of a content or of a code map.
var token = regexp.MustCompile(`\((?:[^()\\]|\\.)*\)|<<|>>|<[^<>]*>|[\[\]{}]|/?[^\s()<>\[\]{}/%]+`)

// words are such as contents and code maps are made of.
var words = []string{
	"q", "Q", "cm", "BT", "ET", "Tf", "Tj", "TJ", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "'", `"`, "re", "m", "l", "c", "v", "y", "h", "S", "s", "f", "f*", "B", "n", "W", "W*",
	"Do", "BI", "ID", "EI", "BDC", "BMC", "EMC", "gs", "cs", "CS", "sc", "scn", "SCN", "g", "rg", "k", "w", "d", "sh", "d0", "d1", "[", "]", "<<", ">>", "(a)", "<00010002>", "/F1", "/Im1", "/OC",
	"begincodespacerange", "endcodespacerange", "beginbfrange", "endbfrange", "beginbfchar", "endbfchar", "begincidrange", "endcidrange", "usecmap", "/Identity-H",
	"<0000>", "<FFFF>", "<FFFFFFFF>", "<D83D>", "100", "0", "-1",
}

// tokens changes the tokens of a content or of a code map.
func (m *mutation) tokens(data []byte) ([]byte, string) {
	found := token.FindAllIndex(data, -1)
	if len(found) == 0 {
		return []byte(pick(m.random, words)), "a word"
	}
	at := pick(m.random, found)
	old := string(data[at[0]:at[1]])
	replace := func(with string) []byte {
		return slices.Concat(data[:at[0]], []byte(" "+with+" "), data[at[1]:])
	}
	other := pick(m.random, found)
	switch m.random.IntN(6) {
	case 0:
		return replace(""), fmt.Sprintf("no %.30q", old)
	case 1:
		with := string(data[other[0]:other[1]])
		return replace(with), fmt.Sprintf("%.30q for %.30q", with, old)
	case 2:
		var with bytes.Buffer
		write(&with, m.number())
		return replace(with.String()), fmt.Sprintf("%s for %.30q", with.String(), old)
	case 3:
		with := pick(m.random, words)
		return replace(with), fmt.Sprintf("%s for %.30q", with, old)
	case 4:
		return replace(strings.Repeat(old+" ", 5000)), fmt.Sprintf("%.30q repeated", old)
	}
	from, to := min(at[0], other[0]), max(at[0], other[0])
	return slices.Concat(data[:to], data[from:to], data[to:]), fmt.Sprintf("%d bytes twice", to-from)
}

// program changes numbers of a font program: those of its tables of tables stand at its beginning.
func (m *mutation) program(data []byte) ([]byte, string) {
	if len(data) < 8 {
		return bytes.Repeat([]byte{0, 1, 0, 0}, 64), "zeros and ones"
	}
	reach := len(data)
	if m.random.IntN(2) == 0 {
		reach = min(reach, 300)
	}
	at := m.random.IntN(reach - 4)
	number := pick(m.random, [][]byte{{0, 0}, {0xFF, 0xFF}, {0x7F, 0xFF}, {0x80, 0}, {0, 0, 0, 0}, {0xFF, 0xFF, 0xFF, 0xFF}, {0x7F, 0xFF, 0xFF, 0xFF}, {0, 1}, {0, 0, 0, 1}})
	switch m.random.IntN(4) {
	case 0:
		return data[:at], fmt.Sprintf("ends at %d", at)
	case 1:
		from := m.random.IntN(len(data) - 4)
		copy(data[at:], bytes.Clone(data[from:min(len(data), from+16)]))
		return data, fmt.Sprintf("16 bytes at %d from %d", at, from)
	}
	copy(data[at:], number)
	return data, fmt.Sprintf("%x at %d", number, at)
}
