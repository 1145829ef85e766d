package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// serving makes this test's program a painter's process.
const serving = "YUSUAN_TEST_PAINTER"

func TestMain(m *testing.M) {
	if os.Getenv(serving) == "" {
		os.Exit(m.Run())
	}
	if err := Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func painter(t *testing.T) *Painter {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := NewPainter(Options{Cache: filepath.Join(os.TempDir(), "yusuan-test-pdfium"), Fonts: FontFolders(), Command: func() *exec.Cmd {
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), serving+"=1")
		return cmd
	}})
	t.Cleanup(p.Close)
	return p
}

func made(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Pages of several files are drawn one after the other, in their size at 110 dpi, with something on them; the same page is the
// same bytes.
func TestPictures(t *testing.T) {
	p := painter(t)
	for _, name := range []string{"final1-cairo.pdf", "xicheng-weasy-turned.pdf", "province4-weasy-aes.pdf"} {
		sizes, err := p.Open(t.Context(), made(t, name), "")
		if err != nil || len(sizes) == 0 {
			t.Fatalf("%s: %d pages, %v", name, len(sizes), err)
		}
		data, err := p.PNG(t.Context(), 2)
		if err != nil {
			t.Fatal(err)
		}
		again, err := p.PNG(t.Context(), 2)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: another picture the second time, %v", name, err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if want := sizes[1].Width * DPI / 72; float64(img.Bounds().Dx()) < want-1 || float64(img.Bounds().Dx()) > want+1 {
			t.Errorf("%s: %d pixels wide, want %.1f", name, img.Bounds().Dx(), want)
		}
		dark := 0
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128 {
					dark++
				}
			}
		}
		if dark < 1000 {
			t.Errorf("%s: %d dark pixels", name, dark)
		}
	}
}

// What is no PDF, a page that is not there and a process that dies are errors; the painter goes on.
func TestPicturesOfNothing(t *testing.T) {
	p := painter(t)
	if _, err := p.PNG(t.Context(), 1); err == nil {
		t.Error("a page was drawn of no file")
	}
	if _, err := p.Open(t.Context(), []byte("no PDF"), ""); err == nil {
		t.Error("what is no PDF was opened")
	}
	if _, err := p.PNG(t.Context(), 1); err == nil {
		t.Error("a page was drawn of what is no PDF")
	}
	if _, err := p.Open(t.Context(), made(t, "final1-cairo.pdf"), ""); err != nil {
		t.Fatal(err)
	}
	if _, err := p.PNG(t.Context(), 99); err == nil {
		t.Error("page 99 of 5 was drawn")
	}
	_ = p.process.cmd.Process.Kill()
	if _, err := p.PNG(t.Context(), 1); err == nil {
		t.Error("a dead process drew a page")
	}
	if _, err := p.PNG(t.Context(), 1); err != nil {
		t.Errorf("after a death: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := p.PNG(ended, 1); err == nil {
		t.Error("a page was drawn after the end")
	}
}

// A picture has the greys of the page, to the nearest of 16, at odd widths, too.
func TestEncode(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 33, 7))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 8)
	}
	data, err := encode(img)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 7 {
		for x := range 33 {
			got, want := color.GrayModel.Convert(decoded.At(x, y)).(color.Gray).Y, img.GrayAt(x, y).Y
			if d := int(got) - int(want); d > 8 || d < -8 {
				t.Fatalf("(%d, %d) is %d, want %d", x, y, got, want)
			}
		}
	}
}
