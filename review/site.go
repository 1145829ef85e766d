package review

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"

	"yusuan/extract"
	"yusuan/extract/picture"
	"yusuan/files"
	"yusuan/layout/draw"
	"yusuan/model"
)

// Options say how a site is made.
type Options struct {
	Out     string          // the site's folder
	Workers int             // how many pages are drawn at the same time, one at least
	Painter picture.Options // how
	Stages  []draw.Stage    // that can be laid over pages
	Extract extract.Options // how PDFs are read: for their overlays, and with their password for pictures
	// Done is called after each document, with what its page lacks; nil for nothing.
	Done func(doc *model.Document, lacks []error)
}

// indexName is the site's first page.
const indexName = "index.html"

// site is a folder while a site is made in it.
type site struct {
	opt      Options
	lock     *files.Lock
	pictures *pictures
	overlays *overlays
}

// Build makes the site of documents, in the order in which they come; a PDF that comes twice has one page. It holds one document
// at a time in memory. The folder must be a new one, an empty one, or an earlier site's, of which the pictures stay.
func Build(ctx context.Context, opt Options, sources iter.Seq2[Source, error]) (documents int, err error) {
	s, err := begin(opt)
	if err != nil {
		return 0, err
	}
	defer s.end()
	rows := []row{}
	made := map[string]bool{}
	for source, err := range sources {
		if err != nil {
			return len(rows), err
		}
		sha256 := source.Document.Source.SHA256
		if made[sha256] {
			continue
		}
		made[sha256] = true
		lacks, err := s.document(ctx, &source)
		if err != nil {
			return len(rows), err
		}
		if opt.Done != nil {
			opt.Done(source.Document, lacks)
		}
		rows = append(rows, newRow(source.Document))
	}
	if err := s.removeOthers(made); err != nil {
		return len(rows), err
	}
	page, err := indexPage(rows, false)
	if err != nil {
		return len(rows), err
	}
	return len(rows), files.Write(filepath.Join(opt.Out, indexName), page)
}

// begin takes the folder.
func begin(opt Options) (*site, error) {
	if err := ours(opt.Out); err != nil {
		return nil, err
	}
	lock, err := files.Hold(filepath.Join(opt.Out, ".partial"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Out, err)
	}
	s := &site{
		opt: opt, lock: lock, pictures: newPictures(opt.Out, opt.Extract.Password, opt.Workers, opt.Painter),
		overlays: newOverlays(opt.Out, opt.Extract),
	}
	if err := s.overlays.clear(); err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

func (s *site) end() {
	s.pictures.close()
	s.lock.Release()
}

// ours tells whether a folder may be written to: there is nothing in it, or a site.
func ours(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Name() {
		case "documents", "pictures", "overlays", ".partial":
		case indexName:
			page, err := os.ReadFile(filepath.Join(folder, indexName))
			if err != nil {
				return err
			}
			if !bytes.Contains(page[:min(len(page), 2048)], []byte(`content="`+generator+`"`)) {
				return fmt.Errorf("%s holds an %s of something else", folder, indexName)
			}
		default:
			return fmt.Errorf("%s holds %s, which is of no site of this program: name a folder of its own", folder, e.Name())
		}
	}
	return nil
}

// document makes the page of a document with what lies beside it, and tells what of it cannot be had.
func (s *site) document(ctx context.Context, source *Source) (lacks []error, err error) {
	sha256 := source.Document.Source.SHA256
	sizes, drawn, lacks := s.draw(ctx, source)
	d, pages := newDocumentData(source.Document, sizes)
	d.Pictures = drawn
	if err := s.overlays.draw(ctx, source, s.opt.Stages); err != nil {
		lacks = append(lacks, err)
	} else if source.PDF != "" {
		for _, stage := range s.opt.Stages {
			d.Stages = append(d.Stages, string(stage))
		}
	}
	if ctx.Err() != nil {
		return lacks, context.Cause(ctx)
	}
	page, err := documentPage(source.Document, d, pages)
	if err != nil {
		return lacks, err
	}
	return lacks, files.Write(filepath.Join(s.opt.Out, "documents", sha256+".html"), page)
}

// draw makes the pictures of a document, and tells its pages' sizes, which pages have pictures, and why others have none.
func (s *site) draw(ctx context.Context, source *Source) (sizes [][2]float64, drawn []int, lacks []error) {
	if source.PDF == "" {
		return guessedSizes(source.Document), []int{}, []error{errNoPDF}
	}
	sizes, err := s.pictures.sizes(ctx, source)
	if err != nil {
		return guessedSizes(source.Document), []int{}, []error{err}
	}
	pages := make([]int, len(sizes))
	for i := range pages {
		pages[i] = i + 1
	}
	lacks, err = s.pictures.draw(ctx, source, pages)
	if err != nil {
		lacks = append(lacks, err)
	}
	drawn = []int{}
	for _, page := range pages {
		if s.pictures.has(source.Document.Source.SHA256, page) {
			drawn = append(drawn, page)
		}
	}
	return sizes, drawn, lacks
}

// errNoPDF is why a document has no pictures, and takes no decisions.
var errNoPDF = errors.New("its PDF is not beside it: its pages have no pictures")

// guessedSizes are those of pages of which nothing is known but their cells: A4, or as large as these need.
func guessedSizes(doc *model.Document) [][2]float64 {
	sizes := make([][2]float64, doc.Source.PageCount)
	for i := range sizes {
		sizes[i] = [2]float64{595, 842}
	}
	for i := range doc.Tables {
		for _, c := range doc.Tables[i].Cells {
			for _, r := range c.Regions {
				if r.Page >= 1 && r.Page <= len(sizes) {
					size := &sizes[r.Page-1]
					size[0], size[1] = max(size[0], r.Box[2]), max(size[1], r.Box[3])
				}
			}
		}
	}
	return sizes
}

// pageFile is what the page of a document is called.
var pageFile = regexp.MustCompile(`^([0-9a-f]{64})\.html$`)

// removeOthers takes away the pages of documents that an earlier site had.
func (s *site) removeOthers(made map[string]bool) error {
	folder := filepath.Join(s.opt.Out, "documents")
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if m := pageFile.FindStringSubmatch(e.Name()); m != nil && !made[m[1]] {
			if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
