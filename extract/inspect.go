package extract

import (
	"context"

	"yusuan/layout"
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
	return supervised(ctx, &run{name: name, data: data, opt: opt, kept: wanted}, (*run).inspection)
}

func (r *run) inspection(ctx context.Context) (*Inspection, error) {
	laid, seen, err := r.inspected(ctx)
	if err != nil {
		return nil, err
	}
	rotations := make(map[int]int, len(laid.leaves))
	for _, leaf := range laid.leaves {
		rotations[leaf.Number] = leaf.Rotate
	}
	all := &Inspection{}
	for _, p := range seen {
		all.Pages = append(all.Pages, InspectedPage{p, rotations[p.Page.Number], laid.words(p.Page)})
	}
	all.Document, err = r.understood(*laid)
	return all, err
}
