package cmap

import (
	"strings"
	"testing"
	"unicode"
)

func TestPredefined(t *testing.T) {
	tests := []struct {
		cmap, codes string
		cids        []int
	}{
		{"Identity-H", "\x12\x34\x00\x05", []int{0x1234, 5}},
		{"GBK-EUC-H", "1\xD4\xA4", []int{830, 4327}},
		{"GBKp-EUC-H", "1", []int{18}}, // proportional, where GBK-EUC-H has half width
		{"GB-EUC-H", "\xD4\xA4", []int{4327}},
		{"UniGB-UCS2-H", "\x98\x84", []int{4327}},
		{"UniGB-UTF16-H", "\x98\x84\xD8\x40\xDC\x87", []int{4327, 22048}},
		{"UniGB-UTF8-H", "预\xF0\xA0\x82\x87", []int{4327, 22048}},
		{"UniGB-UTF32-H", "\x00\x00\x98\x84", []int{4327}},
		{"GBK2K-H", "\xD4\xA4\x81\x38\xFD\x38", []int{4327, 22428}},
		{"UniGB-UCS2-V", "\xFF\x08\x98\x84", []int{580, 4327}}, // the vertical form, then one from usecmap
		{"ETen-B5-H", "\xA4\xA4", []int{661}},
		{"UniCNS-UTF16-H", "\x4E\x2D", []int{661}},
		{"90ms-RKSJ-H", "\x93\xFA\x41", []int{3284, 264}},
		{"UniJIS-UTF16-H", "\x65\xE5", []int{3284}},
		{"KSCms-UHC-H", "\xB0\xA1", []int{1086}},
		{"UniKS-UCS2-H", "\xAC\x00", []int{1086}},
	}
	for _, test := range tests {
		m := Predefined(test.cmap)
		if m == nil {
			t.Errorf("%s: not found", test.cmap)
			continue
		}
		var got []int
		for s := test.codes; s != ""; {
			code, n := m.Next(s)
			cid, _ := m.CID(code, n)
			got = append(got, cid)
			s = s[n:]
		}
		if len(got) != len(test.cids) {
			t.Errorf("%s: CIDs %v, want %v", test.cmap, got, test.cids)
			continue
		}
		for i := range got {
			if got[i] != test.cids[i] {
				t.Errorf("%s: CIDs %v, want %v", test.cmap, got, test.cids)
				break
			}
		}
	}
	if Predefined("UniGB-UCS2-X") != nil || Predefined("unicode/GB1") != nil {
		t.Error("a name that is no CMap is found")
	}
}

// The predefined CMaps of ISO 32000-2, table 116, and their directions.
func TestPredefinedComplete(t *testing.T) {
	for name := range strings.FieldsSeq(`
		GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H GBK2K-V
		UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V
		B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V
		UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V
		83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V
		Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H UniJIS-UTF16-V
		KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H
		UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V Identity-H Identity-V`) {
		m := Predefined(name)
		if m == nil {
			t.Errorf("%s: not found", name)
			continue
		}
		if want := strings.HasSuffix(name, "V"); m.Vertical != want {
			t.Errorf("%s: vertical %v", name, m.Vertical)
		}
	}
}

// Every entry of the archive can be read: the program does not report an error of its own data.
func TestArchive(t *testing.T) {
	if len(resources()) < 160 {
		t.Fatalf("%d entries", len(resources()))
	}
	for name := range resources() {
		if ordering, ok := strings.CutPrefix(name, collectionPrefix); ok {
			if !HasCollection(ordering) || CollectionOf(ordering) == nil {
				t.Errorf("%s: unreadable", name)
			}
		} else if Predefined(name) == nil {
			t.Errorf("%s: unreadable", name)
		}
	}
}

// The same characters through the CMaps of different codes are the same text.
func TestCodesAndCollectionsAgree(t *testing.T) {
	tests := []struct{ cmap, codes, text string }{
		{"GBK-EUC-H", "1,234.50\xD4\xA4\xCB\xE3\xA3\xA8\xCD\xF2\xD4\xAA\xA3\xA9", "1,234.50预算（万元）"}, // half-width CIDs 814 to 907
		{"GBpc-EUC-H", "88\xD4\xA4", "88预"},
		{"UniGB-UTF16-H", "\x98\x84\x7B\x97", "预算"},
		{"UniGB-UTF16-V", "\xFF\x08\x98\x84\xFF\x09", "︵预︶"},
		{"ETen-B5-H", "\xB9\x77\xBA\xE21", "預算1"},
		{"90ms-RKSJ-H", "\x97\x5C\x8E\x5A", "予算"},
		{"KSCms-UHC-H", "\xBF\xB9\xBB\xEA", "예산"},
	}
	for _, test := range tests {
		m := Predefined(test.cmap)
		var text strings.Builder
		for s := test.codes; s != ""; {
			code, n := m.Next(s)
			cid, _ := m.CID(code, n)
			text.WriteString(CollectionOf(m.Ordering).Text(cid))
			s = s[n:]
		}
		if text.String() != test.text {
			t.Errorf("%s: %q, want %q", test.cmap, text.String(), test.text)
		}
	}
}

