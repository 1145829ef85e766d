package dataset

import (
	"cmp"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
	path string
	lock *files.Lock // of partialName
	// extended tells that rows are added to a data set; then set is what that is, and leaving are the documents that leave
	// it, by their files' digests.
	extended bool
	set      *set
	leaving  map[string]bool
	pending  bool // a commit is under way: what is left of it is for the next run, if this one cannot finish it
}

const (
	partialName = files.PartialName
	// ExtractedName is the folder of the documents that were made of PDFs for the data set.
	ExtractedName = "extracted"
)

// isArtefact tells the names that a data set may have in its folder.
func isArtefact(name string) bool {
	own := []string{manifestName, setName, packageName, dictionaryName, viewsName, metadataName, settingsName, sqliteName, sqliteName + "-journal", sqliteName + "-wal", sqliteName + "-shm"}
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

// openFolder makes the folder ready, and whole where a run was killed. No other run writes to it until close.
func openFolder(path string) (*folder, error) {
	f := &folder{path: path}
	if err := CheckFolder(path); err != nil {
		return nil, err
	}
	var err error
	if f.lock, err = files.Hold(f.in(partialName)); err != nil {
		return nil, err
	}
	if err = f.recover(); err == nil {
		err = f.lock.Clear("")
	}
	if err != nil {
		f.lock.Release()
		return nil, err
	}
	return f, nil
}

// in is the path of a file of the data set.
func (f *folder) in(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }

// staged is the path of a file of the data set while it is made.
func (f *folder) staged(name string) string { return f.in(partialName + "/" + name) }

// tailsName is the folder, beside what is made, of the rows that files of the data set get.
const tailsName = "tails"

// tail is the path of the rows that a file of the data set gets, while they are made.
func (f *folder) tail(name string) string { return f.staged(tailsName + "/" + name) }

// create makes a file of the data set.
func (f *folder) create(name string) (*os.File, error) { return createFile(f.staged(name)) }

// createTail makes a file of rows that a file of the data set gets.
func (f *folder) createTail(name string) (*os.File, error) { return createFile(f.tail(name)) }

// dropTail takes back what createTail made.
func (f *folder) dropTail(name string) error { return os.Remove(f.tail(name)) }

// tails are the files of the data set that get more rows.
func (f *folder) tails() ([]string, error) {
	names, err := filesBelow(f.staged(tailsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}

func createFile(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	return os.Create(path)
}

// earlier opens a file of the data set that is extended.
func (f *folder) earlier(name string) (*os.File, error) { return os.Open(f.in(name)) }

// isCopied tells whether a table's earlier rows stay.
func (f *folder) isCopied(t *table) bool { return f.extended && t.whole == nil }

// commit is what puts everything in its place that was made, and takes away what an earlier data set has that this one has not.
func (f *folder) commit(whole set, database bool) (commit, error) {
	c := commit{Runs: whole.Runs, Database: database}
	tails, err := f.tails()
	if err != nil {
		return commit{}, err
	}
	for _, name := range tails {
		a, _ := f.set.file(name)
		c.Steps = append(c.Steps, step{name, addRows, a.Bytes})
	}
	made, err := f.stagedNames()
	if err != nil {
		return commit{}, err
	}
	if !f.extended {
		there, err := f.earlierNames()
		if err != nil {
			return commit{}, err
		}
		for _, name := range there {
			if !slices.Contains(made, name) {
				c.Steps = append(c.Steps, step{Name: name, Do: takeAway})
			}
		}
	}
	for _, name := range made {
		c.Steps = append(c.Steps, step{Name: name, Do: putInPlace})
	}
	return c, nil
}

// sync writes everything that was made to the disk.
func (f *folder) sync() error {
	return filepath.WalkDir(f.in(partialName), func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || e.Name() == files.LockName:
			return err
		case e.IsDir():
			return syncFolder(p)
		}
		return syncFile(p)
	})
}

// stagedNames are the files that were made, by name, but for rows that go to files that are there.
func (f *folder) stagedNames() ([]string, error) {
	return filesBelow(f.in(partialName), files.LockName, tailsName)
}

// earlierNames are the files of the data set that is there.
func (f *folder) earlierNames() ([]string, error) {
	there, err := os.ReadDir(f.path)
	var names []string
	for _, e := range there {
		if !isArtefact(e.Name()) {
			continue
		}
		if !e.IsDir() {
			names = append(names, e.Name())
			continue
		}
		below, err := filesBelow(f.in(e.Name()))
		if err != nil {
			return nil, err
		}
		for _, name := range below {
			names = append(names, e.Name()+"/"+name)
		}
	}
	return names, err
}

// filesBelow are the files below a folder, with slashes, but for what lies in it under some names.
func filesBelow(dir string, without ...string) ([]string, error) {
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains(without, name) && e.IsDir():
			return fs.SkipDir
		case !e.IsDir() && !slices.Contains(without, name):
			all = append(all, name)
		}
		return nil
	})
	return all, err
}

// close takes away what is not finished, but for a commit, and gives the folder back.
func (f *folder) close() {
	if !f.pending {
		_ = f.lock.Clear("") // what stays is cleared by the next run
	}
	f.lock.Release()
}

// artefact is a file of the data set.
type artefact struct {
	Name   string `json:"name"`             // with slashes
	Bytes  int64  `json:"bytes,omitempty"`  // 0 for the database, which changes in its place
	SHA256 string `json:"sha256,omitempty"` // "" for the database
	// State is that of the digest's computation, which goes on when rows are added; nil for files that are not added to.
	State []byte `json:"state,omitempty"`
}

// files lists the files with tables that the data set will have, by name.
func (f *folder) files() ([]artefact, error) {
	byName := make(map[string]artefact)
	if f.extended {
		for _, a := range f.set.Files {
			byName[a.Name] = a
		}
	}
	made, err := f.stagedNames()
	if err != nil {
		return nil, err
	}
	for _, name := range made {
		if _, ok := mediatypes[filepath.Ext(name)]; !ok {
			continue
		}
		a := artefact{Name: name}
		if name != sqliteName {
			if a, err = a.add(f.staged(name)); err != nil {
				return nil, err
			}
		}
		byName[name] = a
	}
	tails, err := f.tails()
	if err != nil {
		return nil, err
	}
	for _, name := range tails {
		if byName[name], err = byName[name].add(f.tail(name)); err != nil {
			return nil, err
		}
	}
	all := slices.Collect(maps.Values(byName))
	slices.SortFunc(all, func(a, b artefact) int { return cmp.Compare(a.Name, b.Name) })
	return all, nil
}

// add takes in the bytes of a file, which follow those that are known.
func (a artefact) add(path string) (artefact, error) {
	h := sha256.New()
	if a.State != nil {
		if err := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(a.State); err != nil {
			return a, fmt.Errorf("%s: %s: %w", setName, a.Name, err)
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return a, err
	}
	defer file.Close()
	n, err := io.Copy(h, file)
	if err != nil {
		return a, err
	}
	a.Bytes += n
	a.SHA256 = hex.EncodeToString(h.Sum(nil))
	if ext := filepath.Ext(a.Name); ext == ".csv" || ext == ".jsonl" {
		a.State, err = h.(encoding.BinaryMarshaler).MarshalBinary()
	}
	return a, err
}
