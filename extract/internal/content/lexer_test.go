package content

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// tokens writes the operators of src, each behind its operands.
func tokens(src string) string {
	var l lexer
	l.reset(src)
	var out []string
	for {
		op, ok := l.next()
		for _, o := range l.args[:l.n] {
			out = append(out, l.written(o))
		}
		if !ok {
			return strings.Join(out, " ")
		}
		name := "?"
		if op != 0 {
			name = strings.TrimRight(string([]byte{byte(op), byte(op >> 8), byte(op >> 16)}), "\x00")
		}
		out = append(out, name)
	}
}

func (l *lexer) written(o operand) string {
	switch o.kind {
	case numberOperand:
		return fmt.Sprint(o.num)
	case nameOperand:
		return "/" + o.text
	case stringOperand:
		return fmt.Sprintf("%q", o.text)
	case dictOperand:
		return "{" + o.text + "}"
	case arrayOperand:
		var parts []string
		for _, e := range l.elements[o.from:o.to] {
			parts = append(parts, l.written(e))
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return fmt.Sprintf("const%g", o.num)
}

func TestLexer(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"1 0 0 -1 .5 +4. cm", "1 0 0 -1 0.5 4 cm"},
		{"--5 5-3 1.2.3 0.00-35 - . w", "-5 5 1.2 0 0 0 w"},
		{"123456789012345678901234567890 w", "1.2345678901234568e+29 w"},
		{"0.1234567890123456789 w", "0.12345678901234568 w"},
		{".00000000000000000000000000000001 5.0000000000000000000000000000000 w", "0 5 w"},
		{"1E5 w", "100000 w"},
		{"q1 0 0 1 0 0cm/F1 9Tf", "q 1 0 0 1 0 0 cm /F1 9 Tf"},
		{"750 0 d0 1 2 3 4 5 6 d1 [] 0 d", "750 0 d0 1 2 3 4 5 6 d1 [] 0 d"},
		{"/A#20B /#zz /C# /A/B gs", "/A B /#zz /C# /A /B gs"},
		{"(a(b)c) (\\(\\)\\\\) (\\101\\7x\\r\\n\\t\\b\\f\\q) Tj", `"a(b)c" "()\\" "A\ax\r\n\t\b\fq" Tj`},
		{"(a\\\nb\\\r\nc\rd\r\ne) Tj", `"abc\nd\ne" Tj`},
		{"(never closed Tj", `"never closed Tj"`},
		{"(ends in \\", `"ends in "`},
		{"<4 1 4\n2> <6> <xx> <41", `"AB" "` + "`" + `" "" "A"`},
		{"[(a) -1 <62> [3] /N true] TJ", `["a" -1 "b" 3 /N const1] TJ`},
		{"[1 2 S", "[1 2] S"},
		{"/Span <</A (>>) /B <</C <41>>> >> BDC", "/Span {<</A (>>) /B <</C <41>>> >>} BDC"},
		{"<< /A never closed BDC", "{<< /A never closed BDC}"},
		{"% comment 1 w\n2 w % at the end", "2 w"},
		{"true false null BX long' T* f* \" '", "const1 const0 const0 BX ? T* f* \" '"},
		{"}{ ) > ] 1 w", "1 w"},
	} {
		if got := tokens(test.src); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}

func TestLexerKeepsTheLastOperands(t *testing.T) {
	var l lexer
	l.reset(strings.Repeat("7 ", 1000) + "1 2 3 4 5 6 cm")
	if op, ok := l.next(); op != opcm || !ok {
		t.Fatalf("operator %d, %t", op, ok)
	}
	m, ok := matrixOf(l.args[:l.n])
	if want := (matrix{1, 2, 3, 4, 5, 6}); !ok || m != want {
		t.Errorf("got %v, want %v", m, want)
	}
}

// Strings that were decoded before the arena was replaced stay as they were.
func TestArena(t *testing.T) {
	var l lexer
	var want strings.Builder
	var src strings.Builder
	src.WriteByte('[')
	for i := range 100 {
		s := fmt.Sprintf("%03d%s", i, strings.Repeat("x", 1000))
		fmt.Fprintf(&src, "<%x>", s)
		want.WriteString(s)
	}
	src.WriteString("] TJ")
	l.reset(src.String())
	l.next()
	var got strings.Builder
	for _, e := range l.elements {
		got.WriteString(e.text)
	}
	if got.String() != want.String() {
		t.Error("decoded strings changed")
	}
}

// Reading operators allocates nothing once the buffers are there.
func TestLexerAllocatesNothing(t *testing.T) {
	src := strings.Repeat("q 1 0 0 1 72.5 -3 cm /F1 9 Tf [(ab) 3 (cd)] TJ 10 20 50 .5 re f Q\n", 100)
	var l lexer
	count := testing.AllocsPerRun(10, func() {
		l.reset(src)
		for {
			if _, ok := l.next(); !ok {
				return
			}
		}
	})
	if count > 0 {
		t.Errorf("%g allocations", count)
	}
}

func FuzzLexer(f *testing.F) {
	for _, s := range []string{
		"BT /F 10 Tf (a\\)b) Tj [<41> -3 (b)] TJ ET", "BI /W 4 /H 2 ID ab EI c EI Q", "/S <</A (x)/B<</C[1 2]>>>> BDC EMC",
		"[[[(", "<<(", "1.2.3--4 5e6", "%", "/#", "<4", "(\\", "d0d1d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		var l lexer
		l.reset(src)
		for last := -1; ; {
			op, ok := l.next()
			if !ok {
				break
			}
			if l.pos <= last || l.pos > len(src) {
				t.Fatalf("position %d after %d of %d", l.pos, last, len(src))
			}
			last = l.pos
			for _, o := range l.args[:l.n] {
				switch {
				case o.kind == numberOperand && (math.IsNaN(o.num) || math.IsInf(o.num, 0)):
					t.Fatalf("number %g", o.num)
				case o.kind == arrayOperand && (o.from > o.to || o.to > len(l.elements)):
					t.Fatalf("array from %d to %d of %d", o.from, o.to, len(l.elements))
				}
			}
			if op == opBI {
				if d, ok := l.imageDict(); ok {
					l.skipImage(d.size())
				}
			}
		}
	})
}
