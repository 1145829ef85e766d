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
	"runtime"
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
	var first [4][][]Class // what the first lines are read as
	t.Run("lines", func(t *testing.T) {
		for part := range runtime.GOMAXPROCS(0) {
			t.Run(fmt.Sprint(part), func(t *testing.T) {
				t.Parallel()
				networks := networksOf(t)
				for i := part; i < lines; i += runtime.GOMAXPROCS(0) {
					want := networks.agree(t, paths, i)
					if i < len(first) {
						first[i] = want
					}
				}
			})
		}
	})
	read := sha256.New()
	for _, columns := range first {
		fmt.Fprint(read, columns)
	}
	if got := hex.EncodeToString(read.Sum(nil))[:16]; got != digest {
		t.Errorf("the first lines are read as %s, elsewhere as %s", got, digest)
	}
}

// networks are the embedded one with the plain kernels, and with all others of the machine.
type networks struct {
	reference *Network
	others    []*Network
}

func networksOf(t *testing.T) *networks {
	t.Helper()
	n := &networks{reference: embedded(t, &plain)}
	sets := all()
	for _, k := range sets[:len(sets)-1] {
		n.others = append(n.others, embedded(t, k))
	}
	return n
}

// agree reads a line with all networks, and returns what it is read as.
func (n *networks) agree(t *testing.T, paths []string, i int) [][]Class {
	t.Helper()
	width := 64 + 8*(i%9)
	picture := line(t, paths, i, width)
	want, err := n.reference.Columns(picture, 3, 48, width, 1e-5, 12)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) != width/8 {
		t.Fatalf("%d columns", len(want))
	}
	for _, o := range n.others {
		if got, err := o.Columns(picture, 3, 48, width, 1e-5, 12); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("line %d: %s reads %v, plain %v, error %v", i, o.kernels.name, got, want, err)
		}
	}
	return want
}
