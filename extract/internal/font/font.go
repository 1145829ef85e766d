package font

import (
	"cmp"
	"reflect"
	"strings"
	"sync"

	"yusuan/extract/internal/font/cmap"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// Font is a font of a page. It is not safe for concurrent use: each document has fonts of its own.
type Font struct {
	// Name is the BaseFont without the subset tag.
	Name string
	// Vertical tells writing mode 1 (9.7.4.3).
	Vertical bool
	// Ascent and Descent bound the glyphs, in text space units; Descent is negative.
	Ascent, Descent float64
	// Type3 is what a Type 3 font has beyond this; otherwise nil.
	Type3 *Type3

	reader reader
	one    [256]*Glyph       // by codes of one byte
	two    [256]*[256]*Glyph // by codes of two bytes
	more   map[uint32]*Glyph // by longer codes
}

// Glyph is what one code of a font shows.
type Glyph struct {
	Code uint32
	CID  int // the code itself in a simple font
	// Text is the normalised Unicode text, "" if unknown.
	Text string
	// Width is the horizontal displacement w0, in text space units.
	Width float64
	// W1 is the vertical displacement, VX and VY the position vector (9.7.4.3), in text space units.
	W1, VX, VY float64
	// WordSpace tells the single-byte code 32, to which word spacing applies (9.3.3).
	WordSpace bool
	// Guessed tells that the text is from the font program's own tables.
	Guessed bool
	// Space tells that the text is white space, or that the character has no visible glyph.
	Space bool
}

// reader is a kind of font.
type reader interface {
	// next takes the first code off s, which is not empty.
	next(s string) (code uint32, n int)
	// glyph makes the glyph of a code of n bytes, but for what follows from text and code alone.
	glyph(code uint32, n int) Glyph
}

// maxLongCodes bounds the cached glyphs of codes beyond two bytes. A real font
// has at most 65,536 glyphs; a hostile string could show more codes.
const maxLongCodes = 1 << 16

// Next returns the glyph of the first code of s, which must not be empty, and the
// code's length in bytes. The glyph is shared: it must not be changed.
func (f *Font) Next(s pdf.String) (*Glyph, int) {
	code, n := f.reader.next(string(s))
	switch n {
	case 1:
		if g := f.one[code&0xFF]; g != nil {
			return g, n
		}
	case 2:
		if page := f.two[code>>8&0xFF]; page != nil {
			if g := page[code&0xFF]; g != nil {
				return g, n
			}
		}
	default:
		if g := f.more[code]; g != nil {
			return g, n
		}
	}
	g := f.reader.glyph(code, n)
	g.finish(n)
	f.store(&g, n)
	return &g, n
}

// Measure is the width of a string in text space units.
func (f *Font) Measure(s string) float64 {
	width := 0.0
	for rest := pdf.String(s); len(rest) > 0; {
		g, n := f.Next(rest)
		rest = rest[n:]
		width += g.Width
	}
	return width
}

func (f *Font) store(g *Glyph, n int) {
	switch n {
	case 1:
		f.one[g.Code&0xFF] = g
	case 2:
		page := &f.two[g.Code>>8&0xFF]
		if *page == nil {
			*page = new([256]*Glyph)
		}
		(*page)[g.Code&0xFF] = g
	default:
		if f.more == nil {
			f.more = make(map[uint32]*Glyph)
		}
		if len(f.more) < maxLongCodes {
			f.more[g.Code] = g
		}
	}
}

// finish normalises the text and derives what follows from it.
func (g *Glyph) finish(n int) {
	g.WordSpace = n == 1 && g.Code == ' '
	if g.Text == "" {
		return
	}
	text := normalize(g.Text)
	if text == "" {
		text = " "
		// A soft hyphen that is painted is seen as a hyphen, also where it is a minus sign.
		if g.Width > 0 && strings.Contains(g.Text, "\u00AD") {
			text = "-"
		}
	}
	g.Text = text
	g.Space = strings.TrimSpace(text) == ""
}

// Loader reads the fonts of one document, each once.
type Loader struct {
	doc      *pdf.Document
	byRef    map[pdf.Ref]*Font
	byDict   map[uintptr]direct
	shapes   func() shapes
	problems []pdf.Problem
	forgave  bool // there were problems
	plain    *Font

	programs  int                    // bytes of the font programs that were opened
	cmaps     map[pdf.Ref]*cmap.CMap // the embedded ones, each read once
	cmapBytes int                    // of their data
}

// direct is a font that a resource dictionary holds itself. The dictionary is
// kept so that its address stays its own.
type direct struct {
	dict pdf.Dict
	font *Font
}

// NewLoader returns a loader for the fonts of doc.
func NewLoader(doc *pdf.Document) *Loader {
	l := &Loader{doc: doc, byRef: make(map[pdf.Ref]*Font), byDict: make(map[uintptr]direct), cmaps: make(map[pdf.Ref]*cmap.CMap)}
	l.shapes = sync.OnceValue(l.collectShapes)
	return l
}

// TakeProblems lists what was forgiven since it was last asked for: fonts are read as their glyphs are shown.
func (l *Loader) TakeProblems() []pdf.Problem {
	taken := l.problems
	l.problems = nil
	return taken
}

// Sound tells that nothing was forgiven of any font so far, and that no more was opened than the share of one of so
// many loaders of the document's fonts.
func (l *Loader) Sound(loaders int) bool {
	return !l.forgave && loaders*l.programs <= maxPrograms && loaders*l.cmapBytes <= maxCMaps
}

// problem notes something that was forgiven in f.
func (l *Loader) problem(kind model.FindingKind, f *Font, detail string) {
	l.forgave = true
	l.problems = append(l.problems, pdf.Problem{Kind: kind, Detail: cmp.Or(f.Name, "unnamed") + ": " + detail})
}

// Load returns the font that o, a reference or a dictionary, describes. What is
// no font gives one whose glyphs have no text.
func (l *Loader) Load(o pdf.Object) *Font {
	switch o := o.(type) {
	case pdf.Ref:
		f, ok := l.byRef[o]
		if !ok {
			f = l.read(l.doc.Dict(o))
			l.byRef[o] = f
		}
		return f
	case pdf.Dict:
		key := reflect.ValueOf(o).Pointer()
		d, ok := l.byDict[key]
		if !ok {
			d = direct{o, l.read(o)}
			l.byDict[key] = d
		}
		return d.font
	}
	return l.read(nil)
}

func (l *Loader) read(dict pdf.Dict) *Font {
	f := &Font{Name: baseName(l.doc.Name(dict["BaseFont"]))}
	switch subtype := l.doc.Name(dict["Subtype"]); {
	case subtype == "Type0" || subtype == "" && dict["DescendantFonts"] != nil:
		l.readComposite(f, dict)
	case subtype == "Type3":
		l.readType3(f, dict)
	default:
		l.readSimple(f, dict)
	}
	return f
}

// baseName cuts the tag of a subset, six capitals and a plus sign (9.9.2).
func baseName(name pdf.Name) string {
	tag, rest, ok := strings.Cut(string(name), "+")
	if ok && len(tag) == 6 && strings.Trim(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return rest
	}
	return string(name)
}
