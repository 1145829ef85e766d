package batch

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/extract"
	"yusuan/files/shards"
)

// unlike is a PDF of the same pages in other bytes, for each n.
func unlike(t *testing.T, n int) []byte {
	return append(made(t, "final1-cairo"), bytes.Repeat([]byte("%\n"), n)...)
}

// shardOf is the shard, of a number, of a file's bytes.
func shardOf(data []byte, count int) int {
	for i := range count {
		if (shards.Shard{Index: i, Count: count}).Has(extract.Digest(data)) {
			return i
		}
	}
	return -1
}

// several are files of which each of a number of shards has at least two, a twin, one that is bad, and names that are alike.
func several(t *testing.T, count int) map[string][]byte {
	files := map[string][]byte{"twin.pdf": unlike(t, 0), "bad.pdf": []byte("no"), "shard.pdf": unlike(t, 100), "sub/a.pdf": unlike(t, 101), "sub/A.PDF": unlike(t, 102)}
	has := make(map[int]int)
	for n := 0; len(has) < count || min(has[0], has[count-1]) < 2; n++ {
		data := unlike(t, n)
		files[strings.Repeat("x", n+1)+".pdf"] = data
		has[shardOf(data, count)]++
	}
	return files
}

// inShards runs all shards and returns what is in their folders, together.
func inShards(t *testing.T, out string, count int, opt Options, args ...string) map[string]string {
	t.Helper()
	together := make(map[string]string)
	told := make(map[string]int)
	for i := range count {
		opt.Out, opt.Shard = out, shards.Shard{Index: i, Count: count}
		s := mustRun(t, opt, args...)
		below := contents(t, filepath.Join(out, opt.Shard.Folder()))
		opt.Program = "test"
		if below[shards.MarkerName] != string(opt.marker(s).Text()) {
			t.Errorf("shard %d of %d: marker %s after %+v", i, count, below[shards.MarkerName], s)
		}
		for _, e := range manifest(t, filepath.Join(out, opt.Shard.Folder())) {
			told[e.Name]++
		}
		delete(below, shards.MarkerName)
		delete(below, manifestName)
		for name := range below {
			if _, ok := together[name]; ok {
				t.Errorf("%s is in two shards of %d", name, count)
			}
		}
		maps.Copy(together, below)
	}
	inputs, err := Expand(args)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs {
		if told[in.Name] != 1 {
			t.Errorf("%d shards: %s is told %d times", count, in.Name, told[in.Name])
		}
	}
	return together
}

// Shards have together what one run has, each file once.
func TestShards(t *testing.T) {
	in := tree(t, several(t, 3))
	args := []string{in, filepath.Join(in, "gone.pdf")}
	plain := t.TempDir()
	mustRun(t, Options{Out: plain}, args...)
	want := contents(t, plain)
	delete(want, manifestName)
	if _, ok := want["shard~2.json"]; !ok {
		t.Error("a document is called as the marker")
	}
	for _, count := range []int{1, 3, 8} {
		out := t.TempDir()
		sameContents(t, "shards", inShards(t, out, count, Options{}, args...), want)
		before := contents(t, out)
		inShards(t, out, count, Options{}, args...)
		sameContents(t, "a second run", contents(t, out), before)
	}
}

