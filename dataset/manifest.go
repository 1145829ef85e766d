package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"yusuan/model"
)

// manifestName is the manifest's name in the data set's folder.
const manifestName = "manifest.jsonl"

// Status is what became of a document.
type Status string

const (
	Done      Status = "done"      // its rows are in the data set
	Duplicate Status = "duplicate" // another document of the same file is
	Present   Status = "present"   // the earlier data set has it
	Failed    Status = "failed"    // it is no document, or breaks what documents promise
	// No manifest has these: what leaves the earlier data set is only told.
	Replaced Status = "replaced" // another document has its name, or its file was extracted anew
	Removed  Status = "removed"  // its file is gone
)

// Entry is a line of the manifest: what became of one document.
type Entry struct {
	Name         string `json:"name"`
	SHA256       string `json:"sha256,omitempty"` // of the file that was published
	Status       Status `json:"status"`
	OutputSHA256 string `json:"outputSha256,omitempty"` // of the canonical document
	SameAs       string `json:"sameAs,omitempty"`       // the document that was taken in its place
	Error        string `json:"error,omitempty"`
	// Row is the document's row of documents, of one whose rows are in the data set.
	Row json.RawMessage `json:"row,omitempty"`
}

// line is the entry as the manifest holds it.
func (e *Entry) line() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(e) // strings only: there is nothing to refuse
	return b.Bytes()
}

func newLines(r io.Reader) *bufio.Scanner {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24) // names, errors and rows are short, but lists of pages may have some KiB
	return lines
}

// ReadManifest reads the manifest of a data set, or of an extraction, for
// Options.Since: the documents that are done in it.
func ReadManifest(r io.Reader) ([]Entry, error) {
	entries, err := readEntries(r)
	if err != nil {
		return nil, err
	}
	return doneOf(entries), nil
}

// doneOf are the entries of documents whose rows are in the data set.
func doneOf(entries []Entry) []Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Status != Done || e.SHA256 == "" })
}

// readEntries reads all entries of a manifest.
func readEntries(r io.Reader) ([]Entry, error) {
	var all []Entry
	lines := newLines(r)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		// An extraction's error is an object.
		var told struct {
			Entry
			Error json.RawMessage `json:"error"`
		}
		if err := json.Unmarshal(line, &told); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		_ = json.Unmarshal(told.Error, &told.Entry.Error)
		if err := validStatus(told.Status, told.SHA256, told.OutputSHA256); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		all = append(all, told.Entry)
	}
	return all, lines.Err()
}

// validStatus tells what is wrong with a manifest's line: that of an extraction tells of skipped and stale files, too.
func validStatus(s Status, digests ...string) error {
	if !slices.Contains([]Status{Done, Duplicate, Present, Failed, "skipped", "stale"}, s) {
		return fmt.Errorf("status is %q", s)
	}
	for _, digest := range digests {
		if digest != "" && !model.IsSHA256(digest) {
			return fmt.Errorf("sha256 is %q", digest)
		}
	}
	return nil
}
