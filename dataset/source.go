package dataset

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"yusuan/files"
	"yusuan/model"
)

// Item is a document for a data set, or why there is none.
type Item struct {
	Name     string          // what the manifest calls it
	Document *model.Document // nil for one that the earlier data set has as it is, too
	SHA256   string          // of the canonical document's bytes, "" for those that were not read
	Source   string          // the digest of the file that it was made of, where there is no Document
	Err      error
}

// entry is what a manifest says of the document whatever becomes of it. The error is why it cannot be part of a data set.
func (i Item) entry() (Entry, error) {
	e := Entry{Name: i.Name, OutputSHA256: i.SHA256, SHA256: i.Source}
	if i.Err != nil || i.Document == nil {
		return e, i.Err
	}
	e.SHA256 = i.Document.Source.SHA256
	return e, i.Document.Validate()
}

// File is a file that holds a canonical document.
type File struct {
	Name string // its path below the folder that was given, with slashes
	Path string
	Size int64
	// Source is the digest of the file that the document was made of, where it is known that the earlier data set has it: it is
	// not read. "" for all others.
	Source string
}

// NewFile is the file at a path, called by its last element.
func NewFile(path string) File { return newFile(filepath.Base(path), path) }

func newFile(name, path string) File {
	f := File{Name: strings.ToValidUTF8(name, "\uFFFD"), Path: path}
	if info, err := os.Stat(path); err == nil { // reading it tells why not
		f.Size = info.Size()
	}
	return f
}

// Find returns the canonical documents below a folder, sorted by name. Other JSON
// files are not seen, and neither is what lies in the folder without. Documents in shards of an extraction are
// called as those of an extraction without shards; the shards must be a whole.
func Find(path, without string) ([]File, error) {
	skip, err := os.Stat(without)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var found []File
	parts := newParts(path)
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if info, err := e.Info(); err == nil && skip != nil && os.SameFile(info, skip) {
				return filepath.SkipDir
			}
			parts.look(p)
			return nil
		}
		if !strings.EqualFold(filepath.Ext(p), ".json") || !isDocument(p) {
			return nil
		}
		name, err := filepath.Rel(path, parts.without(p))
		found = append(found, newFile(filepath.ToSlash(name), p))
		return err
	})
	slices.SortFunc(found, func(a, b File) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path)) })
	if err == nil {
		found, err = parts.whole(found)
	}
	return found, err
}

// begins is how a canonical document begins, with or without white space.
var begins = regexp.MustCompile(`^\s*\{\s*"(corrections|disclosure)"\s*:`)

func isDocument(path string) bool {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return false
	}
	f, err := files.Open(path)
	if err != nil {
		return true // reading it tells why not
	}
	defer f.Close()
	return begins.MatchReader(bufio.NewReader(io.LimitReader(f, 256)))
}

// maxDocumentBytes limits a document: it is held in memory. A PDF of a thousand
// pages full of cells makes 50 MB.
const maxDocumentBytes = 512 << 20

// ahead is how many documents are read before they are asked for, at the same
// time: reading takes longer than making rows, and each is held in memory.
const ahead = 2

// Read reads documents in the order of files. A document that its extraction tells to be of a file that is bad or
// gone is none.
func Read(ctx context.Context, files []File) iter.Seq[Item] { return reader{}.read(ctx, files) }

// ReadSince reads documents as Read does. Of those that an earlier data set has as they are, it tells only that.
func ReadSince(ctx context.Context, all []File, since []Entry) Documents {
	r := reader{had: make(map[string]string, len(since))}
	for _, e := range since {
		if e.OutputSHA256 != "" {
			r.had[e.OutputSHA256] = e.SHA256
		}
	}
	return func(wanted func(int) bool) iter.Seq[Item] {
		if wanted == nil {
			return r.read(ctx, all)
		}
		var chosen []File
		for i, f := range all {
			if wanted(i) {
				chosen = append(chosen, f)
			}
		}
		return Read(ctx, chosen)
	}
}

// reader reads documents.
type reader struct {
	had map[string]string // of the documents that an earlier data set has: their digests, to those of their files
}

func (r reader) read(ctx context.Context, files []File) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan Item, ahead-1) // one more waits to enter it
		go func() {
			defer close(queue)
			folders := make(extractions)
			for _, f := range files {
				result := make(chan Item, 1)
				told, err := folders.verdict(f.Path)
				go func() { result <- r.item(f, told, err) }()
				select {
				case queue <- result:
				case <-ctx.Done():
					return
				}
			}
		}()
		for result := range queue {
			if !yield(<-result) {
				return
			}
		}
	}
}

func (r reader) item(f File, told verdict, err error) Item {
	if err = cmp.Or(err, told.why); err != nil {
		return Item{Name: f.Name, Source: told.source, Err: err}
	}
	if f.Source != "" {
		return Item{Name: f.Name, Source: f.Source}
	}
	data, err := readFile(f.Path)
	if err != nil {
		return Item{Name: f.Name, Err: err}
	}
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	if err := told.of(digest); err != nil {
		return Item{Name: f.Name, Err: err}
	}
	if source, ok := r.had[digest]; ok {
		return Item{Name: f.Name, SHA256: digest, Source: source}
	}
	doc, err := model.Parse(data)
	if err != nil {
		return Item{Name: f.Name, Err: err}
	}
	return Item{Name: f.Name, Document: doc, SHA256: digest}
}

func readFile(path string) ([]byte, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxDocumentBytes+1))
	if len(data) > maxDocumentBytes {
		return nil, fmt.Errorf("the document is larger than %d MiB", maxDocumentBytes>>20)
	}
	return data, err
}
