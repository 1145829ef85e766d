package ocr

import (
	"yusuan/extract/internal/ocr/infer"
)

const (
	leastProbability = 1e-5 // of the classes that are looked at
	mostClasses      = 12   // at a place
)

// decode takes the most probable class at each place; those that follow one another are one glyph (connectionist
// temporal classification, Graves et al. 2006).
func (r *Recognizer) decode(columns [][]infer.Class, s scaled) Line {
	var line Line
	last := 0
	for t, classes := range columns {
		if len(classes) == 0 {
			last = 0
			continue
		}
		best := classes[0]
		if best.Index != 0 && best.Index != last {
			line.Glyphs = append(line.Glyphs, Glyph{Text: r.classes[best.Index], From: float64(t) * widthStep * s.factor, To: float64(t+1) * widthStep * s.factor, Confidence: float64(best.Probability)})
			line.Confidence += float64(best.Probability)
		}
		last = best.Index
	}
	if n := len(line.Glyphs); n > 0 {
		line.Confidence /= float64(n)
	}
	return line
}
