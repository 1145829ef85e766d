package ocr

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"yusuan/extract/internal/ocr/infer"
)

// The network tells at each place along a line how probable each class is there; class 0, the blank, stands for no
// glyph. A text's probability is that of all ways to write its glyphs one after the other, each at one or more places that
// follow one another, with blanks anywhere between them, and at least one between equal glyphs: connectionist temporal
// classification (Graves, Fernández, Gomez and Schmidhuber 2006).

const (
	leastProbability = 1e-5 // of the classes that are looked at
	mostClasses      = 12   // at a place
	beamWidth        = 24   // texts that are followed from place to place
	mostOthers       = 8
	// leastOther is how probable another text must be beside the most probable one.
	leastOther = 1e-5
)

// decode reads the line: the most probable class at each place, those that follow one another being one glyph. What it
// may say otherwise is searched for separately, since the text of the most probable path is not always the most
// probable text.
func (r *Recognizer) decode(columns [][]infer.Class, s scaled) Line {
	spikes := bestPath(columns)
	line := Line{Glyphs: make([]Glyph, len(spikes))}
	for i, p := range spikes {
		line.Glyphs[i] = Glyph{Text: r.classes[p.class], Confidence: rounded(float64(p.probability))}
		line.Confidence += float64(p.probability)
	}
	if len(spikes) == 0 {
		line.Glyphs = nil
		return line
	}
	line.Confidence = rounded(line.Confidence / float64(len(spikes)))
	place(line.Glyphs, spikes, s)
	line.Others = r.others(search(columns), line.Text())
	return line
}

// rounded is a confidence to three decimals: more tell nothing.
func rounded(confidence float64) float64 { return math.Round(confidence*1000) / 1000 }

// spike is a glyph on the best path: the places where its class is the most probable one, and how probable it is there at
// most.
type spike struct {
	class       int
	from, to    int
	probability float32
}

func bestPath(columns [][]infer.Class) (spikes []spike) {
	last := 0
	for t, classes := range columns {
		best := infer.Class{}
		if len(classes) > 0 {
			best = classes[0]
		}
		switch {
		case best.Index == 0:
		case best.Index == last:
			p := &spikes[len(spikes)-1]
			p.to, p.probability = t+1, max(p.probability, best.Probability)
		default:
			spikes = append(spikes, spike{best.Index, t, t + 1, best.Probability})
		}
		last = best.Index
	}
	return spikes
}

// Widths of print, in heights of a line's picture, which has some margin above and below.
const (
	fullWidth = 0.8 // of an ideograph, and the space to the next
	halfWidth = 0.45
	thinWidth = 0.25 // of a point
)

// place tells where glyphs are: around the middle of the places at which the network saw them, as wide as such a glyph
// is at most, and not beyond the borders to their neighbours, which lie between the middles as the widths share it.
func place(glyphs []Glyph, spikes []spike, s scaled) {
	middles, halves := make([]float64, len(glyphs)), make([]float64, len(glyphs))
	for i, p := range spikes {
		middles[i] = float64(p.from+p.to) / 2 * widthStep * s.factor
		halves[i] = widthOf(glyphs[i].Text) * s.tall / 2
	}
	for i := range glyphs {
		from, to := middles[i]-halves[i], middles[i]+halves[i]
		if i > 0 {
			from = max(from, middles[i-1]+(middles[i]-middles[i-1])*halves[i-1]/(halves[i-1]+halves[i]))
		}
		if i+1 < len(glyphs) {
			to = min(to, middles[i]+(middles[i+1]-middles[i])*halves[i]/(halves[i]+halves[i+1]))
		}
		end := float64(s.given)
		glyphs[i].From, glyphs[i].To = min(max(from, 0), end), max(min(to, end), 0)
	}
}

// widthOf is a glyph's width.
func widthOf(text string) float64 {
	first, _ := utf8.DecodeRuneInString(text)
	switch width.LookupRune(first).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return fullWidth
	}
	if strings.ContainsRune(".,:;'|!", first) {
		return thinWidth
	}
	return halfWidth
}

// prefix is a text that is searched for: another one and one class more.
type prefix struct {
	parent   *prefix
	class    int
	length   int
	children []*prefix
	at       int // the place at which it was last put among the candidates
	index    int // its candidate there
}

// child is the prefix with one class more.
func (p *prefix) child(class int) *prefix {
	for _, c := range p.children {
		if c.class == class {
			return c
		}
	}
	c := &prefix{parent: p, class: class, length: p.length + 1, at: -1}
	p.children = append(p.children, c)
	return c
}

// candidate is a prefix with the probabilities of all paths that write it, up to a place: those that end in a blank there,
// and those that end in its last class.
type candidate struct {
	*prefix
	blank, glyph float64
}

func (c candidate) all() float64 { return c.blank + c.glyph }

// search follows the most probable prefixes from place to place (prefix beam search: Hannun, Maas, Jurafsky and Ng 2014,
// without a language model) and returns texts, the most probable first. Products are rounded before they are added, so
// that machines agree.
func search(columns [][]infer.Class) []candidate {
	beam := []candidate{{&prefix{at: -1}, 1, 0}}
	for t, classes := range columns {
		next := make([]candidate, 0, len(beam)*2)
		at := func(p *prefix) *candidate {
			if p.at != t {
				p.at, p.index = t, len(next)
				next = append(next, candidate{prefix: p})
			}
			return &next[p.index]
		}
		for _, c := range beam {
			for _, class := range classes {
				p := float64(class.Probability)
				switch {
				case class.Index == 0:
					at(c.prefix).blank += float64(c.all() * p)
				case class.Index == c.class:
					at(c.prefix).glyph += float64(c.glyph * p)
					at(c.child(class.Index)).glyph += float64(c.blank * p)
				default:
					at(c.child(class.Index)).glyph += float64(c.all() * p)
				}
			}
		}
		if len(next) > 0 {
			beam = best(next)
		}
	}
	return beam
}

// best are the most probable candidates, without those that have no path.
func best(candidates []candidate) []candidate {
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.all(), a.all()) })
	n := min(len(candidates), beamWidth)
	for n > 1 && candidates[n-1].all() < candidates[0].all()*leastOther*leastProbability {
		n--
	}
	return candidates[:n]
}

// others are the texts of candidates beside the one that is read. Their confidence is the geometric mean of their
// probability over their glyphs.
func (r *Recognizer) others(candidates []candidate, read string) (others []Reading) {
	for _, c := range candidates {
		text := r.text(c.prefix)
		if text == read || c.all() < candidates[0].all()*leastOther {
			continue
		}
		confidence := math.Pow(c.all(), 1/float64(max(c.length, 1)))
		if others = append(others, Reading{text, rounded(confidence)}); len(others) == mostOthers {
			break
		}
	}
	return others
}

// text is what a prefix says.
func (r *Recognizer) text(p *prefix) string {
	glyphs := make([]string, p.length)
	for ; p.length > 0; p = p.parent {
		glyphs[p.length-1] = r.classes[p.class]
	}
	return strings.Join(glyphs, "")
}
