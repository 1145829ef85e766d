package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yusuan/layout"
	"yusuan/layout/align"
	"yusuan/layout/grid"
	"yusuan/layout/join"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

const golden = "testdata"

// small is a page with a caption and a ruled grid of a merged header and two
// cells, one with a label that runs up, and under them a table without rulings, and a note.
func small() *page.Page {
	p := &page.Page{Number: 3, Width: 120, Height: 80, Fonts: []string{"SimSun"},
		Problems: []page.Problem{{Kind: model.ContentUnreadable, Count: 1}}}
	write := func(x, top float64, turn uint8, text string) {
		for _, r := range text {
			c := page.Char{Text: string(r), Size: 10, Turn: turn, Box: page.Rect{X0: x, Top: top, X1: x + 10, Bottom: top + 10}}
			p.Chars = append(p.Chars, c)
			if turn == 3 {
				top -= 10
			} else {
				x += 10
			}
		}
	}
	write(10, 8, 0, "收支总表")
	write(40, 21, 0, "预算")
	write(12, 58, 3, "合计")
	write(60, 50, 0, "<&>")
	p.Height = 170
	for i, row := range [][3]string{{"项目", "预算", "决算"}, {"教育", "12", "11"}, {"卫生", "30", "29"}, {"合计", "42", "40"}} {
		for k, text := range row {
			write(10+40*float64(k), 90+16*float64(i), 0, text)
		}
	}
	write(10, 155, 0, "注：略")
	for _, at := range []float64{20, 40, 70} {
		p.Rulings = append(p.Rulings, page.Ruling{Horizontal: true, At: at, From: 10, To: 110, Width: 1})
	}
	p.Rulings = append(p.Rulings, page.Ruling{At: 10, From: 20, To: 70, Width: 1},
		page.Ruling{At: 50, From: 40, To: 70, Kind: page.Thin, Dashed: true},
		page.Ruling{At: 110, From: 20, To: 70, Width: 1, Kind: page.StrokedEdge})
	return p
}

// smallDocument is a document on that page: a table, and a finding of each kind of place.
func smallDocument() *model.Document {
	cell := func(row, column, columnSpan int, box model.Box) model.Cell {
		return model.Cell{Row: row, Column: column, RowSpan: 1, ColumnSpan: columnSpan, Regions: []model.Region{{Page: 3, Box: box}}}
	}
	elsewhere := model.Cell{Row: 2, RowSpan: 1, ColumnSpan: 2, Regions: []model.Region{{Page: 4, Box: model.Box{0, 0, 120, 80}}}}
	finding := func(code string, at model.Subject) model.Finding {
		return model.Finding{Code: code, Severity: model.Warning, Message: model.Message{ZH: "请看", EN: "look"}, Subjects: []model.Subject{at}}
	}
	return &model.Document{
		Tables: []model.Table{{ID: "t1", Title: "收支总表", Pages: []int{3, 4}, HeaderRows: 1, RowCount: 3, ColumnCount: 2, Method: model.Ruled, Confidence: 0.95,
			Cells: []model.Cell{cell(0, 0, 2, model.Box{10, 20, 110, 40}), cell(1, 0, 1, model.Box{10, 40, 50, 70}), cell(1, 1, 1, model.Box{50, 40, 110, 70}), elsewhere}},
			{ID: "t2", Pages: []int{3}, HeaderRows: 1, RowCount: 4, ColumnCount: 3, Method: model.Aligned, Confidence: 0.6, Cells: []model.Cell{cell(0, 0, 3, model.Box{10, 90, 110, 150})}}},
		Findings: []model.Finding{
			finding("of-the-page", model.Subject{Page: 3}),
			finding("of-a-box", model.Subject{Page: 3, Box: &model.Box{60, 50, 90, 60}}),
			finding("of-a-table", model.Subject{Table: "t1"}),
			finding("of-a-row", model.Subject{Table: "t1", Row: new(0), Page: 3}),
			finding("of-a-cell", model.Subject{Table: "t1", Row: new(1), Column: new(1), Page: 3}),
			finding("of-another-page", model.Subject{Page: 4}),
			finding("of-a-row-of-another-page", model.Subject{Table: "t1", Row: new(2)}),
			finding("of-another-table", model.Subject{Table: "t9", Row: new(0), Page: 3}),
			{Code: "of-the-file", Severity: model.Info},
		},
	}
}

// inspect is what is seen of a page by itself.
func inspect(p *page.Page) *layout.Seen {
	_, seen := layout.Inspected([]*page.Page{p}, settings.Default(), func(int) bool { return true })
	return seen[0]
}

