package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"yusuan/extract"
	"yusuan/extract/picture"
	"yusuan/files"
	"yusuan/model"
)

// Source is a document and the PDF that it was made of.
type Source struct {
	Document *model.Document
	PDF      string // its path, "" where it is not there
}

// errOtherFile tells that a PDF is not the one that the document was made of.
var errOtherFile = errors.New("the PDF is another one by now than that which the document was made of")

// read returns the PDF's bytes.
func (s *Source) read() ([]byte, error) {
	data, err := extract.ReadFile(s.PDF)
	if err == nil && extract.Digest(data) != s.Document.Source.SHA256 {
		err = errOtherFile
	}
	return data, err
}

// pictures keeps the pictures of pages in a folder: those of a PDF below its digest, with the sizes of its pages beside them.
// What is there is not drawn again.
type pictures struct {
	folder   string
	password string
	painters chan *picture.Painter // those that have nothing to do
	starting sync.Mutex            // around what compiles PDFium where its cache is empty: the first one does it for all
	started  bool
}

// newPictures makes as many painters as may draw at the same time.
func newPictures(out, password string, workers int, opt picture.Options) *pictures {
	p := &pictures{folder: filepath.Join(out, "pictures"), password: password, painters: make(chan *picture.Painter, workers)}
	for range workers {
		p.painters <- picture.NewPainter(opt)
	}
	return p
}

// close ends all painters, when they have nothing to do.
func (p *pictures) close() {
	for range cap(p.painters) {
		(<-p.painters).Close()
	}
}

// with lends a painter that has the file open.
func (p *pictures) with(ctx context.Context, data []byte, do func(*picture.Painter, []picture.Size) error) error {
	select {
	case painter := <-p.painters:
		defer func() { p.painters <- painter }()
		sizes, err := p.open(ctx, painter, data)
		if err != nil {
			return err
		}
		return do(painter, sizes)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (p *pictures) open(ctx context.Context, painter *picture.Painter, data []byte) ([]picture.Size, error) {
	p.starting.Lock()
	if !p.started {
		defer p.starting.Unlock()
		sizes, err := painter.Open(ctx, data, p.password)
		p.started = err == nil
		return sizes, err
	}
	p.starting.Unlock()
	return painter.Open(ctx, data, p.password)
}

// pictureName is the path of a page's picture below the folder of all.
func pictureName(sha256 string, page int) string {
	return filepath.Join(sha256, fmt.Sprintf("%04d.png", page))
}

// has tells whether a page's picture is there.
func (p *pictures) has(sha256 string, page int) bool {
	_, err := os.Stat(filepath.Join(p.folder, pictureName(sha256, page)))
	return err == nil
}

// sizes are those of a PDF's pages in points, as they are kept, or else as PDFium tells them.
func (p *pictures) sizes(ctx context.Context, s *Source) (sizes [][2]float64, err error) {
	path := filepath.Join(p.folder, s.Document.Source.SHA256, "pages.json")
	kept, err := os.ReadFile(path)
	if err == nil && json.Unmarshal(kept, &sizes) == nil && len(sizes) == s.Document.Source.PageCount {
		return sizes, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	data, err := s.read()
	if err != nil {
		return nil, err
	}
	sizes = nil
	err = p.with(ctx, data, func(_ *picture.Painter, told []picture.Size) error {
		for _, size := range told {
			sizes = append(sizes, [2]float64{hundredths(size.Width), hundredths(size.Height)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(sizes) != s.Document.Source.PageCount {
		return nil, fmt.Errorf("PDFium sees %d pages and not %d", len(sizes), s.Document.Source.PageCount)
	}
	if kept, err = json.Marshal(sizes); err != nil {
		return nil, err
	}
	return sizes, files.Write(path, kept)
}

// draw draws the pages whose pictures are not there. What PDFium cannot draw is told by page; the error is of the folder or
// of the PDF.
func (p *pictures) draw(ctx context.Context, s *Source, pages []int) (failures []error, err error) {
	sha256 := s.Document.Source.SHA256
	pages = slices.DeleteFunc(slices.Clone(pages), func(page int) bool { return p.has(sha256, page) })
	if len(pages) == 0 {
		return nil, nil
	}
	data, err := s.read()
	if err != nil {
		return nil, err
	}
	var running sync.WaitGroup
	var mu sync.Mutex
	for part := range slices.Chunk(pages, (len(pages)+cap(p.painters)-1)/cap(p.painters)) {
		running.Go(func() {
			var undrawn []error
			broken := p.with(ctx, data, func(painter *picture.Painter, _ []picture.Size) (err error) {
				undrawn, err = p.drawWith(ctx, painter, sha256, part)
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			failures, err = append(failures, undrawn...), errors.Join(err, broken)
		})
	}
	running.Wait()
	return failures, err
}

// drawWith draws pages with a painter that has their file open.
func (p *pictures) drawWith(ctx context.Context, painter *picture.Painter, sha256 string, pages []int) (failures []error, err error) {
	for _, page := range pages {
		if ctx.Err() != nil {
			return failures, context.Cause(ctx)
		}
		if p.has(sha256, page) { // meanwhile
			continue
		}
		png, err := painter.PNG(ctx, page)
		if err != nil {
			failures = append(failures, err)
			continue
		}
		if err := files.Write(filepath.Join(p.folder, pictureName(sha256, page)), png); err != nil {
			return failures, err
		}
	}
	return failures, nil
}
