package dataset

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"yusuan/files/shards"
)

// parts are the shards of extractions below a folder.
type parts struct {
	root string
	in   map[string][]shards.Shard // by the folder that holds them
}

func newParts(root string) parts { return parts{filepath.Clean(root), make(map[string][]shards.Shard)} }

// look tells of a folder, before what lies in it.
func (p parts) look(dir string) {
	dir = filepath.Clean(dir)
	s, ok := shards.OfFolder(filepath.Base(dir))
	if ok && dir != p.root && shards.Begun(dir) {
		p.in[filepath.Dir(dir)] = append(p.in[filepath.Dir(dir)], s)
	}
}

// without is a path without the folders of shards.
func (p parts) without(path string) string {
	if path == p.root || len(p.in) == 0 {
		return path
	}
	dir, name := filepath.Dir(path), filepath.Base(path)
	if s, ok := shards.OfFolder(name); ok && slices.Contains(p.in[dir], s) {
		return p.without(dir)
	}
	return filepath.Join(p.without(dir), name)
}

// whole returns the documents, sorted by name, of which shards have each once. One whose file changed and came to another shard is
// left out where that one has its document.
func (p parts) whole(found []File) ([]File, error) {
	if len(p.in) == 0 {
		return found, nil
	}
	for _, dir := range slices.Sorted(maps.Keys(p.in)) {
		if err := shards.Whole(dir, p.in[dir]); err != nil {
			return nil, err
		}
	}
	var once []File
	told := make(extractions)
	for begin, end := 0, 0; begin < len(found); begin = end {
		for end = begin + 1; end < len(found) && found[end].Name == found[begin].Name; end++ {
		}
		one, err := told.current(found[begin:end])
		if err != nil {
			return nil, err
		}
		once = append(once, one)
	}
	return once, nil
}

// current is the one of several documents of a name that may be taken, the first where none may be.
func (x extractions) current(same []File) (File, error) {
	var taken []File
	for _, f := range same {
		if len(same) == 1 {
			return f, nil
		}
		v, err := x.verdict(f.Path)
		if err != nil {
			return File{}, err
		}
		if v.why == nil {
			taken = append(taken, f)
		}
	}
	switch len(taken) {
	case 0:
		return same[0], nil
	case 1:
		return taken[0], nil
	}
	return File{}, fmt.Errorf("%s is of several shards, %s and %s: run these again", same[0].Name, filepath.Dir(taken[0].Path), filepath.Dir(taken[1].Path))
}
