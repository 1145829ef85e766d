package pdf

import (
	"bytes"
	"context"
	"fmt"
)

// A meteredReader gives a library the bytes of a file, and no more of them in total than an honest file needs: a file
// that refers to the same bytes over and over would otherwise keep the library busy or fill the memory.
type meteredReader struct {
	bytes.Reader
	ctx  context.Context
	left int64
}

func newMeteredReader(ctx context.Context, data []byte) *meteredReader {
	m := &meteredReader{ctx: ctx, left: maxReread + 4*int64(len(data))}
	m.Reset(data)
	return m
}

func (m *meteredReader) spend(n int) error {
	if err := m.ctx.Err(); err != nil {
		return fmt.Errorf("read file: %w", err)
	}
	if m.left -= int64(n); m.left < 0 {
		return &LimitError{What: "bytes read again", Limit: maxReread}
	}
	return nil
}

func (m *meteredReader) Read(b []byte) (int, error) {
	n, err := m.Reader.Read(b)
	if limit := m.spend(n); limit != nil {
		return 0, limit
	}
	return n, err
}

func (m *meteredReader) ReadAt(b []byte, offset int64) (int, error) {
	n, err := m.Reader.ReadAt(b, offset)
	if limit := m.spend(n); limit != nil {
		return 0, limit
	}
	return n, err
}
