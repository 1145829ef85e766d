package scan

import (
	"context"
	"image"
	"math"
	"slices"
	"strings"

	"yusuan/extract/internal/ocr"
)

// readAgain reads those lines a second time of which a character is unsure, from pictures that differ: with more paper around the
// print, and with the ink that was taken for a ruling's, as it may be the print's. Of two texts the surer one is kept, and the other
// one stays among what the line may say.
func (v *view) readAgain(ctx context.Context, p *picture, reader ocr.Reader, crops []crop, read []ocr.Line) error {
	var lines []int
	var pictures []*image.Gray
	var again []crop
	for i := range read {
		if unsure(&read[i], p.s) {
			c := v.cut(&v.lines[i], p.source, p.s.AgainMargin, p.s)
			lines, again, pictures = append(lines, i), append(again, c), append(pictures, c.picture)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	second, err := reader.Lines(ctx, pictures)
	if err != nil {
		return err
	}
	for k, i := range lines {
		if surer(&read[i], &second[k]) {
			read[i], second[k] = second[k], read[i]
			crops[i] = again[k]
		}
		read[i].Others = withOther(&read[i], &second[k])
	}
	return nil
}

// unsure tells a line of which a character was recognised with little confidence. White space, and signs that are full-width or
// half-width, are told otherwise.
func unsure(l *ocr.Line, s *Settings) bool {
	return slices.ContainsFunc(l.Glyphs, func(g ocr.Glyph) bool {
		return g.Confidence < s.Unsure && strings.TrimSpace(g.Text) != "" && halfWidth[g.Text] == "" && fullWidth[g.Text] == ""
	})
}

// surer tells whether a second reading is another text and half as doubtful as the first one: of two that are much alike, each is
// right as often. One that has more or fewer characters is none: it took a piece of a ruling for print, or lost some. Nor is a single
// character, which may be the corner of two rulings.
func surer(first, second *ocr.Line) bool {
	a, b := characters(first), characters(second)
	return len(a) > 1 && len(a) == len(b) && !slices.Equal(a, b) && 2*second.Confidence > 1+first.Confidence
}

// characters are the texts of a line's glyphs that are no white space, and no specks.
func characters(l *ocr.Line) (texts []string) {
	for _, g := range l.Glyphs {
		if strings.Trim(g.Text, " 　·•") != "" {
			texts = append(texts, g.Text)
		}
	}
	return texts
}

// withOther is what a line may say otherwise, with another reading of it among them where that is another text.
func withOther(l, other *ocr.Line) []ocr.Reading {
	text := other.Text()
	if len(other.Glyphs) == 0 || text == l.Text() {
		return l.Others
	}
	logs := 0.0
	for _, g := range other.Glyphs {
		logs += math.Log(max(g.Confidence, 1e-3))
	}
	all := slices.DeleteFunc(slices.Clone(l.Others), func(o ocr.Reading) bool { return o.Text == text || o.Text == l.Text() })
	read := ocr.Reading{Text: text, Confidence: math.Round(1000*math.Exp(logs/float64(len(other.Glyphs)))) / 1000}
	at := slices.IndexFunc(all, func(o ocr.Reading) bool { return o.Confidence < read.Confidence })
	if at < 0 {
		at = len(all)
	}
	return slices.Insert(all, at, read)
}
