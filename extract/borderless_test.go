package extract

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/model"
)

// TestBorderless measures tables that rulings do not part into cells, printed by
// several producers, as the ICDAR 2013 competition does: by the pairs of cells
// that stand next to each other.
func TestBorderless(t *testing.T) {
	const least = 0.97
	paths, err := filepath.Glob("../testdata/borderless/*.truth.json")
	if err != nil || len(paths) < 6 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".truth.json")
		t.Run(name, func(t *testing.T) {
			d, err := File(t.Context(), strings.TrimSuffix(path, ".truth.json")+".pdf", Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkGrids(t, name, d)
			truth := readTruth(t, path)
			for _, table := range d.Tables {
				if table.Method == model.Ruled || table.Confidence >= 1 {
					t.Errorf("table %s without rulings is said to be %s with confidence %v", table.Number, table.Method, table.Confidence)
				}
			}
			if m := measure(truth, d.Tables); m.named != m.tables || m.extra != 0 {
				t.Errorf("%d of %d tables are named rightly, %d are too many", m.named, m.tables, m.extra)
			}
			if f := adjacencyF1(truth, d.Tables); f < least {
				t.Errorf("F1 of adjacency relations is %.4f, want at least %.2f", f, least)
			}
		})
	}
}

// adjacencyF1 is the harmonic mean of precision and recall of adjacency relations, pooled over the paired tables.
func adjacencyF1(truth, found []model.Table) float64 {
	pairs := paired(truth, found)
	var common, wanted, got int
	for _, table := range found {
		got += len(adjacencies(table))
	}
	for i, table := range truth {
		relations := adjacencies(table)
		wanted += len(relations)
		if j, ok := pairs[i]; ok {
			common += inBoth(relations, adjacencies(found[j]))
		}
	}
	if wanted+got == 0 {
		return 0
	}
	return 2 * float64(common) / float64(wanted+got)
}

// adjacencies lists, for every filled place of a table, the next filled place of another cell to
// the right and below, with the blank places between; each pair of cells once a direction.
func adjacencies(table model.Table) []string {
	at := make(map[[2]int]int) // index of the filled cell at a place
	for i, c := range table.Cells {
		for r := c.Row; squeeze(c.Text) != "" && r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				at[[2]int{r, k}] = i
			}
		}
	}
	var all []string
	seen := make(map[[3]int]bool)
	for r := range table.RowCount {
		for k := range table.ColumnCount {
			a, ok := at[[2]int{r, k}]
			if !ok {
				continue
			}
			for direction, step := range [2][2]int{{0, 1}, {1, 0}} {
				y, x := r+step[0], k+step[1]
				b, ok := at[[2]int{y, x}]
				for !ok && y < table.RowCount && x < table.ColumnCount {
					y, x = y+step[0], x+step[1]
					b, ok = at[[2]int{y, x}]
				}
				if pair := [3]int{a, b, direction}; ok && a != b && !seen[pair] {
					seen[pair] = true
					all = append(all, fmt.Sprintf("%s>%s %d %d", squeeze(table.Cells[a].Text), squeeze(table.Cells[b].Text), direction, y-r+x-k-1))
				}
			}
		}
	}
	return all
}

// TestAdjacencies holds the measure itself to a table small enough to count by hand.
func TestAdjacencies(t *testing.T) {
	cell := func(row, column, rows, columns int, text string) model.Cell {
		return model.Cell{Row: row, Column: column, RowSpan: rows, ColumnSpan: columns, Text: text}
	}
	table := model.Table{RowCount: 3, ColumnCount: 2, Cells: []model.Cell{
		cell(0, 0, 1, 2, "收入"), cell(1, 0, 1, 1, "项目"), cell(1, 1, 1, 1, ""), cell(2, 0, 1, 1, "合计"), cell(2, 1, 1, 1, "5"),
	}}
	// 收入 stands over 项目, and over 5 with one blank between; 项目 over 合计; 合计 beside 5.
	if got := len(adjacencies(table)); got != 4 {
		t.Errorf("%d relations, want 4: %q", got, adjacencies(table))
	}
	if f := adjacencyF1([]model.Table{table}, []model.Table{table}); f != 1 {
		t.Errorf("a table measured against itself has F1 %v", f)
	}
	shifted := table
	shifted.Cells = append([]model.Cell(nil), table.Cells...)
	shifted.Cells[4].Row, shifted.Cells[2].Row = 1, 2
	if f := adjacencyF1([]model.Table{table}, []model.Table{shifted}); f >= 1 {
		t.Errorf("a cell in the wrong row goes unnoticed: F1 %v", f)
	}
}
