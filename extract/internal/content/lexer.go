package content

import (
	"math"
	"strings"
)

// operandKind is the type of an operand.
type operandKind uint8

const (
	otherOperand operandKind = iota // null, false, true; num is 1 for true
	numberOperand
	nameOperand
	stringOperand
	arrayOperand
	dictOperand
)

// operand is one operand of an operator; only the fields of its kind are meant. Its text is a part of
// the content or of the lexer's arena, so that reading operands allocates nothing.
type operand struct {
	kind operandKind
	num  float64
	text string // a name without solidus, a string's bytes, a dictionary as written
	from int    // an array's elements are lexer.elements[from:to]
	to   int
}

// lexer splits a content stream into operators with their operands (7.8.2). It never
// fails: what is no token is passed over.
type lexer struct {
	src       string
	pos       int
	args      [maxOperands]operand
	n         int
	elements  []operand
	exponents int             // numbers in exponent notation
	arena     strings.Builder // decoded strings; earlier ones stay valid when it is replaced
}

func (l *lexer) reset(src string) {
	l.src, l.pos, l.n, l.elements, l.exponents = src, 0, 0, l.elements[:0], 0
}

// release lets go of the content, and of the operands that are parts of it.
func (l *lexer) release() {
	l.src = ""
	clear(l.args[:])
	clear(l.elements[:cap(l.elements)])
}

// operator is an operator's name of at most three bytes, packed, the first byte lowest; 0 is none known.
type operator uint32

// Character classes of 7.2.3.
const (
	regular byte = iota
	space
	delimiter
	numeric // regular, and may begin a number
)

var class = func() (c [256]byte) {
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = space
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = delimiter
	}
	for _, b := range []byte("0123456789+-.") {
		c[b] = numeric
	}
	return c
}()

// next reads up to the next operator and leaves its operands in args[:n].
func (l *lexer) next() (op operator, ok bool) {
	l.n, l.elements = 0, l.elements[:0]
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch class[c] {
		case space:
			l.pos++
		case numeric:
			// Numbers are most of what there is: only their two fields are written.
			o := l.slot()
			o.kind, o.num = numberOperand, l.number()
		case regular:
			op, constant := l.keyword()
			if !constant.ok {
				return op, true
			}
			*l.slot() = operand{num: constant.value}
		default:
			if o, ok := l.composite(); ok {
				*l.slot() = o
			}
		}
	}
	return 0, false
}

// slot makes room for an operand.
func (l *lexer) slot() *operand {
	if l.n == len(l.args) {
		l.n = copy(l.args[:], l.args[len(l.args)/2:])
	}
	l.n++
	return &l.args[l.n-1]
}

// keyword reads a run of regular characters. Digits end it, so that operators and
// operands that were written without space between them come apart, but not d0 and d1.
func (l *lexer) keyword() (op operator, constant truth) {
	start := l.pos
	for l.pos < len(l.src) && class[l.src[l.pos]] == regular {
		l.pos++
	}
	word := l.src[start:l.pos]
	if word == "d" && l.pos < len(l.src) && (l.src[l.pos] == '0' || l.src[l.pos] == '1') {
		l.pos++
		word = l.src[start:l.pos]
	}
	switch word {
	case "true":
		return 0, truth{1, true}
	case "false", "null":
		return 0, truth{0, true}
	}
	return pack(word), truth{}
}

// truth is the value of a word that is an operand; ok is false for operators.
type truth struct {
	value float64
	ok    bool
}

func pack(word string) operator {
	switch len(word) {
	case 1:
		return operator(word[0])
	case 2:
		return operator(word[0]) | operator(word[1])<<8
	case 3:
		return operator(word[0]) | operator(word[1])<<8 | operator(word[2])<<16
	}
	return 0
}

