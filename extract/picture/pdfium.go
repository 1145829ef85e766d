package picture

import (
	"context"
	"fmt"
	"image"
	"io"
	"os"
	"slices"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// DPI is the resolution of pictures: the smallest print of disclosures, 5 pt, can be read in them.
const DPI = 110

const (
	// largest is how many pixels the longer side of a picture has at most: a page of A0 has 5150. What a file calls a larger
	// page has a coarser picture.
	largest = 6000
	// memoryPages limits what PDFium takes, in pages of 64 KiB: 1 GiB. The file's bytes are in it, 256 MiB at most.
	memoryPages = 16384
)

// Size is a page's size in points, as displayed.
type Size struct{ Width, Height float64 }

// engine is PDFium, with one file at the most.
type engine struct {
	pool     pdfium.Pool
	instance pdfium.Pdfium // nil without a file
	document requests.PageByIndex
}

// newEngine compiles PDFium, or takes it from the cache where that is one.
func newEngine(ctx context.Context, cache string, fonts []string) (*engine, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling). // as PDFium is compiled
		WithMemoryLimitPages(memoryPages)
	if cache != "" {
		if err := os.MkdirAll(cache, 0o777); err != nil {
			return nil, err
		}
		kept, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(kept)
	}
	root := wazero.NewFSConfig() // without it, go-pdfium gives the whole machine to PDFium
	for i, folder := range fonts[:min(len(fonts), len(fontPlaces))] {
		root = root.WithReadOnlyDirMount(folder, fontPlaces[i])
	}
	pool, err := webassembly.Init(webassembly.Config{Context: ctx, MaxTotal: 1, FSConfig: root, RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	return &engine{pool: pool}, nil
}

// open opens a file, in the place of the one before, and returns its pages' sizes. What PDFium held of that is given back.
func (e *engine) open(ctx context.Context, data []byte, password string) ([]Size, error) {
	if e.instance != nil {
		err := e.instance.Close()
		e.instance = nil
		if err != nil {
			return nil, err
		}
	}
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, err
	}
	e.instance = instance
	request := &requests.OpenDocument{File: &data}
	if password != "" {
		request.Password = &password
	}
	opened, err := instance.OpenDocument(request)
	if err != nil {
		return nil, err
	}
	e.document.Document = opened.Document
	n, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, err
	}
	sizes := make([]Size, n.PageCount)
	for i := range sizes {
		if sizes[i], err = e.size(i); err != nil {
			return nil, err
		}
	}
	return sizes, nil
}

// size is that of a page, by its index.
func (e *engine) size(index int) (Size, error) {
	s, err := e.instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: e.document.Document, Index: index})
	if err != nil {
		return Size{}, err
	}
	return Size{s.Width, s.Height}, nil
}

// draw makes the picture of a page of the open file, by its index, grey at DPI.
func (e *engine) draw(index int) ([]byte, error) {
	drawn, err := e.render(index, DPI, requests.RenderImageFormatGrayscale)
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	grey, ok := drawn.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil, otherKind(drawn)
	}
	return encode(grey)
}

// paint makes the picture of a page, in colours: four bytes a pixel.
func (e *engine) paint(index, dpi int) (*image.RGBA, error) {
	drawn, err := e.render(index, dpi, requests.RenderImageFormatRGBA)
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	painted, ok := drawn.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, otherKind(drawn)
	}
	return &image.RGBA{Pix: slices.Clone(painted.Pix), Stride: painted.Stride, Rect: painted.Rect}, nil // the room is PDFium's
}

func (e *engine) render(index, dpi int, format requests.RenderImageFormat) (*responses.RenderPageInDPI, error) {
	size, err := e.size(index)
	if err != nil {
		return nil, err
	}
	page := e.document
	page.Index = index
	return e.instance.RenderPageInDPI(&requests.RenderPageInDPI{
		Page:        requests.Page{ByIndex: &page},
		DPI:         max(1, min(dpi, int(largest*72/max(size.Width, size.Height, 1)))),
		RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		ImageFormat: format,
	})
}

func otherKind(drawn *responses.RenderPageInDPI) error {
	return fmt.Errorf("PDFium made an image of another kind, %T", drawn.Result.RenderedImage)
}
