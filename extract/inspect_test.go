package extract

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/layout"
	"yusuan/layout/draw"
	"yusuan/layout/page"
)

func everyPage(int) bool { return true }

// Inspect gives the document that Bytes gives, and what it shows is that document's:
// every cell of a table lies on a grid that was seen, all of it on the page.
func TestInspectMadeDocuments(t *testing.T) {
	paths, err := filepath.Glob(madePath("*"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no made documents: ", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".pdf")
		seen, err := Inspect(t.Context(), path, made(t, name), everyPage, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want, err := File(t.Context(), path, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(seen.Document.AppendJSON(nil), want.AppendJSON(nil)) {
			t.Errorf("%s: another document than extract's", name)
		}
		if len(seen.Pages) != want.Source.PageCount {
			t.Errorf("%s: %d pages, want %d", name, len(seen.Pages), want.Source.PageCount)
		}
		for _, p := range seen.Pages {
			checkSeen(t, fmt.Sprintf("%s: page %d", name, p.Page.Number), p.Seen)
		}
		for _, table := range want.Tables {
			for _, c := range table.Cells {
				for _, r := range c.Regions {
					if b := r.Box; !onGrid(seen.Pages[r.Page-1].Grids, page.Rect{X0: b[0], Top: b[1], X1: b[2], Bottom: b[3]}) {
						t.Errorf("%s: page %d: table %s: cell %d,%d at %v is on no grid", name, r.Page, table.ID, c.Row, c.Column, b)
					}
				}
			}
		}
	}
}

// slack is by how much, in points, a box may miss what it belongs to.
const slack = 0.5

func holds(outer, inner page.Rect) bool {
	return inner.X0 >= outer.X0-slack && inner.X1 <= outer.X1+slack && inner.Top >= outer.Top-slack && inner.Bottom <= outer.Bottom+slack
}

func onGrid(grids []layout.SeenGrid, box page.Rect) bool {
	for _, g := range grids {
		if holds(g.Box, box) {
			return true
		}
	}
	return false
}

func checkSeen(t *testing.T, where string, seen *layout.Seen) {
	t.Helper()
	whole := page.Rect{X1: seen.Page.Width, Bottom: seen.Page.Height}
	on := func(what string, box page.Rect) {
		if !holds(whole, box) {
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
	for _, l := range seen.Lines {
		on(fmt.Sprintf("line %q", l.Pieces), l.Box)
	}
	for _, g := range seen.Grids {
		on("grid", g.Box)
		places := 0
		for _, c := range g.Cells {
			places += c.RowSpan * c.ColumnSpan
			if !holds(g.Box, c.Box) {
				t.Errorf("%s: cell %d,%d at %v leaves its grid at %v", where, c.Row, c.Column, c.Box, g.Box)
			}
		}
		if places != g.Rows*g.Columns {
			t.Errorf("%s: cells cover %d places of %d × %d", where, places, g.Rows, g.Columns)
		}
	}
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
