package pdf

import (
	"bytes"
	"errors"
)

// open tries the readers in turn until one finds a page: our own by the cross-reference, our own by a scan for
// objects, then pdfcpu, then ledongthuc/pdf.
func (d *Document) open(data []byte, password string) error {
	if !bytes.Contains(data, []byte("obj")) {
		return ErrNotPDF
	}
	var first error
	for _, try := range []func() (source, error){
		func() (source, error) { return openFile(d.ctx, data, password, d.limits, d.report) },
		func() (source, error) { return openScan(d.ctx, data, password, d.limits, d.report) },
		func() (source, error) { return readPDFCPU(d.ctx, data, password, d.limits) },
		func() (source, error) { return readLedongthuc(d.ctx, data, d.limits) },
	} {
		var src source
		err := guard("file", func() (err error) {
			src, err = try()
			return err
		})
		if err == nil {
			d.src = src
			clear(d.objects)
			d.paged = false
			if _, err = d.Pages(); err == nil {
				return nil
			}
		}
		var limit *LimitError
		if errors.Is(err, ErrPassword) || errors.As(err, &limit) || d.ctx.Err() != nil {
			return err
		}
		if first == nil {
			first = err
		}
		d.info.Repaired = true
	}
	return first
}
