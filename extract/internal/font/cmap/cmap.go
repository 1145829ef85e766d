package cmap

import "yusuan/extract/internal/font/ranges"

// CMap maps the codes of a string to CIDs, to Unicode, or to both.
type CMap struct {
	Name     string
	Ordering string // of CIDSystemInfo: "GB1", "Japan1", "Identity", ""
	Vertical bool   // WMode 1

	spaces   []codespace
	cids     [maxCodeLen]ranges.Table[uint32] // by code length − 1; the value plus the code is the CID
	notdefs  [maxCodeLen]ranges.Table[uint32] // the value is the CID
	texts    ranges.Table[target]             // of any code length, as producers mix them up
	parent   *CMap                            // usecmap
	form     form
	identity bool
}

// maxCodeLen is the longest code in bytes (9.7.6.2).
const maxCodeLen = 4

// codespace is a codespace range: each byte of a code lies between those of lo and hi.
type codespace struct {
	n      int
	lo, hi uint32
}

// target is the Unicode text of a code: prefix, then the rune that is the code plus delta.
type target struct {
	prefix string
	delta  int32
}

// form tells a CMap whose codes are Unicode in a transformation format. It
// shares the ranges of its parent, whose codes are UTF-32, and has as its own those that differ.
type form uint8

const (
	formNone form = iota
	formUTF8
	formUTF16
)

// matches reports whether the first k bytes of a code, given as the number
// prefix, can start a code of the range.
func (c codespace) matches(prefix uint32, k int) bool {
	lo, hi := c.lo>>(8*(c.n-k)), c.hi>>(8*(c.n-k))
	for range k {
		if b := prefix & 0xFF; b < lo&0xFF || b > hi&0xFF {
			return false
		}
		prefix, lo, hi = prefix>>8, lo>>8, hi>>8
	}
	return true
}

// Next takes the first code off s, which must not be empty (9.7.6.3). A code
// outside every codespace range is as long as the shortest range that it starts like.
func (m *CMap) Next(s string) (code uint32, n int) {
	if m.identity {
		if len(s) < 2 {
			return uint32(s[0]), 1
		}
		return uint32(s[0])<<8 | uint32(s[1]), 2
	}
	shortest := maxCodeLen
	var prefix uint32
	for k := 1; k <= min(len(s), maxCodeLen); k++ {
		prefix = prefix<<8 | uint32(s[k-1])
		partial := maxCodeLen + 1
		for _, c := range m.spaces {
			switch {
			case c.n < k || !c.matches(prefix, k):
			case c.n == k:
				return prefix, k
			default:
				partial = min(partial, c.n)
			}
		}
		if partial > maxCodeLen {
			if k == 1 {
				for _, c := range m.spaces {
					shortest = min(shortest, c.n)
				}
			}
			break
		}
		shortest = partial
	}
	n = min(shortest, len(s))
	for i := range n {
		code = code<<8 | uint32(s[i])
	}
	return code, n
}

// CID tells the CID of a code of n bytes; ok is false where the CMap has none
// (the CID is then 0 or that of a notdef range, 9.7.6.3).
func (m *CMap) CID(code uint32, n int) (cid int, ok bool) {
	if m.identity {
		return int(code), true
	}
	for c := m; c != nil; c = c.parent {
		if c.identity {
			return int(code), true
		}
		if delta, ok := c.cids[n-1].Find(code); ok {
			return int(code + delta), true
		}
		if c.form != formNone {
			if code, n = c.form.utf32(code, n); n == 0 {
				return 0, false
			}
		}
	}
	for c := m; c != nil; c = c.parent {
		if cid, ok := c.notdefs[n-1].Find(code); ok {
			return int(cid), false
		}
	}
	return 0, false
}

// Text tells the Unicode text of a code as a ToUnicode CMap gives it.
func (m *CMap) Text(code uint32) (string, bool) {
	for c := m; c != nil; c = c.parent {
		if t, ok := c.texts.Find(code); ok {
			return t.text(code), true
		}
	}
	return "", false
}

func (t target) text(code uint32) string {
	return t.prefix + string(rune(int32(code)+t.delta))
}

// HasText reports whether the CMap maps any code to Unicode.
func (m *CMap) HasText() bool {
	for c := m; c != nil; c = c.parent {
		if len(c.texts) > 0 {
			return true
		}
	}
	return false
}

// Targets calls visit with the ends of every run of codes that has a text, and the first one's text.
// It tells what a ToUnicode CMap is worth without expanding it.
func (m *CMap) Targets(visit func(lo, hi uint32, text string)) {
	for c := m; c != nil; c = c.parent {
		for _, r := range c.texts {
			visit(r.Lo, r.Hi, r.Value.text(r.Lo))
		}
	}
}

// CodeIsUnicode reports whether the codes of the CMap are themselves Unicode, and decodes one.
func (m *CMap) CodeIsUnicode(code uint32, n int) (rune, bool) {
	for c := m; c != nil; c = c.parent {
		switch {
		case c.form != formNone:
			u, k := c.form.utf32(code, n)
			return rune(u), k != 0
		case isUnicodeName(c.Name):
			return rune(code), true
		}
	}
	return 0, false
}
