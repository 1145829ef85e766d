package cmap

import (
	"encoding/binary"
	"errors"

	"yusuan/extract/internal/font/ranges"
)

// The shipped form of a CMap: varints of differences, which deflate packs well.
// It holds what maps to CIDs; texts have a form of their own (collection.go).

var errData = errors.New("cmap: damaged data")

// AppendBinary appends the compact form of m to b. parent names the CMap that it uses, if any.
func (m *CMap) AppendBinary(b []byte) ([]byte, error) {
	b = appendString(b, m.Ordering)
	parent := ""
	if m.parent != nil {
		parent = m.parent.Name
	}
	b = appendString(b, parent)
	var flags uint64
	if m.Vertical {
		flags = 1
	}
	b = binary.AppendUvarint(b, flags|uint64(m.form)<<1)
	b = binary.AppendUvarint(b, uint64(len(m.spaces)))
	for _, c := range m.spaces {
		b = binary.AppendUvarint(b, uint64(c.n))
		b = binary.AppendUvarint(b, uint64(c.lo))
		b = binary.AppendUvarint(b, uint64(c.hi))
	}
	for i := range maxCodeLen {
		b = appendRuns(b, m.cids[i])
		b = appendRuns(b, m.notdefs[i])
	}
	return b, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendRuns writes each run as its distance from the last, its length and how
// the value differs from the last: columns apart, as that packs a quarter smaller.
func appendRuns(b []byte, rs ranges.Table[uint32]) []byte {
	b = binary.AppendUvarint(b, uint64(len(rs)))
	var next uint32
	for _, r := range rs {
		b = binary.AppendUvarint(b, uint64(r.Lo-next))
		next = r.Hi + 1
	}
	for _, r := range rs {
		b = binary.AppendUvarint(b, uint64(r.Hi-r.Lo))
	}
	var v uint32
	for _, r := range rs {
		b = binary.AppendVarint(b, int64(int32(r.Value-v)))
		v = r.Value
	}
	return b
}

// decoder reads varints; once the data is damaged it reads zeros.
type decoder struct {
	data []byte
	err  error
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.data)
	if n <= 0 {
		d.data, d.err = nil, errData
		return 0
	}
	d.data = d.data[n:]
	return v
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.data)
	if n <= 0 {
		d.data, d.err = nil, errData
		return 0
	}
	d.data = d.data[n:]
	return v
}

func (d *decoder) string() string {
	n := d.count()
	s := string(d.data[:n])
	d.data = d.data[n:]
	return s
}

// count reads a number of items of at least a byte each.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.data)) {
		d.data, d.err = nil, errData
		return 0
	}
	return int(n)
}

func (d *decoder) runs() ranges.Table[uint32] {
	rs := make(ranges.Table[uint32], d.count())
	for i := range rs {
		rs[i].Lo = uint32(d.uvarint()) // the gap, for now
	}
	var next uint32
	for i := range rs {
		rs[i].Lo += next
		rs[i].Hi = rs[i].Lo + uint32(d.uvarint())
		next = rs[i].Hi + 1
	}
	var v uint32
	for i := range rs {
		v += uint32(d.varint())
		rs[i].Value = v
	}
	return rs
}

// unmarshal reads what AppendBinary wrote; use finds the parent.
func unmarshal(name string, data []byte, use func(name string) *CMap) (*CMap, error) {
	d := decoder{data: data}
	m := &CMap{Name: name, Ordering: d.string()}
	parent := d.string()
	flags := d.uvarint()
	m.Vertical, m.form = flags&1 != 0, form(flags>>1)
	m.spaces = make([]codespace, d.count())
	for i := range m.spaces {
		m.spaces[i] = codespace{int(d.uvarint()), uint32(d.uvarint()), uint32(d.uvarint())}
		if n := m.spaces[i].n; n < 1 || n > maxCodeLen {
			return nil, errData
		}
	}
	for i := range maxCodeLen {
		m.cids[i] = d.runs()
		m.notdefs[i] = d.runs()
	}
	if parent != "" && d.err == nil {
		if m.parent = use(parent); m.parent == nil {
			return nil, errData
		}
	}
	return m, d.err
}
