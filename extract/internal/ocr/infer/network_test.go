package infer

import (
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
			grey := float32(picture.GrayAt(x*picture.Bounds().Dy()/48, y*picture.Bounds().Dy()/48).Y)
			to = append(to, grey/127.5-1+float32(random.NormFloat64())*0.1)
		}
	}
	return append(append(to, to...), to...)
}

// All kernels of the machine read the same, to the last bit: a few lines, or a thousand.
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
	if len(others) == 0 {
		t.Skip("the machine has the plain kernels alone")
	}
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
		for _, n := range others {
			if got, err := n.Columns(picture, 3, 48, width, 1e-5, 12); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("line %d: %s reads %v, plain %v, error %v", i, n.kernels.name, got, want, err)
			}
		}
	}
}
