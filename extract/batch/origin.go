package batch

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
)

// Origins tell of which files documents were made. They hold the manifests that were read, each once, by folder.
type Origins map[string]map[string]string

// Of is the path of the file that a document was made of, as the manifests in the folders above it have it, "" where
// none does. Nobody has looked whether the file is still there.
func (o Origins) Of(document string) string {
	document, err := filepath.Abs(document)
	if err != nil {
		return ""
	}
	for dir := filepath.Dir(document); ; dir = filepath.Dir(dir) {
		paths, read := o[dir]
		if !read {
			paths = originsIn(dir)
			o[dir] = paths
		}
		name, err := filepath.Rel(dir, document)
		if err != nil {
			return ""
		}
		if path := paths[filepath.ToSlash(name)]; path != "" || dir == filepath.Dir(dir) {
			return path
		}
	}
}

// originsIn are the paths of the files of a manifest in a folder, by the documents' paths below it.
func originsIn(dir string) map[string]string {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil
	}
	at, paths := folder{dir: dir}, make(map[string]string)
	for line := range bytes.Lines(data) {
		var e Entry
		if json.Unmarshal(line, &e) == nil && e.Output != "" && e.Path != "" {
			paths[e.Output] = at.placeOf(e)
		}
	}
	return paths
}
