package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// manifest returns the entries that describe the output folder after the run:
// of this run's inputs, and of earlier runs' documents that still stand.
func (b *batch) manifest(inputs []Input, ended []Entry) []Entry {
	var all []Entry
	asked := newAsked(b.opt.Asked)
	begun, byPath, taken := make(map[string]bool), make(map[string]Entry), make(map[string]bool)
	for i, e := range ended {
		if e.Elsewhere {
			byPath[e.Path] = e
		}
		if e.Status == "" { // not begun, or elsewhere
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
			e.Status = b.standingStatus(e, byPath, asked)
		}
		all = append(all, e)
	}
	return all
}

// standingStatus is Done or Stale for a document of an earlier run that this one did not make: by what became of the
// file if it has got another name, by whether it is there if it was looked for, else as it was.
func (b *batch) standingStatus(e Entry, byPath map[string]Entry, asked askedFor) Status {
	if e.Path == "" { // standard input
		return e.Status
	}
	if now, ok := byPath[e.Path]; ok {
		if now.Status == Failed || now.Elsewhere || now.SHA256 != e.SHA256 {
			return Stale
		}
		return Done
	}
	path := b.out.placeOf(e)
	info, err := os.Stat(path)
	if gone := errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir(); gone && asked.cover(path) {
		return Stale
	}
	return e.Status
}

// askedFor are the arguments of a run as absolute paths.
type askedFor struct {
	paths    map[string]bool
	patterns []string // those of them that may be patterns
}

func newAsked(args []string) askedFor {
	a := askedFor{paths: make(map[string]bool, len(args))}
	for _, arg := range args {
		path, err := filepath.Abs(arg)
		if err != nil {
			continue
		}
		a.paths[path] = true
		if isGlob(path) {
			a.patterns = append(a.patterns, path)
		}
	}
	return a
}

// cover tells whether the run would have found a file: it, a folder above it, or a glob of either was asked for.
func (a askedFor) cover(path string) bool {
	for at := path; ; at = filepath.Dir(at) {
		if a.paths[at] || slices.ContainsFunc(a.patterns, func(p string) bool { return matches(p, at) }) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
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
