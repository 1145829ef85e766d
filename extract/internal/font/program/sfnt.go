package program

import (
	"cmp"
	"slices"
	"unicode"
)

const (
	// maxTables bounds the tables of an sfnt; OpenType has about 60 tags in all.
	maxTables = 256
	// maxCharMaps bounds the subtables of a cmap; fonts have fewer than ten.
	maxCharMaps = 32
	// maxGroups bounds the groups of a cmap subtable: each has a glyph at least.
	maxGroups = 1 << 16
	// maxPairs bounds the pairs of code and glyph that the cmap is reversed for:
	// eight times the glyphs that a font can have, as subtables repeat each other.
	// Hostile segments overlap and span all of Unicode.
	maxPairs = 1 << 19
)

func isSFNT(data table) bool {
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "\x00\x02\x00\x00", "true", "OTTO", "ttcf":
		return true
	}
	return false
}

// readSFNT reads the tables of a TrueType or OpenType font, the first of a collection.
func (f *Font) readSFNT(data table) {
	start := 0
	if string(data[:4]) == "ttcf" {
		start = data.u32(12)
	}
	directory := data.from(start)
	tables := make(map[string]table)
	for i := range min(directory.u16(4), maxTables) {
		entry := directory.part(12+16*i, 16)
		if len(entry) < 16 {
			break
		}
		tables[string(entry[:4])] = data.part(entry.u32(8), entry.u32(12))
	}
	f.glyphs = tables["maxp"].u16(4)
	if cff := tables["CFF "]; len(cff) >= 4 {
		f.readCFF(cff)
	}
	f.readCMap(tables["cmap"])
	if f.names == nil {
		f.names = postNames(tables["post"])
	}
	f.readAdvances(tables["head"], tables["hhea"], tables["hmtx"])
	f.glyf, f.loca, f.longLoca = tables["glyf"], tables["loca"], tables["head"].u16(50) == 1
}

// readAdvances keeps the hmtx table, whose last advance holds for the glyphs beyond it.
func (f *Font) readAdvances(head, hhea, hmtx table) {
	em, n := head.u16(18), min(hhea.u16(34), len(hmtx)/4)
	if em == 0 || n == 0 {
		return
	}
	f.advance = func(gid int) (float64, bool) {
		return float64(hmtx.u16(4*min(gid, n-1))) / float64(em), true
	}
}

// charMap is a subtable of the cmap table.
type charMap struct {
	platform, id uint16
	data         table
}

// rank orders the Unicode subtables, the ones with all of Unicode first; 0 is none of them.
func (m charMap) rank() int {
	switch {
	case m.platform == 3 && m.id == 10, m.platform == 0 && (m.id == 4 || m.id == 6):
		return 2
	case m.platform == 3 && m.id == 1, m.platform == 0 && m.id < 4:
		return 1
	}
	return 0
}

func (m charMap) isUnicode() bool { return m.rank() > 0 }

func (f *Font) readCMap(t table) {
	for i := range min(t.u16(2), maxCharMaps) {
		m := charMap{uint16(t.u16(4 + 8*i)), uint16(t.u16(6 + 8*i)), t.from(t.u32(8 + 8*i))}
		if len(m.data) > 0 {
			f.cmaps = append(f.cmaps, m)
		}
	}
	slices.SortStableFunc(f.cmaps, func(a, b charMap) int { return cmp.Compare(b.rank(), a.rank()) })
}

// find returns the glyph of a code, 0 if there is none.
func (m *charMap) find(code uint32) int {
	gid := 0
	m.segments(func(s segment) bool {
		if code < s.lo || code > s.hi {
			return true
		}
		gid = s.gid(code)
		return gid == 0
	})
	return gid
}

// segment is a range of codes of a subtable.
type segment struct {
	lo, hi uint32
	gid    func(code uint32) int
}

