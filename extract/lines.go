package extract

import (
	"errors"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/ocr/command"
)

// lineReader is what reads lines of print, and how it ends, nil where it has no end.
func (o *Recognition) lineReader() (ocr.Reader, func() error, error) {
	switch {
	case o.reader != nil:
		return o.reader, nil, nil
	case len(o.Command) > 0:
		r := command.New(o.Command)
		return r, r.Close, nil
	}
	return nil, nil, errors.New("no recogniser yet")
}
