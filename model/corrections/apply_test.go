package corrections

import (
	"fmt"
	"strings"
	"testing"

	"yusuan/model"
)

// grid is a table of one page: a row a line, cells parted by "|". A cell "<" goes on the one at its left, "^" the one above.
// Each place is 10 points wide and high, the table at (0, top).
func grid(id string, top float64, text string) model.Table {
	rows := strings.Split(text, "\n")
	t := model.Table{ID: id, Pages: []int{1}, RowCount: len(rows), HeaderRows: 1}
	begun := map[[2]int]int{}
	for i, row := range rows {
		cells := strings.Split(row, "|")
		t.ColumnCount = len(cells)
		for k, s := range cells {
			switch s {
			case "<":
				at := begun[[2]int{i, k - 1}]
				begun[[2]int{i, k}] = at
				t.Cells[at].ColumnSpan++
				t.Cells[at].Regions[0].Box[2] += 10
			case "^":
				at := begun[[2]int{i - 1, k}]
				begun[[2]int{i, k}] = at
				t.Cells[at].RowSpan++
				t.Cells[at].Regions[0].Box[3] += 10
			default:
				begun[[2]int{i, k}] = len(t.Cells)
				x, y := 10*float64(k), top+10*float64(i)
				t.Cells = append(t.Cells, model.Cell{Row: i, Column: k, RowSpan: 1, ColumnSpan: 1, Text: s,
					Regions: []model.Region{{Page: 1, Box: model.Box{x, y, x + 10, y + 10}}}})
			}
		}
	}
	t.Columns = make([]model.Column, t.ColumnCount)
	for i := range t.Columns {
		t.Columns[i].Role = model.RoleText
	}
	return t
}

// shown is a table as grid reads it.
func shown(t *model.Table) string {
	place := make([][]string, t.RowCount)
	for i := range place {
		place[i] = make([]string, t.ColumnCount)
	}
	for _, c := range t.Cells {
		for i := range c.RowSpan {
			for k := range c.ColumnSpan {
				switch {
				case k > 0:
					place[c.Row+i][c.Column+k] = "<"
				case i > 0:
					place[c.Row+i][c.Column] = "^"
				default:
					place[c.Row][c.Column] = c.Text
				}
			}
		}
	}
	var rows []string
	for _, row := range place {
		rows = append(rows, strings.Join(row, "|"))
	}
	return strings.Join(rows, "\n")
}

// at is a place with the box that a cell of grid has; p may name it otherwise.
func at(table string, row, column int, x, top float64) model.Subject {
	return model.Subject{Table: table, Row: &row, Column: &column, Page: 1, Box: &model.Box{x, top, x + 10, top + 10}}
}

func rowsAt(table string, row int) model.Subject { return model.Subject{Table: table, Row: &row} }

