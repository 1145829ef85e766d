package page

// Room is where the glyphs of a page's cells stand: those of the next page take it over. None, nil, is room without end.
type Room struct{ all, free []Char }

// Take gives room for so many glyphs, of which nothing is to be expected.
func (r *Room) Take(n int) []Char {
	if r == nil {
		return make([]Char, n)
	}
	if n > len(r.free) {
		r.all = make([]Char, n) // what was taken before stays as it is
		r.free = r.all
	}
	taken := r.free[:n:n]
	r.free = r.free[n:]
	return taken
}

// Empty lets go what stands in it.
func (r *Room) Empty() { r.free = r.all }
