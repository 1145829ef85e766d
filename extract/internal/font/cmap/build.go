package cmap

import "yusuan/extract/internal/font/ranges"

// What the generator needs beyond reading.

// AsForm returns m, whose codes are in UTF-8, UTF-16 or UCS-2, in terms of
// base, whose codes are UTF-32: only the codes that map differently are its own.
func (m *CMap) AsForm(utf string, base *CMap) *CMap {
	derived := &CMap{Name: m.Name, Ordering: m.Ordering, Vertical: m.Vertical, spaces: m.spaces, form: formUTF16, parent: base}
	if utf == "UTF8" {
		derived.form = formUTF8
	}
	var own [maxCodeLen][]ranges.Range[uint32]
	m.Codes(func(code uint32, n, cid int) {
		if got, ok := derived.CID(code, n); !ok || got != cid {
			own[n-1] = append(own[n-1], ranges.Range[uint32]{Lo: code, Hi: code, Value: uint32(cid) - code})
		}
	})
	for i := range own {
		derived.cids[i] = ranges.New(own[i])
	}
	derived.notdefs = m.notdefs
	return derived
}

// Codes calls visit with every code that the CMap itself maps to a CID, those of its parent left out.
func (m *CMap) Codes(visit func(code uint32, n, cid int)) {
	for i, rs := range m.cids {
		for _, r := range rs {
			for code := uint64(r.Lo); code <= uint64(r.Hi); code++ {
				visit(uint32(code), i+1, int(uint32(code)+r.Value))
			}
		}
	}
}
