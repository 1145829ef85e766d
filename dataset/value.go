package dataset

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// value is a field of a row; the zero value is an absent one. Which of its parts
// counts is told by the field's type.
type value struct {
	text string // text, list
	n    int64  // integer, boolean, money in 分, bits of a number
	set  bool
}

// text makes absent what is empty: the canonical form knows no difference
// either, and most formats cannot tell it. U+0000 would end a text in SQLite.
func text(s string) value {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	return value{text: s, set: s != ""}
}

func integer(n int) value { return value{n: int64(n), set: true} }

func number(f float64) value { return value{n: int64(math.Float64bits(f)), set: true} }

func boolean(b bool) value {
	if b {
		return value{n: 1, set: true}
	}
	return value{set: true}
}

// texts makes a list of texts; an empty one is absent.
func texts[T ~string](items []T) value {
	if len(items) == 0 {
		return value{}
	}
	b := []byte{'['}
	for i, s := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, string(s))
	}
	return text(string(append(b, ']')))
}

// appendQuoted appends a text as JSON has it; what is no UTF-8 is replaced.
func appendQuoted(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, s) // the error tells that something was
	return b
}

// integers makes a list of integers; an empty one is absent.
func integers(items []int) value {
	if len(items) == 0 {
		return value{}
	}
	b := []byte{'['}
	for i, n := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return text(string(append(b, ']')))
}

// structured makes a JSON array of anything; an empty one is absent.
func structured[T any](items []T) value {
	if len(items) == 0 {
		return value{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(items) != nil { // values of our own: there is nothing to refuse
		return value{}
	}
	return text(strings.TrimSuffix(b.String(), "\n"))
}

func (v value) number() float64 { return math.Float64frombits(uint64(v.n)) }

// maxFen is the largest amount of decimal(18,2), in 分.
const maxFen = 999_999_999_999_999_999

// wholeFen returns an exact amount in 元 as 分, absent where it is no whole
// number of them or has more digits than decimal(18,2): it is never rounded.
func wholeFen(yuan string) value {
	whole, fraction, _ := strings.Cut(yuan, ".")
	if len(fraction) > 2 || strings.Trim(whole, "-") == "" {
		return value{}
	}
	n, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if err != nil || n > maxFen || n < -maxFen {
		return value{}
	}
	return value{n: n, set: true}
}

// parsedNumber is the nearest floating-point number of an exact one.
func parsedNumber(exact value) value {
	f, err := strconv.ParseFloat(exact.text, 64)
	if err != nil { // absent, or out of range
		return value{}
	}
	return number(f)
}

// appendPlain appends a value as CSV and JSON Lines spell it.
func (v value) appendPlain(b []byte, t fieldType) []byte {
	switch t {
	case textField, textsField, integersField, jsonField:
		return append(b, v.text...)
	case integerField:
		return strconv.AppendInt(b, v.n, 10)
	case numberField:
		return strconv.AppendFloat(b, v.number(), 'f', -1, 64)
	case booleanField:
		return strconv.AppendBool(b, v.n != 0)
	case moneyField:
		return appendYuan(b, v.n)
	}
	return b
}

// appendYuan appends 分 as 元 with two decimals.
func appendYuan(b []byte, fen int64) []byte {
	if fen < 0 {
		b, fen = append(b, '-'), -fen
	}
	b = strconv.AppendInt(b, fen/100, 10)
	return append(b, '.', byte('0'+fen/10%10), byte('0'+fen%10))
}
