package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// broken are documents that promise what they do not hold, in form like any other.
var broken = []struct {
	what string
	with func(d *Document)
	want string // in the error
}{
	{"negative row", func(d *Document) { d.Tables[0].Cells[0].Row = -1 }, "table 1: cell 1: row -1, 1 rows high, of 1"},
	{"row below the grid", func(d *Document) { d.Tables[0].Cells[0].Row = 1 }, "cell 1: row 1, 1 rows high, of 1"},
	{"negative column", func(d *Document) { d.Tables[0].Cells[0].Column = -1 }, "cell 1: column -1, 1 columns wide, of 1"},
	{"no row high", func(d *Document) { d.Tables[0].Cells[0].RowSpan = 0 }, "cell 1: row 0, 0 rows high"},
	{"rows beyond the grid", func(d *Document) { d.Tables[0].Cells[0].RowSpan = math.MaxInt32 }, "cell 1: row 0, 2147483647 rows high, of 1"},
	{"columns beyond all numbers", func(d *Document) { d.Tables[0].Cells[0].ColumnSpan = math.MaxInt }, "columns wide, of 1"},
	{"rows without cells", func(d *Document) { d.Tables[0].RowCount = math.MaxInt }, "leave places of the grid open"},
	{"columns that are not told", func(d *Document) { d.Tables[0].ColumnCount = math.MaxInt32 }, "2147483647 columns, of which 1 are told"},
	{"no rows", func(d *Document) { d.Tables[0].RowCount = 0 }, "0 rows"},
	{"a cell twice", func(d *Document) { d.Tables[0].Cells = append(d.Tables[0].Cells, d.Tables[0].Cells[0]) }, "cell 2, [0,0], comes too late"},
	{"no cell", func(d *Document) { d.Tables[0].Cells = nil }, "leave places of the grid open"},
	{"header higher than the table", func(d *Document) { d.Tables[0].HeaderRows = 2 }, "2 header rows, of 1"},
	{"other id", func(d *Document) { d.Tables[0].ID = "t2" }, `its id is "t2", not "t1"`},
	{"two tables of an id", func(d *Document) { d.Tables = append(d.Tables, d.Tables[0]) }, `table 2: its id is "t1", not "t2"`},
	{"unknown kind", func(d *Document) { d.Tables[0].Kind = "summary" }, `kind is "summary"`},
	{"unknown method", func(d *Document) { d.Tables[0].Method = "" }, `method is ""`},
	{"unknown role", func(d *Document) { d.Tables[0].Columns[0].Role = "x" }, `column 0: role is "x"`},
	{"page that is not there", func(d *Document) { d.Tables[0].Pages = []int{1, 3} }, "pages are [1 3], of 2"},
	{"pages out of order", func(d *Document) { d.Tables[0].Pages = []int{2, 1} }, "pages are [2 1]"},
	{"no page", func(d *Document) { d.Tables[0].Pages = nil }, "pages are []"},
	{"confidence", func(d *Document) { d.Tables[0].Confidence = 1.5 }, "confidence is 1.5"},
	{"region on another page", func(d *Document) { d.Tables[0].Cells[0].Regions[0].Page = 2 }, "on page 2"},
	{"box from right to left", func(d *Document) { d.Tables[0].Cells[0].Regions[0].Box[2] = 0 }, "region [1 2 0 4]"},
	{"indent", func(d *Document) { d.Tables[0].Cells[0].Indent = -1 }, "indent is -1"},

	{"fact of no table", func(d *Document) { d.Facts[0].Table = "t9" }, `fact 1: there is no table "t9"`},
	{"fact outside of its table", func(d *Document) { d.Facts[0].Row = 1 }, "fact 1: place [1,0] in table t1 of 1 × 1"},
	{"fact in a negative column", func(d *Document) { d.Facts[0].Column = -1 }, "place [0,-1]"},
	{"fact on another page", func(d *Document) { d.Facts[0].Page = 2 }, "on page 2"},
	{"box of a fact", func(d *Document) { d.Facts[0].Box[3] = 0 }, "box [1 2 3 0]"},
	{"year of a fact", func(d *Document) { d.Facts[0].Year = 26 }, "year is 26"},
	{"level", func(d *Document) { d.Facts[0].Level = -1 }, "level is -1"},
	{"amount with separators", func(d *Document) { d.Facts[0].Amount = "1,5" }, `amount is "1,5"`},
	{"amount with a trailing zero", func(d *Document) { d.Facts[0].Amount = "1.50" }, `amount is "1.50"`},
	{"amount of a billion digits", func(d *Document) { d.Facts[0].Amount = "1e999999999" }, `amount is "1e999999999"`},
	{"identity", func(d *Document) { d.Facts[0].ContradictedBy[0] = "magic" }, `identity is "magic"`},
	{"region of a fact", func(d *Document) { d.Facts[0].Region.Code = "\x1b[31m" }, `region code is "\x1b[31m"`},

	{"indicator of no table", func(d *Document) { d.Indicators[0].Table = "" }, `indicator 1: there is no table ""`},
	{"number", func(d *Document) { *d.Indicators[0].Number = "1e9" }, `number is "1e9"`},

	{"unknown code", func(d *Document) { d.Findings[0].Code = "x\x1b[31m" }, `finding 1: code is "x\x1b[31m"`},
	{"unknown severity", func(d *Document) { d.Findings[0].Severity = "fatal" }, `severity is "fatal"`},
	{"finding in no table", func(d *Document) { d.Findings[0].Subjects[0].Table = "t2" }, `subject 1: there is no table "t2"`},
	{"finding outside of its table", func(d *Document) { *d.Findings[0].Subjects[0].Row = -1 }, "place [-1,"},
	{"finding in a row of no table", func(d *Document) { d.Findings[0].Subjects[0].Table = "" }, "of no table"},
	{"finding on no page", func(d *Document) { d.Findings[0].Subjects[0].Page = 3 }, "page 3, of 2"},
	{"box of a finding", func(d *Document) { d.Findings[0].Subjects[0].Box[0] = 9 }, "box [9 2 3 4]"},

	{"year of eighteen digits", func(d *Document) { d.FiscalYear = 1_000_000_000_000_000_000 }, "fiscal year is 1000000000000000000"},
	{"negative year", func(d *Document) { d.FiscalYear = -2026 }, "fiscal year is -2026"},
	{"unknown disclosure", func(d *Document) { d.Disclosure = "" }, `disclosure is ""`},
	{"unknown level", func(d *Document) { d.Publisher.Level = "x" }, `publisher's level is "x"`},
	{"region of the publisher", func(d *Document) { d.Publisher.Region = &Term{Code: "11"} }, `region code is "11"`},
	{"digest", func(d *Document) { d.Source.SHA256 = strings.Repeat("A", 64) }, "sha256 is"},
	{"digest of the text", func(d *Document) { d.Source.TextSHA256 = "../x" }, `textSha256 is "../x"`},
	{"negative length", func(d *Document) { d.Source.Bytes = -1 }, "-1 bytes"},
	{"page of pictures that is not there", func(d *Document) { d.Source.ImageOnlyPages = []int{3} }, "pages with pictures alone are [3], of 2"},
	{"date", func(d *Document) { d.Source.Meta.Retrieved = "2026-02-30" }, `retrieved is "2026-02-30"`},
	{"region that was told", func(d *Document) { d.Source.Meta.RegionCode = "x" }, `region code is "x"`},
	{"correction of another document", func(d *Document) { d.recorrect(func(c *Correction) { c.SHA256 = strings.Repeat("b", 64) }) }, "correction 1: it is of another document"},
	{"correction with another id", func(d *Document) { d.Corrections[0].Right = "2" }, "correction 1: id is"},
	{"correction twice", func(d *Document) { d.Corrections = append(d.Corrections, d.Corrections[0]) }, "correction 2: it stands twice"},
	{"withdrawal that was applied", func(d *Document) {
		d.recorrect(func(c *Correction) {
			*c = Correction{Kind: Withdrawn, SHA256: c.SHA256, Of: strings.Repeat("b", 64)}
		})
	}, "correction 1: a withdrawal is not applied"},
	{"cell of no correction", func(d *Document) { d.Corrections = nil }, `cell 1: no correction is "`},
	{"fact of no correction", func(d *Document) { d.Facts[0].Checked = "x" }, `fact 1: no correction is "x"`},
	{"finding of no decision", func(d *Document) { d.Findings[0].Correction = "x" }, `correction is "x"`},
	{"slip of no correction", func(d *Document) { d.Findings[0].Slip = "x" }, `finding 1: no correction is "x"`},
	{"proof", func(d *Document) { d.Proof.Confirmed = 99 }, "proof is {Amounts:1 Confirmed:99 Contradicted:1}"},
}

