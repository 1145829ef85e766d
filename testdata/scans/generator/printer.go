package main

import (
	"context"
	"fmt"
	"image"
	"io"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// printer draws pages with PDFium, which sees no file of this machine: what is printed embeds its fonts. It is for one
// goroutine at a time.
type printer struct{ instance pdfium.Pdfium }

func newPrinter(ctx context.Context) (*printer, error) {
	pool, err := webassembly.Init(webassembly.Config{Context: ctx, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, err
	}
	return &printer{instance}, nil
}

// print draws pages of a file, counted from 1.
func (p *printer) print(data []byte, first, last, dpi int) ([]*sheet, error) {
	opened, err := p.instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, err
	}
	defer p.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	var sheets []*sheet
	for page := first; page <= last; page++ {
		s, err := p.page(&requests.PageByIndex{Document: opened.Document, Index: page - 1}, dpi)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", page, err)
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

func (p *printer) page(page *requests.PageByIndex, dpi int) (*sheet, error) {
	drawn, err := p.instance.RenderPageInDPI(&requests.RenderPageInDPI{
		Page: requests.Page{ByIndex: page}, DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale,
	})
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	grey, ok := drawn.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil, fmt.Errorf("an image of another kind, %T", drawn.Result.RenderedImage)
	}
	return newSheet(grey, float64(dpi)), nil
}
