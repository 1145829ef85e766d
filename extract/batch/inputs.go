package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/files"
)

// Input is one file to be read, or something that was asked for and cannot be.
type Input struct {
	// Path opens the file; Stdin stands for standard input.
	Path string
	// Name is what the manifest calls the file: its path below the folder that
	// was given, or its last element when it was given itself, with slashes and
	// in UTF-8. Names are unique in a run.
	Name string
	// Output is the document's path below the output folder.
	Output string
	// Size is the file's size in bytes when it was found, 0 where it is not known.
	Size int64
	// Err is why the file cannot be read, nil for most.
	Err error

	absolute string
	depth    int // elements of absolute that Name holds
}

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Expand finds the files that the arguments ask for: files, folders (their
// PDFs, at any depth), globs (** for folders at any depth), and "-" for standard input. What is asked for and
// is not there becomes an Input with an Err. The result is sorted by name and
// does not depend on the arguments' order.
//
// Two files of the same name below different folders get as many of their
// parent folders in front of their names as it takes to tell them apart.
func Expand(args []string) ([]Input, error) {
	var found []Input
	for _, path := range Paths(args) {
		inputs, err := expand(path)
		if err != nil {
			return nil, err
		}
		found = append(found, inputs...)
	}
	found = withoutRepeats(found)
	nameApart(found)
	slices.SortFunc(found, func(a, b Input) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.absolute, b.absolute))
	})
	nameOutputs(found, nil)
	return found, nil
}

// Paths puts in the place of each glob the paths that match it. What is there is
// no glob, whatever its name, and one that nothing matches stays, to be told of.
func Paths(args []string) []string {
	var paths []string
	for _, arg := range args {
		_, err := os.Lstat(arg)
		if errors.Is(err, fs.ErrNotExist) && isGlob(arg) {
			if found := glob(arg); len(found) > 0 {
				paths = append(paths, found...)
				continue
			}
		}
		paths = append(paths, arg)
	}
	return paths
}

func expand(path string) ([]Input, error) {
	if path == Stdin {
		return []Input{{Path: Stdin, Name: "stdin", absolute: Stdin, depth: 1}}, nil
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	in := Input{Path: path, absolute: absolute, depth: 1}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && isGlob(path):
		in.Err = fmt.Errorf("no file matches: %w", fs.ErrNotExist)
	case err != nil:
		in.Err = err
	case info.IsDir():
		w := walker{seen: map[string]bool{}}
		return w.tree(in), nil
	default:
		in.look(info)
	}
	return []Input{in}, nil
}

// look takes in what is known of the file before it is read.
func (in *Input) look(info fs.FileInfo) {
	if in.Err = files.Regular(in.Path, info); in.Err == nil {
		in.Size = info.Size()
	}
}

// walker finds the PDFs below a folder. Every real folder is visited once,
// those that only symbolic links lead to after all others, so that a file has
// its plain name where it has one and loops of links end.
type walker struct {
	seen  map[string]bool // real paths of the folders that were visited
	links []Input         // folders behind symbolic links
	found []Input
}

// tree returns the PDFs below root, whose own elements are not part of names.
func (w *walker) tree(root Input) []Input {
	root.depth = 0
	for w.links = []Input{root}; len(w.links) > 0; {
		next := w.links[0]
		w.links = w.links[1:]
		w.folder(next)
	}
	return w.found
}

func (w *walker) folder(dir Input) {
	real, err := filepath.EvalSymlinks(dir.absolute)
	if err == nil {
		if w.seen[real] {
			return
		}
		w.seen[real] = true
	}
	entries, err := os.ReadDir(dir.Path)
	if err != nil {
		dir.Err = err
		dir.depth = max(dir.depth, 1)
		w.found = append(w.found, dir)
	}
	for _, e := range entries {
		w.entry(e, Input{
			Path:     filepath.Join(dir.Path, e.Name()),
			absolute: filepath.Join(dir.absolute, e.Name()),
			depth:    dir.depth + 1,
		})
	}
}

func (w *walker) entry(e fs.DirEntry, in Input) {
	if e.IsDir() {
		w.folder(in)
		return
	}
	link := e.Type()&fs.ModeSymlink != 0
	pdf := strings.EqualFold(filepath.Ext(e.Name()), ".pdf")
	if !pdf && !link {
		return
	}
	info, err := os.Stat(in.Path)
	switch {
	case err == nil && info.IsDir():
		w.links = append(w.links, in)
		return
	case !pdf:
		return
	case err != nil:
		in.Err = err
	default:
		in.look(info)
	}
	w.found = append(w.found, in)
}

// withoutRepeats keeps each path once, with its longest name.
func withoutRepeats(found []Input) []Input {
	byPath := make(map[string]Input, len(found))
	for _, in := range found {
		if old, ok := byPath[in.absolute]; !ok || in.depth > old.depth {
			byPath[in.absolute] = in
		}
	}
	return slices.Collect(maps.Values(byPath))
}

// nameApart gives every input its name, with more parent folders for those whose names are equal.
func nameApart(found []Input) {
	for grown := true; grown; {
		grown = false
		groups := make(map[string][]*Input)
		for i := range found {
			in := &found[i]
			if in.Path != Stdin {
				in.Name = lastElements(in.absolute, in.depth)
			}
			key := alike(in.Name)
			groups[key] = append(groups[key], in)
		}
		for _, group := range groups {
			if len(group) < 2 || sameFolder(group) {
				continue
			}
			for _, in := range group {
				if in.depth < strings.Count(in.absolute, string(filepath.Separator)) {
					in.depth++
					grown = true
				}
			}
		}
	}
}

// sameFolder tells a group whose files lie side by side and differ in letters that
// are alike, which no parent folder tells apart.
func sameFolder(group []*Input) bool {
	first := filepath.Dir(group[0].absolute)
	return !slices.ContainsFunc(group, func(in *Input) bool { return filepath.Dir(in.absolute) != first })
}

// lastElements returns the last n elements of a path, with slashes, in UTF-8.
func lastElements(path string, n int) string {
	elements := strings.Split(filepath.ToSlash(path), "/")
	return readable(strings.Join(elements[max(0, len(elements)-n):], "/"))
}

// escaped is what readable writes bytes as that are no UTF-8.
var escaped = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// readable writes the bytes of s that are no UTF-8 as \xNN, and the backslash of what looks so already as \x5c:
// other bytes are another name.
func readable(s string) string {
	s = escaped.ReplaceAllStringFunc(s, func(e string) string { return `\x5c` + e[1:] })
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[i])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