func TestParseRefusesBrokenPromises(t *testing.T) {
	for _, c := range broken {
		d := validDocument()
		c.with(d)
		_, err := Parse(d.AppendJSON(nil))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "read document: ") {
			t.Errorf("%s: error %v, want %q", c.what, err, c.want)
		}
	}
}

// Every vocabulary of facts is closed.
func TestParseRefusesUnknownWords(t *testing.T) {
	valid := string(validDocument().AppendJSON(nil))
	for _, v := range Glossary() {
		_, rest, _ := strings.Cut(valid, fmt.Sprintf(`"%s":"`, v.Member))
		value, _, ok := strings.Cut(rest, `"`)
		if !ok {
			t.Fatalf("the document has no %s", v.Member)
		}
		given := strings.Replace(valid, fmt.Sprintf(`"%s":"%s"`, v.Member, value), fmt.Sprintf(`"%s":"x\u001b[m"`, v.Member), 1)
		if _, err := Parse([]byte(given)); err == nil || !strings.Contains(err.Error(), v.Member+` is "x\x1b[m"`) {
			t.Errorf("%s: error %v", v.Member, err)
		}
	}
}

// grid is a table whose cells are given as row, column, rows high, columns wide.
func grid(rows, columns int, cells ...[4]int) *Document {
	d := validDocument()
	d.Facts, d.Indicators, d.Findings, d.Proof = nil, nil, nil, Proof{}
	t := &d.Tables[0]
	t.RowCount, t.ColumnCount, t.Columns, t.Cells = rows, columns, slices.Repeat(t.Columns, columns), nil
	for _, c := range cells {
		t.Cells = append(t.Cells, Cell{Row: c[0], Column: c[1], RowSpan: c[2], ColumnSpan: c[3]})
	}
	return d
}

