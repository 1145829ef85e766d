package extract

import (
	"context"

	"yusuan/model"
)

// Reading is a PDF that was read and whose tables were found. What its tables say can be told again and again, with other
// corrections each time, in a small part of the time that reading takes.
type Reading struct {
	name string
	data []byte
	opt  Options
	seen *laidOut
}

// Read reads a PDF as Bytes does, as far as its tables.
func Read(ctx context.Context, name string, data []byte, opt Options) (*Reading, error) {
	seen, err := supervised(ctx, &run{name: name, data: data, opt: opt}, (*run).laidOut)
	if err != nil {
		return nil, err
	}
	return &Reading{name, data, opt, seen}, nil
}

// Document is what the PDF says with these corrections: the same as Bytes returns. It may be called from several goroutines.
func (r *Reading) Document(ctx context.Context, corrections []model.Correction) (*model.Document, error) {
	opt := r.opt
	opt.Corrections = corrections
	return supervised(ctx, &run{name: r.name, data: r.data, opt: opt}, func(now *run, _ context.Context) (*model.Document, error) {
		return now.understood(*r.seen)
	})
}
