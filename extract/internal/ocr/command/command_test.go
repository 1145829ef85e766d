package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The test program is a recogniser, one that behaves or not.
const behaviour = "YUSUAN_TEST_RECOGNISER"

func TestMain(m *testing.M) {
	if how := os.Getenv(behaviour); how != "" {
		recognise(how)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// recognise answers with the width of each line's picture and its number.
func recognise(how string) {
	in := bufio.NewScanner(os.Stdin)
	var kept []string
	for in.Scan() {
		if how == "hangs" {
			time.Sleep(time.Hour)
		}
		var r request
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			panic(err)
		}
		f, err := os.Open(r.Path)
		if err != nil {
			panic(err)
		}
		picture, err := png.DecodeConfig(f)
		if err != nil {
			panic(err)
		}
		f.Close()
		said := fmt.Sprintf(`{"id":%d,"text":"%d %s %d","conf":0.5}`, r.ID, picture.Width, r.Kind, r.DPI)
		switch how {
		case "backwards": // two at a time
			if kept = append(kept, said); len(kept) < 2 {
				continue
			}
			said = kept[1] + "\n" + kept[0]
			kept = nil
		case "dies":
			fmt.Fprintln(os.Stderr, "out of luck\n\nat last")
			os.Exit(3)
		case "ends":
			return
		case "no JSON":
			said = "Loading model…"
		case "no text":
			said = fmt.Sprintf(`{"id":%d,"conf":0.5}`, r.ID)
		case "too sure":
			said = fmt.Sprintf(`{"id":%d,"text":"","conf":1.5}`, r.ID)
		case "another id":
			said = `{"id":77,"text":"","conf":1}`
		case "twice":
			said += "\n" + said
		case "endless":
			said = strings.Repeat("x", 2*maxAnswer)
		}
		fmt.Println(said)
	}
}

func reader(t *testing.T, how string) *Reader {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(behaviour, how)
	r := New([]string{program, "one argument"})
	r.DPI = 199.6
	t.Cleanup(func() {
		folder := r.folder
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(folder); folder != "" && err == nil {
			t.Error("the folder of pictures is left")
		}
	})
	return r
}

func blank(widths ...int) (all []*image.Gray) {
	for _, w := range widths {
		all = append(all, image.NewGray(image.Rect(0, 0, w, 8)))
	}
	return all
}

// Lines come in their order, whatever that of the answers; a program lives for several batches.
func TestLines(t *testing.T) {
	for _, how := range []string{"behaves", "backwards"} {
		r := reader(t, how)
		for range 2 {
			lines, err := r.Lines(t.Context(), blank(10, 20, 30, 40))
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for i := range lines {
				said = append(said, lines[i].Text())
			}
			if want := []string{"10 line 200", "20 line 200", "30 line 200", "40 line 200"}; !slices.Equal(said, want) || lines[0].Confidence != 0.5 {
				t.Errorf("%s: %q, %v", how, said, lines[0].Confidence)
			}
		}
		if left, err := os.ReadDir(r.folder); err != nil || len(left) > 0 {
			t.Errorf("%s: %d pictures are left, %v", how, len(left), err)
		}
	}
}

// What a program does wrong is told in one line, with the last that it said itself.
func TestErrors(t *testing.T) {
	for how, want := range map[string]string{
		"dies":       "it ended before it had answered all lines (exit status 3): at last",
		"ends":       "it ended before it had answered all lines",
		"no JSON":    `it answers what is no JSON object a line: "Loading model…"`,
		"no text":    `an answer lacks id, text or conf: "{\"id\":1,\"conf\":0.5}"`,
		"too sure":   "the conf of an answer is 1.5, and not from 0 to 1",
		"another id": "it answers line 77, which was not asked or is answered",
		"twice":      "it answers line 1, which was not asked or is answered",
		"endless":    "its answer cannot be read: bufio.Scanner: token too long",
	} {
		r := reader(t, how)
		_, err := r.Lines(t.Context(), blank(10, 20))
		if e, ok := errors.AsType[*Error](err); !ok || e.What != want {
			t.Errorf("%s: %v", how, err)
		}
	}
	r := New([]string{"no-such-program"})
	_, err := r.Lines(t.Context(), blank(10))
	if e, ok := errors.AsType[*Error](err); !ok || !strings.Contains(err.Error(), "no-such-program: it cannot be started") {
		t.Errorf("%v, %v", e, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// A program that hangs is killed: when the file's time is over, or the batch's.
func TestHangs(t *testing.T) {
	r := reader(t, "hangs")
	over := errors.New("over")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 200*time.Millisecond, fmt.Errorf("%w: %w", over, context.DeadlineExceeded))
	defer cancel()
	if _, err := r.Lines(ctx, blank(10)); !errors.Is(err, over) {
		t.Errorf("%v", err)
	}
	p, err := start(r.argv)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.batch(t.Context(), []request{{ID: 1, Path: "x"}}, 100*time.Millisecond)
	if e, ok := errors.AsType[*Error](err); !ok || e.What != "1 lines were not answered within 100ms" {
		t.Errorf("%v", err)
	}
}

func TestWords(t *testing.T) {
	for line, want := range map[string][]string{
		"tesseract-lines":                 {"tesseract-lines"},
		"  python3  -u 'my program.py' x": {"python3", "-u", "my program.py", "x"},
		`a "b 'c" d""e '' \n $HOME`:       {"a", "b 'c", "de", "", `\n`, "$HOME"},
	} {
		if got, err := Words(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", line, got, err)
		}
	}
	for _, line := range []string{"", "  ", "a 'b", `"`, "'' a"} {
		if got, err := Words(line); err == nil {
			t.Errorf("%s: %q", line, got)
		}
	}
}

// Characters of a text are laid over the ink of its line, ideographs twice as wide as digits.
func TestLineOf(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 100, 10))
	for i := range picture.Pix {
		if x := i % 100; x < 20 || x >= 80 {
			picture.Pix[i] = 255
		}
	}
	line := lineOf("预12", 0.7, picture)
	ends := []float64{20, 50, 65, 80}
	for i, g := range line.Glyphs {
		if g.From != ends[i] || g.To != ends[i+1] || g.Confidence != 0.7 {
			t.Errorf("%+v", g)
		}
	}
	if none := lineOf("", 0.7, picture); none.Confidence != 0 || none.Glyphs != nil {
		t.Errorf("%+v", none)
	}
}
