package review

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"yusuan/extract"
	"yusuan/files"
	"yusuan/layout/draw"
)

// overlays keeps what the stages saw of pages, drawn to lie over their pictures, in a folder: of a PDF below its digest, and
// there below the stage. Another version of the program sees other things, so that a run begins without those of the one before.
type overlays struct {
	folder  string
	options extract.Options
}

func newOverlays(out string, options extract.Options) *overlays {
	return &overlays{filepath.Join(out, "overlays"), options}
}

// clear takes all away.
func (o *overlays) clear() error { return os.RemoveAll(o.folder) }

// overlayName is the path of a page's overlay below the folder of all.
func overlayName(sha256 string, stage draw.Stage, page int) string {
	return filepath.Join(sha256, string(stage), fmt.Sprintf("%04d.svg", page))
}

// draw reads a PDF as extract does, and draws all of its pages as stages saw them.
func (o *overlays) draw(ctx context.Context, s *Source, stages []draw.Stage) error {
	if len(stages) == 0 || s.PDF == "" {
		return nil
	}
	data, err := s.read()
	if err != nil {
		return err
	}
	options := o.options
	options.Corrections = s.Document.Corrections
	seen, err := extract.Inspect(ctx, s.PDF, data, func(int) bool { return true }, options)
	if err != nil {
		return err
	}
	for _, stage := range stages {
		for _, p := range seen.Pages {
			path := filepath.Join(o.folder, overlayName(s.Document.Source.SHA256, stage, p.Page.Number))
			if err := files.Write(path, draw.Overlay(p.Seen, seen.Document, stage)); err != nil {
				return err
			}
		}
	}
	return nil
}