// segments calls visit with each range of the subtable until it returns false.
func (m *charMap) segments(visit func(segment) bool) {
	t := m.data
	switch t.u16(0) {
	case 0:
		visit(segment{0, 255, func(code uint32) int { return t.u8(6 + int(code)) }})
	case 4:
		m.format4(visit)
	case 6:
		first := uint32(t.u16(6))
		if n := uint32(t.u16(8)); n > 0 {
			visit(segment{first, first + n - 1, func(code uint32) int { return t.u16(10 + 2*int(code-first)) }})
		}
	case 10:
		first := uint32(t.u32(12))
		if n := min(uint32(t.u32(16)), uint32(len(t)/2)); n > 0 {
			visit(segment{first, first + n - 1, func(code uint32) int { return t.u16(20 + 2*int(code-first)) }})
		}
	case 12, 13:
		step := 13 - t.u16(0) // format 13 gives all codes of a group one glyph
		for i := range min(t.u32(12), len(t)/12, maxGroups) {
			g := t.part(16+12*i, 12)
			lo, hi, first := uint32(g.u32(0)), uint32(g.u32(4)), g.u32(8)
			if lo <= hi && !visit(segment{lo, hi, func(code uint32) int { return first + step*int(code-lo) }}) {
				return
			}
		}
	}
}

// format4 reads segments with a difference or a list of glyphs each.
func (m *charMap) format4(visit func(segment) bool) {
	t := m.data
	n := t.u16(6) / 2
	ends, starts, deltas, offsets := 14, 16+2*n, 16+4*n, 16+6*n
	for i := range n {
		lo, hi := uint32(t.u16(starts+2*i)), uint32(t.u16(ends+2*i))
		delta, at := t.u16(deltas+2*i), offsets+2*i
		offset := t.u16(at)
		if at >= len(t) {
			return
		}
		gid := func(code uint32) int { return int(uint16(int(code) + delta)) }
		if offset != 0 && offset != 0xFFFF {
			gid = func(code uint32) int {
				g := t.u16(at + offset + 2*int(code-lo))
				if g == 0 {
					return 0
				}
				return int(uint16(g + delta))
			}
		}
		if lo <= hi && !visit(segment{lo, hi, gid}) {
			return
		}
	}
}

// reverseCMaps tells the character of each glyph. Of several that share a
// glyph the most ordinary one is taken.
func (f *Font) reverseCMaps() []rune {
	var runes []rune
	pairs := 0
	for i := range f.cmaps {
		m := &f.cmaps[i]
		if !m.isUnicode() {
			break // sorted last
		}
		m.segments(func(s segment) bool {
			for code := uint64(s.lo); code <= uint64(s.hi); code++ {
				if pairs++; pairs > maxPairs || code > unicode.MaxRune {
					return false
				}
				gid := s.gid(uint32(code))
				if gid <= 0 || gid > 0xFFFF {
					continue
				}
				if gid >= len(runes) {
					runes = append(runes, make([]rune, gid+1-len(runes))...)
				}
				if r := rune(code); runes[gid] == 0 || plainer(r, runes[gid]) {
					runes[gid] = r
				}
			}
			return true
		})
	}
	return runes
}

// plainer reports whether a is the better of two characters of one glyph.
func plainer(a, b rune) bool {
	return cmp.Or(cmp.Compare(oddity(a), oddity(b)), cmp.Compare(a, b)) < 0
}

// oddity ranks characters by how unlikely they are what a shared glyph means.
func oddity(r rune) int {
	switch {
	case unicode.In(r, unicode.Co, unicode.Cc):
		return 3
	case 0x2E80 <= r && r <= 0x2FDF, 0xF900 <= r && r <= 0xFAFF, 0xFE10 <= r && r <= 0xFE6F, 0x2F800 <= r && r <= 0x2FA1F,
		0x31C0 <= r && r <= 0x31EF:
		return 2
	case r == 0xA0, r == 0xAD, unicode.Is(unicode.Cf, r):
		return 1
	}
	return 0
}

// postNames reads the glyph names of a post table, formats 1 and 2.
func postNames(t table) []string {
	mac := nameLists()["MacGlyphs"]
	switch t.u32(0) {
	case 0x10000:
		return mac
	case 0x20000:
	default:
		return nil
	}
	n := min(t.u16(32), len(t)/2)
	var own []string
	for at := 34 + 2*n; at < len(t); at += 1 + t.u8(at) {
		own = append(own, string(t.part(at+1, t.u8(at))))
	}
	names := make([]string, n)
	for gid := range names {
		switch i := t.u16(34 + 2*gid); {
		case i < len(mac):
			names[gid] = mac[i]
		case i-len(mac) < len(own):
			names[gid] = own[i-len(mac)]
		}
	}
	return names
}
