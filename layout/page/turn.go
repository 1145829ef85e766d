package page

// turned is the box in a frame in which text of the given turn runs from left to right.
func (r Rect) turned(turn uint8) Rect {
	switch turn {
	case 1: // runs down: what is right is up
		return Rect{r.Top, -r.X1, r.Bottom, -r.X0}
	case 2:
		return Rect{-r.X1, -r.Bottom, -r.X0, -r.Top}
	case 3: // runs up: what is left is up
		return Rect{-r.Bottom, r.X0, -r.Top, r.X1}
	}
	return r
}

// ReadingPosition turns a page whose text runs sideways, so that it runs from left to right.
// It gives the quarter turns clockwise in which the text ran.
func ReadingPosition(p *Page) (*Page, uint8) {
	turn := mostTurned(p.Chars)
	if turn == 0 {
		return p, 0
	}
	out := *p
	if turn != 2 {
		out.Width, out.Height = p.Height, p.Width
	}
	out.Chars = make([]Char, len(p.Chars))
	for i, c := range p.Chars {
		c.Box = c.Box.Upright(turn, p.Width, p.Height)
		o := Rect{c.X, c.Y, c.X, c.Y}.Upright(turn, p.Width, p.Height)
		c.X, c.Y = o.X0, o.Top
		if c.Turn < 4 {
			c.Turn = (c.Turn + 4 - turn) % 4
		}
		out.Chars[i] = c
	}
	out.Rulings = make([]Ruling, len(p.Rulings))
	for i, r := range p.Rulings {
		box := r.Line().Upright(turn, p.Width, p.Height)
		r.Horizontal = r.Horizontal == (turn == 2)
		r.At, r.From, r.To = box.Top, box.X0, box.X1
		if !r.Horizontal {
			r.At, r.From, r.To = box.X0, box.Top, box.Bottom
		}
		out.Rulings[i] = r
	}
	out.Fills = make([]Fill, len(p.Fills))
	for i, f := range p.Fills {
		f.Rect = f.Rect.Upright(turn, p.Width, p.Height)
		out.Fills[i] = f
	}
	out.Outlines = make([]Outline, len(p.Outlines))
	for i, o := range p.Outlines {
		o.Rect = o.Rect.Upright(turn, p.Width, p.Height)
		out.Outlines[i] = o
	}
	out.Images = make([]Rect, len(p.Images))
	for i, r := range p.Images {
		out.Images[i] = r.Upright(turn, p.Width, p.Height)
	}
	return &out, turn
}

// Turns counts the glyphs that run in each direction, white space and slanted ones left out.
func Turns(chars []Char) (n [4]int) {
	for i := range chars {
		if c := &chars[i]; c.Turn < 4 && c.Flags&Space == 0 {
			n[c.Turn]++
		}
	}
	return n
}

// mostTurned is the turn that most glyphs have.
func mostTurned(chars []Char) uint8 {
	n := Turns(chars)
	most := uint8(0)
	for t := range n {
		if n[t] > n[most] {
			most = uint8(t)
		}
	}
	return most
}

// Upright is the box on a page of the given size that is turned back by turn quarters.
func (r Rect) Upright(turn uint8, width, height float64) Rect {
	r = r.turned(turn)
	switch turn {
	case 1:
		return Rect{r.X0, r.Top + width, r.X1, r.Bottom + width}
	case 2:
		return Rect{r.X0 + width, r.Top + height, r.X1 + width, r.Bottom + height}
	case 3:
		return Rect{r.X0 + height, r.Top, r.X1 + height, r.Bottom}
	}
	return r
}

// Displayed is the inverse of Upright: the box on the page as displayed, whose size is given.
func (r Rect) Displayed(turn uint8, width, height float64) Rect {
	switch turn {
	case 1:
		return Rect{width - r.Bottom, r.X0, width - r.Top, r.X1}
	case 2:
		return Rect{width - r.X1, height - r.Bottom, width - r.X0, height - r.Top}
	case 3:
		return Rect{r.Top, height - r.X1, r.Bottom, height - r.X0}
	}
	return r
}