// composite reads what begins with a delimiter.
func (l *lexer) composite() (o operand, ok bool) {
	switch c := l.src[l.pos]; {
	case c == '/':
		l.pos++
		return operand{kind: nameOperand, text: l.name()}, true
	case c == '(':
		return operand{kind: stringOperand, text: l.literal()}, true
	case c == '<' && strings.HasPrefix(l.src[l.pos:], "<<"):
		return operand{kind: dictOperand, text: l.dict()}, true
	case c == '<':
		return operand{kind: stringOperand, text: l.hex()}, true
	case c == '[':
		l.pos++
		from := len(l.elements)
		l.array()
		return operand{kind: arrayOperand, from: from, to: len(l.elements)}, true
	case c == '%':
		l.comment()
	default:
		l.pos++
	}
	return operand{}, false
}

func (l *lexer) comment() {
	if i := strings.IndexAny(l.src[l.pos:], "\r\n"); i >= 0 {
		l.pos += i
	} else {
		l.pos = len(l.src)
	}
}

// array reads elements up to the closing bracket. Nested brackets are passed over: no
// operator takes an array of arrays. An operator ends an array that was never closed.
func (l *lexer) array() {
	depth := 1
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch class[c] {
		case space:
			l.pos++
		case numeric:
			l.element(operand{kind: numberOperand, num: l.number()})
		case regular:
			start := l.pos
			_, constant := l.keyword()
			if !constant.ok {
				l.pos = start
				return
			}
			l.element(operand{num: constant.value})
		default:
			switch c {
			case '[':
				depth++
				l.pos++
				continue
			case ']':
				l.pos++
				if depth--; depth == 0 {
					return
				}
				continue
			}
			if o, ok := l.composite(); ok {
				l.element(o)
			}
		}
	}
}

func (l *lexer) element(o operand) {
	if len(l.elements) < maxElements {
		l.elements = append(l.elements, o)
	}
}

// pow10 are the powers of ten that the digits after a decimal point are divided by: dividing is exact
// where multiplying by a tenth is not.
var pow10 = func() (p [19]float64) {
	for i := range p {
		p[i] = math.Pow10(i)
	}
	return p
}()

// number reads a number (7.3.3). Of what real producers write instead, "--5" is -5, as
// in other readers, "1e-5" is what it is elsewhere, and a second sign or point ends the
// number and is passed over with the digits behind it.
func (l *lexer) number() float64 {
	src, i := l.src, l.pos
	negative := false
	for i < len(src) && (src[i] == '-' || src[i] == '+') {
		negative = negative || src[i] == '-'
		i++
	}
	var digits uint64
	fraction, seenPoint, dropped := 0, false, 0
	for ; i < len(src); i++ {
		c := src[i]
		if d := c - '0'; d <= 9 {
			switch {
			case digits < 1e17 && fraction < len(pow10)-1:
				digits = digits*10 + uint64(d)
				if seenPoint {
					fraction++
				}
			case !seenPoint:
				dropped++
			}
		} else if c == '.' && !seenPoint {
			seenPoint = true
		} else {
			break
		}
	}
	v := float64(digits) / pow10[fraction]
	if dropped > 0 {
		v *= math.Pow10(min(dropped, 20))
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		if power, n := exponent(src[i+1:]); n > 0 {
			v *= math.Pow10(power)
			i += 1 + n
			l.exponents++
		}
	}
	for i < len(src) && class[src[i]] == numeric {
		i++
	}
	l.pos = i
	if negative {
		return 0 - v // no negative zero
	}
	return v
}

// exponent reads the power of ten that s begins with, of n bytes; n is 0 where s begins with none.
func exponent(s string) (power, n int) {
	start, sign := 0, 1
	if s != "" && (s[0] == '-' || s[0] == '+') {
		start = 1
		if s[0] == '-' {
			sign = -1
		}
	}
	for n = start; n < len(s) && s[n]-'0' <= 9; n++ {
		power = min(power*10+int(s[n]-'0'), maxPower)
	}
	if n == start {
		return 0, 0
	}
	return sign * power, n
}

// name reads a name behind its solidus (7.3.5).
func (l *lexer) name() string {
	start, escaped := l.pos, false
	for l.pos < len(l.src) {
		switch class[l.src[l.pos]] {
		case space, delimiter:
			if escaped {
				return unescapeName(l.src[start:l.pos])
			}
			return l.src[start:l.pos]
		}
		escaped = escaped || l.src[l.pos] == '#'
		l.pos++
	}
	return unescapeName(l.src[start:l.pos])
}