func TestApply(t *testing.T) {
	const first, second = "项目|数\n甲|1\n乙|2\n丙|2", "项目|数\n甲|1\n丁|"
	place := at("t1", 2, 1, 10, 20)
	text := func(p model.Subject, was, right string) model.Correction {
		return decided(model.Correction{Kind: model.CellText, Place: p, Was: was, Right: right, Who: was + "→" + right})
	}
	right := func(p model.Subject, was string) model.Correction {
		return decided(model.Correction{Kind: model.CellRight, Place: p, Was: was})
	}
	for _, c := range []struct {
		what    string
		decided []model.Correction
		want    string // the first table, "" for as it was
		in      int    // in effect
		found   string // codes, those of findings
	}{
		{"a text", []model.Correction{text(place, "2", "7")}, "项目|数\n甲|1\n乙|7\n丙|2", 1, ""},
		{"a text, then another", []model.Correction{text(place, "2", "7"), text(place, "7", "8")}, "项目|数\n甲|1\n乙|8\n丙|2", 1, "replaced"},
		{"two of what was read", []model.Correction{text(place, "2", "7"), text(place, "2", "8")}, "项目|数\n甲|1\n乙|8\n丙|2", 1, "replaced"},
		{"a text, then what was read is right", []model.Correction{text(place, "2", "7"), right(place, "2")}, "", 1, "replaced"},
		{"a text, which is right", []model.Correction{text(place, "2", "7"), right(place, "7")}, "项目|数\n甲|1\n乙|7\n丙|2", 2, ""},
		{"right, then another text", []model.Correction{right(place, "2"), text(place, "2", "7")}, "项目|数\n甲|1\n乙|7\n丙|2", 1, "replaced"},
		{"what is read as is right by now", []model.Correction{text(place, "x", "2")}, "", 1, ""},
		{"other text stands there", []model.Correction{text(place, "3", "7")}, "", 0, "not-applied"},
		{"a blank stands elsewhere", []model.Correction{text(at("t1", 2, 1, 10, 20), "", "7")}, "", 0, "not-applied"},
		{"table and row have moved, the box has not", []model.Correction{text(at("t9", 5, 0, 10, 20), "2", "7")}, "项目|数\n甲|1\n乙|7\n丙|2", 1, ""},
		{"the same text stands at the row, the box is elsewhere", []model.Correction{text(at("t1", 2, 1, 10, 60), "2", "7")}, "", 0, "not-applied"},
		{"without a box by its row", []model.Correction{text(model.Subject{Table: "t1", Row: new(3), Column: new(1)}, "2", "7")}, "项目|数\n甲|1\n乙|2\n丙|7", 1, ""},
		{"without a box, of no table", []model.Correction{text(model.Subject{Table: "t9", Row: new(3), Column: new(1)}, "2", "7")}, "", 0, "not-applied"},
		{"on another page", []model.Correction{decided(model.Correction{Kind: model.CellRight, Was: "2",
			Place: model.Subject{Table: "t1", Row: new(2), Column: new(1), Page: 9, Box: &model.Box{10, 20, 20, 30}}})}, "", 0, "not-applied"},
		{"rows", []model.Correction{decided(model.Correction{Kind: model.JoinRows, Place: rowsAt("t1", 1),
			WasRows: [][]string{{"甲", "1"}, {"乙", "2"}}, RightRows: [][]string{{"甲乙", "12"}}})}, "项目|数\n甲乙|12\n丙|2", 1, ""},
		{"rows, then a cell below them", []model.Correction{decided(model.Correction{Kind: model.JoinRows, Place: rowsAt("t1", 1),
			WasRows: [][]string{{"甲", "1"}, {"乙", "2"}}, RightRows: [][]string{{"甲乙", "12"}}}), text(at("t1", 3, 1, 10, 30), "2", "5")},
			"项目|数\n甲乙|12\n丙|5", 2, ""},
		{"rows that are others", []model.Correction{decided(model.Correction{Kind: model.JoinRows, Place: rowsAt("t1", 1),
			WasRows: [][]string{{"甲", "1"}, {"乙", "3"}}, RightRows: [][]string{{"甲乙", "12"}}})}, "", 0, "not-applied"},
		{"rows, header in part", []model.Correction{decided(model.Correction{Kind: model.JoinRows, Place: rowsAt("t1", 0),
			WasRows: [][]string{{"项目", "数"}, {"甲", "1"}}, RightRows: [][]string{{"甲", "1"}}})}, "", 0, "not-applied"},
	} {
		tables := []model.Table{grid("t1", 0, first), grid("t2", 100, second)}
		doc := &model.Document{Source: model.Source{SHA256: document, PageCount: 1}, Tables: tables}
		a := Apply(tables, c.decided)
		a.Finish(doc)
		want := c.want
		if want == "" {
			want = first
		}
		var codes []string
		for _, f := range doc.Findings {
			codes = append(codes, strings.TrimPrefix(f.Code, "correction-"))
		}
		if got := shown(&tables[0]); got != want || shown(&tables[1]) != second {
			t.Errorf("%s: got\n%s\nwant\n%s", c.what, got, want)
		}
		if len(doc.Corrections) != c.in || strings.Join(codes, " ") != c.found {
			t.Errorf("%s: %d in effect, found %q; want %d, %q", c.what, len(doc.Corrections), codes, c.in, c.found)
		}
		for _, x := range tables[0].Cells {
			for _, id := range []string{x.Corrected, x.Checked} {
				if in := func(c model.Correction) bool { return c.ID == id }; id != "" && !contains(doc.Corrections, in) {
					t.Errorf("%s: cell [%d,%d] names %s, which is not in effect", c.what, x.Row, x.Column, id)
				}
			}
		}
	}
}

