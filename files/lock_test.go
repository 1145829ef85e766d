package files

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestHold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", ".partial")
	l, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Hold(dir)
	held, ok := errors.AsType[*HeldError](err)
	if !ok || !strings.HasPrefix(held.Owner, fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("error %v", err)
	}
	for _, name := range []string{"journal", "1.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Clear("journal"); err != nil {
		t.Fatal(err)
	}
	l.Release()
	if left, err := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 || filepath.Base(left[0]) != "journal" || err != nil {
		t.Errorf("it leaves %q, error %v", left, err)
	}
	if l, err = Hold(dir); err != nil {
		t.Fatal(err)
	}
	if err := l.Clear(""); err != nil {
		t.Fatal(err)
	}
	l.Release()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the empty folder stays: %v", err)
	}
}

// A lock's file that its owner takes away as another run opens it lets no two in.
func TestHoldOneAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), ".partial")
	var inside, entered atomic.Int32
	var runs sync.WaitGroup
	for range 8 {
		runs.Go(func() {
			for range 200 {
				l, err := Hold(dir)
				if _, ok := errors.AsType[*HeldError](err); ok {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				entered.Add(1)
				if n := inside.Add(1); n > 1 {
					t.Errorf("%d inside", n)
				}
				inside.Add(-1)
				l.Release()
			}
		})
	}
	runs.Wait()
	if entered.Load() == 0 {
		t.Error("nobody was let in")
	}
}

// What can't be a folder is an error, not waited for.
func TestHoldNoFolder(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	paths := []string{file, filepath.Join(file, "below")}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), link); err == nil { // not every user of Windows may
		paths = append(paths, link, filepath.Join(link, "below"))
	}
	for _, path := range paths {
		if _, err := Hold(path); err == nil {
			t.Errorf("%s is held", path)
		}
	}
}

// What opens no file waits for nothing.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	for path, want := range map[string]error{dir: errFolder, os.DevNull: errIrregular, filepath.Join(dir, "b"): os.ErrNotExist} {
		if _, err := Open(path); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", path, err, want)
		}
	}
}