// Hardly a CID of a real glyph may be without text; what is, is an ornament or a variant.
func TestCollectionsAreFull(t *testing.T) {
	for ordering, want := range map[string]int{"GB1": 30000, "CNS1": 18900, "Japan1": 22800, "Korea1": 17900, "KR": 16000} {
		c := CollectionOf(ordering)
		known := 0
		for cid := range c.runes {
			text := c.Text(cid)
			if text != "" {
				known++
			}
			for _, r := range text {
				if unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar {
					t.Errorf("%s: CID %d is %q", ordering, cid, text)
				}
			}
		}
		if known < want {
			t.Errorf("%s: %d of %d CIDs known, want %d", ordering, known, len(c.runes), want)
		}
	}
	if got := CollectionOf("GB1").Text(7716); strings.TrimSpace(got) != "" || got == "" {
		t.Errorf("GB1 CID 7716 is %q, want the half-width space", got)
	}
}

func TestParseToUnicode(t *testing.T) {
	const head = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
	tests := []struct {
		name, data string
		want       map[uint32]string
	}{
		{"bfchar", head + "2 beginbfchar <0003> <0020> <0004> <98847B97> endbfchar", map[uint32]string{3: " ", 4: "预算", 5: ""}},
		{"bfrange", head + "1 beginbfrange <0010> <0012> <4E00> endbfrange", map[uint32]string{0x10: "一", 0x11: "丁", 0x12: "丂", 0x13: ""}},
		{"array", head + "1 beginbfrange <0010> <0012> [<0041> <D840DC0B> <00660069>] endbfrange",
			map[uint32]string{0x10: "A", 0x11: "𠀋", 0x12: "fi"}},
		{"range of several characters", head + "1 beginbfrange <01> <02> <00410030> endbfrange", map[uint32]string{1: "A0", 2: "A1"}},
		{"range of surrogates", head + "1 beginbfrange <01> <02> <D840DC0B> endbfrange", map[uint32]string{1: "𠀋", 2: "𠀌"}},
		{"no white space", head + "1 beginbfrange<10><11><4E00>endbfrange", map[uint32]string{0x11: "丁"}},
		{"white space in digits", head + "1 beginbfchar <00 10> <4E\n00> endbfchar", map[uint32]string{0x10: "一"}},
		{"short digits", head + "1 beginbfchar <3> <41> endbfchar", map[uint32]string{3: "A"}},
		{"wrong count and missing end", head + "100 beginbfchar <0003> <0041>", map[uint32]string{3: "A"}},
		{"missing end before the next list", head + "1 beginbfchar <03> <0041> 1 beginbfrange <04> <05> <0042> endbfrange",
			map[uint32]string{3: "A", 5: "C"}},
		{"short array", head + "1 beginbfrange <01> <05> [<0041>] <06> <06> <0042> endbfrange", map[uint32]string{1: "A", 2: "", 6: "B"}},
		{"long array", head + "1 beginbfrange <01> <01> [<0041> <0042>] endbfrange", map[uint32]string{1: "A", 2: ""}},
		{"reversed range", head + "1 beginbfrange <05> <01> <0041> endbfrange", map[uint32]string{1: "", 5: ""}},
		{"later replaces earlier", head + "1 beginbfrange <01> <09> <0041> endbfrange 1 beginbfchar <05> <0061> endbfchar",
			map[uint32]string{4: "D", 5: "a", 6: "F"}},
		{"comment", head + "1 beginbfchar % <03> <0042>\n<03> <0041> endbfchar", map[uint32]string{3: "A"}},
		{"all of the codes", head + "1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange", map[uint32]string{0x41: "A"}},
		{"empty", "", map[uint32]string{0: ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := Parse([]byte(test.data), nil, nil)
			for code, want := range test.want {
				if got, _ := m.Text(code); got != want {
					t.Errorf("Text(%#x) = %q, want %q", code, got, want)
				}
			}
		})
	}
}

