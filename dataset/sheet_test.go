package dataset

import (
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// leftOut are the fields that no sheet shows: boxes, what another column tells, and what is told elsewhere.
var leftOut = []string{"x0", "top", "x1", "bottom", "more_regions", "columns", "producer", "creator", "encrypted", "repaired", "image_only_pages", "text_sha256",
	"publisher_id", "table_ids", "amount_exact", "number", "number_exact", "goal", "total_row", "total_column"}

// A new field has a column in workbooks, or is left out on purpose.
func TestColumnsOfSheets(t *testing.T) {
	for _, l := range []look{{lang: Chinese}, {lang: English, review: "https://example.org/index.html"}} {
		for _, tab := range tables {
			seen := make(map[string]bool)
			for _, f := range tab.Fields {
				head, _ := l.headOf(tab, f)
				_, own := columnHeads[tab.Name+"."+f.Name]
				switch {
				case head == "" && !own && !slices.Contains(leftOut, f.Name) && !strings.HasPrefix(f.Name, "message_"):
					t.Errorf("%s.%s has no column in workbooks", tab.Name, f.Name)
				case head != "" && seen[head]:
					t.Errorf("%s has two columns %s", tab.Name, head)
				}
				seen[head] = true
			}
			columns := l.table(tab).form.columns
			if first := slices.IndexFunc(columns, func(c column) bool { return c.hidden }); first >= 0 &&
				slices.ContainsFunc(columns[first:], func(c column) bool { return !c.hidden }) {
				t.Errorf("%s: a key stands before what people read", tab.Name)
			}
		}
	}
	for name := range columnHeads {
		of, field, one := strings.Cut(name, ".")
		known := func(tab *table) bool {
			return one && tab.Name == of && tab.has(field) >= 0 || !one && tab.has(name) >= 0
		}
		if !slices.ContainsFunc(tables, known) {
			t.Errorf("a head of %s, which is no field", name)
		}
	}
}

// Excel wants names of sheets short, different and without some characters.
func TestNamesOfSheets(t *testing.T) {
	for _, lang := range Languages() {
		w := &workbooks{look: look{lang: lang}}
		all := append(w.sheetNames(), w.look.aboutName(), w.look.fieldsName())
		seen := make(map[string]bool)
		for _, name := range all {
			if len([]rune(name)) > sheetNameLength || strings.ContainsAny(name, `[]:*?/\'`) || seen[strings.ToLower(name)] {
				t.Errorf("%s: %q is no name of a sheet, or that of two", lang, name)
			}
			seen[strings.ToLower(name)] = true
			if k, ok := w.look.kindOf(name); ok && w.look.kindSheet(k) != name {
				t.Errorf("%s: %q is the sheet of %s", lang, name, k)
			}
		}
		if len(all) != len(tables)-1+len(model.Kinds())+2 {
			t.Errorf("%s: %d sheets", lang, len(all))
		}
	}
}

// The checksum of two texts is made of theirs.
func TestCRCOfBoth(t *testing.T) {
	text := []byte(strings.Repeat("一般公共预算支出表", 1000))
	for _, at := range []int{0, 1, 2, 3, 255, 256, 9999, len(text) - 1, len(text)} {
		a, b := crc32.ChecksumIEEE(text[:at]), crc32.ChecksumIEEE(text[at:])
		if got, want := crcOfBoth(a, b, int64(len(text)-at)), crc32.ChecksumIEEE(text); got != want {
			t.Errorf("parted at %d: %08x, want %08x", at, got, want)
		}
	}
}

// An address is opened where it is one of the web; nothing of it gets into the formula.
func TestLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a.pdf":                        "https://example.org/a.pdf#page=3",
		"https://example.org/预算.pdf":                       "https://example.org/%E9%A2%84%E7%AE%97.pdf#page=3",
		`https://example.org/"&WEBSERVICE("http://x")&".p`: "https://example.org/%22&WEBSERVICE(%22http://x%22)&%22.p#page=3",
		"https://example.org/view#file=a.pdf":              "https://example.org/view#file=a.pdf",
		"https://example.org/two words\n":                  "https://example.org/two%20words%0A#page=3",
		"https://example.org/" + strings.Repeat("a", 300):  "",
		"javascript:alert(1)":                              "",
		"=1+1":                                             "",
		`C:\a.pdf`:                                         "",
		"":                                                 "",
	} {
		if got := linkTo(address, "page=3"); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
	for told, want := range map[string]string{
		"https://example.org/review":            "https://example.org/review/index.html",
		"https://example.org/review/":           "https://example.org/review/index.html",
		"https://example.org/review/index.html": "https://example.org/review/index.html",
		"http://example.org/?token=1":           "",
		"https://example.org/#a":                "",
		"review":                                "",
		"":                                      "",
	} {
		if got, err := ReviewAddress(told); got != want || (err == nil) != (want != "") {
			t.Errorf("review %q: %q, %v, want %q", told, got, err, want)
		}
	}
}
