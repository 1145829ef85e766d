package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/ocr/command"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// reading is what the reader saw of a file.
type reading struct {
	info     pdf.Info
	leaves   []pdf.Page
	pages    []*page.Page
	problems []pdf.Problem
	scans    // of pages, which has their glyphs and rulings
}

// read opens the file and reads its pages one after the other: they share fonts and forms.
func (r *run) read(ctx context.Context) (_ *reading, err error) {
	r.enter(StageOpen, 0)
	doc, err := pdf.Open(ctx, r.data,
		pdf.Options{Password: r.opt.Password, Limits: pdf.Limits{FileSize: maxFileBytes}})
	if err != nil {
		return nil, err
	}
	leaves, err := doc.Pages()
	if err != nil {
		return nil, err
	}
	reader := content.NewReader(doc, font.NewLoader(doc), content.Limits{})
	recognizer := recognizer{run: r, doc: doc, content: reader, pages: len(leaves), settings: settings.Default()}
	defer func() { err = cmp.Or(err, recognizer.end()) }()
	pages := make([]*page.Page, len(leaves))
	for i, leaf := range leaves {
		r.enter(StageRead, leaf.Number)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if pages[i], err = reader.Page(ctx, leaf); err != nil {
			return nil, err
		}
		if err := recognizer.page(ctx, leaf, pages[i]); err != nil {
			return nil, err
		}
		if r.opt.OnPage != nil {
			r.opt.OnPage(i+1, len(leaves))
		}
	}
	if doc.Info().Encrypted && reader.Garbled() {
		return nil, failure(r.name, StageRead, 0, errGarbled)
	}
	return &reading{info: doc.Info(), leaves: leaves, pages: pages, problems: doc.Problems(), scans: recognizer.seen}, nil
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
