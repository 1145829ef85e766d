package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"yusuan/model"
)

// readers are tried in turn until one finds pages: our own lazy reader by the file's cross-reference, our own by a
// scan for objects, pdfcpu, which reads everything at once, and ledongthuc/pdf for what pdfcpu refuses.
//
// Over 43 real disclosures of 44 pages each, opening takes 0.25 ms a file by the first, 1.1 ms by the second, 4.7 ms by
// pdfcpu; ledongthuc/pdf opens 31 of them, in 1 ms. The values of all four agree. Of 3,000 files with a range of bytes
// cut out or overwritten, the first reads 1,349, the scan 2,839, pdfcpu 1,822 and ledongthuc/pdf 284.
var readers = [...]func(ctx context.Context, data []byte, opt Options, note func(kind model.FindingKind, detail string)) (source, error){
	func(ctx context.Context, data []byte, opt Options, note func(kind model.FindingKind, detail string)) (source, error) {
		return openFile(ctx, data, opt.Password, opt.Limits, note)
	},
	func(ctx context.Context, data []byte, opt Options, note func(kind model.FindingKind, detail string)) (source, error) {
		return openScan(ctx, data, opt.Password, opt.Limits, note)
	},
	func(ctx context.Context, data []byte, opt Options, _ func(kind model.FindingKind, detail string)) (source, error) {
		return readPDFCPU(ctx, data, opt.Password, opt.Limits)
	},
	func(ctx context.Context, data []byte, opt Options, _ func(kind model.FindingKind, detail string)) (source, error) {
		return readLedongthuc(ctx, data, opt.Limits)
	},
}

// openData makes a Document by the first reader that finds a sound page tree; of two that find none, by the one that
// finds more pages. The error is the first reader's, since the file's own cross-reference tells best what is wrong.
func openData(ctx context.Context, data []byte, opt Options) (*Document, error) {
	if !bytes.Contains(data, []byte("obj")) {
		return nil, ErrNotPDF
	}
	var best *Document
	var first error
	for i, read := range readers {
		d := newDocument(ctx, opt.Limits)
		err := guard("file", func() (err error) {
			d.src, err = read(ctx, data, opt, d.report)
			return err
		})
		if err == nil {
			_, err = d.Pages()
		}
		if best == nil && (endsReading(err) || i > 0 && errors.Is(err, ErrEncryption)) {
			return nil, err
		}
		if first == nil {
			first = err
		}
		if err == nil && (best == nil || len(d.pages) > len(best.pages)) {
			best = d
			if i > 0 {
				d.repaired(first)
			}
		}
		if best != nil && (i > 0 || !best.broken) {
			return best, nil
		}
	}
	return nil, &MalformedError{What: "file", Err: fmt.Errorf("damaged beyond repair: %w", first)}
}

// endsReading tells the errors that another reader would only meet again.
func endsReading(err error) bool {
	var limit *LimitError
	return errors.Is(err, ErrPassword) || errors.As(err, &limit) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// repaired lists why the file was not read by its cross-reference.
func (d *Document) repaired(why error) {
	kind, detail := model.FileRepaired, "the page tree leads to missing objects"
	if why != nil {
		detail = why.Error()
	}
	if errors.Is(why, errTruncated) {
		kind = model.FileTruncated
	}
	d.report(kind, detail)
}
