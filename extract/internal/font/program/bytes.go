package program

// table is a part of a font program. Reads beyond its end give 0.
type table []byte

func (t table) u8(i int) int {
	if i < 0 || i >= len(t) {
		return 0
	}
	return int(t[i])
}

func (t table) u16(i int) int { return t.u8(i)<<8 | t.u8(i+1) }
func (t table) i16(i int) int { return int(int16(t.u16(i))) }
func (t table) u32(i int) int { return t.u16(i)<<16 | t.u16(i+2) }

// from cuts the table; an offset outside gives an empty one.
func (t table) from(i int) table {
	if i < 0 || i > len(t) {
		return nil
	}
	return t[i:]
}

// part cuts n bytes from i on, or as many as there are.
func (t table) part(i, n int) table {
	t = t.from(i)
	return t[:max(min(n, len(t)), 0)]
}
