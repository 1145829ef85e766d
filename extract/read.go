package extract

import (
	"context"
	"errors"
	"fmt"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/extract/internal/scan"
	"yusuan/layout/page"
)

// reading is what the reader saw of a file.
type reading struct {
	info     pdf.Info
	leaves   []pdf.Page
	pages    []*page.Page
	problems []pdf.Problem
	// scanned holds, by page number, what was read of pages from their pictures: pages has their glyphs and rulings.
	scanned map[int]*scan.Page
}

// read opens the file and reads its pages one after the other: they share fonts and forms.
func (r *run) read(ctx context.Context) (*reading, error) {
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
	pages := make([]*page.Page, len(leaves))
	for i, leaf := range leaves {
		r.enter(StageRead, leaf.Number)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if pages[i], err = reader.Page(ctx, leaf); err != nil {
			return nil, err
		}
		if r.opt.OnPage != nil {
			r.opt.OnPage(i+1, len(leaves))
		}
	}
	if doc.Info().Encrypted && reader.Garbled() {
		return nil, failure(r.name, StageRead, 0, errGarbled)
	}
	return &reading{info: doc.Info(), leaves: leaves, pages: pages, problems: doc.Problems()}, nil
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
