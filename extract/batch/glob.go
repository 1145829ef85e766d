package batch

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// anyDepth is the element of a pattern that stands for any folders below one another, or for none.
const anyDepth = "**"

// isGlob tells whether a path may be a pattern.
func isGlob(path string) bool { return strings.ContainsAny(path, "*?[") }

// glob returns the paths that match a pattern, sorted. The elements of patterns are those of filepath.Match, and anyDepth,
// at the end that and what lies in them. Links to folders are gone through where an element matches them, but not by
// anyDepth, so that a loop of links ends. What is no pattern matches nothing.
func glob(pattern string) []string {
	if !slices.Contains(elements(pattern), anyDepth) {
		matches, _ := filepath.Glob(pattern) // no pattern is a name of nothing
		return matches
	}
	root := filepath.VolumeName(pattern)
	if filepath.IsAbs(pattern) {
		root += string(filepath.Separator)
	}
	g := globber{seen: make(map[string]bool)}
	g.match(root, elements(pattern))
	slices.Sort(g.found)
	return slices.Compact(g.found)
}

// elements are those of a pattern or a path below its root.
func elements(pattern string) []string {
	var all []string
	for e := range strings.SplitSeq(filepath.ToSlash(pattern[len(filepath.VolumeName(pattern)):]), "/") {
		if e == "" || e == "." || e == anyDepth && len(all) > 0 && all[len(all)-1] == anyDepth {
			continue
		}
		all = append(all, e)
	}
	if len(all) > 0 && all[len(all)-1] == anyDepth {
		all = append(all, "*")
	}
	return all
}

// globber finds what matches a pattern with anyDepth.
type globber struct {
	found []string
	seen  map[string]bool // folders with the number of elements that they were asked for
}

// match finds what matches the rest of a pattern below a folder, or the path itself where nothing is left.
func (g *globber) match(path string, rest []string) {
	if len(rest) == 0 {
		g.found = append(g.found, path)
		return
	}
	if rest[0] == ".." {
		g.match(filepath.Join(path, ".."), rest[1:])
		return
	}
	if rest[0] == anyDepth {
		key := path + "\x00" + strconv.Itoa(len(rest))
		if g.seen[key] {
			return
		}
		g.seen[key] = true
		g.match(path, rest[1:])
	}
	entries, _ := os.ReadDir(cmp.Or(path, ".")) // no folder, or one that cannot be read, has nothing, as for filepath.Glob
	for _, e := range entries {
		below := filepath.Join(path, e.Name())
		if rest[0] == anyDepth {
			if e.IsDir() {
				g.match(below, rest)
			}
		} else if ok, _ := filepath.Match(rest[0], e.Name()); ok {
			g.match(below, rest[1:])
		}
	}
}

// matches tells whether a pattern matches a path, whether or not anything is there. Both are absolute.
func matches(pattern, path string) bool {
	return filepath.VolumeName(pattern) == filepath.VolumeName(path) && matchElements(elements(pattern), elements(path))
}

func matchElements(pattern, path []string) bool {
	for ; len(pattern) > 0; pattern, path = pattern[1:], path[1:] {
		if pattern[0] == anyDepth {
			return matchElements(pattern[1:], path) || len(path) > 0 && matchElements(pattern, path[1:])
		}
		if len(path) == 0 {
			return false
		}
		if ok, _ := filepath.Match(pattern[0], path[0]); !ok {
			return false
		}
	}
	return len(path) == 0
}
