package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/ocr/command"
	"yusuan/extract/internal/pdf"
	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// reading is what was seen of a file.
type reading struct {
	info     pdf.Info
	leaves   []pdf.Page
	problems []pdf.Problem
	sights   []sight // of its pages
	scans            // of these
}

// seen is what was seen of the pages, which themselves are let go as soon as they are laid out.
type seen struct {
	sights []sight
	views  []*layout.View
}

func newSeen(pages int) *seen {
	return &seen{make([]sight, pages), make([]*layout.View, pages)}
}

// source is an open file with what reads its pages, one after the other: they share fonts and forms.
type source struct {
	run    *run
	doc    *pdf.Document
	leaves []pdf.Page
	reader *content.Reader
	room   page.Room // for the glyphs of tables
}

func (r *run) open(ctx context.Context) (*source, error) {
	doc, err := pdf.Open(ctx, r.data,
		pdf.Options{Password: r.opt.Password, Limits: pdf.Limits{FileSize: maxFileBytes}})
	if err != nil {
		return nil, err
	}
	leaves, err := doc.Pages()
	if err != nil {
		return nil, err
	}
	return &source{run: r, doc: doc, leaves: leaves, reader: content.NewReader(doc, font.NewLoader(doc), content.Limits{})}, nil
}

// read opens the file, reads its pages and finds what stands on each.
func (r *run) read(ctx context.Context) (_ *reading, _ []*layout.View, err error) {
	r.enter(StageOpen, 0)
	since := time.Now()
	file, err := r.open(ctx)
	r.opt.Times.Add(StageOpen, since)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = cmp.Or(err, r.recognizer.end()) }()
	pages, garbled, err := r.together(ctx, len(file.leaves))
	if err != nil {
		pages, err = r.oneByOne(ctx, file)
		garbled = content.Garbled(file.reader)
	}
	if err != nil {
		return nil, nil, err
	}
	out := &reading{info: file.doc.Info(), leaves: file.leaves, problems: file.doc.Problems(), sights: pages.sights, scans: r.recognizer.seen}
	if out.info.Encrypted && garbled {
		return nil, nil, failure(r.name, StageRead, 0, errGarbled)
	}
	return out, pages.views, nil
}

// oneByOne reads the pages one after the other.
func (r *run) oneByOne(ctx context.Context, file *source) (*seen, error) {
	pages := newSeen(len(file.leaves))
	r.passed = 0
	for i := range file.leaves {
		if err := r.page(ctx, file, i, pages); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// page reads the i-th page and finds what stands on it.
func (r *run) page(ctx context.Context, file *source, i int, to *seen) error {
	leaf := file.leaves[i]
	r.enter(StageRead, leaf.Number)
	if err := ctx.Err(); err != nil {
		return err
	}
	since := time.Now()
	p, err := file.reader.Page(ctx, leaf)
	if err != nil {
		return err
	}
	settings := settings.Default()
	unreadable := unreadableDetail(p)
	if why := needOf(p, unreadable, r.opt.OCR.Pages, settings); why != notNeeded {
		if err := r.recognizer.page(ctx, file, leaf, p, why); err != nil {
			return err
		}
		unreadable = unreadableDetail(p)
	}
	r.tellUnread(p, unreadable, settings)
	r.pass(len(file.leaves))
	since = r.opt.Times.Add(StageRead, since)
	r.enter(StageLayout, leaf.Number)
	keep := r.kept != nil && r.kept(p.Number)
	if keep {
		p.Chars, p.Rulings = slices.Clone(p.Chars), slices.Clone(p.Rulings)
	}
	to.sights[i], to.views[i] = sightOf(p, unreadable, settings), layout.See(p, &file.room, settings, keep)
	r.opt.Times.Add(StageLayout, since)
	return nil
}

// tellUnread tells of a page that says nothing, or nothing that can be read, and is not read from its picture.
func (r *run) tellUnread(p *page.Page, unreadable string, s *settings.Settings) {
	if r.opt.OnUnread == nil || r.opt.OCR.Pages != Never {
		return
	}
	if why := needOf(p, unreadable, Auto, s); why == withoutText || why == unreadableText {
		r.telling.Lock()
		defer r.telling.Unlock()
		r.opt.OnUnread(p.Number)
	}
}

// errGarbled says that a file's key fits, and what it decrypts is noise all the same.
var errGarbled = fmt.Errorf("%w: what was decrypted makes no content", pdf.ErrEncryption)

// readerCode names the reason of an error of the PDF reader.
func readerCode(err error) Code {
	if _, ok := errors.AsType[*pdf.LimitError](err); ok {
		return OverLimit
	}
	if _, ok := errors.AsType[*pdf.MalformedError](err); ok {
		return Damaged
	}
	if _, ok := errors.AsType[*command.Error](err); ok {
		return Recognizer
	}
	if _, ok := errors.AsType[*recognizerError](err); ok {
		return Recognizer
	}
	switch {
	case errors.Is(err, pdf.ErrNotPDF):
		return NotPDF
	case errors.Is(err, pdf.ErrPassword):
		return Password
	case errors.Is(err, pdf.ErrEncryption):
		return Encryption
	case errors.Is(err, errTooLarge):
		return OverLimit
	}
	return Unclassified
}
