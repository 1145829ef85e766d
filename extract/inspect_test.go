package extract

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yusuan/layout"
	"yusuan/layout/align"
	"yusuan/layout/draw"
	"yusuan/layout/page"
)

func everyPage(int) bool { return true }

// Inspect gives the document that Bytes gives, and what it shows is what that document was made of: every cell of a
// table is a cell, or a piece of one, of a grid whose part became that table, and all of it is on the page.
func TestInspectMadeDocuments(t *testing.T) {
	var paths []string
	for _, folder := range []string{"made", "borderless", "stress", "unruled"} {
		found, err := filepath.Glob(filepath.Join("../testdata", folder, "*.pdf"))
		if err != nil || len(found) == 0 {
			t.Fatal("no made documents: ", err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		for _, opt := range []Options{{}, {PagesApart: true}} {
			checkInspection(t, path, opt)
		}
	}
}

func checkInspection(t *testing.T, path string, opt Options) {
	t.Helper()
	name := fmt.Sprintf("%s, pages apart %t", filepath.Base(path), opt.PagesApart)
	data, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := Inspect(t.Context(), path, data, everyPage, opt)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	want, err := Bytes(t.Context(), path, data, opt)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if !bytes.Equal(seen.Document.AppendJSON(nil), want.AppendJSON(nil)) {
		t.Errorf("%s: another document than extract's", name)
	}
	if len(seen.Pages) != want.Source.PageCount {
		t.Errorf("%s: %d pages, want %d", name, len(seen.Pages), want.Source.PageCount)
		return
	}
	for _, p := range seen.Pages {
		checkSeen(t, fmt.Sprintf("%s: page %d", name, p.Page.Number), p.Seen)
	}
	for i, table := range want.Tables {
		for _, c := range table.Cells {
			for _, r := range c.Regions {
				b := r.Box
				if !shows(seen.Pages[r.Page-1].Seen, i, page.Rect{X0: b[0], Top: b[1], X1: b[2], Bottom: b[3]}) {
					t.Errorf("%s: page %d: table %s: cell %d,%d at %v is none that was seen", name, r.Page, table.ID, c.Row, c.Column, b)
				}
			}
		}
	}
}

// shows tells whether a box is a seen cell of a table, or a piece of one.
func shows(seen *layout.Seen, table int, box page.Rect) bool {
	const rounding = 0.005 // of the boxes in documents
	for _, p := range seen.Parts {
		if p.Table != table || !holds(p.Box, box, rounding) {
			continue
		}
		if slices.ContainsFunc(seen.Grids[p.Grid].Cells, func(c layout.SeenCell) bool { return holds(c.Box, box, rounding) }) {
			return true
		}
	}
	return false
}

// holds tells whether a box lies in another one but for some slack, in points.
func holds(outer, inner page.Rect, slack float64) bool {
	return inner.X0 >= outer.X0-slack && inner.X1 <= outer.X1+slack && inner.Top >= outer.Top-slack && inner.Bottom <= outer.Bottom+slack
}

func checkSeen(t *testing.T, where string, seen *layout.Seen) {
	t.Helper()
	const slack = 0.5 // by which a glyph or a border may leave the page
	whole := page.Rect{X1: seen.Page.Width, Bottom: seen.Page.Height}
	on := func(what string, box page.Rect) {
		if !holds(whole, box, slack) {
			t.Errorf("%s: %s at %v leaves the page", where, what, box)
		}
	}
	for _, w := range seen.Words {
		on("word "+w.Text, w.Box)
	}
	for _, e := range seen.Edges {
		on("edge", e)
	}
	for _, at := range seen.Intersections {
		on("intersection", page.Rect{X0: at.X, Top: at.Y, X1: at.X, Bottom: at.Y})
	}
	for _, l := range slices.Concat(seen.Lines, seen.Outside) {
		for _, p := range l.Pieces {
			on("line of "+p.Text, p.Box)
			if !holds(l.Box, p.Box, slack) {
				t.Errorf("%s: %q at %v leaves its line at %v", where, p.Text, p.Box, l.Box)
			}
		}
	}
	for _, r := range seen.Regions {
		on("region", r.Box)
		if is := r.Verdict == align.IsTable; is != (r.Grid >= 0) {
			t.Errorf("%s: region at %v is %s, and grid %d", where, r.Box, r.Verdict, r.Grid)
		}
	}
	for _, g := range seen.Grids {
		on("grid", g.Box)
		checkSeenGrid(t, where, g)
	}
	for _, p := range seen.Parts {
		if !holds(seen.Grids[p.Grid].Box, p.Box, 0) {
			t.Errorf("%s: part at %v leaves its grid at %v", where, p.Box, seen.Grids[p.Grid].Box)
		}
	}
}

// checkSeenGrid checks that cells cover each place once and end at the sides of rows and columns, each of which tells why it stands.
func checkSeenGrid(t *testing.T, where string, g layout.SeenGrid) {
	t.Helper()
	if len(g.ColumnSides) != g.Columns+1 || len(g.RowSides) != g.Rows+1 {
		t.Errorf("%s: %d and %d sides of %d columns and %d rows", where, len(g.ColumnSides), len(g.RowSides), g.Columns, g.Rows)
		return
	}
	for _, b := range slices.Concat(g.ColumnSides, g.RowSides) {
		if !holds(g.Box, b.Box, 0) || b.By == "" {
			t.Errorf("%s: side at %v by %q of the grid at %v", where, b.Box, b.By, g.Box)
		}
	}
	places := 0
	for _, c := range g.Cells {
		places += c.RowSpan * c.ColumnSpan
		box := g.ColumnSides[c.Column].Box.Union(g.ColumnSides[c.Column+c.ColumnSpan].Box)
		rows := g.RowSides[c.Row].Box.Union(g.RowSides[c.Row+c.RowSpan].Box)
		if !holds(box, c.Box, 0) || !holds(rows, c.Box, 0) || !holds(c.Box, intersection(box, rows), 0) {
			t.Errorf("%s: cell %d,%d at %v does not end at the sides of its row and column", where, c.Row, c.Column, c.Box)
		}
	}
	if places != g.Rows*g.Columns {
		t.Errorf("%s: cells cover %d places of %d × %d", where, places, g.Rows, g.Columns)
	}
}

func intersection(a, b page.Rect) page.Rect {
	return page.Rect{X0: max(a.X0, b.X0), Top: max(a.Top, b.Top), X1: min(a.X1, b.X1), Bottom: min(a.Bottom, b.Bottom)}
}

func TestInspectWantedPages(t *testing.T) {
	seen, err := Inspect(t.Context(), "a", made(t, "xicheng-weasy-turned"), func(page int) bool { return page%4 == 3 }, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range seen.Pages {
		if p.Page.Number != 4*i+3 {
			t.Errorf("page %d in place %d", p.Page.Number, i)
		}
	}
	if p := seen.Pages[0]; p.Rotate != 90 || p.Turn != 0 || p.Page.Width < p.Page.Height {
		t.Errorf("rotate %d, turn %d, %v × %v: the page is displayed after /Rotate 90", p.Rotate, p.Turn, p.Page.Width, p.Page.Height)
	}
}

// What gives no document gives no inspection, for the same reason.
func TestInspectErrors(t *testing.T) {
	for code, data := range map[Code][]byte{
		NotPDF:   []byte("hello"),
		Damaged:  []byte("%PDF-1.7\n1 0 obj\n"),
		Password: encrypted(t, made(t, "final1-cairo"), "开门"),
	} {
		seen, err := Inspect(t.Context(), "x/a.pdf", data, everyPage, Options{})
		if e, ok := errors.AsType[*Error](err); !ok || seen != nil || e.Code != code || e.Name != "x/a.pdf" {
			t.Errorf("%v, error %v, want %s", seen, err, code)
		}
	}
	seen, err := Inspect(t.Context(), "a", made(t, "final1-cairo"), func(page int) bool {
		if page == 4 {
			panic("defect")
		}
		return true
	}, Options{})
	if e, ok := errors.AsType[*Error](err); !ok || seen != nil || e.Code != Crashed || e.Stage != StageLayout {
		t.Errorf("%v, error %v, want that of a defect", seen, err)
	}
}

// leavePictures draws the tables of a document whose golden differs, for whoever reads the difference.
func leavePictures(t *testing.T, name string) {
	t.Helper()
	seen, err := Inspect(t.Context(), madePath(name), made(t, name), everyPage, Options{})
	if err != nil {
		t.Error(err)
		return
	}
	for _, p := range seen.Pages {
		file := filepath.Join(t.ArtifactDir(), fmt.Sprintf("%s-p%03d-tables.svg", name, p.Page.Number))
		if err := os.WriteFile(file, draw.SVG(p.Seen, seen.Document, draw.Tables), 0o666); err != nil {
			t.Error(err)
		}
	}
}
