package command

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"yusuan/extract/internal/ocr"
)

// Reader reads lines by a program, which begins with the first of them. It is for one goroutine at a time.
type Reader struct {
	// DPI is the resolution of the page whose lines are read.
	DPI float64

	argv    []string
	folder  string // for pictures of lines
	process *process
	last    int // id
}

// New makes a reader of a program and its arguments, one at least.
func New(argv []string) *Reader { return &Reader{argv: argv} }

// Lines implements ocr.Reader. What is wrong with the program is an *Error.
func (r *Reader) Lines(ctx context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	if len(pictures) == 0 {
		return nil, nil
	}
	limit := time.Duration(len(pictures)) * lineTime
	if r.process == nil {
		if err := r.begin(); err != nil {
			return nil, err
		}
		limit += startTime
	}
	requests := make([]request, len(pictures))
	defer func() {
		for i := range requests {
			_ = os.Remove(requests[i].Path) // the folder goes at the end
		}
	}()
	for i, picture := range pictures {
		r.last++
		path := filepath.Join(r.folder, strconv.Itoa(r.last)+".png")
		requests[i] = request{ID: r.last, Path: path, Kind: "line", DPI: int(r.DPI + 0.5)}
		if err := write(path, picture); err != nil {
			return nil, err
		}
	}
	answers, err := r.process.batch(ctx, requests, limit)
	if err != nil {
		r.process = nil
		return nil, err
	}
	lines := make([]ocr.Line, len(pictures))
	for i := range pictures {
		a := answers[requests[i].ID]
		lines[i] = lineOf(*a.Text, *a.Confidence, pictures[i])
	}
	return lines, nil
}

func (r *Reader) begin() (err error) {
	if r.folder == "" {
		if r.folder, err = os.MkdirTemp("", "yusuan-lines-"); err != nil {
			return err
		}
	}
	r.process, err = start(r.argv)
	return err
}

// Close ends the program.
func (r *Reader) Close() error {
	if r.process != nil {
		_ = r.process.end() // it has answered what it was asked
		r.process = nil
	}
	return os.RemoveAll(r.folder)
}

func write(path string, picture *image.Gray) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	if err := png.Encode(f, picture); err != nil {
		return fmt.Errorf("picture of a line: %w", err)
	}
	return nil
}

// lineOf puts a text into its picture: a program tells nothing of where its characters stand, so that they are laid over the ink,
// those of Latin half as wide as ideographs.
func lineOf(text string, confidence float64, picture *image.Gray) ocr.Line {
	var line ocr.Line
	width := 0.0
	for _, c := range text {
		width += widthOf(c)
	}
	from, to := inked(picture)
	at := float64(from)
	for _, c := range text {
		wide := widthOf(c) / width * float64(to-from)
		line.Glyphs = append(line.Glyphs, ocr.Glyph{Text: string(c), From: at, To: at + wide, Confidence: confidence})
		at += wide
	}
	if len(line.Glyphs) > 0 {
		line.Confidence = confidence
	}
	return line
}

func widthOf(r rune) float64 {
	if r < 0x2000 {
		return 0.5
	}
	return 1
}

// inked are the first and the last column that have ink: pixels nearer to the darkest than to the lightest.
func inked(picture *image.Gray) (from, to int) {
	box := picture.Rect
	darkest, lightest := uint8(255), uint8(0)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			v := picture.GrayAt(x, y).Y
			darkest, lightest = min(darkest, v), max(lightest, v)
		}
	}
	border := uint8((int(darkest) + int(lightest)) / 2)
	from, to = box.Max.X, box.Min.X
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if picture.GrayAt(x, y).Y < border {
				from, to = min(from, x), max(to, x+1)
			}
		}
	}
	if from >= to {
		return 0, box.Dx()
	}
	return from - box.Min.X, to - box.Min.X
}
