package files

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write puts a whole file in its place or leaves what was there: it is written beside it, synced and renamed.
func Write(path string, data []byte) error {
	return replace(path, fmt.Sprintf("%s.%d.tmp", path, os.Getpid()), data)
}

// replace writes a file aside and puts it in its place. The error tells of that place.
func replace(path, aside string, data []byte) error {
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	if err == nil {
		err = writeSynced(aside, data)
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

func writeSynced(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
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