func TestGoldenPictures(t *testing.T) {
	seen, doc := inspect(small()), smallDocument()
	want := make(map[string]bool)
	for _, stage := range Stages() {
		name := string(stage) + ".svg"
		want[name] = true
		compare(t, name, SVG(seen, doc, stage))
	}
	want["summary.txt"] = true
	compare(t, "summary.txt", append(FileSummary(doc), Summary(seen, 90, "200 dpi", doc)...))
	kept, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range kept {
		if !want[e.Name()] {
			t.Errorf("no test reads %s", filepath.Join(golden, e.Name()))
		}
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join(golden, name)
	if *update {
		if err := errors.Join(os.MkdirAll(golden, 0o777), os.WriteFile(path, got, 0o666)); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run go test ./layout/draw -update and read the difference. Got\n%s", path, got)
	}
}

// Boxes out of all bounds, and texts that try to leave theirs, stay inside the page and are text.
func TestHostileValuesStayOnThePage(t *testing.T) {
	hostile := []float64{0, -5, 50, 1e9, -1e300, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 119.999, 1e-9}
	seen := &layout.Seen{Page: &page.Page{Number: 1, Width: 120, Height: 80}}
	doc := &model.Document{}
	var table model.Table
	for i := range hostile {
		for j := range hostile {
			at := func(k int) float64 { return hostile[(i+k*j+k)%len(hostile)] }
			r := page.Rect{X0: at(0), Top: at(1), X1: at(2), Bottom: at(3)}
			box := model.Box{r.X0, r.Top, r.X1, r.Bottom}
			text := "</text><script>alert(1)</script>\x00\xff\x1b[2J]]>\ufffe&#0;\u009b2J\u202e"
			seen.Page.Chars = append(seen.Page.Chars, page.Char{Text: text, Box: r, Size: at(4), Turn: uint8(i + j)})
			seen.Page.Rulings = append(seen.Page.Rulings, page.Ruling{Horizontal: i%2 == 0, At: r.X0, From: r.Top, To: r.X1, Width: at(5), Kind: page.RulingKind(j)})
			seen.Words = append(seen.Words, layout.Word{Text: text, Box: r, Size: at(4), Turn: page.Slanted})
			seen.Edges = append(seen.Edges, r)
			seen.Intersections = append(seen.Intersections, layout.Point{X: r.X0, Y: r.Top})
			side := []layout.SeenBoundary{{Box: r, By: align.ByValley}, {Box: r, By: grid.ByRuling}}
			line := layout.SeenLine{Page: i % 2, Box: r, Pieces: []layout.SeenPiece{{Text: text, Box: r}}}
			seen.Lines = append(seen.Lines, line)
			seen.Outside = append(seen.Outside, line)
			seen.Regions = append(seen.Regions, layout.SeenRegion{Box: r, Ruled: i%2 == 0, Lines: i, Columns: side, Verdict: align.IsText, Grid: -1})
			seen.Grids = append(seen.Grids, layout.SeenGrid{HeadRows: 1, ColumnSides: side, RowSides: side, Cells: []layout.SeenCell{{Text: text, Box: r}}})
			seen.Parts = append(seen.Parts, layout.SeenPart{Box: r, Notes: []string{text}, Link: join.Link{Table: j, Relation: join.GoesOn},
				Caption: layout.SeenCaption{Number: text, Lines: []layout.SeenLine{line}}})
			table.Cells = append(table.Cells, model.Cell{Row: i, Column: j, RowSpan: 1, ColumnSpan: 1, Regions: []model.Region{{Page: 1, Box: box}}})
			doc.Findings = append(doc.Findings, model.Finding{Code: "code", Message: model.Message{ZH: text, EN: text}, Subjects: []model.Subject{{Page: 1, Box: &box}}})
		}
	}
	table.Title, table.HeaderRows, table.Pages = "\"><script/>", 1, []int{1}
	doc.Tables = []model.Table{table}
	for _, stage := range Stages() {
		picture := SVG(seen, doc, stage)
		if n := shapes(t, picture, 120, 80); n == 0 {
			t.Errorf("%s: nothing is drawn", stage)
		}
		if i := bytes.IndexAny(picture, "\u009b\u202e"); i >= 0 {
			t.Errorf("%s: a control character at %d", stage, i)
		}
	}
	if i := bytes.IndexAny(Summary(seen, 0, "", doc), "\x00\x1b\xff\ufffe\u009b\u202e"); i >= 0 {
		t.Errorf("the summary has a control character at %d", i)
	}
}

// allowed are the elements of a picture. None of them runs anything or loads anything.
var allowed = map[string]bool{"svg": true, "title": true, "g": true, "rect": true, "line": true, "circle": true, "text": true}

// shapes counts the boxes, lines and circles of a picture and holds each to the page.
func shapes(t *testing.T, picture []byte, width, height float64) int {
	t.Helper()
	n := 0
	dec := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return n - 1 // the page itself
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !allowed[e.Name.Local] {
			t.Errorf("element %s", e.Name.Local)
		}
		value := make(map[string]float64)
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") || strings.Contains(a.Value, "url(") {
				t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
			}
			if x, err := strconv.ParseFloat(a.Value, 64); err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) {
				value[a.Name.Local] = x
			}
		}
		x0, y0, x1, y1 := 0.0, 0.0, 0.0, 0.0
		switch e.Name.Local {
		case "rect":
			x0, y0 = value["x"], value["y"]
			x1, y1 = x0+value["width"], y0+value["height"]
		case "line":
			x0, y0, x1, y1 = value["x1"], value["y1"], value["x2"], value["y2"]
		case "circle":
			x0, y0 = value["cx"], value["cy"]
			x1, y1 = x0, y0
		default:
			continue
		}
		n++
		const rounding = 0.02 // two coordinates of two decimals
		if x0 < 0 || y0 < 0 || x1 < x0 || y1 < y0 || x1 > width+rounding || y1 > height+rounding {
			t.Errorf("%s leaves the page: %v", e.Name.Local, e.Attr)
		}
	}
}

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1.005: "1", 2.346: "2.35", -0.001: "0", 1e7: "10000000", math.Inf(-1): "0"} {
		if got := number(x); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	seen, doc := inspect(small()), smallDocument()
	for _, stage := range Stages() {
		b.Run(fmt.Sprint(stage), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				SVG(seen, doc, stage)
			}
		})
	}
}
