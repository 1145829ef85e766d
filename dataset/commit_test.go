package dataset

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	growth "yusuan/extract/hostile"
)

// killedAt names the step of the commit before which the process of TestKilledInCommit ends itself, and killedIn its folder.
const killedAt, killedIn = "DATASET_TEST_KILLED_AT", "DATASET_TEST_KILLED_IN"

// night adds a document, puts one in the place of its earlier version and takes one out.
func night(t *testing.T, dir string) {
	t.Helper()
	docs := samples(2021, 2024)
	docs[0].Publisher.Name = "另一版"
	b := newBuilder(Options{Out: dir, Since: sinceOf(t, dir), Prune: true})
	at, step := os.Getenv(killedAt), 0
	b.at = func(string) {
		if at == strconv.Itoa(step) {
			p, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = p.Kill()
			}
			t.Fatal("it lives on: ", err)
		}
		step++
	}
	if err := b.run(t.Context(), items(docs...)); err != nil {
		t.Fatal(err)
	}
}

// A run that is killed before any step of its commit leaves the old data set or the new one, when the next one has opened the
// folder: the old one until the transaction of the database is over, the new one from then on. To finish it twice is to
// finish it once.
func TestKilledInCommit(t *testing.T) {
	if dir := os.Getenv(killedIn); dir != "" {
		night(t, dir)
		return
	}
	old, now := t.TempDir(), t.TempDir()
	for _, dir := range []string{old, now} {
		build(t, Options{Out: dir, Partition: true}, samples(2020, 2023)...)
	}
	night(t, now)
	before, after := contents(t, old), contents(t, now)
	every := 9 // of the steps; some fifty
	if growth.Full() {
		every = 1
	}
	for step := 0; ; step++ {
		if step > 3 && step%every != 0 {
			continue
		}
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(old)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledInCommit$")
		cmd.Env = append(os.Environ(), killedAt+"="+strconv.Itoa(step), killedIn+"="+dir)
		told, err := cmd.CombinedOutput()
		if err == nil {
			if step < 20 {
				t.Errorf("the commit has %d steps only", step)
			}
			return
		}
		if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() == 1 {
			t.Fatalf("step %d: %v\n%s", step, err, told)
		}
		killed := contents(t, filepath.Join(dir, partialName))
		want := after
		if step < 2 {
			want = before
		}
		for range 2 {
			if err := Recover(dir); err != nil {
				t.Fatal(err)
			}
			got := contents(t, dir)
			for _, name := range names(got) {
				if got[name] != want[name] {
					t.Errorf("killed before step %d: %s is another", step, name)
				}
			}
			if len(got) != len(want) {
				t.Errorf("killed before step %d: files %v", step, names(got))
			}
			if step < 2 {
				break
			}
			// As if it was killed again, when all was in its place.
			for name, text := range killed {
				if path := filepath.Join(dir, partialName, name); name == commitName || strings.HasPrefix(name, tailsName+"/") {
					if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// A commit that cannot be finished, as on a disk that is full, is finished by the next run.
func TestCommitThatFails(t *testing.T) {
	dir, whole := t.TempDir(), t.TempDir()
	docs := samples(2020, 2022)
	opt := Options{Formats: []Format{CSV, SQLite}}
	opt.Out = dir
	build(t, opt, docs[0])
	b := newBuilder(Options{Out: dir, Since: sinceOf(t, dir)})
	facts := filepath.Join(dir, "facts.csv")
	b.at = func(step string) {
		if step == "lengthen facts.csv" {
			if err := os.Rename(facts, facts+".away"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := b.run(t.Context(), items(docs...)); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("error %v", err)
	}
	if err := errors.Join(os.Rename(facts+".away", facts), Recover(dir)); err != nil {
		t.Fatal(err)
	}
	if s := build(t, Options{Out: dir, Formats: opt.Formats, Since: sinceOf(t, dir)}, docs...); s.Present != 2 {
		t.Errorf("summary %+v", s)
	}
	opt.Out = whole
	build(t, opt, docs...)
	if differs := sameRows(rowsOf(t, dir), rowsOf(t, whole)); differs != "" {
		t.Error(differs)
	}
}
