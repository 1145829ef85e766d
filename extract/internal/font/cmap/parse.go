package cmap

import (
	"cmp"
	"strconv"
	"unicode/utf16"

	"yusuan/extract/internal/font/ranges"
)

const (
	// maxEntries bounds the entries of one CMap: twice the characters of
	// Unicode's BMP, each mapped alone, which is what a full CJK font needs at most.
	maxEntries = 1 << 17
	// maxText bounds the UTF-16 units of one target, as 9.10.3 does (512 bytes).
	maxText = 256
	// maxSpaces bounds the codespace ranges: real CMaps have fewer than ten, and every code tries all.
	maxSpaces = 100
)

// Parse reads an embedded CMap or ToUnicode CMap (Adobe Technical Note 5014;
// ISO 32000-2, 9.7.5.4 and 9.10.3). What it cannot make sense of it skips. use
// finds the CMap that usecmap names; base is used where the data names none. Both may be nil.
func Parse(data []byte, use func(name string) *CMap, base *CMap) *CMap {
	p := parser{lex: lexer{data: data}, use: use, base: base, m: new(CMap)}
	p.run()
	return p.m
}

type parser struct {
	lex     lexer
	use     func(string) *CMap
	base    *CMap
	m       *CMap
	cids    [maxCodeLen][]ranges.Range[uint32]
	notdefs [maxCodeLen][]ranges.Range[uint32]
	texts   []ranges.Range[target]
	entries int
}

func (p *parser) run() {
	var prev, prev2 token // operands of the operator at hand
	for {
		t := p.lex.next()
		switch t.kind {
		case tokEOF:
			p.finish()
			return
		case tokWord:
			p.operator(string(t.text), prev2, prev)
			t = token{}
		}
		prev2, prev = prev, t
	}
}

func (p *parser) operator(op string, prev2, prev token) {
	switch op {
	case "begincodespacerange":
		p.codespaces()
	case "begincidrange":
		p.cidEntries(true, &p.cids)
	case "begincidchar":
		p.cidEntries(false, &p.cids)
	case "beginnotdefrange":
		p.cidEntries(true, &p.notdefs)
	case "beginnotdefchar":
		p.cidEntries(false, &p.notdefs)
	case "beginbfrange":
		p.bfRanges()
	case "beginbfchar":
		p.bfChars()
	case "usecmap":
		if prev.kind == tokName {
			p.useCMap(string(prev.text))
		}
	case "def":
		p.define(prev2, prev)
	}
}

func (p *parser) define(key, value token) {
	if key.kind != tokName {
		return
	}
	switch string(key.text) {
	case "WMode":
		p.m.Vertical = value.kind == tokNumber && value.number == 1
	case "CMapName":
		if value.kind == tokName {
			p.m.Name = string(value.text)
		}
	case "Ordering":
		if value.kind == tokString {
			p.m.Ordering = string(value.text)
		}
	}
}

func (p *parser) useCMap(name string) {
	if p.use == nil {
		return
	}
	if parent := p.use(name); parent != nil {
		p.m.parent = parent
	}
}

func (p *parser) codespaces() {
	for {
		lo := p.lex.next()
		if lo.kind != tokHex {
			p.lex.unread(lo)
			return
		}
		hi := p.lex.next()
		if hi.kind != tokHex {
			p.lex.unread(hi)
			return
		}
		l, n := lo.code()
		h, _ := hi.code()
		if n >= 1 && n <= maxCodeLen && len(p.m.spaces) < maxSpaces {
			p.m.spaces = append(p.m.spaces, codespace{n, l, h})
		}
	}
}

// entry takes the codes of a range or of a single character; ok is false at the end of the list.
func (p *parser) entry(isRange bool) (lo, hi uint32, n int, ok bool) {
	t := p.lex.next()
	if t.kind != tokHex {
		p.lex.unread(t)
		return 0, 0, 0, false
	}
	lo, n = t.code()
	if !isRange {
		return lo, lo, n, true
	}
	t = p.lex.next()
	if t.kind != tokHex {
		p.lex.unread(t)
		return 0, 0, 0, false
	}
	hi, _ = t.code()
	return lo, hi, n, true
}

// count admits one more entry.
func (p *parser) count() bool {
	p.entries++
	return p.entries <= maxEntries
}

func (p *parser) cidEntries(isRange bool, into *[maxCodeLen][]ranges.Range[uint32]) {
	for {
		lo, hi, n, ok := p.entry(isRange)
		if !ok {
			return
		}
		t := p.lex.next()
		if t.kind != tokNumber {
			p.lex.unread(t)
			return
		}
		if n < 1 || n > maxCodeLen || hi < lo || t.number < 0 || !p.count() {
			continue
		}
		v := uint32(t.number)
		if into == &p.cids {
			v -= lo
		}
		into[n-1] = append(into[n-1], ranges.Range[uint32]{Lo: lo, Hi: hi, Value: v})
	}
}

func (p *parser) bfChars() {
	for {
		code, _, _, ok := p.entry(false)
		if !ok {
			return
		}
		switch t := p.lex.next(); t.kind {
		case tokHex:
			p.addText(code, code, t)
		case tokName: // a glyph name: no producer writes it, and the font's encoding says the same
		default:
			p.lex.unread(t)
			return
		}
	}
}

func (p *parser) bfRanges() {
	for {
		lo, hi, _, ok := p.entry(true)
		if !ok {
			return
		}
		switch t := p.lex.next(); t.kind {
		case tokHex:
			p.addText(lo, hi, t)
		case tokOpen:
			p.bfArray(lo, hi)
		default:
			p.lex.unread(t)
			return
		}
	}
}

