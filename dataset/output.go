package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"yusuan/files"
)

// chunkRows is how many rows go through the formats together: enough that
// handing them over costs nothing beside writing them.
const chunkRows = 512

// chunk is some rows of one table. The formats share it and only read it.
type chunk struct {
	table  *table
	values []value
	users  atomic.Int32
}

func (c *chunk) rows() int { return len(c.values) / len(c.table.Fields) }

func (c *chunk) row(i int) []value {
	n := len(c.table.Fields)
	return c.values[i*n : (i+1)*n : (i+1)*n]
}

// writer writes a data set in one format. Its methods are called one at a time.
type writer interface {
	write(*chunk) error
	// close finishes the files; it is called also after an error, whose files nobody sees.
	close() error
}

// folder is the data set's folder. Files are made in a folder inside of it and
// moved to their places when all are whole.
type folder struct {
	path     string
	lock     *files.Lock // of partialName
	extended bool        // the earlier data set's rows stay
}

const (
	partialName = ".partial"
	// ExtractedName is the folder of the documents that were made of PDFs for the data set.
	ExtractedName = "extracted"
)

// isArtefact tells the names that a data set may have in its folder.
func isArtefact(name string) bool {
	own := []string{manifestName, packageName, dictionaryName, governmentName, sqliteName}
	for _, t := range tables {
		own = append(own, t.Name+".csv", t.Name+".jsonl", t.Name+".parquet", t.Name)
	}
	var number int
	_, err := fmt.Sscanf(name, xlsxNames+"-%d.xlsx", &number)
	return slices.Contains(own, name) || name == xlsxName(1) || err == nil && name == xlsxName(number)
}

var errForeign = errors.New("the folder holds other things than a data set; give a new one")

// CheckFolder tells whether a data set may be made in a folder: it must be
// missing, empty or hold one. What else a data set's folder holds stays.
func CheckFolder(path string) error {
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	foreign := slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !isArtefact(e.Name()) && e.Name() != partialName && e.Name() != ExtractedName
	})
	if _, err := os.Stat(filepath.Join(path, dictionaryName)); err != nil && foreign {
		return fmt.Errorf("%s: %w", path, errForeign)
	}
	return nil
}

// openFolder makes the folder ready. No other run writes to it until close.
func openFolder(path string, extend bool) (*folder, error) {
	f := &folder{path: path, extended: extend}
	if err := CheckFolder(path); err != nil {
		return nil, err
	}
	var err error
	if f.lock, err = files.Hold(f.in(partialName)); err != nil {
		return nil, err
	}
	if err := f.lock.Clear(""); err != nil {
		f.lock.Release()
		return nil, err
	}
	return f, nil
}

// in is the path of a file of the data set.
func (f *folder) in(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }

// staged is the path of a file of the data set while it is made.
func (f *folder) staged(name string) string { return f.in(partialName + "/" + name) }

// create makes a file of the data set.
func (f *folder) create(name string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(f.staged(name)), 0o777); err != nil {
		return nil, err
	}
	return os.Create(f.staged(name))
}

// earlier opens a file of the data set that is extended.
func (f *folder) earlier(name string) (*os.File, error) {
	file, err := os.Open(f.in(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the data set that is to be extended has no %s: make it whole, without --since", name)
	}
	return file, err
}

// isCopied tells whether a table's earlier rows are copied.
func (f *folder) isCopied(t *table) bool { return f.extended && t.whole == nil }

// copyEarlier copies an earlier file to w if it begins with header.
func (f *folder) copyEarlier(w io.Writer, name, header string) error {
	old, err := f.earlier(name)
	if err != nil {
		return err
	}
	defer old.Close()
	r := bufio.NewReader(old)
	if begin, err := r.Peek(len(header)); string(begin) != header {
		return errors.Join(fmt.Errorf("%s is of another form: make the data set whole, without --since", name), err)
	}
	_, err = io.Copy(w, r)
	return err
}

// install puts what was made into its place and takes away what an earlier data
// set had. The manifest goes first and comes last: a data set without one is not whole.
func (f *folder) install() error {
	there, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	slices.SortFunc(there, func(a, b fs.DirEntry) int { return last(b) - last(a) })
	for _, e := range there {
		if !isArtefact(e.Name()) || e.Name() == dictionaryName { // by which the folder is known
			continue
		}
		if err := os.RemoveAll(f.in(e.Name())); err != nil {
			return err
		}
	}
	made, err := os.ReadDir(f.in(partialName))
	if err != nil {
		return err
	}
	made = slices.DeleteFunc(made, func(e fs.DirEntry) bool { return e.Name() == files.LockName })
	slices.SortFunc(made, func(a, b fs.DirEntry) int { return last(a) - last(b) })
	for _, e := range made {
		if err := os.Rename(f.staged(e.Name()), f.in(e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func last(e fs.DirEntry) int {
	if e.Name() == manifestName {
		return 1
	}
	return 0
}

// close takes away what is not finished and gives the folder back.
func (f *folder) close() {
	_ = f.lock.Clear("") // what stays is cleared by the next run
	f.lock.Release()
}

// artefact is a file of the data set.
type artefact struct {
	name   string // with slashes
	bytes  int64
	sha256 string
}

// made lists the files that were made, synced to disk, by name.
func (f *folder) made() ([]artefact, error) {
	var all []artefact
	base := f.in(partialName)
	err := filepath.WalkDir(base, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || p == f.staged(files.LockName) {
			return err
		}
		a, err := digest(p)
		a.name = filepath.ToSlash(strings.TrimPrefix(p, base+string(filepath.Separator)))
		all = append(all, a)
		return err
	})
	return all, err
}

func digest(path string) (artefact, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0) // sync needs a file that can be written on some systems
	if err != nil {
		return artefact{}, err
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.Copy(h, file)
	if err != nil {
		return artefact{}, err
	}
	return artefact{bytes: n, sha256: hex.EncodeToString(h.Sum(nil))}, file.Sync()
}
