package cmap

import (
	"encoding/binary"
	"sync"
)

// Collection tells the Unicode text of the CIDs of one of Adobe's character collections.
type Collection struct {
	runes []rune         // by CID; 0 is unknown
	texts map[int]string // the CIDs that stand for several characters
}

// HasCollection reports whether CollectionOf knows an ordering, without reading anything.
func HasCollection(ordering string) bool {
	switch ordering {
	case "GB1", "CNS1", "Japan1", "Korea1", "KR":
		return true
	}
	return false
}

var collections sync.Map // ordering → func() *Collection

// CollectionOf returns the collection of an ordering, or nil.
func CollectionOf(ordering string) *Collection {
	if !HasCollection(ordering) {
		return nil
	}
	open := resources()[collectionPrefix+ordering]
	load, _ := collections.LoadOrStore(ordering, sync.OnceValue(func() *Collection {
		c, err := unmarshalCollection(open())
		if err != nil {
			return nil
		}
		return c
	}))
	return load.(func() *Collection)()
}

// Text tells the text of a CID, or "" if it is unknown.
func (c *Collection) Text(cid int) string {
	if cid < 0 || cid >= len(c.runes) {
		return ""
	}
	if s, ok := c.texts[cid]; ok {
		return s
	}
	if c.runes[cid] == 0 {
		return ""
	}
	return string(c.runes[cid])
}

// NewCollection makes a collection of the text of each CID.
func NewCollection(texts []string) *Collection {
	c := &Collection{runes: make([]rune, len(texts)), texts: make(map[int]string)}
	for cid, s := range texts {
		if rs := []rune(s); len(rs) == 1 {
			c.runes[cid] = rs[0]
		} else if len(rs) > 1 {
			c.texts[cid] = s
		}
	}
	return c
}

// AppendBinary appends the compact form of c to b: the difference of each
// CID's character from the last one's, then the longer texts.
func (c *Collection) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(c.runes)))
	var last rune
	for _, r := range c.runes {
		b = binary.AppendVarint(b, int64(r-last))
		last = r
	}
	b = binary.AppendUvarint(b, uint64(len(c.texts)))
	for cid := range c.runes {
		if s, ok := c.texts[cid]; ok {
			b = appendString(binary.AppendUvarint(b, uint64(cid)), s)
		}
	}
	return b, nil
}

func unmarshalCollection(data []byte) (*Collection, error) {
	d := decoder{data: data}
	c := &Collection{runes: make([]rune, d.count()), texts: make(map[int]string)}
	var last rune
	for i := range c.runes {
		last += rune(d.varint())
		c.runes[i] = last
	}
	for range d.count() {
		cid := int(d.uvarint())
		c.texts[cid] = d.string()
	}
	return c, d.err
}
