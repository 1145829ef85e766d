package content

import (
	"math"

	"yusuan/layout/page"
)

// overprints finds glyphs that are painted a second time in nearly the same place, as
// producers do for bold type and shadows. It is a hash table with open addressing over
// the places of the page's glyphs.
type overprints struct {
	slots []place
	used  int
	round uint32 // slots of other rounds are empty: no clearing between pages
}

type place struct {
	round uint32
	show  uint32 // the show operation that painted the glyph
	hash  uint64 // of text, size class and cell
	char  int32
}

func (o *overprints) reset() {
	if o.slots == nil {
		o.slots = make([]place, 4096)
	}
	o.round++
	o.used = 0
	if o.round == 0 {
		clear(o.slots)
		o.round = 1
	}
}

// spot is where a glyph is looked up: in squares, with edges that depend on the font
// size, of the plane of its text.
type spot struct {
	edge float64
	x, y float64 // in edges
	text uint64
}

func newSpot(c *page.Char) spot {
	edge := edgeFor(c.Size)
	return spot{edge, c.X / edge, c.Y / edge, textHash(c.Text)}
}

// edgeFor is a power of two that is at least eight times the tolerance, so that at most four squares, and mostly one,
// hold everything within it. The odd factor keeps sizes that are equal but for rounding out of the
// border of two classes.
func edgeFor(size float64) float64 {
	_, exp := math.Frexp(size * 1.0137)
	return math.Ldexp(8*defaults.overprint, exp)
}

// maxProbes bounds a search in the table, which hostile pages could fill with one value;
// a glyph that finds no slot within it is not remembered.
const maxProbes = 64

// find returns the glyph in chars that c overprints, or -1. Glyphs of one show operation
// are neighbours, unless they lie in the very same place.
func (o *overprints) find(chars []page.Char, c *page.Char, at spot, advance float64, show uint32) int {
	const samePlace, sameSize = 0.02, 0.1
	tolerance := defaults.overprint * c.Size
	if advance > 0 {
		tolerance = min(tolerance, defaults.overprintAdvance*advance)
	}
	matches := func(p *place) bool {
		within := tolerance
		if p.show == show {
			within = samePlace * c.Size
		}
		other := &chars[p.char]
		return other.Text == c.Text && other.Flags&covered == 0 && math.Abs(other.X-c.X) <= within && math.Abs(other.Y-c.Y) <= within &&
			math.Abs(other.Size-c.Size) <= sameSize*c.Size && other.Turn == c.Turn
	}
	around := tolerance / at.edge
	for x := math.Floor(at.x - around); x <= at.x+around; x++ {
		for y := math.Floor(at.y - around); y <= at.y+around; y++ {
			h := placeHash(at.text, int64(x), int64(y))
			for j := range uint64(maxProbes) {
				p := &o.slots[(h+j)&uint64(len(o.slots)-1)]
				if p.round != o.round {
					break
				}
				if p.hash == h && int(p.char) < len(chars) && matches(p) {
					return int(p.char)
				}
			}
		}
	}
	return -1
}

// add notes that the glyph at that spot is the page's index-th.
func (o *overprints) add(at spot, index int, show uint32) {
	if 2*o.used >= len(o.slots) {
		o.grow()
	}
	h := placeHash(at.text, int64(math.Floor(at.x)), int64(math.Floor(at.y)))
	o.put(place{o.round, show, h, int32(index)})
	o.used++
}

func (o *overprints) put(p place) {
	for j := range uint64(maxProbes) {
		if at := (p.hash + j) & uint64(len(o.slots)-1); o.slots[at].round != o.round {
			o.slots[at] = p
			return
		}
	}
}

func (o *overprints) grow() {
	old := o.slots
	o.slots = make([]place, 2*len(old))
	for i := range old {
		if old[i].round == o.round {
			o.put(old[i])
		}
	}
}

// textHash tells texts apart well enough: nearly every glyph is one character of at most four bytes.
func textHash(text string) uint64 {
	h := uint64(len(text))
	for i := range min(len(text), 7) {
		h = h<<8 | uint64(text[i])
	}
	return h * 0xD6E8FEB86659FD93
}

func placeHash(text uint64, x, y int64) uint64 {
	h := text ^ uint64(x)*0x9E3779B97F4A7C15 ^ uint64(y)*0xC2B2AE3D27D4EB4F
	return h ^ h>>31
}
