package ocr

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"yusuan/extract/internal/ocr/infer"
	"yusuan/extract/internal/ocr/onnx"
)

// Recognizer reads lines with a network: one of PaddleOCR's recognisers, PP-OCRv4, v5 or v6. Any number of goroutines may
// use it at once.
type Recognizer struct {
	network *infer.Network
	classes []string // the text of each class; of 0, the blank, none
}

//go:embed model/recogniser.onnx
var model []byte

// standard is the recogniser of the embedded model.
var standard = sync.OnceValues(func() (*Recognizer, error) { return Open(model, nil) })

// Default returns the recogniser that is built in: PP-OCRv6 small, see model. It is made when it is first asked for.
func Default() (*Recognizer, error) { return standard() }

// Open makes a recogniser of an ONNX model. The dictionary has the texts of its classes in their order, without the blank
// before them and the space after them; where it is nil, the model's metadata must have it, by the key `character`.
func Open(data []byte, dictionary []string) (*Recognizer, error) {
	m, err := onnx.Read(data)
	if err != nil {
		return nil, err
	}
	network, err := infer.New(m)
	if err != nil {
		return nil, fmt.Errorf("recogniser: %w", err)
	}
	if dictionary == nil {
		text, ok := m.Metadata["character"]
		if !ok {
			return nil, errors.New("recogniser: the model has no dictionary, and none is given")
		}
		dictionary = Dictionary(text)
	}
	r := &Recognizer{network: network, classes: append([]string{""}, dictionary...)}
	switch network.Classes() - len(r.classes) {
	case 0:
	case 1:
		r.classes = append(r.classes, " ")
	default:
		return nil, fmt.Errorf("recogniser: %d classes and a dictionary of %d characters", network.Classes(), len(dictionary))
	}
	// What the network cannot compute shows on any picture.
	if _, err := r.line(image.NewGray(image.Rect(0, 0, leastWidth, height))); err != nil {
		return nil, err
	}
	return r, nil
}

// Dictionary reads the lines of a dictionary, each of which is one class's text.
func Dictionary(text string) []string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// Lines reads pictures, on all cores.
func (r *Recognizer) Lines(ctx context.Context, pictures []*image.Gray) ([]Line, error) {
	lines, errs := make([]Line, len(pictures)), make([]error, len(pictures))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pictures)) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(pictures) {
					return
				}
				lines[i], errs[i] = r.line(pictures[i])
			}
		})
	}
	workers.Wait()
	if err := errors.Join(append(errs, context.Cause(ctx))...); err != nil {
		return nil, err
	}
	return lines, nil
}

// line reads one picture.
func (r *Recognizer) line(picture *image.Gray) (Line, error) {
	s := scale(picture)
	if s.width == 0 {
		return Line{}, nil
	}
	columns, err := r.network.Columns(s.floats, 3, height, s.width, leastProbability, mostClasses)
	if err != nil {
		return Line{}, fmt.Errorf("recogniser: %w", err)
	}
	return r.decode(columns, s), nil
}
