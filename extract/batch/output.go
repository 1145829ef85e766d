package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

const (
	// manifestName is the manifest's name in the output folder.
	manifestName = "manifest.jsonl"
	// partialName is the folder, in the output folder, of what is not finished.
	partialName = ".partial"
	journalName = partialName + "/journal.jsonl"
	reserveName = partialName + "/reserve"

	extension = ".json"
	// maxElement is how many bytes an element of a path may have on common file systems.
	maxElement = 255
)

// nameOutputs gives every input the path of its document. Paths that are equal
// where letter case does not count are numbered in the order of names.
func nameOutputs(found []Input) {
	taken := make(map[string]bool, len(found))
	for i := range found {
		stem := found[i].Name
		if ext := path.Ext(stem); strings.EqualFold(ext, ".pdf") {
			stem = stem[:len(stem)-len(ext)]
		}
		out := outputPath(stem)
		for n := 2; taken[strings.ToLower(out)]; n++ {
			out = outputPath(fmt.Sprintf("%s~%d", stem, n))
		}
		taken[strings.ToLower(out)] = true
		found[i].Output = out
	}
}

// outputPath makes a path that can be written below the output folder.
func outputPath(stem string) string {
	elements := strings.Split(stem, "/")
	if first := strings.ToLower(elements[0]); len(elements) > 1 && (first == manifestName || first == partialName) {
		elements[0] += "~"
	}
	last := len(elements) - 1
	for i := range elements[:last] {
		elements[i] = shorten(elements[i], maxElement)
	}
	elements[last] = shorten(elements[last], maxElement-len(extension)) + extension
	return path.Join(elements...)
}

// shorten cuts a name that is too long; the digest of the whole name at its end keeps it unique.
func shorten(name string, limit int) string {
	if len(name) <= limit {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	tail := "~" + hex.EncodeToString(sum[:4])
	cut := limit - len(tail)
	for !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut] + tail
}

// folder is the output folder. Nothing is written outside of it, and what stands
// in it is whole: files are written aside, synced and renamed.
type folder struct {
	root *os.Root
	next atomic.Int64 // number of the next temporary file
}

// openFolder opens the output folder, made where it is missing, and clears what
// an earlier run left unfinished but its journal.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{root: root}
	if err := f.prepare(); err != nil {
		root.Close()
		return nil, err
	}
	return f, nil
}

func (f *folder) prepare() error {
	if err := f.root.MkdirAll(partialName, 0o777); err != nil {
		return err
	}
	dir, err := f.root.Open(partialName)
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	for _, name := range names {
		if name = path.Join(partialName, name); name != journalName {
			err = f.root.Remove(name)
		}
		if err != nil {
			break
		}
	}
	return err
}

// entrySize is more room than a manifest's entry takes, but for the longest names and messages.
const entrySize = 1 << 10

// reserve takes the room that the manifest of n files will need, so that a disk
// that fills up meanwhile can still be told of in it.
func (f *folder) reserve(n int) error {
	return f.root.WriteFile(reserveName, make([]byte, n*entrySize), 0o666)
}

// write puts a whole file in its place or leaves what was there.
func (f *folder) write(name string, data []byte) error {
	temporary := fmt.Sprintf("%s/%d.tmp", partialName, f.next.Add(1))
	if err := f.writeSynced(temporary, data); err != nil {
		_ = f.root.Remove(temporary) // the first error counts
		return err
	}
	if dir := path.Dir(name); dir != "." {
		if err := f.root.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	return f.root.Rename(temporary, name)
}

func (f *folder) writeSynced(name string, data []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

// digest returns the SHA-256 of a file in the folder, "" where there is none.
func (f *folder) digest(name string) string {
	data, err := f.root.ReadFile(name)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// close ends a run; the unfinished folder goes when nothing in it is needed.
func (f *folder) close(finished bool) {
	if finished {
		_ = f.root.RemoveAll(partialName) // what stays is cleared by the next run
	}
	_ = f.root.Close()
}
