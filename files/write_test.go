package files

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is whole or what was there before, and nothing else is left.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b.txt")
	for _, text := range []string{"first", "second"} {
		if err := Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != text || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	}
	err := Write(filepath.Join(dir, "a"), nil)
	if err == nil || strings.Contains(err.Error(), ".tmp") {
		t.Errorf("a folder is written over: %v", err)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) != 1 {
		t.Errorf("left: %q", found)
	}
}

// What a run left that was killed goes, and another run is told who has the folder.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, PartialName, "file.tmp")
	if err := Write(left, []byte("half")); err != nil {
		t.Fatal(err)
	}
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Error("it is still there: ", err)
	}
	if _, err := OpenFolder(dir); err == nil {
		t.Error("two runs write into one folder")
	} else if _, ok := errors.AsType[*HeldError](err); !ok {
		t.Error(err)
	}
	if err := f.Write("a/b.txt", []byte("whole")); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) != 1 {
		t.Errorf("left: %q", found)
	}
	if _, err := os.Stat(filepath.Join(dir, PartialName)); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder of what is not finished is left")
	}
}
