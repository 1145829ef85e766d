package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/model"
)

func TestMeta(t *testing.T) {
	digest := strings.Repeat("ab", 32)
	table, err := meta(t, "\uFEFFname\tsha256\turl\tretrieved\tregion_code\tregion_name\tlicence\r\n"+
		"a.pdf\t\thttps://example.org/a\t2026-01-31\t110102\t西城区\tCC-BY-4.0\r\n"+
		"sub/b\t\thttps://example.org/b\n"+
		"\n"+
		"\t"+strings.ToUpper(digest)+"\thttps://example.org/c\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := table.of("x/a.pdf", ""), (model.Meta{URL: "https://example.org/a", Retrieved: "2026-01-31",
		RegionCode: "110102", RegionName: "西城区", Licence: "CC-BY-4.0"}); got == nil || *got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, c := range []struct{ name, sha256, url string }{
		{"sub/b.pdf", "", "https://example.org/b"},
		{"other/b.pdf", "", ""},
		{"b.pdf", "", ""},
		{"any", digest, "https://example.org/c"},
		{"a.pdf", digest, "https://example.org/c"}, // the bytes tell more than the name
		{"c.pdf", "", ""},
	} {
		url := ""
		if m := table.of(c.name, c.sha256); m != nil {
			url = m.URL
		}
		if url != c.url {
			t.Errorf("%s: got %q, want %q", c.name, url, c.url)
		}
	}
}

func TestMetaErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"name\tsource\n", `line 1: unknown column "source"`},
		{"name\tname\n", `line 1: column "name" twice`},
		{"url\n", "line 1: no column name or sha256"},
		{"name\turl\na\tb\tc\n", "line 2: 3 values for 2 columns"},
		{"name\tretrieved\na\t2026-02-30\n", `line 2: retrieved is "2026-02-30"`},
		{"name\tregion_code\na\t西城区\n", `line 2: region code is "西城区", none as 110102`},
		{"name\tsha256\na\t00\n", `line 2: sha256 is "00"`},
		{"name\turl\na\thttps://example.org/\x1b[31m\n", `line 2: url is "https://example.org/\x1b[31m", with a control character`},
		{"name\tlicence\na\t\u009b31m\n", `line 2: licence is "\u009b31m", with a control character`},
		{"name\turl\n\tb\n", "line 2: neither name nor sha256"},
		{"name\tretrieved\na\t31.1.2026\n", `line 2: retrieved is "31.1.2026"`},
		{"name\turl\na\tb\na\tc\n", `line 3: "a" is told twice`},
		{"name\turl\na\t" + strings.Repeat("x", 100_000) + "\n", "token too long"},
	} {
		if _, err := meta(t, c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: error %v, want %q", c.text, err, c.want)
		}
	}
}

func meta(t *testing.T, text string) (*metaTable, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "meta.tsv")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return (&metaFlags{meta: path}).read()
}
