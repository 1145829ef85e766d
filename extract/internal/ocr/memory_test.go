package ocr

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"
)

// counting reads how many pictures it was given so far, and fails from the third call on.
type counting struct{ pictures, calls int }

func (c *counting) Lines(_ context.Context, pictures []*image.Gray) ([]Line, error) {
	if c.calls++; c.calls > 2 {
		return nil, errors.New("no more")
	}
	lines := make([]Line, len(pictures))
	for i := range lines {
		c.pictures++
		lines[i].Confidence = float64(c.pictures)
	}
	return lines, nil
}

// Pictures are the same by their pixels and their size, wherever they lie in memory.
func TestMemory(t *testing.T) {
	whole := image.NewGray(image.Rect(0, 0, 4, 4))
	for i := range whole.Pix {
		whole.Pix[i] = uint8(i % 4)
	}
	part := func(r image.Rectangle) *image.Gray { return whole.SubImage(r).(*image.Gray) }
	wide, same, high := part(image.Rect(0, 0, 4, 2)), part(image.Rect(0, 2, 4, 4)), part(image.Rect(0, 0, 2, 4))
	m := NewMemory(&counting{})
	for _, c := range []struct {
		pictures []*image.Gray
		want     []float64
	}{
		{[]*image.Gray{wide}, []float64{1}},
		{[]*image.Gray{high, same}, []float64{2, 1}},
		{[]*image.Gray{wide, high, same}, []float64{1, 2, 1}},
	} {
		lines, err := m.Lines(t.Context(), c.pictures)
		var got []float64
		for _, l := range lines {
			got = append(got, l.Confidence)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v, error %v", got, c.want, err)
		}
	}
	if _, err := m.Lines(t.Context(), []*image.Gray{whole}); err == nil {
		t.Error("the reader's error is lost")
	}
}