// bfArray reads the targets of a range one by one. A list longer than the range is cut.
func (p *parser) bfArray(lo, hi uint32) {
	for code := uint64(lo); ; code++ {
		t := p.lex.next()
		switch t.kind {
		case tokHex:
			if code <= uint64(hi) {
				p.addText(uint32(code), uint32(code), t)
			}
		case tokClose:
			return
		default:
			p.lex.unread(t)
			return
		}
	}
}

func (p *parser) addText(lo, hi uint32, t token) {
	if hi < lo || !p.count() {
		return
	}
	units := t.units()
	if len(units) == 0 {
		return
	}
	text := utf16.Decode(units)
	last := len(text) - 1
	p.texts = append(p.texts, ranges.Range[target]{Lo: lo, Hi: hi, Value: target{string(text[:last]), text[last] - int32(lo)}})
}

func (p *parser) finish() {
	for i := range maxCodeLen {
		p.m.cids[i] = ranges.New(p.cids[i])
		p.m.notdefs[i] = ranges.New(p.notdefs[i])
	}
	p.m.texts = ranges.New(p.texts)
	if p.m.parent == nil {
		p.m.parent = p.base
	}
	if parent := p.m.parent; parent != nil {
		p.m.spaces = append(p.m.spaces, parent.spaces...)
		p.m.Ordering = cmp.Or(p.m.Ordering, parent.Ordering)
	}
	if len(p.m.spaces) > 0 {
		return
	}
	// A CMap that declares no codespace has codes as long as those it maps, or of two bytes.
	for i := range maxCodeLen {
		if len(p.m.cids[i]) > 0 {
			p.m.spaces = append(p.m.spaces, codespace{i + 1, 0, 1<<(8*(i+1)) - 1})
			return
		}
	}
	p.m.spaces = []codespace{{2, 0, 0xFFFF}}
}

type tokenKind uint8

const (
	tokNone tokenKind = iota
	tokEOF
	tokWord
	tokName
	tokNumber
	tokHex    // text holds the digits, white space and all
	tokString // a literal string
	tokOpen   // [
	tokClose  // ]
	tokOther  // dictionary and procedure brackets
)

type token struct {
	kind   tokenKind
	text   []byte
	number int
}

// code reads the digits as one number; n is its length in bytes. Producers drop leading zeros
// (<3> for <0003>), so an odd digit is not padded at the end as in a PDF string.
func (t token) code() (code uint32, n int) {
	digits := 0
	for _, c := range t.text {
		if d, ok := hexDigit(c); ok {
			code = code<<4 | d
			digits++
		}
	}
	return code, (digits + 1) / 2
}

// units reads the digits as UTF-16BE. A target of fewer than four digits, or
// an incomplete last unit, is the number that it says.
func (t token) units() []uint16 {
	var units []uint16
	var unit uint16
	digits := 0
	for _, c := range t.text {
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		unit = unit<<4 | uint16(d)
		if digits++; digits%4 == 0 {
			units = append(units, unit)
			unit = 0
		}
		if len(units) == maxText {
			return units
		}
	}
	if digits%4 != 0 && (unit != 0 || len(units) == 0) {
		units = append(units, unit)
	}
	return units
}

func hexDigit(c byte) (uint32, bool) {
	switch {
	case '0' <= c && c <= '9':
		return uint32(c - '0'), true
	case 'a' <= c && c <= 'f':
		return uint32(c - 'a' + 10), true
	case 'A' <= c && c <= 'F':
		return uint32(c - 'A' + 10), true
	}
	return 0, false
}

// lexer splits the PostScript of a CMap into tokens.
type lexer struct {
	data []byte
	pos  int
	back token // unread
}

func (l *lexer) unread(t token) { l.back = t }

func (l *lexer) next() token {
	if l.back.kind != tokNone {
		t := l.back
		l.back = token{}
		return t
	}
	l.skipSpace()
	if l.pos >= len(l.data) {
		return token{kind: tokEOF}
	}
	start := l.pos
	l.pos++
	switch l.data[start] {
	case '<':
		if l.peek() == '<' {
			l.pos++
			return token{kind: tokOther}
		}
		return token{kind: tokHex, text: l.until('>')}
	case '(':
		return token{kind: tokString, text: l.until(')')} // no CMap nests or escapes a parenthesis
	case '[':
		return token{kind: tokOpen}
	case ']':
		return token{kind: tokClose}
	case '>', ')', '{', '}':
		return token{kind: tokOther}
	case '/':
		l.skipRegular()
		return token{kind: tokName, text: l.data[start+1 : l.pos]}
	}
	l.skipRegular()
	text := l.data[start:l.pos]
	if c := text[0]; c == '-' || c == '+' || '0' <= c && c <= '9' {
		if v, err := strconv.Atoi(string(text)); err == nil {
			return token{kind: tokNumber, number: v}
		}
	}
	return token{kind: tokWord, text: text}
}

func (l *lexer) peek() byte {
	if l.pos < len(l.data) {
		return l.data[l.pos]
	}
	return 0
}

// until takes the text up to the end byte and the byte itself.
func (l *lexer) until(end byte) []byte {
	start := l.pos
	for l.pos < len(l.data) && l.data[l.pos] != end {
		l.pos++
	}
	text := l.data[start:l.pos]
	l.pos = min(l.pos+1, len(l.data))
	return text
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

func (l *lexer) skipRegular() {
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
