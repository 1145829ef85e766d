package ocr

import (
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// smallModel is a recogniser of four classes, see testdata/small.py.
func smallModel(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/small.onnx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpen(t *testing.T) {
	data := smallModel(t)
	if _, err := Open(data, nil); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		data       []byte
		dictionary []string
		want       string
	}{
		"nothing":                    {nil, nil, "no graph"},
		"no model":                   {[]byte("%PDF-1.7 and so on"), nil, "ONNX model"},
		"its half":                   {data[:len(data)/2], nil, "ONNX model: damaged"},
		"too small a dictionary":     {data, []string{"甲"}, "4 classes and a dictionary of 1 characters"},
		"too large a dictionary":     {data, []string{"甲", "乙", "丙", "丁"}, "4 classes and a dictionary of 4 characters"},
		"without a dictionary":       {[]byte(strings.Replace(string(data), "character", "chbracter", 1)), nil, "no dictionary"},
		"with an operator not known": {[]byte(strings.Replace(string(data), "HardSwish", "SoftSwish", 1)), nil, `the operator "SoftSwish" is not known`},
	} {
		if _, err := Open(c.data, c.dictionary); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

// A model without a dictionary has it beside it.
func TestOpenFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.onnx")
	if err := os.WriteFile(path, []byte(strings.Replace(string(smallModel(t)), "character", "chbracter", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFile(path); err == nil || !strings.Contains(err.Error(), "no dictionary") {
		t.Errorf("without a dictionary: error %v", err)
	}
	alone, err := FileDigest(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".txt", []byte("丙\r\n丁\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if both, err := FileDigest(path); err != nil || both == alone || !strings.HasPrefix(both, alone) {
		t.Errorf("digests %s alone, %s with a dictionary, error %v", alone, both, err)
	}
	r, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"", "丙", "丁", " "}; !slices.Equal(r.classes, want) {
		t.Errorf("classes %q, want %q", r.classes, want)
	}
	if _, err := OpenFile(path + ".gone"); !os.IsNotExist(err) {
		t.Errorf("no file: error %v", err)
	}
	if _, err := FileDigest(path + ".gone"); !os.IsNotExist(err) {
		t.Errorf("no file: error %v", err)
	}
}

// A damaged model is an error or another model, never a panic, and what it makes of pictures neither.
func TestDamagedModels(t *testing.T) {
	data, picture := smallModel(t), image.NewGray(image.Rect(0, 0, 150, 31))
	random := rand.New(rand.NewPCG(1, 8))
	failed := 0
	for range 600 {
		damaged := slices.Clone(data)
		for range 1 + random.IntN(3) {
			damaged[random.IntN(len(damaged))] = byte(random.IntN(256))
		}
		if !opens(t, damaged, picture) {
			failed++
		}
	}
	for n := 0; n < len(data); n += 37 {
		if opens(t, data[:n], picture) {
			t.Errorf("the first %d bytes of a model are one", n)
		}
	}
	if failed < 100 {
		t.Errorf("only %d damaged models failed", failed)
	}
}

func opens(t *testing.T, data []byte, picture *image.Gray) bool {
	r, err := Open(data, nil)
	if err != nil {
		return false
	}
	_, err = r.Lines(t.Context(), []*image.Gray{picture})
	return err == nil
}

func FuzzOpen(f *testing.F) {
	f.Add(smallModel(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		opens(t, data, image.NewGray(image.Rect(0, 0, 150, 31)))
	})
}