// A run into a shard takes its marker away until it has come to its end.
func TestShardInterrupted(t *testing.T) {
	in := tree(t, several(t, 2))
	shard := shards.Shard{Index: 1, Count: 2}
	whole, out := t.TempDir(), t.TempDir()
	mustRun(t, Options{Out: whole, Shard: shard}, in)
	mustRun(t, Options{Out: out, Shard: shard}, in)
	inputs, err := Expand([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Run(ctx, inputs, Options{Out: out, Shard: shard, Workers: 1, Program: "test", Force: true, Observer: &stopAfter{n: 1, cancel: cancel}})
	marker := filepath.Join(out, shard.Folder(), shards.MarkerName)
	if _, gone := os.Stat(marker); err != nil || s.Left == 0 || !errors.Is(gone, fs.ErrNotExist) {
		t.Errorf("%+v, error %v, marker %v", s, err, gone)
	}
	mustRun(t, Options{Out: out, Shard: shard}, in)
	sameContents(t, "taken up", contents(t, out), contents(t, whole))
}

// listing is a list of digests of files below a folder.
func listing(dir string, files map[string][]byte) func(string) (string, bool) {
	list := make(map[string]string)
	for name, data := range files {
		list[filepath.Join(dir, filepath.FromSlash(name))] = extract.Digest(data)
	}
	return func(path string) (string, bool) {
		sum, ok := list[path]
		return sum, ok
	}
}

// What a list of digests tells decides alone: a file that has changed since, or is gone, is told by the shard that the list says.
func TestShardsListed(t *testing.T) {
	const count = 3
	files := several(t, count)
	in := tree(t, files)
	now := files["twin.pdf"]
	for n := 200; shardOf(files["twin.pdf"], count) == shardOf(now, count); n++ {
		files["twin.pdf"] = unlike(t, n) // as the list has it
	}
	files["gone.pdf"] = unlike(t, 300)
	gone := filepath.Join(in, "gone.pdf")
	plain, out := t.TempDir(), t.TempDir()
	mustRun(t, Options{Out: plain}, in, gone)
	want := contents(t, plain)
	delete(want, manifestName)
	sameContents(t, "listed", inShards(t, out, count, Options{Listed: listing(in, files)}, in, gone), want)
	listed := shards.Shard{Index: shardOf(files["twin.pdf"], count), Count: count}
	if entries := manifest(t, filepath.Join(out, listed.Folder())); !slices.ContainsFunc(entries, func(e Entry) bool {
		return e.Name == "twin.pdf" && e.Status == Done && e.SHA256 == extract.Digest(now)
	}) {
		t.Errorf("what has changed is not where the list says: %v", entries)
	}
	// Without the list it is another shard's.
	if s := mustRun(t, Options{Out: out, Shard: listed}, in); s.Stale != 1 {
		t.Errorf("%+v", s)
	}
}

// Files that are listed for another shard are not opened.
func TestShardsDoNotOpenOthers(t *testing.T) {
	const count = 3
	files := several(t, count)
	for i := range count {
		in := tree(t, files)
		inputs, err := Expand([]string{in})
		if err != nil {
			t.Fatal(err)
		}
		others, bad := 0, 0
		for name, data := range files {
			switch {
			case shardOf(data, count) != i:
				others++
				err = errors.Join(err, os.Remove(filepath.Join(in, filepath.FromSlash(name))))
			case name == "bad.pdf":
				bad = 1
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		s, err := Run(t.Context(), inputs, Options{Out: t.TempDir(), Shard: shards.Shard{Index: i, Count: count}, Listed: listing(in, files)})
		if err != nil || s.Elsewhere != others || s.Failed != bad || s.Done != len(files)-others-bad {
			t.Errorf("shard %d: %+v, error %v; %d files are of others, %d bad", i, s, err, others, bad)
		}
	}
}

// A file that changed and so came to another shard leaves a stale document in the one where it was.
func TestShardOfChangedFile(t *testing.T) {
	const count = 2
	before, n := unlike(t, 0), 1
	for shardOf(unlike(t, n), count) == shardOf(before, count) {
		n++
	}
	in, out := tree(t, map[string][]byte{"a.pdf": before}), t.TempDir()
	at := shards.Shard{Index: shardOf(before, count), Count: count}
	inShards(t, out, count, Options{}, in)
	if err := os.WriteFile(filepath.Join(in, "a.pdf"), unlike(t, n), 0o666); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, Options{Out: out, Shard: at}, in); s.Elsewhere != 1 || s.Stale != 1 {
		t.Errorf("%+v", s)
	}
	if s := mustRun(t, Options{Out: out, Shard: shards.Shard{Index: 1 - at.Index, Count: count}}, in); s.Done != 1 {
		t.Errorf("%+v", s)
	}
	if entries := manifest(t, filepath.Join(out, at.Folder())); len(entries) != 1 || entries[0].Status != Stale {
		t.Errorf("%+v", entries)
	}
	// It comes back as it was.
	if err := os.WriteFile(filepath.Join(in, "a.pdf"), before, 0o666); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, Options{Out: out, Shard: at}, in); s.Skipped != 1 || s.Stale != 0 {
		t.Errorf("%+v", s)
	}
}

// A folder has shards of one number, or none.
func TestShardsRefused(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": unlike(t, 0)})
	inputs, err := Expand([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	plain, parted := t.TempDir(), t.TempDir()
	mustRun(t, Options{Out: plain}, in)
	mustRun(t, Options{Out: parted, Shard: shards.Shard{Index: 1, Count: 2}}, in)
	for _, c := range []struct {
		out   string
		shard shards.Shard
	}{{plain, shards.Shard{Index: 0, Count: 2}}, {parted, shards.Shard{}}, {parted, shards.Shard{Index: 0, Count: 3}}} {
		before := contents(t, c.out)
		_, err := Run(t.Context(), inputs, Options{Out: c.out, Shard: c.shard})
		if _, ok := errors.AsType[*FolderError](err); !ok {
			t.Errorf("%v: error %v", c.shard, err)
		}
		sameContents(t, "refused", contents(t, c.out), before)
	}
}
