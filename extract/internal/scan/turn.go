package scan

import (
	"context"
	"image"
	"math"
	"slices"

	"yusuan/extract/internal/ocr"
)

// sideways tells whether lines of print run down the picture: most pieces of print stand near to one below them and not to
// one at their right, or are several characters below each other that touch. sure tells whether far more do.
func sideways(components []component, em float64, s *Settings) (aside, sure bool) {
	f := lineFinder{s: s, em: em}
	var across, down []component
	for _, c := range components {
		if f.isPrint(&c) && float64(max(c.w(), c.h())) >= s.Voter*em && float64(min(c.w(), c.h())) >= s.Slim*em && len(across) < s.Votes {
			across = append(across, c)
			down = append(down, component{box{c.y0, c.x0, c.y1, c.x1}, c.area})
		}
	}
	right, below := gapsBehind(across, em), gapsBehind(down, em)
	nearRight, nearBelow := 0, 0
	for i := range across {
		a := across[i].box
		near, long := int(s.NearPrint*em), int(s.LongPrint*em)
		r, b := right[a], below[box{a.y0, a.x0, a.y1, a.x1}]
		switch {
		case r < b && r <= near || a.w() > long && a.w() > 2*a.h():
			nearRight++
		case b < r && b <= near || a.h() > long && a.h() > 2*a.w():
			nearBelow++
		}
	}
	aside = nearBelow > nearRight
	return aside, float64(max(nearBelow, nearRight)) >= s.SureAxis*float64(min(nearBelow, nearRight))
}

// gapsBehind is the white space from each component to the next one at its right, no more than two em.
func gapsBehind(all []component, em float64) map[box]int {
	far := int(2 * em)
	slices.SortFunc(all, func(a, b component) int { return a.x0 - b.x0 })
	gaps := make(map[box]int, len(all))
	for i := range all {
		a := &all[i]
		nearest := far
		for k := i + 1; k < len(all) && all[k].x0 < a.x1+nearest; k++ {
			b := &all[k]
			if b.x0 >= a.x1 && 2*(min(a.y1, b.y1)-max(a.y0, b.y0)) > min(a.h(), b.h()) {
				nearest = b.x0 - a.x1
			}
		}
		gaps[a.box] = nearest
	}
	return gaps
}

// upright finds the turn at which the picture is read best: the two that its lines may have, all four where they do not tell.
func (p *picture) upright(ctx context.Context, reader ocr.Reader) (*view, error) {
	turns := []int{0, 2, 1, 3}
	aside, sure := sideways(p.components, p.em, p.s)
	if aside {
		turns = []int{1, 3, 0, 2}
	}
	if sure {
		turns = turns[:2]
	}
	var best *view
	most := 0.0
	for _, turn := range turns {
		v := p.view(turn)
		sureness, err := v.sureness(ctx, p, reader)
		if err != nil {
			return nil, err
		}
		if best == nil || sureness > most+p.s.Doubt {
			best, most = v, sureness
		}
		if turn == 0 && sureness >= p.s.Upright {
			break
		}
	}
	return best, nil
}

// sureness is the mean confidence of the glyphs of some lines of a view: of long ones, which tell more.
func (v *view) sureness(ctx context.Context, p *picture, reader ocr.Reader) (float64, error) {
	lines := slices.Clone(v.lines)
	slices.SortStableFunc(lines, func(a, b textLine) int {
		return int(math.Round(lengthOf(&b, p.s))) - int(math.Round(lengthOf(&a, p.s)))
	})
	var pictures []*image.Gray
	for i := range lines[:min(len(lines), p.s.Samples)] {
		l := lines[i]
		l.x1 = min(l.x1, l.x0+int(p.s.SampleLength*l.em))
		c := v.cropOf(&l, p.source, p.s)
		pictures = append(pictures, c.picture)
	}
	if len(pictures) == 0 {
		return 0, nil
	}
	read, err := reader.Lines(ctx, pictures)
	if err != nil {
		return 0, err
	}
	sum, n := 0.0, 0
	for i := range read {
		for _, g := range read[i].Glyphs {
			sum += g.Confidence
		}
		n += max(len(read[i].Glyphs), 1)
	}
	return sum / float64(n), nil
}

// lengthOf is how long a line is, in em, as far as it is read to try a turn.
func lengthOf(l *textLine, s *Settings) float64 {
	return min(float64(l.w())/l.em, s.SampleLength)
}
