package corrections

import (
	"strings"
	"testing"

	"yusuan/model"
)

var (
	document = strings.Repeat("a", 64)
	other    = strings.Repeat("b", 64)
)

// decided completes a correction with its document and id.
func decided(c model.Correction) model.Correction {
	c.SHA256 = document
	c.ID = c.Digest()
	return c
}

func cellText(row, column int, was, right string) model.Correction {
	return decided(model.Correction{Kind: model.CellText, Place: model.Subject{Table: "t1", Row: &row, Column: &column}, Was: was, Right: right})
}

func withdrawal(of string) model.Correction {
	return decided(model.Correction{Kind: model.Withdrawn, Of: of})
}

// lines is a file of corrections.
func lines(all ...model.Correction) string {
	var b []byte
	for i := range all {
		b = append(all[i].AppendJSON(b), '\n')
	}
	return string(b)
}

func TestRead(t *testing.T) {
	first, second := cellText(1, 2, "7", "1"), cellText(1, 2, "1", "17")
	bare := second
	bare.ID = ""
	for _, c := range []struct {
		what, text string
		rights     []string // of those that stand
		repeated   int
		torn       bool
	}{
		{"nothing", "", nil, 0, false},
		{"two", lines(first, second), []string{"1", "17"}, 0, false},
		{"blank lines", "\n" + lines(first) + "\n\n", []string{"1"}, 0, false},
		{"without id", lines(first, bare), []string{"1", "17"}, 0, false},
		{"one line twice", lines(first, second, first), []string{"1", "17"}, 1, false},
		{"withdrawn", lines(first, second, withdrawal(first.ID)), []string{"17"}, 0, false},
		{"withdrawn twice", lines(first, withdrawal(first.ID), withdrawal(first.ID)), nil, 1, false},
		{"last line without its end", strings.TrimSuffix(lines(first, second), "\n"), []string{"1", "17"}, 0, false},
		{"last line that breaks off", lines(first) + lines(second)[:40], []string{"1"}, 0, true},
	} {
		set, err := Read(strings.NewReader(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		var got []string
		for _, x := range set.Of(document) {
			got = append(got, x.Right)
		}
		if strings.Join(got, " ") != strings.Join(c.rights, " ") || set.Repeated != c.repeated || set.Torn != c.torn {
			t.Errorf("%s: got %q, %d repeated, torn %v", c.what, got, set.Repeated, set.Torn)
		}
		if set.Of(other) != nil {
			t.Errorf("%s: another document has some", c.what)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	valid := lines(cellText(1, 2, "7", "1"))
	rows := lines(decided(model.Correction{Kind: model.PartRows, Place: model.Subject{Table: "t1", Row: new(3)},
		WasRows: [][]string{{"a\nb", "1"}}, RightRows: [][]string{{"a", ""}, {"b", "1"}}}))
	for _, c := range []struct{ what, line, want string }{
		{"no JSON", "{", "no correction"},
		{"unknown member", strings.Replace(valid, `"kind"`, `"also":1,"kind"`, 1), `unknown field "also"`},
		{"repeated member", strings.Replace(valid, `"right":"1"`, `"right":"2","right":"1"`, 1), "not canonical"},
		{"white space", strings.Replace(valid, `"right":"1"`, `"right": "1"`, 1), "not canonical"},
		{"two on a line", strings.TrimSuffix(valid, "\n") + valid, "not canonical"},
		{"other content", strings.Replace(valid, `"right":"1"`, `"right":"2"`, 1), "that of its content is"},
		{"kind", lines(decided(model.Correction{Kind: "guess"})), `kind is "guess"`},
		{"no change", lines(cellText(1, 2, "7", "7")), "right is what was"},
		{"no table", lines(decided(model.Correction{Kind: model.CellRight})), "no table"},
		{"cell without column", lines(decided(model.Correction{Kind: model.CellRight, Place: model.Subject{Table: "t1", Row: new(1)}})), "none of a right"},
		{"table with a row", lines(decided(model.Correction{Kind: model.TableUnit, Right: "元", Place: model.Subject{Table: "t1", Row: new(1)}})), "none of a table-unit"},
		{"kind of table", lines(decided(model.Correction{Kind: model.TableKind, Right: "x", Place: model.Subject{Table: "t1"}})), "no kind of table"},
		{"finding", lines(decided(model.Correction{Kind: model.Slip, Code: "x", Place: model.Subject{Table: "t1", Row: new(1), Column: new(1)}})), `code is "x"`},
		{"negative row", lines(cellText(-1, 2, "7", "1")), "negative"},
		{"time", lines(decided(model.Correction{Kind: model.CellRight, When: "yesterday", Place: model.Subject{Table: "t1", Row: new(1), Column: new(1)}})), "when is"},
		{"control character", lines(cellText(1, 2, "7", "\x1b[31m")), "control character"},
		{"long text", lines(cellText(1, 2, "7", strings.Repeat("1", 100_001))), "longer than 100000 bytes"},
		{"row of another width", strings.Replace(rows, `["b","1"]`, `["b"]`, 1), "that of its content"},
		{"withdrawal of nothing", lines(withdrawal(other)), "no earlier line"},
		{"withdrawal of itself", lines(decided(model.Correction{Kind: model.Withdrawn})), `of is ""`},
		{"long line", `"` + strings.Repeat("x", maxLine) + "\n", "longer than 1 MiB"},
	} {
		_, err := Read(strings.NewReader(valid + c.line + valid))
		if err == nil || !strings.HasPrefix(err.Error(), "line 2: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want line 2 and %q", c.what, err, c.want)
		}
	}
	if _, err := Read(strings.NewReader(rows)); err != nil {
		t.Error(err)
	}
}

// Any bytes are a file that is read as it would be written, and whose decisions leave tables whole, or an error.
func FuzzRead(f *testing.F) {
	part := decided(model.Correction{Kind: model.PartRows, Place: rowsAt("t1", 1), WasRows: [][]string{{"甲", "1"}}, RightRows: [][]string{{"甲", ""}, {"", "1"}}})
	join := decided(model.Correction{Kind: model.JoinRows, Place: rowsAt("t1", 1), WasRows: [][]string{{"甲", "1"}, {"乙", "2"}}, RightRows: [][]string{{"甲乙", "3"}}})
	f.Add(lines(cellText(1, 1, "1", "7"), withdrawal(cellText(1, 1, "1", "7").ID)))
	f.Add(lines(part))
	f.Add(lines(join, decided(model.Correction{Kind: model.CellRight, Place: at("t1", 1, 0, 0, 15), Was: "甲乙"})))
	f.Add(`{"kind":"table-unit","place":{"table":"t1"},"right":"元","sha256":"` + document + "\"}\n{")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		in := set.Of(document)
		again, err := Read(strings.NewReader(lines(in...)))
		if err != nil || len(again.Of(document)) != len(in) {
			t.Fatalf("%d decisions are %d when they are read again: %v", len(in), len(again.Of(document)), err)
		}
		tables := []model.Table{grid("t1", 0, "项目|数\n甲|1\n乙|2\n丙|<"), grid("t2", 100, "a|b\n^|c")}
		doc := &model.Document{Source: model.Source{PageCount: 1}, Tables: tables}
		a := Apply(tables, in)
		a.Kinds([]model.Kind{model.OtherTable, model.OtherTable})
		a.Finish(doc)
		if err := valid(tables); err != nil {
			t.Fatal(err)
		}
	})
}
