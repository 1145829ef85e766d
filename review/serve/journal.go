package serve

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"yusuan/files"
	"yusuan/model"
	"yusuan/model/corrections"
)

// Journal is a file of corrections that is written to, and by nobody else meanwhile.
type Journal struct {
	// Recovered tells that the last line broke off when the file was opened: whoever wrote it was stopped. It was taken away.
	Recovered bool

	path string
	lock *files.Lock
	mu   sync.Mutex // around what follows
	set  *corrections.Set
	size int64 // of the file's whole lines
}

// lockSuffix makes the name of the folder that is held while a file is written to.
const lockSuffix = ".lock"

// OpenJournal reads a file of corrections, which need not be there yet, and holds it until Close.
func OpenJournal(path string) (*Journal, error) {
	lock, err := files.Hold(path + lockSuffix)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	j := &Journal{path: path, lock: lock}
	if err := j.read(); err != nil {
		lock.Release()
		return nil, fmt.Errorf("%s: %w", path, files.Cause(err))
	}
	return j, nil
}

// read takes in what the file holds. A last line that breaks off is cut off, and one without its end gets it.
func (j *Journal) read() error {
	data, err := j.content()
	if err != nil {
		return err
	}
	if j.set, err = corrections.Read(bytes.NewReader(data)); err != nil {
		return err
	}
	whole := int64(len(data))
	if j.Recovered = j.set.Torn; j.Recovered {
		whole = int64(bytes.LastIndexByte(data, '\n') + 1)
		if err := os.Truncate(j.path, whole); err != nil {
			return err
		}
	}
	j.size = whole
	if whole > 0 && data[whole-1] != '\n' {
		return j.write([]byte("\n"))
	}
	return nil
}

func (j *Journal) content() ([]byte, error) {
	f, err := files.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, corrections.MaxFile+1))
}

// Of are the decisions about a document that are not withdrawn, in order.
func (j *Journal) Of(sha256 string) []model.Correction {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.set.Of(sha256)
}

// Append keeps a valid decision: its line is on the disk when it returns, or not in the file.
func (j *Journal) Append(c model.Correction) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.write(append(c.AppendJSON(nil), '\n')); err != nil {
		return fmt.Errorf("%s: %w", j.path, files.Cause(err))
	}
	return j.set.Decide(c)
}

// write writes behind the file's whole lines, at once. What was written in part is taken back.
func (j *Journal) write(line []byte) error {
	f, err := os.OpenFile(j.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		err = errors.Join(err, f.Truncate(j.size))
	}
	if err = errors.Join(err, f.Close()); err == nil {
		j.size += int64(len(line))
	}
	return err
}

// Close gives the file back.
func (j *Journal) Close() { j.lock.Release() }
