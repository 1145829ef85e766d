package batch

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"yusuan/extract"
	"yusuan/model"
)

// Status is what became of a file.
type Status string

const (
	Done    Status = "done"    // its document is in the output folder
	Skipped Status = "skipped" // its document was there already; the manifest calls it done
	Failed  Status = "failed"  // it gave no document
	// Stale: its document stands, but the file that it was made of is gone from where a run looked for it,
	// or another one by now.
	Stale Status = "stale"
)

// Entry is a line of the manifest: what became of one file. It tells nothing of
// the run (no time, no worker), so that a run that was stopped and taken up
// again ends in the same bytes as one that was not.
type Entry struct {
	Name string `json:"name"`
	// Path is where the file was, seen from the output folder.
	Path         string `json:"path,omitempty"`
	SHA256       string `json:"sha256,omitempty"`
	Bytes        int    `json:"bytes,omitempty"`
	Status       Status `json:"status"`
	Output       string `json:"output,omitempty"`
	OutputSHA256 string `json:"outputSha256,omitempty"`
	Counts
	SameAs string        `json:"sameAs,omitempty"` // the first file with the same bytes
	Stage  extract.Stage `json:"stage,omitempty"`  // of the failure
	Page   int           `json:"page,omitempty"`   // of the failure
	Error  *Failure      `json:"error,omitempty"`
	// Earlier is the document that an earlier run made of a file that gives none now. It stands, and no data set takes it.
	Earlier  string   `json:"earlier,omitempty"`
	Program  string   `json:"program"`
	Settings Settings `json:"settings"`

	// Elsewhere tells that the file is of another shard: it has no status, and no manifest has it.
	Elsewhere bool `json:"-"`
	// Passed tells that the file failed in an earlier run and was left alone in this one. No manifest has it.
	Passed bool `json:"-"`
	// Seconds are those that each stage took, of a document that was made in this run. No manifest has them.
	Seconds map[extract.Stage]float64 `json:"-"`
}

// Counts say how much a document holds.
type Counts struct {
	Pages  int `json:"pages,omitempty"`
	Tables int `json:"tables,omitempty"`
	Facts  int `json:"facts,omitempty"`
	// Of the facts: what the document's own arithmetic confirms, and what it contradicts.
	Confirmed    int `json:"confirmed,omitempty"`
	Contradicted int `json:"contradicted,omitempty"`
	Indicators   int `json:"indicators,omitempty"`
	Findings     int `json:"findings,omitempty"`
	// Truncated tells that the file breaks off before its end.
	Truncated bool `json:"truncated,omitempty"`
	// Scanned is how many pages were read from their pictures, or have nothing else to be read from.
	Scanned int `json:"scanned,omitempty"`
}

// Failure is why a file gave no document.
type Failure struct {
	Code    extract.Code `json:"code"`
	Message string       `json:"message"`
}

// Settings are the options that decide a document's bytes.
type Settings struct {
	PagesApart bool        `json:"pagesApart"`
	Pretty     bool        `json:"pretty"`
	Meta       *model.Meta `json:"meta,omitempty"`
	// Corrections is the SHA-256 of the ids of what people decided about the file, one after the other; "" for nothing.
	Corrections string `json:"corrections,omitempty"`
	// OCR says which pages are read from their pictures; "" for those that need it. Recognizer names what reads their lines; "" for what is built in.
	OCR        extract.RecognizedPages `json:"ocr,omitempty"`
	Recognizer string                  `json:"recognizer,omitempty"`
}

func decisionsDigest(decided []model.Correction) string {
	if len(decided) == 0 {
		return ""
	}
	sum := sha256.New()
	for i := range decided {
		_, _ = io.WriteString(sum, decided[i].ID) // a hash takes all
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// equal tells whether a document is the same with other settings. What recognises text does not count where there are no scans.
func (s Settings) equal(o Settings, scans bool) bool {
	if !scans {
		s.Recognizer = o.Recognizer
	}
	if s.Meta == nil || o.Meta == nil {
		return s == o
	}
	told := *s.Meta == *o.Meta
	s.Meta, o.Meta = nil, nil
	return told && s == o
}

// document is the path of the document that stands for the file, of this run or an earlier one; "" for none.
func (e Entry) document() string { return cmp.Or(e.Output, e.Earlier) }

// line is the entry as the manifest and the journal hold it.
func (e *Entry) line() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(e) // strings, numbers and booleans: there is nothing to refuse
	return b.Bytes()
}

// valid tells an entry that a run may go on from: of a document it has the digests, a place within the folder and counts
// of something. An entry may come from anywhere, as a folder does.
func (e *Entry) valid() bool {
	counts := []int{e.Bytes, e.Pages, e.Tables, e.Facts, e.Confirmed, e.Contradicted, e.Indicators, e.Findings}
	switch {
	case e.Name == "" || slices.Min(counts) < 0 || e.Earlier != "" && !fs.ValidPath(e.Earlier) || e.Settings.Meta.Validate() != nil:
		return false
	case e.Status == Done, e.Status == Stale:
		return model.IsSHA256(e.SHA256) && model.IsSHA256(e.OutputSHA256) && fs.ValidPath(e.Output) && max(e.Confirmed, e.Contradicted) <= e.Facts
	}
	return e.Status == Failed
}

// readEntries returns the entries of a manifest or journal by name, the last of
// each. A line that is cut off or is no entry is passed over: its file is read again.
func (f *folder) readEntries(name string, into map[string]Entry) {
	data, err := f.root.ReadFile(name)
	if err != nil {
		return
	}
	for line := range bytes.Lines(data) {
		var e Entry
		if json.Unmarshal(line, &e) == nil && e.valid() {
			into[e.Name] = e
		}
	}
}

// writeManifest writes the entries sorted by name.
func (f *folder) writeManifest(entries []Entry) error {
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
	first := make(map[string]string, len(entries))
	var b bytes.Buffer
	for i := range entries {
		e := &entries[i]
		if e.SameAs = ""; e.SHA256 != "" {
			if name, ok := first[e.SHA256]; ok {
				e.SameAs = name
			} else {
				first[e.SHA256] = e.Name
			}
		}
		b.Write(e.line())
	}
	_ = f.root.Remove(reserveName) // what stays is cleared by the next run
	return f.write(manifestName, b.Bytes())
}

// journal keeps the entries of a run that is not finished, in the order in
// which files end. It is not synced: an entry that is lost costs time only.
type journal struct {
	mu   sync.Mutex
	file *os.File
}

func (f *folder) openJournal() (*journal, error) {
	file, err := f.root.OpenFile(journalName, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	j := &journal{file: file}
	// A line that a kill cut off must not swallow the first one of this run.
	j.append([]byte("\n"))
	return j, nil
}

// append adds a line in one write. A journal that cannot be written, on a full
// disk, is no reason to stop: the manifest says in the end whether the run failed.
func (j *journal) append(line []byte) {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, _ = j.file.Write(line)
}

func (j *journal) close() { _ = j.file.Close() }
