package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// canonical is the plain way to the canonical bytes: encoding/json by
// reflection, then an independent implementation of RFC 8785.
func canonical(t testing.TB, v any) []byte {
	t.Helper()
	plain, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	text := jsontext.Value(plain)
	if err := text.Canonicalize(); err != nil {
		t.Fatal(err)
	}
	return text
}

// fill gives every field under v a value of its own, lists n elements, and
// floats at most two decimals, as the document keeps them. Absent members stay
// absent where absent says so.
func fill(v reflect.Value, next func() int, n int, absent func() bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !absent() {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), next, n, absent)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			option := v.Type().Field(i).Tag.Get("json")
			if strings.HasSuffix(option, ",omitempty") && absent() {
				continue
			}
			fill(v.Field(i), next, n, absent)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), next, n, absent)
		}
	case reflect.String:
		samples := []string{"", "收 入", "a\"\\/\b\f\n\r\t\x00\x1f\x7f", "<&>\u2028\u2029\ufeff", "𠮷€\ufffd", "l"}
		v.SetString(fmt.Sprintf("%s%d", samples[next()%len(samples)], next()))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(next()))
	case reflect.Float64:
		v.SetFloat(float64(next()*37-5000) / 100)
	case reflect.Bool:
		v.SetBool(next()%2 == 0)
	default:
		panic("no value for " + v.Kind().String())
	}
}

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func filledDocument() *Document {
	var d Document
	fill(reflect.ValueOf(&d).Elem(), counter(), 2, func() bool { return false })
	return &d
}

// validDocument is a document with every list filled that is valid under the schema.
func validDocument() *Document {
	box, zero := Box{1, 2, 3, 4}, 0
	number := "95"
	term, region := &Term{Code: "2080101", Name: "行政运行"}, &Term{Code: "110102", Name: "西城区"}
	correction := Correction{
		Kind: CellText, SHA256: strings.Repeat("a", 64), Place: Subject{Table: "t1", Row: new(0), Column: new(0), Page: 1, Box: &Box{1, 2, 3, 4}},
		Was: "7", Right: "1", When: "2026-01-31T08:00:00Z",
	}
	correction.ID = correction.Digest()
	return &Document{
		Format: Format, FiscalYear: 2026, Disclosure: Budget,
		Source:    Source{Name: "a.pdf", SHA256: strings.Repeat("a", 64), PageCount: 2, ImageOnlyPages: []int{2}, Meta: &Meta{Retrieved: "2026-01-31"}},
		Publisher: Publisher{Name: "某局", Code: "101"},
		Tables: []Table{{
			ID: "t1", Kind: OtherTable, Title: "收支总表", Unit: "万元", Pages: []int{1}, HeaderRows: 1,
			RowCount: 1, ColumnCount: 1, Columns: []Column{{Path: []string{"项目"}, Role: RoleLabel}},
			Cells:  []Cell{{RowSpan: 1, ColumnSpan: 1, Text: "1", Regions: []Region{{Page: 1, Box: box}}, Corrected: correction.ID}},
			Method: Ruled, Confidence: 0.95,
		}},
		Facts: []Fact{{
			Table: "t1", Path: []string{"预算数"}, Direction: Revenue, List: ListFunctional, Measure: MeasureAmount, Period: Current, Stage: StageBudget, Amount: "1.5",
			Page: 1, Box: box, Region: region, Functional: term, GovernmentEconomic: term, DepartmentEconomic: term, RevenueItem: term, BudgetUnit: term,
			Project: term, Procurement: term, ConfirmedBy: []Identity{RowSum}, ContradictedBy: []Identity{Balance},
		}},
		Indicators: []Indicator{{Table: "t1", Project: term, Number: &number, Page: 1, Box: box}},
		Findings: []Finding{{
			Code: "row-sum-mismatch", Severity: Error, Message: Message{ZH: "不符", EN: "differs"}, Expected: "1", Actual: "2",
			Subjects: []Subject{{Table: "t1", Row: &zero, Column: &zero, Page: 1, Box: &box}},
		}},
		Proof:       Proof{Amounts: 1, Confirmed: 1, Contradicted: 1},
		Corrections: []Correction{correction},
	}
}

func TestCanonicalBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	documents := map[string]*Document{"filled": filledDocument(), "valid": validDocument()}
	for i := range 200 {
		var d Document
		fill(reflect.ValueOf(&d).Elem(), func() int { return rng.IntN(1000) }, rng.IntN(4), func() bool { return rng.IntN(2) == 0 })
		documents[fmt.Sprint("random ", i)] = &d
	}
	for name, d := range documents {
		want := bytes.ReplaceAll(canonical(t, d), []byte(":null"), []byte(":[]")) // nil lists
		if got := d.AppendJSON(nil); !bytes.Equal(got, want) {
			t.Fatalf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestNilListsAreEmpty(t *testing.T) {
	d := Document{Tables: []Table{{Columns: []Column{{}}, Cells: []Cell{{}}}}, Facts: []Fact{{}}, Findings: []Finding{{}}}
	if got := string(d.AppendJSON(nil)); strings.Contains(got, "null") {
		t.Errorf("null in %s", got)
	}
}

func TestParse(t *testing.T) {
	d := validDocument()
	text := d.AppendJSON(nil)
	for name, given := range map[string][]byte{"canonical": text, "indented": Indent(text)} {
		got, err := Parse(given)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again := got.AppendJSON(nil); !bytes.Equal(again, text) {
			t.Errorf("%s: read back as %s", name, again)
		}
	}
}

func TestParseIsStrict(t *testing.T) {
	valid := string(validDocument().AppendJSON(nil))
	for _, c := range []struct{ what, old, new, want string }{
		{"unknown member", `"disclosure"`, `"also":1,"disclosure"`, `unknown field "also"`},
		{"missing member", `"headerRows":1,`, ``, "not canonical"},
		{"repeated member", `"headerRows":1,`, `"headerRows":2,"headerRows":1,`, "not canonical"},
		{"other letter case", `"headerRows"`, `"HeaderRows"`, "not canonical"},
		{"other order", `"headerRows":1,"id":"t1"`, `"id":"t1","headerRows":1`, "not canonical"},
		{"null list", `"notes":[]`, `"notes":null`, "not canonical"},
		{"amount as a number", `"amount":"1.5"`, `"amount":1.5`, "cannot unmarshal number"},
		{"number with a trailing zero", `"confidence":0.95`, `"confidence":0.950`, "not canonical"},
		{"escape that is not needed", `某局`, `\u67d0局`, "not canonical"},
		{"other format", Format, "yusuan.document/9", `format is "yusuan.document/9"`},
		{"cut off", `"title"`, ``, "invalid character"},
	} {
		if !strings.Contains(valid, c.old) {
			t.Fatalf("%s: the document has no %s", c.what, c.old)
		}
		_, err := Parse([]byte(strings.Replace(valid, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.what, err, c.want)
		}
	}
	if _, err := Parse([]byte(valid + "{}")); err == nil {
		t.Error("a second document behind the first is taken")
	}
}

// The samples of RFC 8785, appendix B, and of its section 3.2.2.3.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		bits uint64
		want string
	}{
		{0x0000000000000000, "0"},
		{0x8000000000000000, "0"},
		{0x0000000000000001, "5e-324"},
		{0x8000000000000001, "-5e-324"},
		{0x7fefffffffffffff, "1.7976931348623157e+308"},
		{0xffefffffffffffff, "-1.7976931348623157e+308"},
		{0x4340000000000000, "9007199254740992"},
		{0xc340000000000000, "-9007199254740992"},
		{0x4430000000000000, "295147905179352830000"},
		{0x7fffffffffffffff, "0"}, // NaN: RFC 8785 has no text for it
		{0x7ff0000000000000, "0"}, // infinity
		{0x44b52d02c7e14af5, "9.999999999999997e+22"},
		{0x44b52d02c7e14af6, "1e+23"},
		{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
		{0x444b1ae4d6e2ef4e, "999999999999999700000"},
		{0x444b1ae4d6e2ef4f, "999999999999999900000"},
		{0x444b1ae4d6e2ef50, "1e+21"},
		{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
		{0x3eb0c6f7a0b5ed8d, "0.000001"},
		{0x41b3de4355555553, "333333333.3333332"},
		{0x41b3de4355555554, "333333333.33333325"},
		{0x41b3de4355555555, "333333333.3333333"},
		{0x41b3de4355555556, "333333333.3333334"},
		{0x41b3de4355555557, "333333333.33333343"},
		{0xbecbf647612f3696, "-0.0000033333333333333333"},
		{0x43143ff3c1cb0959, "1424953923781206.2"},
	} {
		if got := string(appendNumber(nil, math.Float64frombits(c.bits))); got != c.want {
			t.Errorf("%016x: got %s, want %s", c.bits, got, c.want)
		}
	}
}

func TestHundredths(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {-0.001, "0"}, {1, "1"}, {-12.02, "-12.02"}, {0.1, "0.1"}, {0.05, "0.05"},
		{841.889, "841.89"}, {595.276, "595.28"}, {2.999, "3"}, {0.07, "0.07"}, {math.NaN(), "0"}, {math.Inf(-1), "0"},
		{1e12, "1000000000000"}, {1e22, "1e+22"},
	} {
		if got := string(appendHundredths(nil, c.value)); got != c.want {
			t.Errorf("%v: got %s, want %s", c.value, got, c.want)
		}
		read, err := strconv.ParseFloat(c.want, 64)
		if got := hundredths(c.value); err != nil || math.Float64bits(got) != math.Float64bits(read) {
			t.Errorf("%v: rounded %v, and read %v", c.value, got, read)
		}
	}
}

// RFC 8785, 3.2.2.2: what is escaped and how.
func TestStrings(t *testing.T) {
	for in, want := range map[string]string{
		"€$\u000f\nA'B\"\\\\\"/": `"€$\u000f\nA'B\"\\\\\"/"`,
		"\b\t\n\f\r\x00\x1f\x7f": `"\b\t\n\f\r\u0000\u001f` + "\x7f\"",
		"</script>&\u2028":       "\"</script>&\u2028\"",
		"a\xffb\xe6\x94":         "\"a\ufffdb\ufffd\ufffd\"",
		"":                       `""`,
	} {
		if got := string(appendString(nil, in)); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "收支总表", "\x00\"\\\u2028", "\xf0\x9f", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := appendString(nil, s)
		if utf8.ValidString(s) {
			if want := canonical(t, s); !bytes.Equal(got, want) {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		var back string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%s: %v", got, err)
		}
		if want := string([]rune(s)); back != want {
			t.Errorf("read back as %q, want %q", back, want)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, v := range []float64{0, 0.1, -1e21, 1e-7, 333333333.3333332, math.MaxFloat64} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Skip()
		}
		if got, want := appendNumber(nil, v), canonical(t, v); !bytes.Equal(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
		if rounded := math.Round(v*100) / 100; math.Abs(v) < 1e13 {
			if got, want := appendHundredths(nil, v), canonical(t, rounded); !bytes.Equal(got, want) {
				t.Errorf("hundredths of %v: got %s, want %s", v, got, want)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(validDocument().AppendJSON(nil))
	f.Add([]byte(`{"format":"` + Format + `"}`))
	for _, c := range broken {
		d := validDocument()
		c.with(d)
		f.Add(d.AppendJSON(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse(data)
		if err != nil {
			return
		}
		text := d.AppendJSON(nil)
		again, err := Parse(text)
		if err != nil || !bytes.Equal(again.AppendJSON(nil), text) {
			t.Errorf("not read back: %v", err)
		}
	})
}

// largeDocument has as many cells as a disclosure of 300 pages.
func largeDocument() *Document {
	d := &Document{Format: Format, Disclosure: Other, Source: Source{SHA256: strings.Repeat("0", 64), PageCount: 250}}
	d.Tables = []Table{{ID: "t1", Kind: OtherTable, Method: Ruled, RowCount: 5000, ColumnCount: 10, Columns: slices.Repeat([]Column{{Role: RoleAmount}}, 10)}}
	for page := range d.Source.PageCount {
		d.Tables[0].Pages = append(d.Tables[0].Pages, page+1)
	}
	for i := range 50_000 {
		d.Tables[0].Cells = append(d.Tables[0].Cells, Cell{
			Row: i / 10, Column: i % 10, RowSpan: 1, ColumnSpan: 1, Text: "5,488.974386 一般公共预算拨款",
			Regions: []Region{{Page: i/200 + 1, Box: Box{72.25, float64(i%700) + 0.13, 143.5, 800.01}}},
		})
	}
	return d
}

func BenchmarkAppendJSON(b *testing.B) {
	d := largeDocument()
	text := d.AppendJSON(nil)
	if _, err := Parse(text); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		text = d.AppendJSON(text[:0])
	}
}