func TestGridsThatAreCovered(t *testing.T) {
	for what, c := range map[string]struct {
		d  *Document
		ok bool
	}{
		"wide over narrow":          {grid(2, 3, [4]int{0, 0, 1, 3}, [4]int{1, 0, 1, 1}, [4]int{1, 1, 1, 1}, [4]int{1, 2, 1, 1}), true},
		"narrow over wide":          {grid(2, 3, [4]int{0, 0, 1, 1}, [4]int{0, 1, 1, 2}, [4]int{1, 0, 1, 2}, [4]int{1, 2, 1, 1}), true},
		"windmill":                  {grid(3, 3, [4]int{0, 0, 1, 2}, [4]int{0, 2, 2, 1}, [4]int{1, 0, 2, 1}, [4]int{1, 1, 1, 1}, [4]int{2, 1, 1, 2}), true},
		"high beside a row":         {grid(3, 2, [4]int{0, 0, 3, 1}, [4]int{0, 1, 1, 1}, [4]int{1, 1, 2, 1}), true},
		"a row without a beginning": {grid(2, 2, [4]int{0, 0, 2, 1}, [4]int{0, 1, 2, 1}), true},
		"over a high one":           {grid(2, 2, [4]int{0, 0, 2, 1}, [4]int{0, 1, 1, 1}, [4]int{1, 0, 1, 2}), false},
		"into a high one":           {grid(2, 2, [4]int{0, 0, 1, 1}, [4]int{0, 1, 2, 1}, [4]int{1, 0, 1, 2}), false},
		"a hole":                    {grid(2, 2, [4]int{0, 0, 1, 2}, [4]int{1, 1, 1, 1}), false},
		"a hole at the end":         {grid(2, 2, [4]int{0, 0, 1, 2}, [4]int{1, 0, 1, 1}), false},
		"columns before rows":       {grid(2, 2, [4]int{0, 0, 1, 1}, [4]int{1, 0, 1, 1}, [4]int{0, 1, 1, 1}, [4]int{1, 1, 1, 1}), false},
	} {
		if err := c.d.Validate(); (err == nil) != c.ok {
			t.Errorf("%s: error %v", what, err)
		}
	}
}

// As many cells over the whole width as there are columns: looking at each place would take minutes.
func TestGridsTakeTheTimeOfTheirCells(t *testing.T) {
	const n = 300_000
	d := grid(n, n)
	for row := range n {
		d.Tables[0].Cells = append(d.Tables[0].Cells, Cell{Row: row, RowSpan: 1, ColumnSpan: n})
	}
	begun := time.Now()
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// recorrect changes the first correction and its id.
func (d *Document) recorrect(change func(*Correction)) {
	c := &d.Corrections[0]
	change(c)
	c.ID = c.Digest()
}
