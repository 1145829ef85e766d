package pdf

import (
	"errors"
	"fmt"
	"strconv"
)

// ImageData returns an image's data of at most room bytes, decoded as far as its image filter (7.4.6 to 7.4.9), with that
// filter's name and parameters, or without where it has none. The caller must not change the bytes.
//
// What images take counts against no limit of the document, and an error ends nothing but this image: they are decoded one
// after the other, only where nothing else tells what a page says, and not kept.
func (d *Document) ImageData(s *Stream, room int64) (data []byte, filter Name, parms Dict, err error) {
	if err := d.failed(); err != nil {
		return nil, "", nil, err
	}
	what := "image"
	if s.Ref != (Ref{}) {
		what = "image " + strconv.Itoa(s.Ref.Number)
	}
	defer func(decoded int64) { d.decoded = decoded }(d.decoded)
	d.decoded = 0
	err = guard(what, func() (err error) {
		if raw, ok := s.source.([]byte); ok {
			data = raw
		} else if data, err = d.src.raw(s); err != nil {
			return err
		}
		data, err = d.decode(s.Dict, data, what, room, &LimitError{What: "decoded bytes of an image", Limit: room})
		return err
	})
	still, ok := errors.AsType[*imageFilterError](err)
	if !ok {
		return data, "", nil, err
	}
	names, each := d.filters(s.Dict)
	if at := len(names) - 1; names[at] != still.Filter {
		return nil, "", nil, &MalformedError{What: what, Err: fmt.Errorf("%s before %s", still.Filter, names[at])}
	}
	return data, still.Filter, d.Dict(each[len(names)-1]), nil
}
