package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yusuan/files"
	"yusuan/files/shards"
)

const (
	// manifestName is the manifest's name in the output folder.
	manifestName = "manifest.jsonl"
	// partialName is the folder, in the output folder, of what is not finished.
	partialName = files.PartialName
	journalName = partialName + "/journal.jsonl"
	reserveName = partialName + "/reserve"

	extension = ".json"
	// maxElement is how many bytes an element of a path may have on common file systems.
	maxElement = 255
)

// nameOutputs gives every input the path of its document: that of the document
// which an earlier run made of it, else one that no other document has. Paths
// that file systems may take for one are numbered in the order of names.
func nameOutputs(found []Input, before map[string]Entry) {
	taken := make(map[string]bool, len(found)+len(before)+1)
	taken[shards.MarkerName] = true
	for _, e := range before {
		taken[alike(e.document())] = true
	}
	for i := range found {
		in := &found[i]
		if in.Output = before[in.Name].document(); in.Output != "" {
			continue
		}
		stem := in.Name
		if ext := path.Ext(stem); strings.EqualFold(ext, ".pdf") {
			stem = stem[:len(stem)-len(ext)]
		}
		in.Output = outputPath(stem)
		for n := 2; taken[alike(in.Output)]; n++ {
			in.Output = outputPath(fmt.Sprintf("%s~%d", stem, n))
		}
		taken[alike(in.Output)] = true
	}
}

// alike is the same for paths that are one on file systems where letter case does
// not count, or how a letter is composed.
func alike(path string) string { return strings.ToLower(strings.ToUpper(norm.NFC.String(path))) }

// outputPath makes a path that can be written below the output folder. No folder in
// it has a name that a document may have.
func outputPath(stem string) string {
	elements := strings.Split(stem, "/")
	last := len(elements) - 1
	for i, name := range elements[:last] {
		own := i == 0 && slices.Contains([]string{manifestName, partialName}, strings.ToLower(name))
		if own || strings.EqualFold(path.Ext(name), extension) {
			name += "~"
		}
		elements[i] = shorten(name, maxElement)
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
	dir  string // its absolute path
	root *os.Root
	lock *files.Lock  // of partialName
	next atomic.Int64 // number of the next temporary file
}

// openFolder opens the output folder, made where it is missing, and clears what
// an earlier run left unfinished but its journal. No other run writes to it until close.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	lock, err := files.Hold(filepath.Join(dir, partialName))
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err == nil {
		err = lock.Clear(path.Base(journalName))
	}
	if err != nil {
		lock.Release()
		return nil, err
	}
	return &folder{dir: dir, root: root, lock: lock}, nil
}

// entrySize is more room than a manifest's entry takes, but for the longest names and messages.
const entrySize = 1 << 10

// reserve takes the room that the manifest of n files will need, so that a disk
// that fills up meanwhile can still be told of in it.
func (f *folder) reserve(n int) error {
	return f.root.WriteFile(reserveName, make([]byte, n*entrySize), 0o666)
}

// write puts a whole file in its place or leaves what was there. The error tells of that place, not of the temporary file.
func (f *folder) write(name string, data []byte) error {
	temporary := fmt.Sprintf("%s/%d.tmp", partialName, f.next.Add(1))
	err := f.writeSynced(temporary, data)
	if dir := path.Dir(name); err == nil && dir != "." {
		err = f.root.MkdirAll(dir, 0o777)
	}
	if err == nil {
		err = f.root.Rename(temporary, name)
	}
	if err == nil {
		return nil
	}
	_ = f.root.Remove(temporary) // the first error counts
	return &fs.PathError{Op: "write", Path: name, Err: files.Cause(err)}
}

func (f *folder) writeSynced(name string, data []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	return files.WriteSynced(file, data)
}

// remove takes a file away, if there is one.
func (f *folder) remove(name string) error {
	if err := f.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
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
		_ = f.lock.Clear("") // what stays is cleared by the next run
	}
	f.lock.Release()
	_ = f.root.Close()
}
