package scan

// unreadInk are places with ink like print's in which nothing was read, square by square of half an em: what a seal covers, and
// what is so torn or so joined that it makes no line. Rests of rulings, specks and pale ink are none.
func (v *view) unreadInk(lines []printed, s *Settings) []box {
	ink := v.bare
	read := newRaster(ink.w, ink.h)
	for i := range lines {
		if len(lines[i].glyphs) > 0 {
			read.fill(lines[i].grown(int(s.Margin * lines[i].em)))
		}
	}
	side := max(int(v.em/2), 1)
	seen := make(map[[2]int]bool)
	var out []box
	for _, c := range v.print {
		if float64(max(c.w(), c.h())) < s.LeastFigure*v.em {
			continue
		}
		for y := c.y0 / side; y <= (c.y1-1)/side; y++ {
			for x := c.x0 / side; x <= (c.x1-1)/side; x++ {
				square := box{x * side, y * side, min((x+1)*side, ink.w), min((y+1)*side, ink.h)}
				if at := [2]int{x, y}; !seen[at] && square.inked(ink, read) >= s.InkOfPrint*float64(side*side) {
					seen[at] = true
					out = append(out, square)
				}
			}
		}
	}
	return out
}

// inked is how many pixels of a box are ink outside of what was read.
func (b box) inked(ink, read raster) (n float64) {
	for y := b.y0; y < b.y1; y++ {
		of := read.row(y)[b.x0:b.x1]
		for x, p := range ink.row(y)[b.x0:b.x1] {
			if p != 0 && of[x] == 0 {
				n++
			}
		}
	}
	return n
}

// fill fills a box, as far as it lies on the picture.
func (r raster) fill(b box) {
	from, to := max(b.x0, 0), min(b.x1, r.w)
	for y := max(b.y0, 0); y < min(b.y1, r.h) && from < to; y++ {
		for x, row := from, r.row(y); x < to; x++ {
			row[x] = 1
		}
	}
}
