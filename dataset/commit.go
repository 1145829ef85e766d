package dataset

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"yusuan/files"
)

// commitName is the journal of a run that has made everything and goes to put it in its places.
const commitName = "commit.json"

// commit is what is left to be done when all files of a run are made and on the disk. Its steps can be done again from any
// point, so that the next run can finish what a run that was killed has begun.
//
// Where a database is changed in its place, its transaction decides whether the run was: when the database has the number
// Runs, what is left is done, else it is dropped. Without one, the journal's being there does.
type commit struct {
	Runs     int64  `json:"runs"`
	Database bool   `json:"database"` // one is changed in its place
	Steps    []step `json:"steps"`
}

// step changes one file of the data set.
type step struct {
	Name string `json:"name"`
	Do   action `json:"do"`
	From int64  `json:"from,omitempty"` // for addRows: how long the file is before
}

// action is what a step does.
type action string

const (
	putInPlace action = "place"    // a file that was made takes the place of the one that is there
	addRows    action = "lengthen" // rows that were made go behind those that are there
	takeAway   action = "remove"
)

// do does a step, also one that was done or begun before.
func (s step) do(f *folder) error {
	switch s.Do {
	case putInPlace:
		if err := os.MkdirAll(filepath.Dir(f.in(s.Name)), 0o777); err != nil {
			return err
		}
		if err := os.Rename(f.staged(s.Name), f.in(s.Name)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		_, err := os.Stat(f.in(s.Name)) // it was done
		return err
	case addRows:
		return s.lengthen(f)
	case takeAway:
		if err := os.Remove(f.in(s.Name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if dir := filepath.Dir(f.in(s.Name)); dir != filepath.Clean(f.path) {
			_ = os.Remove(dir) // fails where something stays in it
		}
		return nil
	}
	return fmt.Errorf("%s: no step %q", commitName, s.Do)
}

func (s step) lengthen(f *folder) error {
	rows, err := os.Open(f.tail(s.Name))
	if err != nil {
		return err
	}
	defer rows.Close()
	to, err := os.OpenFile(f.in(s.Name), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = to.Truncate(s.From) // what a killed run added
	if err == nil {
		_, err = to.Seek(s.From, io.SeekStart)
	}
	if err == nil {
		_, err = io.Copy(to, rows)
	}
	if err == nil {
		err = to.Sync()
	}
	return errors.Join(err, to.Close())
}

// write puts the journal where the next run finds it.
func (c commit) write(f *folder) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	temporary := f.staged(commitName + ".tmp")
	if err := os.WriteFile(temporary, data, 0o666); err != nil {
		return err
	}
	if err := syncFile(temporary); err != nil {
		return err
	}
	f.pending = true
	if err := os.Rename(temporary, f.staged(commitName)); err != nil {
		return err
	}
	return syncFolder(f.in(partialName))
}

// finish does all steps and takes the journal away. At is told before each of them.
func (c commit) finish(f *folder, at func(string)) error {
	for _, s := range c.Steps {
		at(string(s.Do) + " " + s.Name)
		if err := s.do(f); err != nil {
			return err
		}
	}
	at("sync")
	for _, dir := range c.folders(f) {
		if err := syncFolder(dir); err != nil {
			return err
		}
	}
	at("end")
	if err := os.Remove(f.staged(commitName)); err != nil {
		return err
	}
	f.pending = false
	return nil
}

// folders are those whose files the steps change, and that are there.
func (c commit) folders(f *folder) []string {
	all := []string{filepath.Clean(f.path)}
	for _, s := range c.Steps {
		if dir := filepath.Dir(f.in(s.Name)); s.Do == putInPlace && !slices.Contains(all, dir) {
			all = append(all, dir)
		}
	}
	return all
}

// Recover brings the data set of a folder to what it was before a run that was killed, or to what it is after it. Build does so,
// too; it is for those who read the folder before.
func Recover(path string) error {
	if _, err := os.Stat(filepath.Join(path, partialName)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f, err := openFolder(path)
	if err != nil {
		return fmt.Errorf("data set %s: %w", path, err)
	}
	f.close()
	return nil
}

// recover finishes or drops what a killed run has left.
func (f *folder) recover() error {
	runs, err := databaseRuns(f)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(f.staged(commitName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var c commit
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("%s/%s: %w", partialName, commitName, err)
	}
	if c.Database && runs != c.Runs {
		return nil
	}
	return c.finish(f, func(string) {})
}

// syncFile writes a file to the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0) // some systems sync no file that can't be written
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncFolder writes the names in a folder to the disk, where the system does so.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := dir.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return errors.Join(files.Cause(err), dir.Close())
	}
	return dir.Close()
}
