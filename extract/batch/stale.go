package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// manifest returns the entries that describe the output folder after the run:
// of this run's inputs, and of earlier runs' documents that still stand.
func (b *batch) manifest(inputs []Input, ended []Entry) []Entry {
	var all []Entry
	begun, byPath, taken := make(map[string]bool), make(map[string]Entry), make(map[string]bool)
	for i, e := range ended {
		if e.Status == "" { // not begun
			continue
		}
		if e.Status == Skipped {
			e.Status = Done
		}
		all = append(all, e)
		begun[e.Name], byPath[e.Path], taken[inputs[i].Output] = true, e, true
	}
	for name, e := range b.before {
		if doc := e.document(); begun[name] || taken[doc] || !b.out.stands(doc) {
			continue
		}
		if e.Status != Failed {
			e.Status = b.standingStatus(e, byPath)
		}
		all = append(all, e)
	}
	return all
}

// standingStatus is Done or Stale for a document of an earlier run that this one did not make: by what became of the
// file if it has got another name, by whether it is there if it was looked for, else as it was.
func (b *batch) standingStatus(e Entry, byPath map[string]Entry) Status {
	if e.Path == "" { // standard input
		return e.Status
	}
	if now, ok := byPath[e.Path]; ok {
		if now.Status == Failed || now.SHA256 != e.SHA256 {
			return Stale
		}
		return Done
	}
	path := b.out.placeOf(e)
	info, err := os.Stat(path)
	if gone := errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir(); gone && b.lookedFor(path) {
		return Stale
	}
	return e.Status
}

// lookedFor tells whether this run would have found a file: it, a folder above it, or a glob of either was asked for.
func (b *batch) lookedFor(path string) bool {
	for _, arg := range b.opt.Asked {
		asked, err := filepath.Abs(arg)
		if err != nil {
			continue
		}
		for at := path; ; at = filepath.Dir(at) {
			if match, _ := filepath.Match(asked, at); match || asked == at {
				return true
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return false
}

// stale counts the documents whose files are gone or others by now.
func stale(entries []Entry) (n int) {
	for _, e := range entries {
		if e.Status == Stale {
			n++
		}
	}
	return n
}

// pathOf is where an input is, seen from the output folder: so both can be moved. "" for standard input.
func (f *folder) pathOf(in Input) string {
	if in.Path == Stdin {
		return ""
	}
	path, err := filepath.Rel(f.dir, in.absolute)
	if err != nil { // on another drive
		path = in.absolute
	}
	return readable(filepath.ToSlash(path))
}

// placeOf is the path of the file that an entry is of.
func (f *folder) placeOf(e Entry) string {
	path := filepath.FromSlash(escaped.ReplaceAllStringFunc(e.Path, func(x string) string {
		n, _ := strconv.ParseUint(x[2:], 16, 8) // two hexadecimal digits
		return string([]byte{byte(n)})
	}))
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(f.dir, path)
}

// stands tells whether there is a document.
func (f *folder) stands(name string) bool {
	if name == "" {
		return false
	}
	info, err := f.root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
