package pdf

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func parse(text string) (Object, error) {
	l := lexer{b: []byte(text), names: new(nameTable)}
	return l.object(0)
}

func TestLexerReadsObjects(t *testing.T) {
	for text, want := range map[string]Object{
		"null":                         nil,
		"true":                         true,
		"0":                            int64(0),
		"-17":                          int64(-17),
		"0000000000000000000017":       int64(17),
		"+5":                           int64(5),
		"4.5":                          4.5,
		"-.002":                        -.002,
		"7.":                           int64(7),
		"--3":                          int64(-3),
		"1.2.3":                        1.2,
		"123456789012345678901":        123456789012345678901.0,
		"0.12345678901234567":          0.12345678901234567,
		"5.95e2":                       exponential(595),
		"-1E-3":                        exponential(-.001),
		"1e":                           int64(1),
		"1endobj":                      int64(1),
		"1e999":                        int64(1),
		"12 0 R":                       Ref{Number: 12},
		"12 3 R]":                      Ref{Number: 12, Generation: 3},
		"12 0 Rx":                      int64(12),
		"/Name":                        Name("Name"),
		"/A#20B#zz":                    Name("A B#zz"),
		"/ x":                          Name(""),
		"(a(b)c)":                      String("a(b)c"),
		"(\\101\\n\\\n\\)\\53x\\0053)": String("A\n)+x\x053"),
		"(a\r\nb\rc)":                  String("a\nb\nc"),
		"(open":                        String("open"),
		"<48 65 6>":                    String("He`"),
		"[1 2 R 3 0 R]":                Array{Ref{1, 2}, Ref{Number: 3}},
		"[1 % comment ]\n2]":           Array{int64(1), int64(2)},
		"[1 ) 2 junk 3]":               Array{int64(1), int64(2), int64(3)},
		"[1 2 endobj":                  Array{int64(1), int64(2)},
		"<</A 1/B[/C]/D<</E()>>>>":     Dict{"A": int64(1), "B": Array{Name("C")}, "D": Dict{"E": String("")}},
		"<</A null /B 2>>":             Dict{"B": int64(2)},
		"<</A /B 1 /C 2>>":             Dict{"A": Name("B"), "C": int64(2)},
		"<</A 1 endobj":                Dict{"A": int64(1)},
		"<</A>>":                       Dict{},
	} {
		got, err := parse(text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %#v, %v; want %#v", text, got, err, want)
		}
	}
}

func TestLexerRefuses(t *testing.T) {
	for _, text := range []string{"", "  % only a comment", "endobj", ")", "]", strings.Repeat("[", 1e6), strings.Repeat("<</A", 1e6)} {
		if o, err := parse(text); err == nil {
			t.Errorf("%.20q: got %v without an error", text, o)
		}
	}
}

// FuzzLexer checks that what is read and written is read again as the same.
func FuzzLexer(f *testing.F) {
	for _, seed := range []string{"<</A[1 0 R(x)<41>/B#20 true null -1.5]>>", "[1 2 R", "(\\", "<<<</A>>", "1 0 0 R", "/", "<</A", "[[[]]]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := parse(string(data))
		if err != nil {
			return
		}
		var b bytes.Buffer
		writeObject(&b, first)
		second, err := parse(b.String())
		if err != nil {
			t.Fatalf("%q was written as %q: %v", data, b.String(), err)
		}
		var again bytes.Buffer
		writeObject(&again, second)
		if again.Len() != b.Len() { // the order of a dictionary's entries may differ
			t.Fatalf("%q was written as %q and then %q", data, b.String(), again.String())
		}
	})
}
