package ocr

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/semaphore"

	"yusuan/extract/internal/ocr/infer"
	"yusuan/extract/internal/ocr/onnx"
)

// Recognizer reads lines with a network: one of PaddleOCR's recognisers, PP-OCRv4, v5 or v6. Any number of goroutines may
// use it at once. What it reads depends on nothing but the picture: not on the machine, nor on the other pictures.
type Recognizer struct {
	network *infer.Network
	classes []string            // the text of each class; of 0, the blank, none
	pixels  *semaphore.Weighted // of width that are read at a time
	cores   int                 // lines that one call reads at a time; 0 is one for each CPU
}

// mostPixels are read at a time, 48 high: each takes 18 KB of memory.
const mostPixels = mostWidth

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
	r := &Recognizer{network: network, classes: append([]string{""}, dictionary...), pixels: semaphore.NewWeighted(mostPixels)}
	switch network.Classes() - len(r.classes) {
	case 0:
	case 1:
		r.classes = append(r.classes, " ")
	default:
		return nil, fmt.Errorf("recogniser: %d classes and a dictionary of %d characters", network.Classes(), len(dictionary))
	}
	// What the network cannot compute shows on any picture.
	if _, err := r.line(context.Background(), image.NewGray(image.Rect(0, 0, leastWidth, height))); err != nil {
		return nil, err
	}
	return r, nil
}

// OpenFile makes a recogniser of a file with an ONNX model. A model that has no dictionary has it beside it, in a text
// file with the model's name and .txt behind it, a class a line.
func OpenFile(path string) (*Recognizer, error) {
	data, dictionary, err := readFiles(path)
	switch {
	case err != nil:
		return nil, err
	case dictionary == nil:
		return Open(data, nil)
	}
	return Open(data, Dictionary(string(dictionary)))
}

// readFiles reads a model and the dictionary beside it, nil where none is.
func readFiles(path string) (data, dictionary []byte, err error) {
	if data, err = os.ReadFile(path); err != nil {
		return nil, nil, err
	}
	if dictionary, err = os.ReadFile(path + ".txt"); errors.Is(err, fs.ErrNotExist) {
		return data, nil, nil
	}
	return data, dictionary, err
}

// FileDigest tells what OpenFile makes a recogniser of: the SHA-256 of the model, and that of the dictionary where one is beside it.
func FileDigest(path string) (string, error) {
	data, dictionary, err := readFiles(path)
	if err != nil {
		return "", err
	}
	digest := fmt.Sprintf("%x", sha256.Sum256(data))
	if dictionary != nil {
		digest += fmt.Sprintf(" dictionary %x", sha256.Sum256(dictionary))
	}
	return digest, nil
}

// Dictionary reads the lines of a dictionary, each of which is one class's text.
func Dictionary(text string) []string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// On is the recogniser with no more than some lines of a call read at the same time.
func (r *Recognizer) On(cores int) *Recognizer {
	on := *r
	on.cores = cores
	return &on
}

// Lines reads pictures, on all cores that it may have.
func (r *Recognizer) Lines(ctx context.Context, pictures []*image.Gray) ([]Line, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	lines := make([]Line, len(pictures))
	var next atomic.Int64
	var workers sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	if r.cores > 0 {
		cores = min(cores, r.cores)
	}
	for range min(cores, len(pictures)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(pictures)); i = next.Add(1) - 1 {
				line, err := r.line(ctx, pictures[i])
				if err != nil {
					cancel(err)
					return
				}
				lines[i] = line
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return lines, nil
}

// line reads one picture.
func (r *Recognizer) line(ctx context.Context, picture *image.Gray) (Line, error) {
	s := scale(picture)
	if s.width == 0 {
		return Line{}, ctx.Err()
	}
	if err := r.pixels.Acquire(ctx, int64(s.width)); err != nil {
		return Line{}, err
	}
	defer r.pixels.Release(int64(s.width))
	columns, err := r.network.Columns(s.floats, 3, height, s.width, leastProbability, mostClasses)
	if err != nil {
		return Line{}, fmt.Errorf("recogniser: %w", err)
	}
	return r.decode(columns, s), nil
}
