package font_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

// corpus has small PDFs with one trait each; it lies beside the repository and is not part of it.
const corpus = "../../../../shared/corpus/encodings"

// readChars reads the characters of all pages of a corpus file.
func readChars(t *testing.T, name string) []page.Char {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(corpus, name+".pdf"))
	if err != nil {
		t.Skip("no corpus: ", err)
	}
	doc, err := pdf.Open(t.Context(), data, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := doc.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var chars []page.Char
	fonts := font.NewLoader(doc)
	for _, p := range pages {
		page, err := content.NewReader(doc, fonts, content.Limits{}).Page(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		chars = append(chars, page.Chars...)
	}
	return chars
}

func text(chars []page.Char) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteString(strings.TrimSpace(c.Text))
	}
	return b.String()
}

// The same page in another encoding reads the same.
func TestTwins(t *testing.T) {
	const page = "科目编码科目名称合计（万元）2010301行政运行1,234.562080505机关事业单位养老保险缴费88.002210201住房公积金-3.10合计：1,319.46"
	for _, name := range []string{"hm_GB-EUC-H", "hm_GBK-EUC-H", "hm_GBK2K-H", "hm_GBKp-EUC-H", "hm_GBpc-EUC-H", "hm_IdentityH_GB1_noToU",
		"hm_IdentityH_ToU_cm", "hm_UniGB-UCS2-H", "hm_UniGB-UTF16-H", "hm_UniGB-UTF32-H", "hm_UniGB-UTF8-H", "hm_simple_Diff_ToU",
		"hm_simple_Diff_uniXXXX", "hm_simple_WinAnsi_ToU", "hm_type3", "hm_split_contents"} {
		t.Run(name, func(t *testing.T) {
			if got := text(readChars(t, name)); got != page {
				t.Errorf("text %q", got)
			}
		})
	}
	for name, twin := range map[string]string{"gs_lo": "lo_small", "gs_rl": "rl_stsong", "rot270_rl": "rl_stsong"} {
		t.Run(name, func(t *testing.T) {
			if got, want := text(readChars(t, name)), text(readChars(t, twin)); got != want {
				t.Errorf("text differs from %s", twin)
			}
		})
	}
	t.Run("vertical", func(t *testing.T) {
		if got := text(readChars(t, "hm_vertical")); got != "竖排文字一二三四第二列（括号）" {
			t.Errorf("text %q", got)
		}
	})
}

// Where a file holds nothing that tells a glyph's text, it is unknown, never a wrong character.
func TestUnknownIsNeverWrong(t *testing.T) {
	type place struct{ x, y float64 }
	for name, twin := range map[string]string{"chrome_noToU": "chrome", "lo_small_noToU": "lo_small", "wkhtml_noToU": "wkhtml"} {
		t.Run(name, func(t *testing.T) {
			want := make(map[place]string)
			for _, c := range readChars(t, twin) {
				want[place{c.X, c.Y}] += c.Text
			}
			for _, c := range readChars(t, name) {
				if c.Flags&(page.NoUnicode|page.Space) == 0 && !strings.Contains(want[place{c.X, c.Y}], c.Text) {
					t.Errorf("%q at %v, %v, want %q", c.Text, c.X, c.Y, want[place{c.X, c.Y}])
				}
			}
		})
	}
}
