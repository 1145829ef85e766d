package extract

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"yusuan/extract/internal/content"
)

// minPages is how many pages a reader must have for its start to be worth it: it opens the file and its fonts anew.
const minPages = 4

// errApart says that pages cannot be read at the same time: what one of them shows depends on those before it, or may.
var errApart = errors.New("the pages are to be read one after the other")

// together reads the pages at the same time, by several readers each of which opens the file for itself. It gives what
// oneByOne gives, or an error: where anything was forgiven of what pages share, the page on which it is told is the first
// one that meets it, where one reader's share of a limit is used up the limit itself may be, and of two errors it is
// not known which comes first. Sound files have none of it; the others are read again.
func (r *run) together(ctx context.Context, count int) (pages *seen, garbled bool, err error) {
	readers := min(r.opt.Readers, count/minPages)
	if readers < 2 {
		return nil, false, errApart
	}
	pages = newSeen(count)
	files := make([]*source, readers)
	var next atomic.Int64
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var working sync.WaitGroup
	for n := range files {
		working.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					stop(&panicError{Value: p, Stack: debug.Stack()})
				}
			}()
			file, err := r.open(ctx)
			for err == nil {
				i := int(next.Add(1)) - 1
				if i >= count {
					break
				}
				if err = r.page(ctx, file, i, pages); err == nil && !file.reader.Independent(readers) {
					err = errApart
				}
			}
			if files[n] = file; err != nil {
				stop(err)
			}
		})
	}
	working.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, false, err
	}
	all := make([]*content.Reader, readers)
	for n := range files {
		all[n] = files[n].reader
	}
	return pages, content.Garbled(all...), nil
}
