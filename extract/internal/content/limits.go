package content

import "yusuan/extract/internal/pdf"

// Limits bound what one page may ask for, and the pages of a document together. A zero field means its default.
type Limits struct {
	Operators int // content operators executed and character codes shown, forms and glyph procedures included
	Bytes     int // content bytes interpreted, a form's bytes each time it is painted
	Chars     int // glyphs kept
	Rulings   int // rulings, fills and images kept
	Segments  int // segments of one path
	FormDepth int // form XObjects painted within each other
	States    int // graphics states saved and not restored

	AllOperators int // Operators, Chars and Rulings of all pages
	AllChars     int
	AllRulings   int
}

// The defaults lie an order of magnitude above the fullest page of any real document
// that was seen (26,000 glyphs, 300,000 operators, 5,300 rulings) and well under what a machine with
// little memory can hold: a Char takes 80 bytes, a graphics state about 300.
const (
	maxOperators = 20_000_000
	maxBytes     = 1 << 30
	maxChars     = 500_000
	maxRulings   = 500_000
	maxSegments  = 500_000
	maxFormDepth = 28 // Acrobat's own limit on nested q, and deeper than any producer nests forms
	maxStates    = 10_000
)

// The defaults for a document lie eight times above the fullest volume that was seen: 328 pages with 514,000 glyphs,
// 92,000 rulings on 230 others. All pages are kept until their tables are joined.
const (
	maxAllOperators = 200_000_000 // some ten seconds
	maxAllChars     = 4_000_000
	maxAllRulings   = 2_000_000
)

// maxOperands is how many operands an operator can have: the 32 colour components that
// a DeviceN space may hold and a pattern's name (8.6.8). Of more than that, the last count.
const maxOperands = 33

// maxElements is how many elements of an array count, which is more than a line of text
// has glyphs: each takes ten times the memory of the number it may be.
const maxElements = 1 << 16

// maxPower bounds a number's power of ten, far beyond what a page has use for.
const maxPower = 30

// cachedFormBytes bounds the decoded forms that a Reader keeps between pages.
const cachedFormBytes = 16 << 20

func (l Limits) withDefaults() Limits {
	for _, f := range []struct {
		field *int
		value int
	}{
		{&l.Operators, maxOperators}, {&l.Bytes, maxBytes}, {&l.Chars, maxChars}, {&l.Rulings, maxRulings},
		{&l.Segments, maxSegments}, {&l.FormDepth, maxFormDepth}, {&l.States, maxStates},
		{&l.AllOperators, maxAllOperators}, {&l.AllChars, maxAllChars}, {&l.AllRulings, maxAllRulings},
	} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
	return l
}

// exceeded is the error of a page that went over a limit.
func exceeded(limit int, what string) error {
	return &pdf.LimitError{What: what, Limit: int64(limit)}
}

// settings are the thresholds of what counts as a line or as the same glyph.
type settings struct {
	// maxThin is the thickness, in points, up to which a filled area is a line.
	// Table borders are 0.25 to 2.25 pt; the lowest filled bars that are areas are higher.
	maxThin float64
	// minAspect is how many times longer than thick a filled line is. Shorter ones
	// are the dots of a dotted line up to maxDot, and areas above it.
	minAspect float64
	maxDot    float64
	// minLength, in points: shorter strokes are specks of flattened curves.
	minLength float64
	// clipReach is how far, in points, outside the clip a line may run: producers clip to the
	// very cell or table whose border they draw, and round the two differently.
	clipReach float64
	// skew is how far off its axis a line may be, as a part of its length, and at most maxSkew points.
	skew, maxSkew float64
	// slant is the tangent of the angle up to which text counts as level.
	slant float64
	// minSize, in points: smaller glyphs cannot be seen, and have no em to measure by.
	minSize float64
	// kept is the part of a glyph's box that must be inside the clip, in each direction: what a
	// reader can still make out. A line that a page break halves may be seen on both pages by it.
	kept float64
	// overprint is how far, in em, a second painting of a glyph is from the first, and
	// overprintAdvance the same as a part of its advance: of two narrow digits side by
	// side the second is a whole advance away.
	overprint, overprintAdvance float64
	// rim is the part of a glyph's box, at each side, that may still be seen of a glyph that is painted over:
	// boxes are as high as the font, and what hides digits is often no higher than they are.
	rim float64
}

var defaults = settings{
	maxThin: 3, minAspect: 2, maxDot: 1.5, minLength: 0.05,
	clipReach: 0.5,
	skew:      0.03, maxSkew: 1,
	slant:     0.035,
	minSize:   0.01,
	kept:      0.25,
	overprint: 0.25, overprintAdvance: 0.4,
	rim: 0.25,
}
