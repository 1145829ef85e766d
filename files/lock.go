package files

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// LockName is the name of the file, in a folder that is held, by which it is. It
// stays when a run is killed, and holds nothing then: the lock is the process's.
const LockName = "lock"

// Lock is a folder that this run writes to, and no other while it does.
type Lock struct {
	dir  string
	lock *flock.Flock
}

// HeldError tells that another run writes to a folder.
type HeldError struct {
	Owner string // its process and machine, "" where it cannot be told
}

func (e *HeldError) Error() string {
	if e.Owner == "" {
		return "another run writes into it"
	}
	return "another run writes into it: " + e.Owner
}

// Hold makes the folder where it is missing and holds it until Release, or the end of the process in any way.
// The error is a *HeldError where another run has it. File systems without locks let every run in.
func Hold(dir string) (*Lock, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, LockName)
	for {
		l := &Lock{dir: dir, lock: flock.New(path, flock.SetPermissions(0o666))}
		held, err := l.lock.TryLock()
		switch {
		case errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK):
			return l, nil
		case errors.Is(err, os.ErrNotExist): // the run that has ended took the folder away
			err = makeFolder(dir)
		case err == nil && !held:
			return nil, &HeldError{Owner: owner(path)}
		case err == nil && l.inPlace(path):
			tellOwner(path)
			return l, nil
		}
		_ = l.lock.Unlock()
		if err != nil {
			return nil, err
		}
	}
}

// makeFolder makes a folder and those over it where they are missing. A run that has ended may take it away between
// two steps of os.MkdirAll, which then says that a folder exists that does not: it is made once more.
func makeFolder(dir string) error {
	for {
		err := os.MkdirAll(dir, 0o777)
		failed, ok := errors.AsType[*os.PathError](err)
		if !ok || !errors.Is(err, os.ErrExist) {
			return err
		}
		if there, gone := os.Lstat(failed.Path); gone == nil && !there.IsDir() { // a link that leads nowhere
			return err
		}
	}
}

// inPlace tells whether the file that is locked is still the one that others will lock: the run that had it
// takes it away when it ends.
func (l *Lock) inPlace(path string) bool {
	locked, err1 := l.lock.Stat()
	there, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(locked, there)
}

// ownerAt is where the lock's file names its owner: Windows lets nobody read the first byte, which is locked.
const ownerAt = 1

// tellOwner names this run in the lock's file. The lock holds also where a full disk has no room for it.
func tellOwner(path string) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	text := fmt.Sprintf("process %d", os.Getpid())
	if host, err := os.Hostname(); err == nil {
		text += " on " + host
	}
	_, _ = f.WriteAt([]byte(text+"\n"), ownerAt)
}

// owner is what the run that holds a lock tells of itself.
func owner(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	text, _ := io.ReadAll(io.NewSectionReader(f, ownerAt, 1<<10))
	line, _, whole := strings.Cut(string(text), "\n")
	if !whole { // it is being told
		return ""
	}
	return line
}

// Clear takes away what a folder that is held has in it, but for the lock and what is to stay.
func (l *Lock) Clear(stay string) error {
	entries, err := os.ReadDir(l.dir)
	for _, e := range entries {
		if name := e.Name(); name != LockName && name != stay {
			err = errors.Join(err, os.RemoveAll(filepath.Join(l.dir, name)))
		}
	}
	return err
}

// Release gives the folder back and takes it away where it is empty. The lock's file goes while the lock is held:
// afterwards it may be another run's. Windows removes no file that is open, and so does it afterwards, unless
// another run has opened it.
func (l *Lock) Release() {
	path := filepath.Join(l.dir, LockName)
	if runtime.GOOS == "windows" {
		_ = l.lock.Unlock()
	}
	_ = os.Remove(path)
	_ = os.Remove(l.dir) // fails where something stays in it
	_ = l.lock.Unlock()
}
