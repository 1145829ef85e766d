package ocr

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yusuan/extract/internal/ocr/infer"
)

// drawn is a picture of a line with what it says and where its glyphs' middles are.
type drawn struct {
	picture *image.Gray
	text    string
	middles []float64
}

// drawnLines are the pictures of testdata, which lines.py drew.
func drawnLines(t testing.TB) (lines []drawn) {
	t.Helper()
	file, err := os.Open("testdata/lines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for rows := bufio.NewScanner(file); rows.Scan(); {
		cells := strings.Split(rows.Text(), "\t")
		line := drawn{picture: readPicture(t, filepath.Join("testdata", cells[0])), text: cells[1]}
		for field := range strings.FieldsSeq(cells[2]) {
			middle, err := strconv.ParseFloat(field, 64)
			if err != nil {
				t.Fatal(err)
			}
			line.middles = append(line.middles, middle)
		}
		lines = append(lines, line)
	}
	return lines
}

func readPicture(t testing.TB, path string) *image.Gray {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoded, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewGray(decoded.Bounds())
	draw.Draw(picture, picture.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	return picture
}

func pictures(lines []drawn) (all []*image.Gray) {
	for _, l := range lines {
		all = append(all, l.picture)
	}
	return all
}

func reader(t testing.TB) *Recognizer {
	t.Helper()
	r, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The embedded model is the one that the script made.
func TestModelDigest(t *testing.T) {
	want, err := os.ReadFile("model/sha256")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(model); hex.EncodeToString(sum[:]) != strings.TrimSpace(string(want)) {
		t.Errorf("the model's digest is %x, not %s", sum, want)
	}
}

func TestLines(t *testing.T) {
	drawn := drawnLines(t)
	lines, err := reader(t).Lines(t.Context(), pictures(drawn))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		if line.Text() != drawn[i].text {
			t.Errorf("line %d is read %q with confidence %v, and says %q", i, line.Text(), line.Confidence, drawn[i].text)
		}
		if line.Confidence < 0.8 || line.Confidence > 1 {
			t.Errorf("line %d: confidence %v", i, line.Confidence)
		}
	}
}

// Each glyph's middle lies within a third of the line's height of where it was drawn, glyphs don't overlap, and they
// lie in the picture.
func TestPlaces(t *testing.T) {
	drawn := drawnLines(t)
	lines, err := reader(t).Lines(t.Context(), pictures(drawn))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		at, height, width := 0.0, float64(drawn[i].picture.Bounds().Dy()), float64(drawn[i].picture.Bounds().Dx())
		texts := []rune(drawn[i].text)
		if len(line.Glyphs) != len(texts) {
			t.Errorf("line %d has %d glyphs, not %d", i, len(line.Glyphs), len(texts))
			continue
		}
		for j, g := range line.Glyphs {
			if g.From < at || g.To <= g.From || g.To > width {
				t.Errorf("line %d: glyph %d (%s) from %.1f to %.1f, after %.1f, width %v", i, j, g.Text, g.From, g.To, at, width)
			}
			at = g.To
			if off := (g.From+g.To)/2 - drawn[i].middles[j]; off > height/3 || off < -height/3 {
				t.Errorf("line %d: glyph %d (%s) is %.1f from its place, height %v", i, j, g.Text, off, height)
			}
		}
	}
}

// blurred is a picture made unclear: every pixel the mean of those around.
func blurred(picture *image.Gray, reach int) *image.Gray {
	b := picture.Bounds()
	to := image.NewGray(b)
	for y := range b.Dy() {
		for x := range b.Dx() {
			sum, n := 0, 0
			for v := max(0, y-reach); v <= min(b.Dy()-1, y+reach); v++ {
				for u := max(0, x-reach); u <= min(b.Dx()-1, x+reach); u++ {
					sum += int(picture.GrayAt(u, v).Y)
					n++
				}
			}
			to.Pix[to.PixOffset(x, y)] = uint8(sum / n)
		}
	}
	return to
}

