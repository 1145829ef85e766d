package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yusuan/extract"
	"yusuan/model"
)

// sourceNames are the documents that are printed, below testdata: spreadsheets, text documents, web pages, tables that lie
// sideways, several tables on a page, horizontal rulings alone, and three lines.
var sourceNames = []string{
	"made/xicheng-calc", "made/xicheng-chromium", "made/xicheng-weasy-turned", "made/final1-cairo", "made/final2-objstm-noxref",
	"made/province1-calc-repeat", "made/province3-two-on-page", "made/province4-weasy-aes", "made/central1-wkhtml", "made/central4-hlines",
	"borderless/weasy-threeline",
}

// truth is what a document prints. Members that only some scorers know are kept as they are.
type truth struct {
	ID         string  `json:"id"`
	Family     string  `json:"family"`
	FiscalYear int     `json:"fiscalYear"`
	Publisher  string  `json:"publisher"`
	Kind       string  `json:"kind"`
	Tables     []table `json:"tables"`
	Scan       *told   `json:"scan,omitempty"`
}

type table struct {
	Number      string      `json:"number"`
	Title       string      `json:"title"`
	Unit        string      `json:"unit"`
	HeaderRows  int         `json:"headerRows"`
	RowCount    int         `json:"rowCount"`
	ColumnCount int         `json:"columnCount"`
	Cells       []truthCell `json:"cells"`
	Pages       []int       `json:"pages,omitempty"` // of the scan
	// Covered are the cells of which a person cannot read all, since a dark seal lies over them: row and column of each.
	Covered [][2]int `json:"covered,omitempty"`
}

type truthCell struct {
	Row        int    `json:"row"`
	Column     int    `json:"column"`
	RowSpan    int    `json:"rowSpan"`
	ColumnSpan int    `json:"columnSpan"`
	Text       string `json:"text"`
}

// told says how a scan was made.
type told struct {
	Source  string `json:"source"`
	Printed []int  `json:"printed"` // pages of the source
	Kind    string `json:"kind"`
	DPI     int    `json:"dpi"`
	Seed    uint64 `json:"seed"`
}

// source is a document with what it prints, and where: tables and found are the same tables.
type source struct {
	name  string
	data  []byte
	truth truth
	found []model.Table
	pages int
}

// readSource reads a document and its truth. The pages and boxes of the truth's tables are those that the program finds, which
// tests hold to the truth; that they are as many, of the same numbers and rows, is looked at again here.
func readSource(ctx context.Context, testdata, name string) (*source, error) {
	s := &source{name: filepath.Base(name)}
	path := filepath.Join(testdata, filepath.FromSlash(name))
	told, err := os.ReadFile(path + ".truth.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(told, &s.truth); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if s.data, err = extract.ReadFile(path + ".pdf"); err != nil {
		return nil, err
	}
	d, err := extract.Bytes(ctx, path+".pdf", s.data, extract.Options{})
	if err != nil {
		return nil, err
	}
	s.found, s.pages = d.Tables, d.Source.PageCount
	same := slices.EqualFunc(s.truth.Tables, s.found, func(t table, f model.Table) bool {
		return t.Number == f.Number && t.RowCount == f.RowCount
	})
	if !same {
		return nil, fmt.Errorf("%s: its tables are not found as its truth tells them", name)
	}
	return s, nil
}

// section is a run of pages of a source whose tables stand on no others.
type section struct {
	of          *source
	first, last int // pages
}

// fewest is how many cells make a section worth printing.
const fewest = 40

// sections parts a source. What has rows that the end of a page cuts is left out: half a line of print on each page is nothing to be read.
func (s *source) sections() (all []section) {
	for first := 1; first <= s.pages; {
		last, cells, cut := first, 0, false
		for _, t := range s.found { // in the order of their pages
			if t.Pages[0] >= first && t.Pages[0] <= last {
				last = max(last, slices.Max(t.Pages))
				cells += len(t.Cells)
				cut = cut || slices.ContainsFunc(t.Cells, func(c model.Cell) bool { return len(c.Regions) > 1 && c.Text != "" })
			}
		}
		if cells >= fewest && !cut {
			all = append(all, section{s, first, last})
		}
		first = last + 1
	}
	return all
}

func (s section) count() int { return s.last - s.first + 1 }

// tables are those of the truth that stand on the section's pages, by their indexes.
func (s section) tables() (all []int) {
	for i, t := range s.of.found {
		if t.Pages[0] >= s.first && t.Pages[0] <= s.last {
			all = append(all, i)
		}
	}
	return all
}

// box is one on a page, in points, of a cell: of a table of the truth, by its index, in a row and a column.
type box struct {
	page               int
	x0, top, x1, below float64
	table, row, column int
}

// amounts are the boxes of the section's cells that hold amounts.
func (s section) amounts() (all []box) {
	for _, i := range s.tables() {
		for _, c := range s.of.found[i].Cells {
			if !strings.ContainsAny(c.Text, "0123456789") || strings.Trim(c.Text, "-0123456789,.") != "" {
				continue
			}
			for _, r := range c.Regions {
				all = append(all, box{r.Page, r.Box[0], r.Box[1], r.Box[2], r.Box[3], i, c.Row, c.Column})
			}
		}
	}
	return all
}

// truth is that of the section, printed as pages from 1 on.
func (s section) truth(covered map[int][][2]int) truth {
	t := s.of.truth
	t.Tables = nil
	for _, i := range s.tables() {
		table := s.of.truth.Tables[i]
		for _, page := range s.of.found[i].Pages {
			table.Pages = append(table.Pages, page-s.first+1)
		}
		for _, at := range covered[i] {
			if slices.ContainsFunc(table.Cells, func(c truthCell) bool { return [2]int{c.Row, c.Column} == at }) {
				table.Covered = append(table.Covered, at)
			}
		}
		t.Tables = append(t.Tables, table.onPaper())
	}
	return t
}

// onPaper is the table with the columns that paper shows: where none of a column's cells begins with it, they are all of the
// one before it, and what parts the two stands in the file alone.
func (t table) onPaper() table {
	t.Cells, t.Covered = slices.Clone(t.Cells), slices.Clone(t.Covered)
	for column := t.ColumnCount - 1; column > 0; column-- {
		if slices.ContainsFunc(t.Cells, func(c truthCell) bool { return c.Column == column }) {
			continue
		}
		t.ColumnCount--
		for i := range t.Cells {
			switch c := &t.Cells[i]; {
			case c.Column > column:
				c.Column--
			case c.Column+c.ColumnSpan > column:
				c.ColumnSpan--
			}
		}
		for i := range t.Covered {
			if t.Covered[i][1] > column {
				t.Covered[i][1]--
			}
		}
	}
	return t
}
