package shards

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/files"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Shard{"0/1": {0, 1}, "7/8": {7, 8}, "99999/100000": {99999, 100000}, "03/8": {3, 8}} {
		if s, err := Parse(text); err != nil || s != want {
			t.Errorf("%s is %v, error %v", text, s, err)
		}
	}
	for _, text := range []string{"", "3", "8/8", "0/0", "-1/8", "+1/8", "1/-8", "0/100001", "1/8/9", " 1/8", "1 / 8", "a/b", "/", "1/", "0x1/8", "1/99999999999999999999"} {
		if s, err := Parse(text); err == nil {
			t.Errorf("%q is %v", text, s)
		}
	}
}

func TestFolders(t *testing.T) {
	for s, want := range map[Shard]string{{0, 1}: "shard-0-of-1", {3, 10}: "shard-3-of-10", {3, 11}: "shard-03-of-11", {10, 11}: "shard-10-of-11", {7, Most}: "shard-00007-of-100000"} {
		if s.Folder() != want {
			t.Errorf("%v is in %s", s, s.Folder())
		}
		if back, ok := OfFolder(want); !ok || back != s {
			t.Errorf("%s is of %v", want, back)
		}
	}
	for _, name := range []string{"shard-3-of-11", "shard-03-of-10", "shard-8-of-8", "shard--1-of-8", "shard-1-of-8x", "xshard-1-of-8", "3-of-8", "shard-0-of-0", "shard-1-of-08"} {
		if s, ok := OfFolder(name); ok {
			t.Errorf("%s is of %v", name, s)
		}
	}
}

// A file is of one shard of any number, and it is the one that is promised.
func TestHas(t *testing.T) {
	digest := "8000000000000003" + strings.Repeat("f", 48)
	for count, want := range map[int]int{1: 0, 2: 1, 8: 3, 1000: (math.MaxInt64%1000 + 4) % 1000} {
		for i := range count {
			if (Shard{i, count}).Has(digest) != (i == want) {
				t.Errorf("%d of %d: it is of %d", i, count, want)
			}
		}
	}
	var with []string
	for i := range 3 {
		for _, name := range []string{"a.pdf", "b.pdf", "预算.pdf", ""} {
			if (Shard{i, 3}).HasName(name) {
				with = append(with, name)
			}
		}
	}
	slices.Sort(with)
	if !slices.Equal(with, []string{"", "a.pdf", "b.pdf", "预算.pdf"}) {
		t.Errorf("%q are of shards", with)
	}
	if !(Shard{}).Has(digest) || !(Shard{}).HasName("a.pdf") {
		t.Error("the zero shard has not all files")
	}
}

// put writes a file below a folder.
func put(t *testing.T, text string, path ...string) {
	t.Helper()
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// begin makes a shard that was run to its end.
func begin(t *testing.T, dir string, m Marker) Shard {
	t.Helper()
	s := Shard{m.Shard, m.Shards}
	put(t, "", dir, s.Folder(), manifestName)
	put(t, string(m.Text()), dir, s.Folder(), MarkerName)
	return s
}

func TestWhole(t *testing.T) {
	marker := func(i, n, files, done int) Marker { return Marker{Done: done, Files: files, Shard: i, Shards: n} }
	for _, c := range []struct {
		name    string
		markers []Marker
		more    string // a file that is put there
		without string // a file that is taken away
		want    string // the error, "" for none
	}{
		{"none", nil, "", "", ""},
		{"whole", []Marker{marker(0, 2, 3, 1), marker(1, 2, 3, 2)}, "", "", ""},
		{"missing", []Marker{marker(0, 4, 3, 1), marker(2, 4, 3, 2)}, "", "", "shards 1, 3 of 4 are missing, or were not run to their end"},
		{"many missing", []Marker{marker(0, 100, 3, 1)}, "", "", "shards 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … of 100 are missing, or were not run to their end"},
		{"not done", []Marker{marker(0, 2, 3, 1), marker(1, 2, 3, 2)}, "", "shard-1-of-2/shard.json", "shards 1 of 2 are missing, or were not run to their end"},
		{"cut", []Marker{marker(0, 2, 3, 1), marker(1, 2, 3, 2)}, "shard-1-of-2/shard.json", "", "shards 1 of 2 are missing, or were not run to their end"},
		{"of two numbers", []Marker{marker(0, 2, 3, 3), marker(1, 2, 3, 0), marker(0, 1, 3, 3)}, "", "", "it holds shards of 1 and of 2"},
		{"other files", []Marker{marker(0, 2, 3, 1), marker(1, 2, 4, 2)}, "", "", "a shard found 3 files and another 4: run all shards over the same files"},
		{"other programs", []Marker{{Files: 3, Program: "release 1", Shards: 2}, {Files: 3, Program: "release 2", Shard: 1, Shards: 2}}, "", "", "a shard was read by release 1 and another by release 2: run all shards with the same program"},
		{"one lost", []Marker{marker(0, 2, 3, 1), marker(1, 2, 3, 1)}, "", "", "the shards found 3 files and tell of 2: files changed meanwhile, or not all runs could read them; run all shards again"},
		{"documents beside", []Marker{marker(0, 1, 3, 3)}, manifestName, "", "it holds shards, and what was extracted without them"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, m := range c.markers {
				begin(t, dir, m)
			}
			if c.more != "" {
				put(t, "{", dir, c.more)
			}
			if c.without != "" {
				if err := os.Remove(filepath.Join(dir, c.without)); err != nil {
					t.Fatal(err)
				}
			}
			found, err := begunIn(dir)
			if err != nil {
				t.Fatal(err)
			}
			if c.want != "" {
				c.want = dir + ": " + c.want
			}
			if err := Whole(dir, found); err == nil && c.want != "" || err != nil && err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	shardsThere, plain, killed, named := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	begin(t, shardsThere, Marker{Shards: 3})
	put(t, "", plain, manifestName)
	put(t, "", killed, files.PartialName, journalName)
	put(t, "", named, "shard-0-of-3", "a.json") // documents of a folder with such a name
	for _, c := range []struct {
		s    Shard
		dir  string
		want string
	}{
		{Shard{}, shardsThere, "it holds shards of 3: give another folder"},
		{Shard{1, 2}, shardsThere, "it holds shards of 3: give another folder"},
		{Shard{1, 3}, shardsThere, ""},
		{Shard{}, plain, ""},
		{Shard{1, 3}, plain, "it holds what was extracted without shards: give another folder"},
		{Shard{1, 3}, killed, "it holds what was extracted without shards: give another folder"},
		{Shard{}, killed, ""},
		{Shard{}, named, ""},
		{Shard{}, filepath.Join(named, "none"), ""},
		{Shard{1, 3}, filepath.Join(named, "none"), ""},
	} {
		if got := fmt.Sprint(c.s.Check(c.dir)); got != c.want && !(c.want == "" && got == "<nil>") {
			t.Errorf("%v in %s: %s, want %q", c.s, c.dir, got, c.want)
		}
	}
}
