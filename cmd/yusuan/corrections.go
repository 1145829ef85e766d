package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model/corrections"
)

// correctionsHelp tells the users of a command where corrections come from.
const correctionsHelp = `Where people decided that something is printed otherwise than it is read, in
yusuan review, the decisions stand in corrections.jsonl beside the PDFs, or in the
folder of documents; --corrections names another file. They are applied to the
document that they were made for, and named in it.`

// correctionFlags find what people decided about documents.
type correctionFlags struct {
	corrections string
	decided     *corrections.Set // nil where nobody decided anything
}

func (f *correctionFlags) define(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.corrections, "corrections", "", "file of corrections (default: "+corrections.Name+" beside what is given, where there is one)")
}

// readCorrections reads the file that is named, or those beside the paths that a command was given, and tells of them.
func (f *correctionFlags) readCorrections(d *display, paths ...string) error {
	found := correctionsRead{Type: "corrections"}
	if f.corrections != "" {
		found.Files = []string{f.corrections}
	} else {
		found.Files = correctionsBeside(paths)
	}
	if len(found.Files) == 0 {
		return nil
	}
	f.decided = corrections.NewSet()
	for _, path := range found.Files {
		if err := addCorrections(f.decided, path); err != nil {
			return fmt.Errorf("%s: %w", path, files.Cause(err))
		}
	}
	found.Corrections, found.Documents = f.decided.Counts()
	found.Repeated, found.Torn = f.decided.Repeated, f.decided.Torn
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tell(found)
	return nil
}

func addCorrections(set *corrections.Set, path string) error {
	file, err := files.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return set.Add(file)
}

// correctionsBeside are the files of corrections in the folders among paths and beside what is no folder, each once.
func correctionsBeside(paths []string) []string {
	var found []string
	for _, path := range batch.Paths(paths) {
		if path == batch.Stdin || path == "" {
			continue
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			path = filepath.Dir(path)
		}
		file := filepath.Join(path, corrections.Name)
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || slices.ContainsFunc(found, func(other string) bool { return sameFile(other, file) }) {
			continue
		}
		found = append(found, file)
	}
	slices.Sort(found)
	return found
}

func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// verify puts an error in the place of a document that was extracted before what is decided about it by now, and tells of
// one whose text was decided about in other bytes.
func (f *correctionFlags) verify(d *display, item *dataset.Item) {
	if f.decided == nil || item.Document == nil {
		return
	}
	if err := f.decided.Stale(item.Document); err != nil {
		*item = dataset.Item{Name: item.Name, Err: err}
		return
	}
	if n := f.decided.Twins(item.Document); n > 0 && len(f.decided.Of(item.Document.Source.SHA256)) == 0 {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.tell(twinCorrected{"twin", item.Name, n})
	}
}

// correctionsRead tells which corrections there are.
type correctionsRead struct {
	Type        string   `json:"message_type"`
	Files       []string `json:"files"`
	Corrections int      `json:"corrections"`
	Documents   int      `json:"documents"`
	Repeated    int      `json:"repeated,omitempty"` // lines that say again what others say
	Torn        bool     `json:"torn,omitempty"`     // a last line breaks off
}

func (c correctionsRead) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d corrections of %d documents", extract.Printable(strings.Join(c.Files, ", ")), c.Corrections, c.Documents)
	if c.Repeated > 0 {
		fmt.Fprintf(&b, "; %d stand twice", c.Repeated)
	}
	if c.Torn {
		b.WriteString("; the last line breaks off and is passed over")
	}
	b.WriteByte('\n')
	return b.String()
}

func (c correctionsRead) Objects() []any { return []any{c} }

// twinCorrected tells of a document whose text was corrected in other bytes.
type twinCorrected struct {
	Type        string `json:"message_type"`
	Name        string `json:"name"`
	Corrections int    `json:"corrections"`
}

func (t twinCorrected) Text() string {
	return fmt.Sprintf("%s: %d corrections are of the same text in another file, and not applied\n", extract.Printable(t.Name), t.Corrections)
}

func (t twinCorrected) Objects() []any { return []any{t} }
