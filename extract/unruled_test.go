package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yusuan/model"
)

// TestUnruled measures tables that rules part into rows seldom or never: bodies between column rules, groups of records,
// sheets over pages. What was reached when they were last recorded is a ratchet, for better and worse.
func TestUnruled(t *testing.T) {
	const ratchet = "../testdata/unruled/figures.txt"
	paths, err := filepath.Glob("../testdata/unruled/*.truth.json")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	var got strings.Builder
	got.WriteString("# document: F1 of adjacency relations; of its tables: found exactly, named rightly, with the right header rows; tables too many, figures that are not printed\n")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		d, err := File(t.Context(), strings.TrimSuffix(path, ".truth.json")+".pdf", Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkGrids(t, name, d)
		truth := readTruth(t, path)
		m := measure(truth, d.Tables)
		fmt.Fprintf(&got, "%s: %.4f; of %d: %d, %d, %d; %d, %d\n", name, adjacencyF1(truth, d.Tables), m.tables, m.exact, m.named, m.headed, m.extra, len(unprinted(truth, d.Tables)))
	}
	if *update {
		if err := os.WriteFile(ratchet, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(ratchet)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("figures differ from %s (worse is a defect, better is to be recorded with -update): %s", ratchet, firstDifference([]byte(got.String()), want))
	}
}

// figure matches a cell that holds digits and their signs and nothing else.
var figure = regexp.MustCompile(`^[-–\d,.%\s]*\d[-–\d,.%\s]*$`)

// unprinted lists the figures of found tables that no cell of the truth holds: several run together, or parts of one.
// Values on two lines or a space apart are no single figure: the white space between them counts, though not its kind.
func unprinted(truth, found []model.Table) []string {
	printed := make(map[string]bool)
	for _, table := range truth {
		for _, c := range table.Cells {
			printed[strings.Join(strings.Fields(c.Text), " ")] = true
		}
	}
	var all []string
	for _, table := range found {
		for _, c := range table.Cells {
			if text := strings.Join(strings.Fields(c.Text), " "); figure.MatchString(text) && !printed[text] {
				all = append(all, text)
			}
		}
	}
	return all
}

// TestUnprinted holds the measure itself to figures that run together, apart and whole.
func TestUnprinted(t *testing.T) {
	table := func(texts ...string) []model.Table {
		var cells []model.Cell
		for _, text := range texts {
			cells = append(cells, model.Cell{Text: text})
		}
		return []model.Table{{Cells: cells}}
	}
	truth := table("合计", "1,320.50\n35.50", "811,669.97", "-2.4%")
	for text, want := range map[string]int{
		"1,320.50 35.50": 0, "1,320.50\n35.50": 0, "1,320.5035.50": 1, "1,320.50": 1,
		"811,669.97": 0, "811,669.9 7": 1, "-2.4%": 0, "合计": 0, "总计": 0, "": 0,
	} {
		if got := unprinted(truth, table(text)); len(got) != want {
			t.Errorf("%q: %d figures are not printed, want %d", text, len(got), want)
		}
	}
}
