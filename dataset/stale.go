package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"

	"yusuan/files"
)

// errStale is why a document is left out that stands in an extraction's folder.
var errStale = errors.New("the file that it was made of is gone, or another one by now: extract it anew, or take the document away")

// verdict is what its extraction tells of a document.
type verdict struct {
	why    error  // it must not be taken, nil where it may be
	source string // the digest of the file that a document was made of which must not be taken, "" where it is not known
	sha256 string // what it is if it may be taken, "" for anything: a run that was killed may not have come to write it
}

func (v verdict) of(sha256 string) error {
	if v.sha256 != "" && v.sha256 != sha256 {
		return errStale
	}
	return nil
}

// extractions are the folders in which documents lie, each read once; the verdicts are by the documents' paths below.
type extractions map[string]map[string]verdict

// verdict is what the folders above a document tell of it.
func (x extractions) verdict(path string) (verdict, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return verdict{}, err
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		told, read := x[dir]
		if !read {
			told = readVerdicts(dir)
			x[dir] = told
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return verdict{}, err
		}
		if v, ok := told[filepath.ToSlash(name)]; ok || dir == filepath.Dir(dir) {
			return v, nil
		}
	}
}

// readVerdicts reads an extraction's manifest, and the journal of a run that did not come to write one.
func readVerdicts(dir string) map[string]verdict {
	told := make(map[string]verdict)
	for _, name := range []string{manifestName, journalName} {
		f, err := files.Open(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			continue // it is no extraction's folder, or a finished one
		}
		for lines := newLines(f); lines.Scan(); {
			var e extractionEntry
			if json.Unmarshal(bytes.TrimSpace(lines.Bytes()), &e) == nil { // a kill may have cut it off
				e.tell(told, name == journalName)
			}
		}
		f.Close()
	}
	return told
}

// journalName is the journal's name in an extraction's folder.
const journalName = partialName + "/journal.jsonl"

// extractionEntry is what is read of a line of an extraction's manifest or journal.
type extractionEntry struct {
	Status       Status
	SHA256       string
	Output       string
	OutputSHA256 string
	Earlier      string          // the document that stands though the file is bad by now
	Error        json.RawMessage // a data set's manifest has a text
}

func (e *extractionEntry) tell(told map[string]verdict, unfinished bool) {
	var failure struct{ Message string }
	switch {
	case e.Earlier != "":
		_ = json.Unmarshal(e.Error, &failure) // without a reason it is bad, too
		told[e.Earlier] = verdict{why: errors.New("the file that it was made of gives no document any more: " + failure.Message)}
	case e.Status == "stale":
		told[e.Output] = verdict{why: errStale, source: e.SHA256}
	case e.Output != "" && unfinished:
		told[e.Output] = verdict{sha256: e.OutputSHA256}
	}
}
