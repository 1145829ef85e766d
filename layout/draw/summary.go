package draw

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/model"
)

// Summary tells in words what the stages saw of a page, for people. rotate is the page's
// /Rotate, scan what is to be told of its picture if it was read from that. What the PDF says is quoted, so that it cannot move a terminal's cursor.
func Summary(seen *layout.Seen, rotate int, scan string, doc *model.Document) []byte {
	s := summary{page: seen.Page.Number}
	s.size(seen, rotate)
	if scan != "" {
		s.tell("picture", "%s", scan)
	}
	s.glyphs(seen)
	s.rulings(seen)
	s.lines(seen)
	for _, r := range seen.Regions {
		s.tell("region", "%s, at %s: %s", regionName(r), place(r.Box), r.Verdict)
	}
	for _, g := range seen.Grids {
		s.grid(g)
	}
	for _, l := range seen.Outside {
		s.tell("outside", "%s", quoted(l.Pieces))
	}
	for _, part := range seen.Parts {
		s.part(part, doc)
	}
	for i := range doc.Tables {
		s.table(&doc.Tables[i])
	}
	for i := range doc.Findings {
		s.finding(&doc.Findings[i])
	}
	return s.out.Bytes()
}

// FileSummary tells in words what was seen of a file as a whole.
func FileSummary(doc *model.Document) []byte {
	var s summary
	from := doc.Source
	fmt.Fprintf(&s.out, "%q: %s, %s\n", from.Name, count(from.PageCount, "page", "pages"), count(len(doc.Tables), "table", "tables"))
	s.tell("made by", "%q, %q", from.Creator, from.Producer)
	for _, state := range []struct {
		is   bool
		what string
	}{{from.Encrypted, "encrypted"}, {from.Repaired, "damaged and repaired"}} {
		if state.is {
			s.tell("file", "%s", state.what)
		}
	}
	for i := range doc.Findings {
		s.finding(&doc.Findings[i])
	}
	return s.out.Bytes()
}

// summary is the text of a page, or of the file for page 0.
type summary struct {
	page int
	out  bytes.Buffer
}

// tell writes a line under the page's own.
func (s *summary) tell(what, format string, values ...any) {
	fmt.Fprintf(&s.out, "  %-8s "+format+"\n", append([]any{what}, values...)...)
}

func (s *summary) size(seen *layout.Seen, rotate int) {
	fmt.Fprintf(&s.out, "page %d: %s × %s pt", s.page, number(seen.Page.Width), number(seen.Page.Height))
	if rotate != 0 {
		fmt.Fprintf(&s.out, " after /Rotate %d", rotate)
	}
	if seen.Turn != 0 {
		fmt.Fprintf(&s.out, ", its text runs turned by %d°", 90*int(seen.Turn))
	}
	s.out.WriteByte('\n')
}

func (s *summary) glyphs(seen *layout.Seen) {
	chars := seen.Page.Chars
	used := make([]int, len(seen.Page.Fonts))
	for i := range chars {
		if f := int(chars[i].Font); f < len(used) {
			used[f]++
		}
	}
	for f, n := range used {
		s.tell("font", "%q, %s", seen.Page.Fonts[f], count(n, "glyph", "glyphs"))
	}
	marked := func(flag page.CharFlags) int {
		n := 0
		for i := range chars {
			if chars[i].Flags&flag != 0 {
				n++
			}
		}
		return n
	}
	s.tell("text", "%s%s, %s, median size %s pt", count(len(chars), "glyph", "glyphs"), some(
		part{marked(page.NoUnicode), "without Unicode"}, part{marked(page.Guessed), "guessed"},
		part{marked(page.Invisible), "invisible"}, part{marked(page.Vertical), "vertical"},
	), count(len(seen.Words), "word", "words"), number(seen.Em))
}

func (s *summary) rulings(seen *layout.Seen) {
	var kinds [page.FillEdge + 1]int
	for _, r := range seen.Page.Rulings {
		if int(r.Kind) < len(kinds) {
			kinds[r.Kind]++
		}
	}
	s.tell("rulings", "%d%s", len(seen.Page.Rulings), some(
		part{kinds[page.Stroke], "strokes"}, part{kinds[page.Thin], "thin fills"},
		part{kinds[page.StrokedEdge], "sides of stroked boxes"}, part{kinds[page.FillEdge], "sides of filled areas"},
	))
	horizontal := 0
	for _, e := range seen.Edges {
		if e.Top == e.Bottom {
			horizontal++
		}
	}
	s.tell("edges", "%d%s, %s", len(seen.Edges), some(
		part{horizontal, "horizontal"}, part{len(seen.Edges) - horizontal, "vertical"},
	), count(len(seen.Intersections), "intersection", "intersections"))
	s.tell("areas", "%s, %s, %s", count(len(seen.Page.Fills), "fill", "fills"),
		count(len(seen.Page.Outlines), "curved outline", "curved outlines"), count(len(seen.Page.Images), "image", "images"))
}

