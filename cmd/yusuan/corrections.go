package main

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model/corrections"
)

// correctionsHelp tells the users of a command where corrections come from.
var correctionsHelp = say.Both(`Where people decided that something is printed otherwise than it is read, in
yusuan review, the decisions stand in corrections.jsonl beside the PDFs, or in the
folder of documents; --corrections names another file. They are applied to the
document that they were made for, and named in it.`, `有人在 yusuan review 中认定某处印的与所读的不同时，决定写在 PDF 旁边或文档文件夹里的
corrections.jsonl 中；--corrections 指定另一个文件。决定施行于所针对的文档，并在文档
中列出。`)

// correctedBefore tells the same of commands that read documents, too.
var correctedBefore = correctionsHelp.Then(say.Both(` A document that was extracted before
a decision has to be extracted again: it fails.`, `作出决定之前提取的文档须重新提取，否则失败。`))

// correctionFlags find what people decided about documents.
type correctionFlags struct {
	corrections string
	decided     *corrections.Set // nil where nobody decided anything
}

func (f *correctionFlags) define(cmd *cobra.Command, l say.Language) {
	cmd.Flags().StringVar(&f.corrections, "corrections", "", l.Format("file of corrections (default: %s beside what is given, where there is one)", "更正文件（默认为所给路径旁边的 %s，如果有）", corrections.Name))
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
			return say.Errorf("%s: %v", "%s：%v", path, files.Cause(err))
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

// documents reads documents in the order of files, as verify leaves them.
func (f *correctionFlags) documents(ctx context.Context, d *display, files []dataset.File) iter.Seq[dataset.Item] {
	return f.verified(d, dataset.Read(ctx, files))
}

// verified are documents as verify leaves them.
func (f *correctionFlags) verified(d *display, items iter.Seq[dataset.Item]) iter.Seq[dataset.Item] {
	return func(yield func(dataset.Item) bool) {
		for item := range items {
			f.verify(d, &item)
			if !yield(item) {
				return
			}
		}
	}
}

// undecided are the documents of an earlier data set that nobody decided anything about: the others may have to be taken in anew.
func (f *correctionFlags) undecided(since []dataset.Entry) []dataset.Entry {
	return slices.DeleteFunc(slices.Clone(since), func(e dataset.Entry) bool { return f.decided.Names(e.SHA256) })
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

func (c correctionsRead) Text(l say.Language) string {
	text := l.Format("%s: %d corrections of %d documents", "%s：更正 %d 条，涉及文档 %d 份", extract.Printable(l.List(c.Files)), c.Corrections, c.Documents)
	if c.Repeated > 0 {
		text += l.Format("; %d stand twice", "；%d 条重复", c.Repeated)
	}
	if c.Torn {
		text += l.Of("; the last line breaks off and is passed over", "；最后一行不完整，已略过")
	}
	return text + "\n"
}

func (c correctionsRead) Objects() []any { return []any{c} }

// twinCorrected tells of a document whose text was corrected in other bytes.
type twinCorrected struct {
	Type        string `json:"message_type"`
	Name        string `json:"name"`
	Corrections int    `json:"corrections"`
}

func (t twinCorrected) Text(l say.Language) string {
	return l.Format("%s: %d corrections are of the same text in another file, and not applied\n", "%s：有 %d 条更正针对文字相同的另一个文件，没有施行\n", extract.Printable(t.Name), t.Corrections)
}

func (t twinCorrected) Objects() []any { return []any{t} }
