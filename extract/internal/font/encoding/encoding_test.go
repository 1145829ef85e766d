package encoding

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestText(t *testing.T) {
	tests := []struct{ name, want string }{
		{"A", "A"}, {"space", " "}, {"one", "1"}, {"hyphen", "-"}, {"fi", "ﬁ"},
		{"uni9884", "预"}, {"uni98847B97", "预算"}, {"u2000B", "𠀋"}, {"u9884", "预"}, {"uni9884.vert", "预"},
		{"f_i", "fi"}, {"A.sc", "A"}, {"uni00", ""}, {"uniD800", ""}, {"u110000", ""}, {"uniXYZW", ""},
		{"Asmall", "A"}, {"zerooldstyle", "0"}, {"dollarsuperior", "$"},
		{".notdef", ""}, {"", ""}, {"g12", ""}, {"a1", ""}, {"a44", ""}, {"cid34", ""}, {"glyph56", ""}, {"G0A", ""}, {"A_cid3", ""},
	}
	for _, test := range tests {
		if got := Text(test.name); got != test.want {
			t.Errorf("Text(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDingbat(t *testing.T) {
	for name, want := range map[string]string{"a1": "✁", "a120": "①", "a20": "✔", "A": "", "": ""} {
		if got := Dingbat(name); got != want {
			t.Errorf("Dingbat(%q) = %q, want %q", name, got, want)
		}
	}
}

// Our encodings by name must agree with the code pages that they describe.
func TestEncodingsAgreeWithCodePages(t *testing.T) {
	tests := []struct {
		name   string
		page   *charmap.Charmap
		except map[byte]string // where annex D differs from the code page, or the glyph list from Unicode
	}{
		{"WinAnsiEncoding", charmap.Windows1252, map[byte]string{
			0x7F: "•", 0x81: "•", 0x8D: "•", 0x8F: "•", 0x90: "•", 0x9D: "•", 0xA0: " ", 0xAD: "-"}},
		{"MacRomanEncoding", charmap.Macintosh, map[byte]string{
			0x7F: "", 0xCA: " ", 0xDB: "¤", 0xBD: "\u2126", 0xC6: "∆", 0xF0: "\uF8FF"}},
	}
	for _, test := range tests {
		e := Named(test.name)
		for code := 0x20; code < 0x100; code++ {
			want := string(test.page.DecodeByte(byte(code)))
			if w, ok := test.except[byte(code)]; ok {
				want = w
			}
			if got := Text(e[code]); got != want {
				t.Errorf("%s %#x: %q is %q, want %q", test.name, code, e[code], got, want)
			}
		}
	}
}

func TestNamed(t *testing.T) {
	tests := []struct {
		encoding string
		code     byte
		want     string
	}{
		{"StandardEncoding", '\'', "quoteright"}, {"StandardEncoding", 0xAE, "fi"}, {"StandardEncoding", 0x80, ""},
		{"MacExpertEncoding", 0x30, "zerooldstyle"}, {"MacExpertEncoding", 0xFB, "Ringsmall"},
		{"ExpertEncoding", 0xFF, "Ydieresissmall"}, {"Symbol", 0x61, "alpha"}, {"Symbol", 0xFE, "bracerightbt"},
		{"ZapfDingbats", 0x21, "a1"}, {"ZapfDingbats", 0xFE, "a191"},
	}
	for _, test := range tests {
		if got := Named(test.encoding)[test.code]; got != test.want {
			t.Errorf("%s %#x: %q, want %q", test.encoding, test.code, got, test.want)
		}
	}
	if Named("Identity-H") != nil || Named("") != nil {
		t.Error("a name that is no encoding is found")
	}
}

func TestStandard(t *testing.T) {
	tests := []struct {
		font, glyph string
		want        float64
	}{
		{"Helvetica", "zero", 556}, {"Helvetica-Oblique", "zero", 556}, {"Arial,Bold", "A", 722}, {"ArialMT", "A", 667},
		{"TimesNewRomanPS-BoldItalicMT", "A", 667}, {"TimesNewRoman", "A", 722}, {"Times-Italic", "A", 611},
		{"CourierNew", "A", 600}, {"Courier-BoldOblique", "i", 600}, {"Symbol", "alpha", 631}, {"ZapfDingbats", "a1", 974},
	}
	for _, test := range tests {
		if got := Standard(test.font)[test.glyph]; got != test.want {
			t.Errorf("%s: %s is %v wide, want %v", test.font, test.glyph, got, test.want)
		}
	}
	for _, name := range []string{"SimSun", "", "ArialNarrow", "HelveticaNeue-Bold"} {
		if Standard(name) != nil {
			t.Errorf("%s has the widths of a standard font", name)
		}
	}
}