// lines tells of the text that alignment looks at.
func (s *summary) lines(seen *layout.Seen) {
	if len(seen.Lines) == 0 {
		return
	}
	several := 0
	for _, l := range seen.Lines {
		if len(l.Pieces) > 1 {
			several++
		}
	}
	s.tell("lines", "%d outside of ruled grids%s", len(seen.Lines), some(part{several, "of several pieces"}))
}

func (s *summary) grid(g layout.SeenGrid) {
	loose := ""
	switch {
	case g.LooseRows && g.LooseColumns:
		loose = ", rows and columns by alignment"
	case g.LooseRows:
		loose = ", rows by alignment"
	case g.LooseColumns:
		loose = ", columns by alignment"
	}
	s.tell("grid", "%s × %s, %s, at %s%s", count(g.Rows, "row", "rows"), count(g.Columns, "column", "columns"),
		count(len(g.Cells), "cell", "cells"), place(g.Box), loose)
	s.sides("columns", g.ColumnSides)
	s.sides("rows", g.RowSides)
}

// sides tells where boundaries stand and why, neighbours of one reason together: of many the first and the last.
func (s *summary) sides(what string, sides []layout.SeenBoundary) {
	const many = 8
	var told []string
	for len(sides) > 0 {
		n := 1
		for n < len(sides) && sides[n].By == sides[0].By {
			n++
		}
		at := make([]string, n)
		for i := range at {
			at[i] = number(sides[i].At())
		}
		if n > many {
			at = []string{at[0] + "…" + at[n-1], fmt.Sprintf("(%d)", n)}
		}
		told = append(told, string(sides[0].By)+" "+strings.Join(at, " "))
		sides = sides[n:]
	}
	s.tell("", "%-7s  %s", what, strings.Join(told, ", "))
}

// part tells what a part is of its table, and what was read of its caption.
func (s *summary) part(p layout.SeenPart, doc *model.Document) {
	s.tell("part", "%s, at %s", joinName(p, doc), place(p.Box))
	c := p.Caption
	elsewhere := 0
	for _, l := range c.Lines {
		if l.Page != s.page {
			elsewhere++
		}
	}
	if len(c.Lines) > 0 {
		s.tell("", "caption  number %q, title %q, unit %q, department %q, of %s%s", c.Number, c.Title, c.Unit, c.Department,
			count(len(c.Lines), "line", "lines"), some(part{elsewhere, "on another page"}))
	}
	for _, note := range p.Notes {
		s.tell("", "note     %q", note)
	}
}

func (s *summary) table(t *model.Table) {
	if !slices.Contains(t.Pages, s.page) {
		return
	}
	here := 0
	for _, c := range t.Cells {
		if slices.ContainsFunc(c.Regions, func(r model.Region) bool { return r.Page == s.page }) {
			here++
		}
	}
	s.tell("table", "%s: %s, number %q, title %q, unit %q", t.ID, t.Kind, t.Number, t.Title, t.Unit)
	s.tell("", "%s (%d header) × %s, %d of %s here, %s, %s, confidence %.2f",
		count(t.RowCount, "row", "rows"), t.HeaderRows, count(t.ColumnCount, "column", "columns"),
		here, count(len(t.Cells), "cell", "cells"), pagesName(t.Pages), t.Method, t.Confidence)
}

func (s *summary) finding(f *model.Finding) {
	here := slices.ContainsFunc(f.Subjects, func(at model.Subject) bool { return at.Page == s.page })
	if here || s.page == 0 && len(f.Subjects) == 0 {
		s.tell("finding", "%s %s: %q", f.Severity, f.Code, f.Message.EN)
	}
}

// part is a share of a number, told only where there is any.
type part struct {
	n    int
	what string
}

// some lists the parts in brackets: " (strokes 3, thin fills 1)".
func some(parts ...part) string {
	var told []string
	for _, p := range parts {
		if p.n > 0 {
			told = append(told, fmt.Sprintf("%s %d", p.what, p.n))
		}
	}
	if told == nil {
		return ""
	}
	return " (" + strings.Join(told, ", ") + ")"
}

func quoted(pieces []layout.SeenPiece) string {
	all := make([]string, len(pieces))
	for i, p := range pieces {
		all[i] = strconv.Quote(p.Text)
	}
	return strings.Join(all, "  ")
}

func place(r page.Rect) string {
	return fmt.Sprintf("[%s %s %s %s]", number(r.X0), number(r.Top), number(r.X1), number(r.Bottom))
}
