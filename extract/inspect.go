package extract

import (
	"context"

	"yusuan/layout"
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
}

// Inspect reads a PDF as Bytes does, which sees the same and fails the same, and
// keeps what was seen on the pages that wanted tells.
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
	all := &Inspection{Document: r.understood(seen)}
	for i, p := range seen.pages {
		if !wanted(p.Number) {
			continue
		}
		r.enter(StageLayout, p.Number)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all.Pages = append(all.Pages, InspectedPage{layout.Inspect(p, settings.Default()), seen.leaves[i].Rotate})
	}
	return all, nil
}
