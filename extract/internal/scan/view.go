package scan

import (
	"image"
	"math"
	"slices"

	"yusuan/layout/page"
)

// picture is a page's picture, evened: as it is cut into lines, and as it is looked at.
type picture struct {
	s            *Settings
	source, work raster
	dpi          float64 // of work
	ink          raster  // of work
	components   []component
	em           float64
}

func pictureOf(img image.Image, box page.Rect, s *Settings) *picture {
	g := greyOf(img)
	across, down := 72*float64(g.w)/(box.X1-box.X0), 72*float64(g.h)/(box.Bottom-box.Top)
	dpi := math.Sqrt(across * down)
	g, dpi = squared(g, box, min(dpi, s.MostDPI), s)
	p := &picture{s: s, source: evened(g, dpi, s)}
	p.work, p.dpi = squared(p.source, box, min(dpi, s.DPI), s)
	p.ink = inkOf(p.work, p.dpi, s)
	p.components = piecesOf(p.ink).components
	p.em = emOf(p.components, p.dpi, s)
	return p
}

// squared is a picture of some dots an inch in both directions, fewer where it would have too many.
func squared(g raster, box page.Rect, dpi float64, s *Settings) (raster, float64) {
	w, h := (box.X1-box.X0)/72, (box.Bottom-box.Top)/72
	dpi = min(dpi, math.Sqrt(float64(s.Pixels)/(w*h)))
	return g.resized(max(int(w*dpi+0.5), 1), max(int(h*dpi+0.5), 1)), dpi
}

// view is a picture as it looks made straight, at one of its turns.
type view struct {
	mapping  mapping
	work     raster // upright
	straight raster
	ink      raster // straight, without rulings
	erased   raster
	rulings  []ruling
	regions  regions
	pieces   pieces
	drawn    drawings
	bare     raster      // ink without the rims of seals and what of them is solid
	print    []component // the pieces of bare that are print, or larger print of seals
	lines    []textLine
	em       float64
}

func (p *picture) view(turn int) *view {
	s := p.s
	v := &view{work: p.work.turnedBack(turn)}
	v.mapping = straightened(p.ink.turnedBack(turn), turn, p.dpi, s)
	v.straight = v.mapping.sampled(p.work, 1, 0, 0, 1, v.work.w, v.work.h)
	ink := inkOf(v.straight, p.dpi, s)
	if v.ruled(ink, nil, p.dpi, s); len(v.drawn.seals) > 0 {
		v.ruled(ink, v.drawn.seals, p.dpi, s)
	}
	print, pale := v.findPrint(p.dpi, s)
	v.lines = linesOf(print, v.ink, &v.regions, v.em, s)
	lengthened(v.lines, pale, &v.regions, s)
	return v
}

// ruled tells rulings, print and drawings apart, where some seals are known.
func (v *view) ruled(ink raster, seals []box, dpi float64, s *Settings) {
	v.ink = raster{pix: slices.Clone(ink.pix), w: ink.w, h: ink.h}
	v.rulings = rulingsOf(v.ink, seals, dpi, s)
	v.erased = erase(v.ink, v.rulings, dpi, s)
	v.regions = regionsOf(v.work.w, v.work.h, v.rulings, max(int(s.Coarse*dpi), 1))
	v.pieces = piecesOf(v.ink)
	v.em = emOf(v.pieces.components, dpi, s)
	v.drawn = drawingsOf(&v.pieces, v.work.w, v.work.h, v.em, dpi, s)
}

// findPrint finds the pieces of a view that are print, and those that are too pale to be some by themselves.
func (v *view) findPrint(dpi float64, s *Settings) (print, pale []component) {
	seals, all := v.drawn.seals, v.pieces
	v.bare = v.ink
	if len(seals) > 0 {
		v.bare = withoutSeals(v.ink, seals, v.em, s)
		all = piecesOf(v.bare)
	}
	print, pale = withoutPale(&all, v.straight, v.em, s)
	v.print, pale = withoutRests(print, v.rulings, v.em, dpi, s), withoutRests(pale, v.rulings, v.em, dpi, s)
	return withoutSealPrint(v.print, seals, &v.regions, v.em, s), withoutSealPrint(pale, seals, &v.regions, v.em, s)
}

// isLevel tells a line of several characters that is level with one outside of the seals: those of a seal run around it.
func (v *view) isLevel(l box, s *Settings) bool {
	if float64(l.w()) < s.LongLevel*float64(l.h()) {
		return false
	}
	near := int(s.Level * float64(l.h()))
	return slices.ContainsFunc(v.lines, func(o textLine) bool {
		return max(o.y0-l.y0, l.y0-o.y0, o.y1-l.y1, l.y1-o.y1) <= near && !slices.ContainsFunc(v.drawn.seals, o.touches)
	})
}
