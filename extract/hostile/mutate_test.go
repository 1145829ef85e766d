package hostile_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"yusuan/extract"
	"yusuan/extract/hostile"
	"yusuan/model"
)

// values takes one of the repository's PDFs apart.
func values(t *testing.T, data []byte) *hostile.Values {
	t.Helper()
	v, err := hostile.Read(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func made(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A file that is taken apart and written says what it said: with objects in streams, encrypted, damaged.
func TestWrittenValuesAreTheFile(t *testing.T) {
	for _, name := range []string{"final1-cairo", "final2-objstm-noxref", "province4-weasy-aes", "xicheng-cid"} {
		said := func(data []byte) []byte {
			d, err := extract.Bytes(t.Context(), name+".pdf", data, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Facts) == 0 {
				t.Errorf("%s: no facts", name)
			}
			d.Source, d.Findings = model.Source{}, nil // the file's own
			return d.AppendJSON(nil)
		}
		data := made(t, name)
		if written := values(t, data).Write(rand.New(rand.NewPCG(1, 1))); !bytes.Equal(said(written), said(data)) {
			t.Errorf("%s: another document", name)
		}
	}
}

// The same random numbers make the same file, and others another one; what it is made of stays.
func TestMutationsAreTheirNumbers(t *testing.T) {
	v := values(t, made(t, "xicheng-cid"))
	plain := v.Write(rand.New(rand.NewPCG(1, 1)))
	seen := make(map[string]bool)
	for i := range uint64(50) {
		first, what := v.Mutate(rand.New(rand.NewPCG(i, 1)))
		again, same := v.Mutate(rand.New(rand.NewPCG(i, 1)))
		if !bytes.Equal(first, again) || what != same {
			t.Errorf("%d: %s made two files", i, what)
		}
		seen[string(first)] = true
	}
	if len(seen) < 45 {
		t.Errorf("%d files of 50", len(seen))
	}
	if !bytes.Equal(v.Write(rand.New(rand.NewPCG(1, 1))), plain) {
		t.Error("the values changed")
	}
}
