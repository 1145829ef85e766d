package infer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"yusuan/extract/internal/ocr/onnx"
)

// embedded is the network that the program has, with the given kernels.
func embedded(t *testing.T, k *kernels) *Network {
	t.Helper()
	data, err := os.ReadFile("../model/recogniser.onnx")
	if err != nil {
		t.Fatal(err)
	}
	m, err := onnx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	n.kernels = k
	return n
}

// line is one of the pictures of lines, 48 pixels high, with noise.
func line(t *testing.T, paths []string, i, width int) []float32 {
	t.Helper()
	file, err := os.Open(paths[i%len(paths)])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoded, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	picture := decoded.(*image.Gray)
	random := rand.New(rand.NewPCG(uint64(i), 18))
	to := make([]float32, 0, 3*48*width)
	for y := range 48 {
		for x := range width {
			grey := int(picture.GrayAt(x*picture.Bounds().Dy()/48, y*picture.Bounds().Dy()/48).Y) + random.IntN(41) - 20
			to = append(to, float32(grey)/127.5-1)
		}
	}
	return append(append(to, to...), to...)
}

// digest is that of what the first four lines are read as, on every machine.
const digest = "8cf5dbb84800047e"

// All kernels of the machine read the same, to the last bit: a few lines, or a thousand. And so do all machines.
func TestNetworksAgree(t *testing.T) {
	paths, err := filepath.Glob("../testdata/line*.png")
	if err != nil || len(paths) < 20 {
		t.Fatal(len(paths), err)
	}
	lines := 4
	if os.Getenv("YUSUAN_FULL") != "" {
		lines = 1000
	}
	sets := all()
	reference := embedded(t, &plain)
	var others []*Network
	for _, k := range sets[:len(sets)-1] {
		others = append(others, embedded(t, k))
	}
	read := sha256.New()
	for i := range lines {
		width := 64 + 8*(i%9)
		picture := line(t, paths, i, width)
		want, err := reference.Columns(picture, 3, 48, width, 1e-5, 12)
		if err != nil {
			t.Fatal(err)
		}
		if len(want) != width/8 {
			t.Fatalf("%d columns", len(want))
		}
		if i < 4 {
			fmt.Fprint(read, want)
		}
		for _, n := range others {
			if got, err := n.Columns(picture, 3, 48, width, 1e-5, 12); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("line %d: %s reads %v, plain %v, error %v", i, n.kernels.name, got, want, err)
			}
		}
	}
	if got := hex.EncodeToString(read.Sum(nil))[:16]; got != digest {
		t.Errorf("the first lines are read as %s, elsewhere as %s", got, digest)
	}
}
