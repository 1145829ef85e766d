package extract

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

var update = flag.Bool("update", false, "rewrite the goldens and the ratchet")

// goldens are the documents that are kept whole: what changes in them is to be
// read before it is recorded. They cover three forms, running on over pages
// with and without repeated headers, merged cells and turned pages.
var goldens = []string{"central3-writer", "final1-cairo", "province2-gs", "xicheng-cid", "xicheng-weasy-turned"}

const goldenDir = "../testdata/golden"

func TestGolden(t *testing.T) {
	for _, name := range goldens {
		d, err := File(t.Context(), madePath(name), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, path := lines(d.AppendJSON(nil)), filepath.Join(goldenDir, name, "want.json")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v: run go test ./extract -update and read the difference", err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %s\nrun go test ./extract -update and read the difference", name, firstDifference(got, want))
			leavePictures(t, name)
		}
	}
}

func TestNoOrphanedGolden(t *testing.T) {
	kept, err := os.ReadDir(goldenDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range kept {
		if !slices.Contains(goldens, e.Name()) {
			t.Errorf("no test reads %s", filepath.Join(goldenDir, e.Name()))
		}
	}
}

// lines breaks canonical bytes into lines, one for each cell, fact and the like,
// so that differences can be read. It adds white space only.
func lines(text []byte) []byte {
	var out []byte
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		out = append(out, c)
		switch {
		case quoted && c == '\\':
			i++
			out = append(out, text[i])
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',' && (depth <= 3 || text[i+1] == '{' && depth <= 4):
			out = append(out, '\n')
		}
	}
	return append(out, '\n')
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestMadeDocuments measures the tables of every made document against its
// truth. The figures are a ratchet: worse fails, better is to be recorded.
func TestMadeDocuments(t *testing.T) {
	const ratchet = "../testdata/made/figures.txt"
	paths, err := filepath.Glob("../testdata/made/*.truth.json")
	if err != nil || len(paths) == 0 {
		t.Fatal("no truth to measure against: ", err)
	}
	var got strings.Builder
	got.WriteString("# document: tables in truth, found exactly, named rightly, with the right header rows; tables too many\n")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		d, err := File(t.Context(), madePath(name), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkGrids(t, name, d)
		m := measure(readTruth(t, path), d.Tables)
		fmt.Fprintf(&got, "%s: %d, %d, %d, %d; %d\n", name, m.tables, m.exact, m.named, m.headed, m.extra)
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
		t.Errorf("figures differ from %s (worse is a defect, better is to be recorded with -update): %s",
			ratchet, firstDifference([]byte(got.String()), want))
	}
}

// checkGrids holds what the contract says of every table: each place of the
// grid is covered once, and cells are in order.
func checkGrids(t *testing.T, name string, d *model.Document) {
	t.Helper()
	for _, table := range d.Tables {
		covered := make(map[[2]int]bool)
		last := [2]int{-1, 0}
		for _, c := range table.Cells {
			if at := [2]int{c.Row, c.Column}; slices.Compare(at[:], last[:]) <= 0 {
				t.Errorf("%s: table %s: cell %v stands behind %v", name, table.ID, at, last)
			} else {
				last = at
			}
			if c.RowSpan < 1 || c.ColumnSpan < 1 || c.Row+c.RowSpan > table.RowCount || c.Column+c.ColumnSpan > table.ColumnCount {
				t.Errorf("%s: table %s: cell %+v leaves the grid", name, table.ID, c)
			}
			for i := range c.RowSpan {
				for j := range c.ColumnSpan {
					at := [2]int{c.Row + i, c.Column + j}
					if covered[at] {
						t.Errorf("%s: table %s: place %v is covered twice", name, table.ID, at)
					}
					covered[at] = true
				}
			}
			if len(c.Regions) == 0 {
				t.Errorf("%s: table %s: cell %d,%d is nowhere on the page", name, table.ID, c.Row, c.Column)
			}
		}
		if want := table.RowCount * table.ColumnCount; len(covered) != want || want == 0 {
			t.Errorf("%s: table %s: %d of %d places are covered", name, table.ID, len(covered), want)
		}
		if len(table.Columns) != table.ColumnCount {
			t.Errorf("%s: table %s: %d columns described, %d counted", name, table.ID, len(table.Columns), table.ColumnCount)
		}
	}
}

func readTruth(t *testing.T, path string) []model.Table {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var truth struct{ Tables []model.Table }
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	return truth.Tables
}

type figures struct{ tables, exact, named, headed, extra int }

// measure pairs tables in reading order by what most of their texts are.
func measure(truth, found []model.Table) figures {
	m := figures{tables: len(truth)}
	free := slices.Clone(found)
	for _, want := range truth {
		i := mostAlike(want, free)
		if i < 0 {
			continue
		}
		got := free[i]
		free = slices.Delete(free, i, i+1)
		if slices.Equal(filledCells(got), filledCells(want)) {
			m.exact++
		}
		if squeeze(got.Number) == squeeze(want.Number) && squeeze(got.Title) == squeeze(want.Title) && got.Unit == want.Unit {
			m.named++
		}
		if got.HeaderRows == want.HeaderRows {
			m.headed++
		}
	}
	m.extra = len(free)
	return m
}

// mostAlike returns the table that shares most cells with want, -1 where fewer than half are shared.
func mostAlike(want model.Table, among []model.Table) int {
	best, shared := -1, len(filledCells(want))/2
	texts := make(map[string]bool)
	for _, c := range want.Cells {
		texts[squeeze(c.Text)] = true
	}
	for i, t := range among {
		n := 0
		for _, c := range t.Cells {
			if c.Text != "" && texts[squeeze(c.Text)] {
				n++
			}
		}
		if n > shared {
			best, shared = i, n
		}
	}
	return best
}

// filledCells lists the cells that hold text: place, span and text without white space.
func filledCells(t model.Table) []string {
	var all []string
	for _, c := range t.Cells {
		if text := squeeze(c.Text); text != "" {
			all = append(all, fmt.Sprint(c.Row, c.Column, c.RowSpan, c.ColumnSpan, text))
		}
	}
	slices.Sort(all)
	return all
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
