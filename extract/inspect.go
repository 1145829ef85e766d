package extract

import (
	"context"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// Inspection is what the stages saw of a file, beside the document that came of it.
type Inspection struct {
	Document *model.Document
	Pages    []InspectedPage // those that were asked for, in order
}

// InspectedPage is what the stages saw of one page.
type InspectedPage struct {
	*layout.Seen
	// Rotate is the page's own /Rotate, 0, 90, 180 or 270: what is seen is as displayed after it.
	Rotate int
	// Scan tells in words what was seen of the picture that the page was read from; "" where it was not.
	Scan string
}

// Inspect reads a PDF as Bytes does, in the same run of the same stages, and
// keeps what these saw on the pages that wanted tells.
func Inspect(ctx context.Context, name string, data []byte, wanted func(page int) bool, opt Options) (*Inspection, error) {
	return supervised(ctx, &run{name: name, data: data, opt: opt}, func(r *run, ctx context.Context) (*Inspection, error) {
		return r.inspection(ctx, wanted)
	})
}

func (r *run) inspection(ctx context.Context, wanted func(page int) bool) (*Inspection, error) {
	seen, err := r.read(ctx)
	if err != nil {
		return nil, err
	}
	all := &Inspection{}
	rotations := make(map[int]int, len(seen.leaves))
	for _, leaf := range seen.leaves {
		rotations[leaf.Number] = leaf.Rotate
	}
	r.enter(StageLayout, 0)
	tables := 0
	found := r.tables(seen.pages, func(pages []*page.Page, s *settings.Settings) *layout.Result {
		found, kept := layout.Inspected(pages, s, wanted)
		for _, p := range kept {
			for i := range p.Parts {
				p.Parts[i].Table += tables // those of pages by themselves are counted anew
			}
			all.Pages = append(all.Pages, InspectedPage{p, rotations[p.Page.Number], seen.words(p.Page)})
		}
		tables += len(found.Tables)
		return found
	})
	all.Document, err = r.understood(&laidOut{seen, found})
	return all, err
}
