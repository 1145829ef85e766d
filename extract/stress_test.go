package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestStress measures documents made to be hard, each for a reason of its own, against floors: what was
// reached when they were last recorded. Worse fails; better passes, and -update raises the floors to it.
func TestStress(t *testing.T) {
	const floors = "../testdata/stress/floors.txt"
	paths, err := filepath.Glob("../testdata/stress/*.truth.json")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	least := readFloors(t, floors)
	var reached strings.Builder
	reached.WriteString("# document: F1 of adjacency relations, tables found exactly, named rightly, with the right header rows; tables too many\n")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		floor, known := least[name]
		delete(least, name)
		d, err := File(t.Context(), strings.TrimSuffix(path, ".truth.json")+".pdf", Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkGrids(t, name, d)
		truth := readTruth(t, path)
		m, f := measure(truth, d.Tables), adjacencyF1(truth, d.Tables)
		fmt.Fprintf(&reached, "%s: %.4f, %d, %d, %d; %d\n", name, f, m.exact, m.named, m.headed, m.extra)
		if *update {
			continue
		}
		if !known {
			t.Errorf("%s has no floor: run go test ./extract -run TestStress -update", name)
		}
		const rounding = 0.00005
		if f < floor.adjacency-rounding || m.exact < floor.exact || m.named < floor.named || m.headed < floor.headed || m.extra > floor.extra {
			t.Errorf("%s: adjacency %.4f, %d exact, %d named, %d headed, %d too many of %d tables, want at least %+v", name, f, m.exact, m.named, m.headed, m.extra, m.tables, floor)
		}
	}
	if *update {
		if err := os.WriteFile(floors, []byte(reached.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range least {
		t.Errorf("%s has a floor and no document", name)
	}
}

// floor is the least that is to be reached on a document, and the most tables too many.
type floor struct {
	adjacency            float64
	exact, named, headed int
	extra                int
}

// readFloors reads the floors by document: lines of a name, a colon and figures. Without a file there are none.
func readFloors(t *testing.T, path string) map[string]floor {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	out := make(map[string]floor)
	for line := range strings.Lines(string(text)) {
		name, figures, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.FieldsFunc(figures, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
		if len(fields) != 5 {
			t.Fatalf("%s: %q is no floor", path, line)
		}
		f, err := strconv.ParseFloat(fields[0], 64)
		var n [4]int
		for i := range n {
			if err == nil {
				n[i], err = strconv.Atoi(fields[i+1])
			}
		}
		if err != nil {
			t.Fatalf("%s: %q: %v", path, line, err)
		}
		out[name] = floor{f, n[0], n[1], n[2], n[3]}
	}
	return out
}
