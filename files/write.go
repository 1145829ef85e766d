package files

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write puts a whole file in its place or leaves what was there: it is written beside it, synced and renamed. Folders over
// it are made where they are missing.
func Write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return &fs.PathError{Op: "write", Path: path, Err: Cause(err)}
	}
	return Replace(path, data)
}

// Replace is Write in a folder that is there.
func Replace(path string, data []byte) error {
	return replace(path, fmt.Sprintf("%s.%d.tmp", path, os.Getpid()), data)
}

// replace writes a file aside and puts it in its place. The error tells of that place.
func replace(path, aside string, data []byte) error {
	file, err := os.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err == nil {
		err = WriteSynced(file, data)
	}
	if err == nil {
		err = os.Rename(aside, path)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(aside) // the first error counts
	return &fs.PathError{Op: "write", Path: path, Err: Cause(err)}
}

// WriteSynced writes a file that was opened, syncs and closes it.
func WriteSynced(file *os.File, data []byte) error {
	_, err := file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

// PartialName is the folder, in a folder that a run writes to, of what is not finished.
const PartialName = ".partial"

// Folder is a folder that this run writes whole files to, and no other while it does.
type Folder struct {
	dir  string
	lock *Lock
}

// OpenFolder makes the folder where it is missing and holds it until Close. The error is a *HeldError where another run has it.
func OpenFolder(dir string) (*Folder, error) {
	lock, err := Hold(filepath.Join(dir, PartialName))
	if err != nil {
		return nil, err
	}
	if err := lock.Clear(""); err != nil { // what a run left that was killed
		lock.Release()
		return nil, err
	}
	return &Folder{dir, lock}, nil
}

// Write puts a whole file in the folder, at a path with slashes, or leaves what was there.
func (f *Folder) Write(name string, data []byte) error {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return &fs.PathError{Op: "write", Path: path, Err: Cause(err)}
	}
	return replace(path, filepath.Join(f.dir, PartialName, "file.tmp"), data)
}

// Close gives the folder back.
func (f *Folder) Close() { f.lock.Release() }
