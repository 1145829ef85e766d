package dataset

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/files/shards"
)

// layOut writes files below a new folder.
func layOut(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Documents in shards are called as if there were none, and each is found once, where the shards are a whole.
func TestFindInShards(t *testing.T) {
	const document = `{"disclosure":"budget"`
	marker := func(i, done int) string {
		return string(shards.Marker{Done: done, Files: 3, Shard: i, Shards: 2}.Text())
	}
	entry := func(name, status string) string {
		return fmt.Sprintf(`{"name":"x","status":%q,"sha256":%q,"output":%q,"outputSha256":%[2]q}`+"\n", status, digestOf(name), name)
	}
	const zero, one = "shard-0-of-2/", "shard-1-of-2/"
	whole := map[string]string{
		zero + "b.json": document, zero + "sub/d.json": document, zero + "manifest.jsonl": "", zero + "shard.json": marker(0, 2),
		one + "a.json": document, one + "manifest.jsonl": "", one + "shard.json": marker(1, 1),
	}
	for _, c := range []struct {
		name    string
		change  map[string]string // to the whole; "" for gone
		below   string            // the folder that is given is below here
		want    string
		refused string
	}{
		{name: "whole", want: "a.json=1 b.json=0 sub/d.json=0"},
		{name: "deeper", below: "out", want: "out/a.json=1 out/b.json=0 out/sub/d.json=0"},
		{name: "gone", change: map[string]string{one + "manifest.jsonl": "", one + "shard.json": "", one + "a.json": ""}, refused: "shards 1 of 2 are missing, or were not run to their end"},
		{name: "not done", change: map[string]string{zero + "shard.json": ""}, refused: "shards 0 of 2 are missing, or were not run to their end"},
		{name: "two numbers", change: map[string]string{"shard-0-of-3/manifest.jsonl": "\n"}, refused: "it holds shards of 2 and of 3"},
		{name: "beside", change: map[string]string{"manifest.jsonl": "\n"}, refused: "it holds shards, and what was extracted without them"},
		{name: "no shards", change: map[string]string{"shard-0-of-2/manifest.jsonl": "", "shard-1-of-2/manifest.jsonl": ""}, want: zero + "b.json=0 " + zero + "sub/d.json=0 " + one + "a.json=1"},
		{name: "stale in one", change: map[string]string{one + "b.json": document, one + "manifest.jsonl": entry("b.json", "done"), zero + "manifest.jsonl": entry("b.json", "stale")}, want: "a.json=1 b.json=1 sub/d.json=0"},
		{name: "stale in both", change: map[string]string{one + "b.json": document, one + "manifest.jsonl": entry("b.json", "stale"), zero + "manifest.jsonl": entry("b.json", "stale")}, want: "a.json=1 b.json=0 sub/d.json=0"},
		{name: "in both", change: map[string]string{one + "b.json": document}, refused: "b.json is of several shards"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := make(map[string]string)
			for name, text := range whole {
				files[filepath.ToSlash(filepath.Join(c.below, name))] = text
			}
			for name, text := range c.change {
				if files[name] = text; text == "" {
					delete(files, name)
				}
			}
			dir := layOut(t, files)
			for _, given := range []string{dir, dir + string(filepath.Separator)} {
				found, err := Find(given, "")
				var got []string
				for _, f := range found {
					got = append(got, fmt.Sprintf("%s=%c", f.Name, f.Path[strings.Index(f.Path, "shard-")+len("shard-")]))
				}
				if c.refused == "" && (err != nil || strings.Join(got, " ") != c.want) {
					t.Errorf("%q, error %v", got, err)
				}
				if c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)) {
					t.Errorf("%q, error %v, want %s", got, err, c.refused)
				}
				if !slices.IsSortedFunc(found, func(a, b File) int { return strings.Compare(a.Name, b.Name) }) {
					t.Errorf("%q is not sorted", got)
				}
			}
		})
	}
	// A shard that is given itself is a folder as any other.
	found, err := Find(filepath.Join(layOut(t, whole), "shard-0-of-2"), "")
	if err != nil || len(found) != 2 || found[1].Name != "sub/d.json" {
		t.Errorf("%v, error %v", found, err)
	}
	t.Chdir(layOut(t, whole))
	if found, err := Find(".", ""); err != nil || len(found) != 3 || found[0].Name != "a.json" {
		t.Errorf("%v, error %v", found, err)
	}
}
