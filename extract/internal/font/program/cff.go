package program

import "yusuan/extract/internal/font/encoding"

// Operators of a CFF Top DICT (Adobe Technical Note 5176, table 9).
const (
	opCharset     = 15
	opEncoding    = 16
	opCharStrings = 17
	opROS         = 12<<8 | 30
)

// maxOperands is the depth of a DICT's operand stack (5176, appendix H).
const maxOperands = 48

// cffIndex is an INDEX: objects one after the other (5176, 5).
type cffIndex struct {
	count, offSize int
	offsets, data  table
}

// readIndex reads the INDEX at the start of t and returns what follows it.
func readIndex(t table) (x cffIndex, rest table) {
	count := t.u16(0)
	if count == 0 {
		return x, t.from(2)
	}
	x = cffIndex{count: count, offSize: t.u8(2)}
	if x.offSize < 1 || x.offSize > 4 {
		return cffIndex{}, nil
	}
	x.offsets = t.part(3, (count+1)*x.offSize)
	x.data = t.from(3 + (count+1)*x.offSize - 1) // offsets count from 1
	return x, x.data.from(x.offset(count))
}

func (x cffIndex) offset(i int) int {
	v := 0
	for k := range x.offSize {
		v = v<<8 | x.offsets.u8(i*x.offSize+k)
	}
	return v
}

func (x cffIndex) at(i int) table {
	if i < 0 || i >= x.count {
		return nil
	}
	from, to := x.offset(i), x.offset(i+1)
	return x.data.part(from, to-from)
}

// cffDict reads the integer operands of each operator; real numbers count as 0,
// as none of the operators read here takes one.
func cffDict(t table) map[int][]int {
	dict := make(map[int][]int)
	var operands []int
	for i := 0; i < len(t); {
		b := int(t[i])
		v := 0
		switch {
		case b <= 21:
			op := b
			i++
			if b == 12 {
				op = 12<<8 | t.u8(i)
				i++
			}
			dict[op] = operands
			operands = nil
			continue
		case b == 28:
			v = t.i16(i + 1)
			i += 3
		case b == 29:
			v = int(int32(t.u32(i + 1)))
			i += 5
		case b == 30:
			for i++; i < len(t) && t[i]&0x0F != 0x0F && t[i]>>4 != 0x0F; i++ {
			}
			i++
		case b >= 32 && b <= 246:
			v = b - 139
			i++
		case b >= 247 && b <= 250:
			v = (b-247)*256 + t.u8(i+1) + 108
			i += 2
		case b >= 251 && b <= 254:
			v = -(b-251)*256 - t.u8(i+1) - 108
			i += 2
		default: // reserved
			i++
			continue
		}
		if len(operands) < maxOperands {
			operands = append(operands, v)
		}
	}
	return dict
}

// readCFF reads charset and encoding of the first font of a CFF program.
func (f *Font) readCFF(data table) {
	_, rest := readIndex(data.from(data.u8(2))) // names
	tops, rest := readIndex(rest)
	strings, _ := readIndex(rest)
	top := cffDict(tops.at(0))
	operand := func(op int) int {
		if v := top[op]; len(v) > 0 {
			return v[0]
		}
		return 0
	}
	glyphs, _ := readIndex(data.from(operand(opCharStrings)))
	f.glyphs = glyphs.count
	name := func(sid int) string {
		standard := nameLists()["StandardStrings"]
		if sid >= 0 && sid < len(standard) {
			return standard[sid]
		}
		return string(strings.at(sid - len(standard)))
	}
	charset := cffCharset(data, operand(opCharset), glyphs.count)
	if ros := top[opROS]; len(ros) >= 2 {
		f.CIDKeyed = true
		f.Ordering = name(ros[1])
		if charset == nil {
			return // broken: CIDs are glyph indices, then
		}
		f.cidGID = make(map[uint16]int, len(charset))
		for gid, cid := range charset {
			f.cidGID[uint16(cid)] = gid
		}
		return
	}
	if predefined := predefinedCharset(operand(opCharset)); predefined != nil {
		f.names = predefined[:min(len(predefined), glyphs.count)]
	} else {
		f.names = make([]string, len(charset))
		for gid, sid := range charset {
			f.names[gid] = name(sid)
		}
	}
	f.Encoding = f.cffEncoding(data, operand(opEncoding), name)
}

func predefinedCharset(offset int) []string {
	switch offset {
	case 0: // ISOAdobe
		return nameLists()["StandardStrings"][:229]
	case 1:
		return nameLists()["ExpertCharset"]
	case 2:
		return nameLists()["ExpertSubsetCharset"]
	}
	return nil
}

// cffCharset reads the SID or CID of each glyph (5176, 13); glyph 0 is .notdef, and a predefined charset is none here.
func cffCharset(data table, offset, glyphs int) []int {
	t := data.from(offset)
	if offset <= 2 || len(t) == 0 {
		return nil
	}
	ids := make([]int, 1, max(glyphs, 1))
	switch format := t.u8(0); format {
	case 0:
		for at := 1; len(ids) < glyphs && at < len(t); at += 2 {
			ids = append(ids, t.u16(at))
		}
	case 1, 2:
		size := 2 + format
		for at := 1; len(ids) < glyphs && at < len(t); at += size {
			first, left := t.u16(at), t.u8(at+2)
			if format == 2 {
				left = t.u16(at + 2)
			}
			for i := 0; i <= left && len(ids) < glyphs; i++ {
				ids = append(ids, first+i)
			}
		}
	}
	return ids
}

// cffEncoding reads the built-in encoding (5176, 12): predefined, or the codes of the glyphs.
func (f *Font) cffEncoding(data table, offset int, name func(sid int) string) *encoding.Encoding {
	switch offset {
	case 0:
		return encoding.Named("StandardEncoding")
	case 1:
		return encoding.Named("ExpertEncoding")
	}
	t := data.from(offset)
	e := new(encoding.Encoding)
	set := func(code, gid int) {
		if code <= 0xFF && gid < len(f.names) {
			e[code] = f.names[gid]
		}
	}
	n, at, gid := t.u8(1), 2, 1
	switch t.u8(0) & 0x7F {
	case 0:
		for range n {
			set(t.u8(at), gid)
			at, gid = at+1, gid+1
		}
	case 1:
		for range n {
			for i := 0; i <= t.u8(at+1); i++ {
				set(t.u8(at)+i, gid)
				gid++
			}
			at += 2
		}
	}
	if t.u8(0)&0x80 != 0 { // supplement
		for i := range t.u8(at) {
			e[t.u8(at+1+3*i)] = name(t.u16(at + 2 + 3*i))
		}
	}
	return e
}
