package shards

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"yusuan/files"
)

// Most is how many shards there may be: as many as Kubernetes gives an indexed job.
const Most = 100_000

// Shard is one of Count parts of the files, by its number from 0. The zero Shard has all files.
type Shard struct{ Index, Count int }

// Parse reads a shard as it is written: 3/8.
func Parse(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/")
	s := Shard{number(index), number(count)}
	if !s.valid() {
		return Shard{}, fmt.Errorf("%q is no shard as 0/8, 1/8 … 7/8, of %d at most", text, Most)
	}
	return s, nil
}

// number reads digits alone, -1 for anything else.
func number(text string) int {
	if strings.Trim(text, "0123456789") != "" {
		return -1
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

func (s Shard) valid() bool { return 0 <= s.Index && s.Index < s.Count && s.Count <= Most }

// Has tells whether a file is of the shard, by the SHA-256 of its bytes in hexadecimal: the first 8 bytes are a number, big-endian,
// which is taken modulo Count.
func (s Shard) Has(digest string) bool {
	if s.Count == 0 {
		return true
	}
	n, err := strconv.ParseUint(digest[:16], 16, 64)
	return err == nil && n%uint64(s.Count) == uint64(s.Index)
}

// HasName tells whether a file is of the shard that has no bytes to be read, by the SHA-256 of its name.
func (s Shard) HasName(name string) bool {
	sum := sha256.Sum256([]byte(name))
	return s.Has(hex.EncodeToString(sum[:]))
}

// Folder is the name of the shard's folder. The names of all shards are of the same length, and sort as their numbers.
func (s Shard) Folder() string {
	return fmt.Sprintf("shard-%0*d-of-%d", len(strconv.Itoa(s.Count-1)), s.Index, s.Count)
}

// OfFolder is the shard that a folder is named for.
func OfFolder(name string) (Shard, bool) {
	numbers, _ := strings.CutPrefix(name, "shard-")
	index, count, _ := strings.Cut(numbers, "-of-")
	s := Shard{number(index), number(count)}
	return s, s.valid() && s.Folder() == name
}

const (
	manifestName = "manifest.jsonl"
	journalName  = "journal.jsonl"
)

// Begun tells whether an extraction was begun in a folder. No document is called as the files that tell it.
func Begun(dir string) bool {
	for _, name := range []string{manifestName, files.PartialName + "/" + journalName, files.PartialName + "/" + files.LockName} {
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// begunIn are the shards that were begun in a folder.
func begunIn(dir string) ([]Shard, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() { // making it tells why not
		return nil, nil
	}
	entries, err := os.ReadDir(dir)
	var found []Shard
	for _, e := range entries {
		if s, ok := OfFolder(e.Name()); ok && Begun(filepath.Join(dir, e.Name())) {
			found = append(found, s)
		}
	}
	return found, err
}

// Check tells why a folder cannot be the output folder of a run of the shard, or of the zero Shard.
func (s Shard) Check(dir string) error {
	if Begun(dir) {
		if s.Count > 0 {
			return errors.New("it holds what was extracted without shards: give another folder")
		}
		return nil
	}
	there, err := begunIn(dir)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.Count != s.Count {
			return fmt.Errorf("it holds shards of %d: give another folder", other.Count)
		}
	}
	return nil
}
