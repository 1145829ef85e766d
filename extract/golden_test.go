package extract

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
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

// A golden records what came out, not that it is right. verified.tsv beside it names the tables whose cells were
// held against something else, with their digest: page, by eye against the page's picture, or arithmetic, where
// every amount of the table stands in a sum that holds. A table that changes has to be verified again.
func TestGoldensAreWhatWasVerified(t *testing.T) {
	for _, name := range goldens {
		tables := goldenTables(t, name)
		text, err := os.ReadFile(filepath.Join(goldenDir, name, "verified.tsv"))
		if err != nil {
			t.Error(err)
			continue
		}
		by := make(map[string]int)
		verified := make(map[string]bool)
		for line := range strings.Lines(string(text)) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if fields[0] == "table" {
				continue // the names of the columns
			}
			if len(fields) != 4 || fields[1] != "page" && fields[1] != "arithmetic" {
				t.Errorf("%s: %q is no mark: want a table, page or arithmetic, the digest of its cells, and what was looked at", name, line)
				continue
			}
			i := slices.IndexFunc(tables, func(t model.Table) bool { return t.ID == fields[0] })
			if i < 0 {
				t.Errorf("%s: %s is verified and not there", name, fields[0])
				continue
			}
			if digest := cellDigest(tables[i]); digest != fields[2] {
				t.Errorf("%s: %s is no longer what was verified by %s (%s): verify it again and put its digest %s, or take the mark away",
					name, fields[0], fields[1], fields[3], digest)
			}
			by[fields[1]]++
			verified[fields[0]] = true
		}
		t.Logf("%s: of %d tables %d were read on the page and %d are confirmed by arithmetic; %d are only recorded",
			name, len(tables), by["page"], by["arithmetic"], len(tables)-len(verified))
	}
}

func goldenTables(t *testing.T, name string) []model.Table {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(goldenDir, name, "want.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d model.Document
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	return d.Tables
}

// cellDigest is of what can be seen of a table's cells: their places, spans and texts.
func cellDigest(t model.Table) string {
	var b strings.Builder
	for _, c := range t.Cells {
		fmt.Fprintf(&b, "%d %d %d %d %s\n", c.Row, c.Column, c.RowSpan, c.ColumnSpan, squeeze(c.Text))
	}
	return Digest([]byte(b.String()))[:12]
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
	got.WriteString("# document: tables in truth, found exactly, named rightly, with the right header rows; cells with text, right in place, span and text; tables too many\n")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		d, err := File(t.Context(), madePath(name), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkGrids(t, name, d)
		m := measure(readTruth(t, path), d.Tables)
		fmt.Fprintf(&got, "%s: %d, %d, %d, %d; %d, %d; %d\n", name, m.tables, m.exact, m.named, m.headed, m.cells, m.right, m.extra)
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

type figures struct{ tables, exact, named, headed, cells, right, extra int }

// measure compares tables with those that were found for them.
func measure(truth, found []model.Table) figures {
	pairs := paired(truth, found)
	m := figures{tables: len(truth), extra: len(found) - len(pairs)}
	for i, want := range truth {
		cells := filledCells(want)
		m.cells += len(cells)
		j, ok := pairs[i]
		if !ok {
			continue
		}
		got := found[j]
		m.right += inBoth(cells, filledCells(got))
		if got.RowCount == want.RowCount && got.ColumnCount == want.ColumnCount && slices.Equal(filledCells(got), cells) {
			m.exact++
		}
		if squeeze(got.Number) == squeeze(want.Number) && squeeze(got.Title) == squeeze(want.Title) && got.Unit == want.Unit {
			m.named++
		}
		if got.HeaderRows == want.HeaderRows {
			m.headed++
		}
	}
	return m
}

// paired finds the table that was found for each of the truth, by their numbers: the most alike first, each
// once, those in the same order before others. Tables are alike by the cells that they share in place, and by
// the texts that they share anywhere: a row too many moves all others.
func paired(truth, found []model.Table) map[int]int {
	const least = 0.2 // of the texts
	type pair struct {
		alike float64
		i, j  int
	}
	var all []pair
	for i, want := range truth {
		for j, got := range found {
			if texts := shared(cellTexts(want), cellTexts(got)); texts >= least {
				all = append(all, pair{texts + shared(filledCells(want), filledCells(got)), i, j})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(max(a.i-a.j, a.j-a.i), max(b.i-b.j, b.j-b.i)))
	})
	pairs, taken := make(map[int]int), make(map[int]bool)
	for _, p := range all {
		if _, ok := pairs[p.i]; !ok && !taken[p.j] {
			pairs[p.i], taken[p.j] = p.j, true
		}
	}
	return pairs
}

// shared is the share of two lists that is in both, from 0 to 1.
func shared(a, b []string) float64 { return 2 * float64(inBoth(a, b)) / float64(max(1, len(a)+len(b))) }

// inBoth counts what is in both lists; what is twice in both counts twice.
func inBoth(a, b []string) int {
	count := make(map[string]int)
	for _, s := range a {
		count[s]++
	}
	both := 0
	for _, s := range b {
		if count[s] > 0 {
			count[s]--
			both++
		}
	}
	return both
}

// cellTexts lists the texts of a table's cells, wherever they stand.
func cellTexts(t model.Table) []string {
	var all []string
	for _, c := range t.Cells {
		if text := squeeze(c.Text); text != "" {
			all = append(all, text)
		}
	}
	return all
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

// TestPairing holds the measure to the table that once had its truth taken away by a larger one with the same texts.
func TestPairing(t *testing.T) {
	table := func(rows int, text func(row int) string) model.Table {
		m := model.Table{RowCount: rows, ColumnCount: 1}
		for row := range rows {
			m.Cells = append(m.Cells, model.Cell{Row: row, RowSpan: 1, ColumnSpan: 1, Text: text(row)})
		}
		return m
	}
	small := table(3, func(row int) string { return fmt.Sprint("a", row) })
	large := table(30, func(row int) string { return fmt.Sprint("a", 29-row) })
	pushed := table(4, func(row int) string { return fmt.Sprint("a", row-1) })
	other := table(3, func(row int) string { return fmt.Sprint("b", row) })
	for name, test := range map[string]struct {
		truth, found []model.Table
		want         map[int]int
	}{
		"a larger table with the same texts": {[]model.Table{small, large}, []model.Table{large, small}, map[int]int{0: 1, 1: 0}},
		"a row too many":                     {[]model.Table{small}, []model.Table{large, pushed}, map[int]int{0: 1}},
		"equal tables, in order":             {[]model.Table{small, small}, []model.Table{small, small}, map[int]int{0: 0, 1: 1}},
		"nothing alike":                      {[]model.Table{small}, []model.Table{other}, map[int]int{}},
	} {
		if got := paired(test.truth, test.found); !maps.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	if m := measure([]model.Table{small}, []model.Table{pushed, other}); m != (figures{tables: 1, named: 1, headed: 1, cells: 3, extra: 1}) {
		t.Errorf("figures %+v", m)
	}
}
