package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

var (
	errEnd     = errors.New("unexpected end of data")
	errNesting = fmt.Errorf("more than %d arrays and dictionaries in each other", maxNesting)
)

// A lexer reads objects (7.3) from bytes, forgiving what other readers forgive.
type lexer struct {
	b     []byte
	pos   int
	names *nameTable
}

// nameTable keeps one boxed value of each name: the same few hundred names come back in every object.
type nameTable struct{ m map[string]Object }

func (t *nameTable) get(b []byte) Object {
	if o, ok := t.m[string(b)]; ok {
		return o
	}
	var o Object = Name(b)
	if t.m == nil {
		t.m = make(map[string]Object, 256)
	}
	if len(t.m) < maxNames {
		t.m[string(b)] = o
	}
	return o
}

// charClass tells white space and delimiters (7.2.3); everything else is a regular character.
var charClass = func() (class [256]byte) {
	for _, c := range "\x00\t\n\f\r " {
		class[c] = spaceChar
	}
	for _, c := range "()<>[]{}/%" {
		class[c] = delimiterChar
	}
	return class
}()

const (
	regularChar = iota
	spaceChar
	delimiterChar
)

func isSpace(c byte) bool { return charClass[c] == spaceChar }

func isDigit(c byte) bool { return c-'0' <= 9 }

func (l *lexer) skipSpace() {
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		switch {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// word reads regular characters.
func (l *lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.b) && charClass[l.b[l.pos]] == regularChar {
		l.pos++
	}
	return l.b[start:l.pos]
}

// keyword skips white space and the keyword if it comes next.
func (l *lexer) keyword(word string) bool {
	l.skipSpace()
	if !bytes.HasPrefix(l.b[l.pos:], []byte(word)) {
		return false
	}
	l.pos += len(word)
	return true
}

// integer skips white space and reads an unsigned integer.
func (l *lexer) integer() (int, bool) {
	l.skipSpace()
	start, n := l.pos, 0
	for l.pos < len(l.b) && isDigit(l.b[l.pos]) && l.pos-start < 18 {
		n = n*10 + int(l.b[l.pos]-'0')
		l.pos++
	}
	return n, l.pos > start
}

func (l *lexer) object(depth int) (Object, error) {
	if depth > maxNesting {
		return nil, errNesting
	}
	l.skipSpace()
	if l.pos >= len(l.b) {
		return nil, errEnd
	}
	switch c := l.b[l.pos]; c {
	case '/':
		return l.name(), nil
	case '(':
		return l.literal(), nil
	case '[':
		return l.array(depth)
	case '<':
		if l.pos+1 < len(l.b) && l.b[l.pos+1] == '<' {
			return l.dict(depth)
		}
		return l.hex(), nil
	case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return l.number(), nil
	default:
		if charClass[c] == delimiterChar {
			return nil, fmt.Errorf("unexpected %q at offset %d", c, l.pos)
		}
	}
	start := l.pos
	switch word := l.word(); string(word) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		l.pos = start
		return nil, fmt.Errorf("unexpected keyword %.20q at offset %d", word, start)
	}
}

func (l *lexer) name() Object {
	l.pos++
	word := l.word()
	if bytes.IndexByte(word, '#') < 0 {
		return l.names.get(word)
	}
	plain := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if high, low := hexValue(word[i+1]), hexValue(word[i+2]); high >= 0 && low >= 0 {
				plain = append(plain, byte(high<<4|low))
				i += 2
				continue
			}
		}
		plain = append(plain, word[i])
	}
	return l.names.get(plain)
}

// literal reads a string up to its balancing parenthesis or, when there is none, to the end of the data.
func (l *lexer) literal() String {
	l.pos++
	start, open, plain := l.pos, 1, true
	for ; l.pos < len(l.b); l.pos++ {
		switch l.b[l.pos] {
		case '\\':
			plain = false
			l.pos++
		case '\r':
			plain = false
		case '(':
			open++
		case ')':
			if open--; open > 0 {
				continue
			}
			s := l.b[start:l.pos]
			l.pos++
			if plain {
				return String(s)
			}
			return unescape(string(s))
		}
	}
	l.pos = len(l.b)
	return unescape(string(l.b[start:]))
}

func (l *lexer) hex() String {
	l.pos++
	rest := l.b[l.pos:]
	n := bytes.IndexByte(rest, '>')
	if n < 0 {
		l.pos = len(l.b)
		return unhex(string(rest))
	}
	l.pos += n + 1
	return unhex(string(rest[:n]))
}