func TestParseCIDs(t *testing.T) {
	m := Parse([]byte(`/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def /Supplement 2 def end def
		/CMapName /Mine def /WMode 1 def /GBK-EUC-H usecmap
		1 begincodespacerange <FFE0E0> <FFFFFF> endcodespacerange
		1 begincidrange <FFE0E0> <FFE0E2> 100 endcidrange
		1 begincidchar <31> 7 endcidchar
		1 beginnotdefrange <FFF0E0> <FFF0FF> 9 endnotdefrange`), Predefined, nil)
	if m.Name != "Mine" || m.Ordering != "GB1" || !m.Vertical {
		t.Errorf("name %q, ordering %q, vertical %v", m.Name, m.Ordering, m.Vertical)
	}
	tests := []struct {
		codes string
		n     int
		cid   int
		ok    bool
	}{
		{"\xFF\xE0\xE1", 3, 101, true},
		{"1", 1, 7, true},             // its own
		{"2", 1, 831, true},           // the parent's
		{"\xD4\xA4", 2, 4327, true},   // the parent's
		{"\xFF\xF0\xE5", 3, 9, false}, // notdef
		{"\xD4", 1, 0, false},         // cut
		{"\xFF\xFF", 2, 0, false},     // cut, of three bytes
		{"\xD4\x01", 2, 0, false},     // starts like a range of two bytes
	}
	for _, test := range tests {
		code, n := m.Next(test.codes)
		cid, ok := m.CID(code, n)
		if n != test.n || cid != test.cid || ok != test.ok {
			t.Errorf("% X: %d bytes, CID %d, %v; want %d, %d, %v", test.codes, n, cid, ok, test.n, test.cid, test.ok)
		}
	}
}

func TestBinaryRoundTrip(t *testing.T) {
	for _, name := range []string{"GBK2K-H", "UniGB-UCS2-H", "UniGB-UCS2-V"} {
		m := Predefined(name)
		data, err := m.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		back, err := unmarshal(name, data, Predefined)
		if err != nil {
			t.Fatal(err)
		}
		m.Codes(func(code uint32, n, cid int) {
			if got, ok := back.CID(code, n); !ok || got != cid {
				t.Fatalf("%s: code %#x has CID %d, want %d", name, code, got, cid)
			}
		})
		for cut := 0; cut < len(data); cut += 1 + len(data)/100 { // damaged data is an error, or at least no panic
			if _, err := unmarshal(name, data[:cut], Predefined); err == nil {
				t.Fatalf("%s cut to %d bytes is read", name, cut)
			}
		}
	}
}

func TestCodeIsUnicode(t *testing.T) {
	tests := []struct {
		cmap string
		code uint32
		n    int
		want rune
	}{
		{"UniGB-UCS2-H", 0x9884, 2, '预'},
		{"UniGB-UCS2-V", 0x9884, 2, '预'},
		{"UniGB-UTF16-H", 0xD840DC0B, 4, '𠀋'},
		{"UniGB-UTF8-H", 0xE9A284, 3, '预'},
		{"UniGB-UTF32-V", 0x9884, 4, '预'},
		{"GBK-EUC-H", 0xD4A4, 2, 0},
		{"Identity-H", 0x9884, 2, 0},
	}
	for _, test := range tests {
		if got, ok := Predefined(test.cmap).CodeIsUnicode(test.code, test.n); got != test.want || ok != (test.want != 0) {
			t.Errorf("%s %#x: %q, %v; want %q", test.cmap, test.code, got, ok, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <05> [<0041> <0042>] endbfrange"), "\x01\x02")
	f.Add([]byte("/GBK-EUC-H usecmap 1 begincidrange <8140> <8180> 5 endcidrange 1 begincidchar <41> 7 endcidchar"), "\x81\x40A")
	f.Add([]byte("begincodespacerange <00000000> <FFFFFFFF> <80> <"), "\x80\x80")
	f.Add([]byte("1 beginbfrange <0000> <FFFF> <D840DC0B> <0> <FFFFFFFF> <00>"), "ab")
	f.Fuzz(func(t *testing.T, data []byte, s string) {
		m := Parse(data, Predefined, Predefined("UniGB-UTF8-V"))
		for s != "" {
			code, n := m.Next(s)
			if n < 1 || n > len(s) {
				t.Fatalf("code of %d bytes in a string of %d", n, len(s))
			}
			m.CID(code, n)
			m.Text(code)
			m.CodeIsUnicode(code, n)
			s = s[n:]
		}
	})
}

func BenchmarkLoadPredefined(b *testing.B) {
	data := resources()["GBK-EUC-H"]
	for b.Loop() {
		if _, err := unmarshal("GBK-EUC-H", data(), Predefined); err != nil {
			b.Fatal(err)
		}
	}
}
