package extract

import (
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
	return r.On(cores), nil, nil
}

// network is the recogniser that runs in this process.
func (o *Recognition) network() (*ocr.Recognizer, error) {
	if o.Model == nil {
		return ocr.Default()
	}
	return o.Model.network()
}

// recognizerError tells that there is no recogniser, which is no fault of a file's: that of the model is not to be taken for the PDF's.
type recognizerError struct{ cause error }

func (e *recognizerError) Error() string { return e.cause.Error() }