func (l *lexer) array(depth int) (Object, error) {
	l.pos++
	a := Array{}
	for {
		l.skipSpace()
		if l.pos >= len(l.b) {
			return a, nil
		}
		if l.b[l.pos] == ']' {
			l.pos++
			return a, nil
		}
		o, err := l.object(depth + 1)
		if err == errNesting {
			return nil, err
		}
		if err != nil {
			if l.endsContainer() {
				return a, nil
			}
			continue
		}
		a = append(a, o)
	}
}

func (l *lexer) dict(depth int) (Object, error) {
	l.pos += 2
	d := make(Dict)
	for {
		l.skipSpace()
		if l.pos >= len(l.b) {
			return d, nil
		}
		switch c := l.b[l.pos]; {
		case c == '/':
			key := l.name().(Name)
			value, err := l.object(depth + 1)
			if err == errNesting {
				return nil, err
			}
			if err != nil {
				continue // what follows is no value: it is looked at again as a key or the end
			}
			if value != nil { // 7.3.7: an entry with the value null is no entry
				d[key] = value
			}
		case c == '>':
			l.pos = min(l.pos+2, len(l.b))
			return d, nil
		case l.endsContainer():
			return d, nil
		}
	}
}

// endsContainer skips what can be no element of a container; it says true, skipping nothing,
// for a keyword that shows that the container's end is missing.
func (l *lexer) endsContainer() bool {
	start := l.pos
	switch word := l.word(); string(word) {
	case "endobj", "stream", "endstream", "obj", "xref", "trailer", "startxref":
		l.pos = start
		return true
	case "":
		l.pos++
	}
	return false
}

// numeral is a number as it is written: its digits without the point, of which too many are left out.
type numeral struct {
	mantissa int64
	digits   int // those that count, without leading zeros
	fraction int // digits behind the point, -1 where there is none
	negative bool
}

func (l *lexer) numeral() numeral {
	start := l.pos
	n := numeral{fraction: -1}
	for ; l.pos < len(l.b); l.pos++ {
		switch c := l.b[l.pos]; {
		case isDigit(c):
			if n.mantissa != 0 || c != '0' || n.fraction >= 0 {
				n.digits++
			}
			if n.digits <= 18 {
				n.mantissa = n.mantissa*10 + int64(c-'0')
			}
			if n.fraction >= 0 {
				n.fraction++
			}
		case c == '.' && n.fraction < 0:
			n.fraction = 0
		case (c == '-' || c == '+') && !isDigit(l.b[max(start, l.pos-1)]) && n.fraction < 0:
			n.negative = n.negative || c == '-'
		default:
			return n
		}
	}
	return n
}

// number reads an integer, a real number or, of an integer that is followed by another one and R, a reference.
func (l *lexer) number() Object {
	start := l.pos
	n := l.numeral()
	text := l.b[start:l.pos]
	rest := l.word() // "1.2.3" and "12abc" are read as 1.2 and 12
	if len(rest) > 1 && rest[0]|0x20 == 'e' {
		if f, err := strconv.ParseFloat(string(l.b[start:l.pos]), 64); err == nil {
			return exponential(f)
		}
	}
	if n.negative {
		n.mantissa = -n.mantissa
	}
	switch {
	case n.digits > 15 && (n.fraction >= 0 || n.digits > 18):
		f, _ := strconv.ParseFloat(string(bytes.TrimLeft(text, "+-")), 64)
		if n.negative {
			f = -f
		}
		return f
	case n.fraction > 0:
		return float64(n.mantissa) / powersOfTen[n.fraction] // exact: both are below 2⁵³
	case n.fraction < 0 && isDigit(text[0]) && n.digits <= 9:
		if generation, ok := l.reference(); ok {
			return Ref{Number: int(n.mantissa), Generation: generation}
		}
	}
	return n.mantissa
}

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// reference reads the generation and the R of a reference; it skips nothing if they do not follow.
func (l *lexer) reference() (generation int, ok bool) {
	start := l.pos
	if l.pos >= len(l.b) || !isSpace(l.b[l.pos]) {
		return 0, false
	}
	for l.pos < len(l.b) && isSpace(l.b[l.pos]) {
		l.pos++
	}
	if l.pos < len(l.b) && isDigit(l.b[l.pos]) {
		generation, _ = l.integer()
		for l.pos < len(l.b) && isSpace(l.b[l.pos]) {
			l.pos++
		}
		if l.pos < len(l.b) && l.b[l.pos] == 'R' && (l.pos+1 == len(l.b) || charClass[l.b[l.pos+1]] != regularChar) {
			l.pos++
			return generation, true
		}
	}
	l.pos = start
	return 0, false
}
