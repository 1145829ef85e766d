package page

import "yusuan/model"

// Rect is a box in points from the top left corner of the page as displayed
// (after /Rotate and UserUnit, inside the crop box); Top is the smaller y.
type Rect struct{ X0, Top, X1, Bottom float64 }

// Centre is the middle of the box.
func (r Rect) Centre() (x, y float64) { return (r.X0 + r.X1) / 2, (r.Top + r.Bottom) / 2 }

// Union is the smallest box that holds both.
func (r Rect) Union(o Rect) Rect {
	return Rect{min(r.X0, o.X0), min(r.Top, o.Top), max(r.X1, o.X1), max(r.Bottom, o.Bottom)}
}

// Char is one glyph of the page. Those that areas painted later hide are left out.
type Char struct {
	// Text is the glyph's Unicode text, one or more characters, never empty:
	// compatibility ideographs and radicals are already the ordinary ideograph.
	// A glyph without Unicode is "\uFFFD".
	Text string
	// Box spans the advance width in the writing direction and the font's
	// ascent and descent across it, as far as it is seen (inside the clip). It bounds upright and
	// quarter-turned text exactly.
	Box Rect
	// X and Y are the glyph's origin on its baseline.
	X, Y float64
	// Size is the font size as displayed, in points.
	Size float64
	// Turn is the direction in which the text runs, in quarter turns clockwise
	// from left-to-right as displayed: 0, 1 (top to bottom, glyphs lying), 2, 3.
	// Text at another angle than a multiple of 90° (±2°) has Turn Slanted.
	Turn uint8
	// Run numbers the text-showing operation that painted the glyph, counted through the page.
	Run uint32
	// Gray is the painted colour's luminance, 0 black to 1 white.
	Gray float32
	// Font numbers the font in Page.Fonts.
	Font uint16
	// Flags say how the glyph came about.
	Flags CharFlags
}

// Slanted is the Turn of text that runs at no multiple of 90° (watermarks).
const Slanted = 255

// CharFlags are properties of a Char.
type CharFlags uint8

const (
	// Invisible marks a glyph that is not seen: in text rendering mode 3 or 7, fully transparent, or under an
	// image that was painted later. The text layer of a scan is of such glyphs.
	Invisible CharFlags = 1 << iota
	// NoUnicode marks a glyph whose text is unknown (Text is U+FFFD).
	NoUnicode
	// Vertical marks a glyph of a font in vertical writing mode (WMode 1).
	Vertical
	// Guessed marks a text that was not told by the file but by the font program's own tables.
	Guessed
	// Space marks a glyph that is only white space.
	Space
	// Bold marks a glyph that is set heavier than the page's other text.
	Bold
)

// RulingKind tells what a ruling was painted as.
type RulingKind uint8

const (
	// Stroke is a stroked straight segment.
	Stroke RulingKind = iota
	// Thin is a filled rectangle (or image) so thin that it is a line.
	Thin
	// StrokedEdge is a side of a stroked rectangle.
	StrokedEdge
	// FillEdge is a side of a filled area that is no line itself.
	FillEdge
)

// Ruling is a straight horizontal or vertical line that is seen on the page, cut to the clip.
type Ruling struct {
	// Horizontal tells the direction; Slanted lines are no rulings.
	Horizontal bool
	// At is the centre line's y (horizontal) or x (vertical), in points.
	At float64
	// From and To are the ends along the line, From < To.
	From, To float64
	// Width is the line's thickness in points as displayed; 0 is a hairline.
	Width float64
	Kind  RulingKind
	// Gray is the painted colour's luminance, 0 black to 1 white.
	Gray float32
	// Dashed tells a dash pattern.
	Dashed bool
}

// Line is the ruling as a box without thickness.
func (r Ruling) Line() Rect {
	if r.Horizontal {
		return Rect{r.From, r.At, r.To, r.At}
	}
	return Rect{r.At, r.From, r.At, r.To}
}

// Fill is a filled area that is no line: a background.
type Fill struct {
	Rect
	Gray float32
}

// Outline is the bounding box of a stroked path with curves: a seal's rim, a flow chart's box.
type Outline struct {
	Rect
	Gray float32 // the stroke's luminance
}

// Page is what the reader saw on one page: the input of layout.
type Page struct {
	Number        int // 1-based
	Width, Height float64
	Chars         []Char // in painting order
	Rulings       []Ruling
	Fills         []Fill
	Outlines      []Outline
	Images        []Rect   // placed raster images
	Fonts         []string // BaseFont names that Char.Font numbers
	// Problems says what was forgiven while reading, one per kind.
	Problems []Problem
}

// Problem is something that reading the page forgave; extract turns it into a finding.
type Problem struct {
	Kind   model.FindingKind
	Detail string // English, lower case, what and where
	Count  int
}