// A number so unclear that it is read wrong is among the other readings, as long as it can be guessed at all.
func TestOthersHaveTheTruth(t *testing.T) {
	wrong := 0
	for _, d := range drawnLines(t)[:8] {
		for _, reach := range []int{3, 4} {
			lines, err := reader(t).Lines(t.Context(), []*image.Gray{blurred(d.picture, reach)})
			if err != nil {
				t.Fatal(err)
			}
			line := lines[0]
			if line.Text() == d.text {
				continue
			}
			wrong++
			if !slices.ContainsFunc(line.Others, func(o Reading) bool { return o.Text == d.text }) {
				t.Errorf("%s is read %s, or %v", d.text, line.Text(), line.Others)
			}
			if line.Confidence > 0.95 {
				t.Errorf("%s is read %s with confidence %v", d.text, line.Text(), line.Confidence)
			}
		}
	}
	if wrong == 0 {
		t.Error("every number is read right: the pictures are not unclear")
	}
}

// What is read does not depend on the pictures read with it, and nothing is read of pictures without print.
func TestLinesByThemselves(t *testing.T) {
	drawn := drawnLines(t)
	drawn = drawn[:5]
	all := append(pictures(drawn), image.NewGray(image.Rect(0, 0, 0, 0)), blank(200, 40), blank(1, 1), blank(300, 9))
	together, err := reader(t).Lines(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range all {
		alone, err := reader(t).Lines(t.Context(), []*image.Gray{p})
		if err != nil {
			t.Fatal(err)
		}
		if alone[0].Text() != together[i].Text() || alone[0].Confidence != together[i].Confidence || !slices.Equal(alone[0].Others, together[i].Others) {
			t.Errorf("line %d: %+v alone, %+v with others", i, alone[0], together[i])
		}
		if i >= len(drawn) && alone[0].Text() != "" {
			t.Errorf("a blank picture says %q", alone[0].Text())
		}
	}
}

func blank(width, height int) *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, width, height))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	return picture
}

func TestLinesStop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader(t).Lines(ctx, pictures(drawnLines(t))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// The texts of the pictures in a folder, for testdata/readback.py.
func TestLinesOfFolder(t *testing.T) {
	folder := os.Getenv("YUSUAN_LINES")
	if folder == "" {
		t.Skip("no folder given")
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil || len(paths) == 0 {
		t.Fatal(len(paths), err)
	}
	var all []*image.Gray
	for _, path := range paths {
		all = append(all, readPicture(t, path))
	}
	lines, err := reader(t).Lines(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.Text())
	}
	data, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "texts.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSearch(t *testing.T) {
	// Two places: the blank and a glyph, the glyph and another one. Paths that write the same add up.
	columns := [][]infer.Class{{{Index: 0, Probability: 0.6}, {Index: 1, Probability: 0.4}}, {{Index: 1, Probability: 0.7}, {Index: 2, Probability: 0.3}}}
	r := &Recognizer{classes: []string{"", "甲", "乙"}}
	var got []string
	for _, c := range search(columns) {
		got = append(got, fmt.Sprintf("%s %.2f", r.text(c.prefix), c.all()))
	}
	if want := []string{"甲 0.70", "乙 0.18", "甲乙 0.12"}; !slices.Equal(got, want) {
		t.Errorf("texts %q, want %q", got, want)
	}
}

// Equal glyphs are two where a blank is between them, and one where none is.
func TestBestPath(t *testing.T) {
	var columns [][]infer.Class
	for _, index := range []int{0, 5, 5, 0, 5, 6, 6, 6, 0} {
		columns = append(columns, []infer.Class{{Index: index, Probability: 0.9}})
	}
	want := []spike{{5, 1, 3, 0.9}, {5, 4, 5, 0.9}, {6, 5, 8, 0.9}}
	if got := bestPath(columns); !slices.Equal(got, want) {
		t.Errorf("spikes %v, want %v", got, want)
	}
}

func BenchmarkLines(b *testing.B) {
	r, all := reader(b), pictures(drawnLines(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Lines(b.Context(), all); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*len(all)), "ms/line")
}
