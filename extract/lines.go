package extract

import (
	"context"
	"image"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/ocr/command"
)

// lineReader is what reads lines of print, so many at the same time, and how it ends, nil where it has no end.
func (o *Recognition) lineReader(cores int) (ocr.Reader, func() error, error) {
	switch {
	case o.reader != nil:
		return o.reader, nil, nil
	case len(o.Command) > 0:
		r := command.New(o.Command)
		return r, r.Close, nil
	}
	r, err := o.network()
	if err != nil {
		return nil, nil, &recognizerError{err}
	}
	if cores < runtime.GOMAXPROCS(0) {
		return &frugal{r, cores}, nil, nil
	}
	return r, nil, nil
}

// network is the recogniser that runs in this process.
func (o *Recognition) network() (ocr.Reader, error) {
	if o.Model == "" {
		return ocr.Default()
	}
	data, err := os.ReadFile(o.Model)
	if err != nil {
		return nil, err
	}
	return ocr.Open(data, nil)
}

// recognizerError tells that there is no recogniser, which is no fault of a file's: that of the model is not to be taken for the PDF's.
type recognizerError struct{ cause error }

func (e *recognizerError) Error() string { return e.cause.Error() }

// frugal reads no more than some lines at the same time.
type frugal struct {
	ocr.Reader
	cores int
}

// Lines implements ocr.Reader.
func (f *frugal) Lines(ctx context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	errs := make([]error, f.cores)
	var next atomic.Int64
	var readers sync.WaitGroup
	for k := range f.cores {
		readers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pictures) && errs[k] == nil; i = int(next.Add(1)) - 1 {
				var one []ocr.Line
				if one, errs[k] = f.Reader.Lines(ctx, pictures[i:i+1]); errs[k] == nil {
					lines[i] = one[0]
				}
			}
		})
	}
	readers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}