func contains(all []model.Correction, holds func(model.Correction) bool) bool {
	for _, c := range all {
		if holds(c) {
			return true
		}
	}
	return false
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		what, before string
		kind         model.CorrectionKind
		row          int
		was, right   string // rows by lines
		after        string // "" where it is not applied
		header       int
	}{
		{"a row is two", "a|b\nc d|1 2", model.PartRows, 1, "c d|1 2", "c|1\nd|2", "a|b\nc|1\nd|2", 1},
		{"a header is two", "a b|1\nc|2", model.PartRows, 0, "a b|1", "a|1\nb|", "a|1\nb|\nc|2", 2},
		{"a cell spans it and the next", "a|b\nx|1 2\n^|3", model.PartRows, 1, "x|1 2", "x|1\n|2", "a|b\nx|1\n^|2\n^|3", 1},
		{"a cell spans it and the one before", "a|b\nx|1\n^|2 3", model.PartRows, 2, "|2 3", "|2\n|3", "a|b\nx|1\n^|2\n^|3", 1},
		{"a cell spans columns", "a|b|c\nx y|<|1 2", model.PartRows, 1, "x y||1 2", "x||1\ny||2", "a|b|c\nx|<|1\ny|<|2", 1},
		{"text inside of a span", "a|b|c\nx y|<|1 2", model.PartRows, 1, "x y||1 2", "x||1\n|y|2", "", 1},
		{"text under a span that grows", "a|b\nx|1 2\n^|3", model.PartRows, 1, "x|1 2", "x|1\ny|2", "", 1},
		{"two rows are one", "a|b\nc|1\nd|2\ne|3", model.JoinRows, 1, "c|1\nd|2", "cd|12", "a|b\ncd|12\ne|3", 1},
		{"two header rows are one", "a|1\nb|2\nc|3", model.JoinRows, 0, "a|1\nb|2", "ab|12", "", 1},
		{"a cell spans both", "a|b\nx|1\n^|2", model.JoinRows, 1, "x|1\n|2", "x|12", "a|b\nx|12", 1},
		{"a cell spans both and more", "a|b\nx|1\n^|2\n^|3", model.JoinRows, 1, "x|1\n|2", "x|12", "a|b\nx|12\n^|3", 1},
		{"a cell from above spans both", "a|b\nx|1\n^|2\n^|3", model.JoinRows, 2, "|2\n|3", "|23", "a|b\nx|1\n^|23", 1},
		{"a cell from above spans the first", "a|b\nx|1\n^|2\ny|3", model.JoinRows, 2, "|2\ny|3", "y|23", "", 1},
		{"a cell spans the last and one below", "a|b\nx|1\ny|2\n^|3", model.JoinRows, 1, "x|1\ny|2", "x|12", "", 1},
		{"rows of other columns", "a|b\nx|<\ny|2", model.JoinRows, 1, "x|\ny|2", "xy|2", "", 1},
	} {
		table := grid("t1", 0, c.before)
		cut := func(s string) (rows [][]string) {
			for row := range strings.SplitSeq(s, "\n") {
				rows = append(rows, strings.Split(row, "|"))
			}
			return rows
		}
		x := decided(model.Correction{Kind: c.kind, Place: rowsAt("t1", c.row), WasRows: cut(c.was), RightRows: cut(c.right)})
		if err := x.Validate(); err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		tables := []model.Table{table}
		a := Apply(tables, []model.Correction{x})
		want, applied := c.after, c.after != ""
		if !applied {
			want = c.before
		}
		if got := shown(&tables[0]); got != want || (len(a.found) == 0) != applied || applied && tables[0].HeaderRows != c.header {
			t.Errorf("%s: got\n%s\nof %d header rows, want\n%s\n%v", c.what, got, tables[0].HeaderRows, want, a.found)
		}
		if err := valid(tables); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// valid tells what is wrong with tables as those of a document.
func valid(tables []model.Table) error {
	d := model.Document{Format: model.Format, Disclosure: model.Other, Source: model.Source{SHA256: document, PageCount: 1}, Tables: tables}
	for i := range tables {
		t := &d.Tables[i]
		t.Kind, t.Method = model.OtherTable, model.Ruled
		t.Cells = append([]model.Cell(nil), t.Cells...)
		for k := range t.Cells {
			t.Cells[k].Corrected, t.Cells[k].Checked = "", ""
		}
	}
	return d.Validate()
}

// What is joined has the place of all its parts, and a decision finds it there.
func TestJoinedRowsAreFound(t *testing.T) {
	tables := []model.Table{grid("t1", 0, "a|b\nc|1\nd|2")}
	join := decided(model.Correction{Kind: model.JoinRows, Place: model.Subject{Table: "t1", Row: new(1), Page: 1, Box: &model.Box{0, 10, 20, 30}},
		WasRows: [][]string{{"c", "1"}, {"d", "2"}}, RightRows: [][]string{{"cd", "12"}}})
	text := decided(model.Correction{Kind: model.CellText, Place: model.Subject{Table: "t1", Row: new(1), Column: new(1), Page: 1, Box: &model.Box{10, 10, 20, 30}}, Was: "12", Right: "1.2"})
	part := decided(model.Correction{Kind: model.PartRows, Place: model.Subject{Table: "t7", Row: new(4), Page: 1, Box: &model.Box{0, 10, 20, 30}},
		WasRows: [][]string{{"cd", "1.2"}}, RightRows: [][]string{{"c", "1"}, {"d", "0.2"}}})
	a := Apply(tables, []model.Correction{join, text, part})
	if got := shown(&tables[0]); got != "a|b\nc|1\nd|0.2" || len(a.found) > 0 {
		t.Errorf("got\n%s\n%v", got, a.found)
	}
	if box := tables[0].Cells[3].Regions[0].Box; box != (model.Box{10, 10, 20, 30}) {
		t.Errorf("the joined cell lies at %v", box)
	}
}

func TestTablesAsAWhole(t *testing.T) {
	tables := []model.Table{grid("t1", 0, "a|b\nc|1"), grid("t2", 100, "a|b\nc|1")}
	tables[0].Title, tables[1].Title, tables[1].Unit = "甲", "乙", "元"
	box := &model.Box{0, 100, 20, 120}
	of := func(kind model.CorrectionKind, was, right string) model.Correction {
		return decided(model.Correction{Kind: kind, Place: model.Subject{Table: "t1", Page: 1, Box: box}, Was: was, Right: right}) // t2 when it was decided
	}
	all := []model.Correction{
		of(model.TableTitle, "乙", "丙"), of(model.TableTitle, "丙", "丁"), of(model.TableUnit, "元", "万元"), of(model.TableTitle, "x", "y"),
		of(model.TableKind, "other", "income-summary"),
	}
	a := Apply(tables, all)
	read := []model.Kind{model.OtherTable, model.OtherTable}
	if !a.Kinds(read) || tables[0].Kind != "" || tables[1].Kind != model.IncomeSummary {
		t.Errorf("kinds are %q and %q", tables[0].Kind, tables[1].Kind)
	}
	facts := []model.Fact{{Table: "t1"}, {Table: "t2"}}
	a.Mark(facts)
	doc := &model.Document{Tables: tables, Facts: facts}
	a.Finish(doc)
	got := fmt.Sprint(tables[0].Title, tables[1].Title, tables[1].Unit, len(doc.Corrections), len(doc.Findings))
	if got != "甲丁万元3 2" {
		t.Errorf("got %s", got)
	}
	if facts[0].Corrected != "" || facts[1].Corrected != all[2].ID {
		t.Errorf("facts are corrected by %q and %q", facts[0].Corrected, facts[1].Corrected)
	}
	for _, f := range doc.Findings {
		if len(f.Subjects) > 0 {
			t.Errorf("a finding is about page %d of none", f.Subjects[0].Page)
		}
	}
}

func TestSlip(t *testing.T) {
	slip := func(p model.Subject) model.Correction {
		return decided(model.Correction{Kind: model.Slip, Place: p, Was: "1", Code: model.ColumnSumMismatch.Code()})
	}
	tables := []model.Table{grid("t1", 0, "a|b\nc|1\nd|1")}
	all := []model.Correction{slip(at("t1", 1, 1, 10, 10)), slip(at("t1", 2, 1, 10, 20))}
	doc := &model.Document{Source: model.Source{PageCount: 1}, Tables: tables, Findings: []model.Finding{
		model.ColumnSumMismatch.Finding("", "", model.Subject{Table: "t1", Row: new(1), Column: new(1)}),
		model.RowSumMismatch.Finding("", "", model.Subject{Table: "t1", Row: new(2), Column: new(1)}),
	}}
	Apply(tables, all).Finish(doc)
	if doc.Findings[0].Slip != all[0].ID || doc.Findings[0].Severity != model.Error || doc.Findings[1].Slip != "" {
		t.Errorf("slips are %q and %q", doc.Findings[0].Slip, doc.Findings[1].Slip)
	}
	if len(doc.Findings) != 3 || doc.Findings[2].Code != "correction-not-applied" || len(doc.Corrections) != 1 {
		t.Errorf("%d in effect, findings %v", len(doc.Corrections), doc.Findings)
	}
}
