package main

import (
	"strings"
	"testing"
)

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "64MiB": 64 << 20, "512MiB": 512 << 20, "2GiB": 2 << 30, "1536MiB": 3 << 29} {
		var b byteSize
		if err := b.Set(text); err != nil || int64(b) != want || b.String() != text {
			t.Errorf("%s is %d, %s, error %v", text, int64(b), b.String(), err)
		}
	}
	for _, text := range []string{"", "1", "-1GiB", "63MiB", "1.5GiB", "1 GiB", "GiB", "1gib", "99999999999999999999GiB", "1GiB1GiB"} {
		var b byteSize
		if err := b.Set(text); err == nil {
			t.Errorf("%q is %d", text, int64(b))
		}
	}
}

// FuzzMeta reads files of what is told beside PDFs: any text ends in a table whose values are in the text, or in an error.
func FuzzMeta(f *testing.F) {
	f.Add("name\turl\tretrieved\na.pdf\thttps://example.org/a\t2026-01-31\n")
	f.Add("\uFEFFsha256\tlicence\r\n" + strings.Repeat("0f", 32) + "\tCC-BY-4.0\r\n\r\n")
	f.Add("name\tregion_code\tregion_name\na\t110102\tx\u009b\n")
	f.Add("name\tname\n")
	f.Add("url\nx\n")
	f.Add("name\n\xd4\xa4\n")
	f.Fuzz(func(t *testing.T, text string) {
		table := newMetaTable()
		if table.parse(strings.NewReader(text)) != nil {
			return
		}
		for name, meta := range table.by {
			if err := meta.Validate(); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			for _, value := range []string{meta.URL, meta.RegionName, meta.Licence} {
				if name == "" || !strings.Contains(text, value) {
					t.Fatalf("%q: %+v", name, meta)
				}
			}
		}
	})
}

// FuzzPages reads the pages asked for: a range that is read holds its ends and lies within first and last.
func FuzzPages(f *testing.F) {
	for _, seed := range []string{"3", "3-5", " 8", "5-3", "0", "-", "1-", "99999999999999999999", "+1-2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ranges, err := parsePages([]string{text})
		if err != nil {
			return
		}
		if last := ranges.last(); last < 1 || !ranges.contain(last) || !ranges.contain(ranges[0][0]) || last < 1<<30 && ranges.contain(last+1) {
			t.Fatalf("%q is %v", text, ranges)
		}
	})
}

// FuzzFilesFrom reads lists of paths: any bytes are paths that stand in them, in that order, or an error.
func FuzzFilesFrom(f *testing.F) {
	f.Add("a.pdf\r\n\r\nb c.pdf\n", false)
	f.Add("\uFEFFa\nb", false)
	f.Add("a\nb\x00c\x00", true)
	f.Add("a\x00", false)
	f.Add("\n", false)
	f.Fuzz(func(t *testing.T, text string, null bool) {
		paths, err := (&pathFlags{null: null}).parse(strings.NewReader(text))
		if (err == nil) != (len(paths) > 0) {
			t.Fatalf("%q, error %v", paths, err)
		}
		for _, path := range paths {
			_, rest, found := strings.Cut(text, path)
			if path == "" || !found || strings.Contains(path, "\x00") || !null && strings.Contains(path, "\n") {
				t.Fatalf("%q of %q", path, text)
			}
			text = rest
		}
	})
}
