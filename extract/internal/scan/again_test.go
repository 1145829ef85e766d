package scan

import (
	"context"
	"image"
	"slices"
	"testing"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// lineOf is a line whose glyphs were recognised with some confidences.
func lineOf(text string, confidences ...float64) ocr.Line {
	var l ocr.Line
	for i, r := range []rune(text) {
		sure := confidences[min(i, len(confidences)-1)]
		l.Glyphs = append(l.Glyphs, ocr.Glyph{Text: string(r), From: 20 * float64(i), To: 20 * float64(i+1), Confidence: sure})
		l.Confidence += sure / float64(len([]rune(text)))
	}
	return l
}

// twice reads the first line of all as one text, and when it is asked again as another one.
type twice struct {
	first, second ocr.Line
	again         []image.Point // sizes of the pictures that are read again
}

func (r *twice) Lines(_ context.Context, pictures []*image.Gray) ([]ocr.Line, error) {
	lines := make([]ocr.Line, len(pictures))
	for i := range lines {
		lines[i] = lineOf("预算", 0.99)
	}
	if len(pictures) == 9 {
		lines[0] = r.first
	} else if len(pictures) == 1 {
		lines[0], r.again = r.second, append(r.again, pictures[0].Rect.Size())
	}
	return lines, nil
}

// A line with an unsure character is read again. The other reading takes its place where it is half as doubtful and as long, and
// is what the line may say otherwise in any case.
func TestUnsureLinesAreReadAgain(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second ocr.Line
		want          string
		others        []string
		again         int
	}{
		{"sure", lineOf("群众满意", 0.9), lineOf("群从满意", 1), "群众满意", nil, 0},
		{"surer the second time", lineOf("群从满意", 1, 0.5), lineOf("群众满意", 1, 0.9), "群众满意", []string{"群从满意"}, 1},
		{"hardly surer", lineOf("群众满意", 1, 0.5), lineOf("群从满意", 1, 0.6), "群众满意", []string{"群从满意"}, 1},
		{"the same again", lineOf("群众满意", 1, 0.5), lineOf("群众满意", 1), "群众满意", nil, 1},
		{"a character less", lineOf("1-一般", 1, 0.5), lineOf("1一般", 1), "1-一般", []string{"1一般"}, 1},
		{"a speck less", lineOf("经费·", 1, 0.9, 0.2), lineOf("径费", 1), "径费", []string{"经费·"}, 1},
		{"unsure white space", lineOf("预算 表", 1, 1, 0.4, 1), lineOf("预算表", 1), "预算表", nil, 0},
		{"a corner", lineOf("7", 0.3), lineOf("L", 1), "7", []string{"L"}, 1},
		{"nothing again", lineOf("1", 0.3), ocr.Line{}, "1", nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &twice{first: c.first, second: c.second}
			got, err := Read(t.Context(), drawn(0), page.Rect{X1: 432, Bottom: 288}, r, Default())
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, ch := range got.Chars {
				if ch.Run == 0 && ch.Flags&page.Space == 0 {
					text += ch.Text
				}
			}
			var others []string
			for _, o := range got.Lines[0].Others {
				others = append(others, o.Text)
			}
			if text != c.want || !slices.Equal(others, c.others) || len(r.again) != c.again {
				t.Errorf("%q, or %q, read again %d times; want %q, %q, %d", text, others, len(r.again), c.want, c.others, c.again)
			}
		})
	}
}