func unescapeName(s string) string {
	if !strings.Contains(s, "#") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if h, k := unhex(s[i+1]), unhex(s[i+2]); h >= 0 && k >= 0 {
				b.WriteByte(byte(h<<4 | k))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// arenaChunk is how much the arena grows at once: the strings of an ordinary page.
const arenaChunk = 16 << 10

// reserve makes room for n bytes in the arena and returns where they will begin.
func (l *lexer) reserve(n int) int {
	if l.arena.Cap()-l.arena.Len() < n {
		l.arena.Reset()
		l.arena.Grow(max(n, arenaChunk))
	}
	return l.arena.Len()
}

// hex reads a hexadecimal string (7.3.4.3).
func (l *lexer) hex() string {
	l.pos++
	end := strings.IndexByte(l.src[l.pos:], '>')
	body := l.src[l.pos:]
	if end >= 0 {
		body = body[:end]
		l.pos += end + 1
	} else {
		l.pos = len(l.src)
	}
	start := l.reserve(len(body)/2 + 1)
	high := -1
	for i := range len(body) {
		d := unhex(body[i])
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			l.arena.WriteByte(byte(high<<4 | d))
			high = -1
		}
	}
	if high >= 0 {
		l.arena.WriteByte(byte(high << 4))
	}
	return l.arena.String()[start:]
}

// literal reads a literal string (7.3.4.2).
func (l *lexer) literal() string {
	l.pos++
	start, depth := l.pos, 1
	plain := true // needs no decoding
	i := l.pos
	for ; i < len(l.src); i++ {
		switch l.src[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '\\':
			plain = false
			i++
		case '\r':
			plain = false
		}
		if depth == 0 {
			break
		}
	}
	i = min(i, len(l.src))
	body := l.src[start:i]
	l.pos = min(i+1, len(l.src))
	if plain {
		return body
	}
	return l.unescape(body)
}

func (l *lexer) unescape(body string) string {
	start := l.reserve(len(body))
	for i := 0; i < len(body); {
		c, n := body[i], 1
		switch c {
		case '\r': // an end of line reads as a line feed
			c, n = '\n', lineEnd(body[i:])
		case '\\':
			var none bool
			if c, n, none = escape(body[i:]); none {
				i += n
				continue
			}
		}
		l.arena.WriteByte(c)
		i += n
	}
	return l.arena.String()[start:]
}

// lineEnd is the length of the end of line that s begins with.
func lineEnd(s string) int {
	if strings.HasPrefix(s, "\r\n") {
		return 2
	}
	return 1
}

// escape reads the escape sequence that s begins with, of n bytes: a character, or none where a line goes on (7.3.4.2).
func escape(s string) (c byte, n int, none bool) {
	if len(s) == 1 {
		return 0, 1, true
	}
	switch c = s[1]; c {
	case 'n':
		return '\n', 2, false
	case 'r':
		return '\r', 2, false
	case 't':
		return '\t', 2, false
	case 'b':
		return '\b', 2, false
	case 'f':
		return '\f', 2, false
	case '\n', '\r':
		return 0, 1 + lineEnd(s[1:]), true
	}
	if c < '0' || c > '7' {
		return c, 2, false
	}
	const digits = 3
	c = 0
	for n = 1; n < len(s) && n <= digits && '0' <= s[n] && s[n] <= '7'; n++ {
		c = c<<3 | (s[n] - '0')
	}
	return c, n, false
}

// dict reads a dictionary as it is written; most are never looked into.
func (l *lexer) dict() string {
	start, depth := l.pos, 0
	for l.pos < len(l.src) {
		rest := l.src[l.pos:]
		switch {
		case strings.HasPrefix(rest, "<<"):
			depth++
			l.pos += 2
		case strings.HasPrefix(rest, ">>"):
			depth--
			l.pos += 2
			if depth == 0 {
				return l.src[start:l.pos]
			}
		case rest[0] == '(':
			l.literal()
		case rest[0] == '%':
			l.comment()
		default:
			l.pos++
		}
	}
	return l.src[start:]
}
