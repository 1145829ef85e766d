package extract

import (
	"cmp"
	"math"
	"slices"

	"yusuan/extract/internal/scan"
	"yusuan/layout/page"
	"yusuan/model"
)

// restore gives the glyphs of a page that mean nothing the texts that were recognised where they stand. All else of the page is
// exact, and stays. It returns what was recognised in the lines that gave a text.
func restore(p *page.Page, seen *scan.Page, sameLine float64) *scan.Page {
	isLost := lost(p)
	kept := *seen
	kept.Chars, kept.Lines, kept.Unread = nil, nil, nil // other print has glyphs of its own
	for number, print := range printedLines(p, seen) {
		if len(print) == 0 {
			continue
		}
		var line []lineGlyph
		for i := range p.Chars {
			c := &p.Chars[i]
			if c.Flags&page.Space != 0 || int(c.Turn) != seen.Turn {
				continue
			}
			if box := c.Box.Upright(c.Turn, p.Width, p.Height); onLine(box, print, sameLine) {
				line = append(line, lineGlyph{box: box, text: c.Text, index: i, lost: isLost[i]})
			}
		}
		if !slices.ContainsFunc(line, func(g lineGlyph) bool { return g.lost }) {
			continue
		}
		slices.SortStableFunc(line, func(a, b lineGlyph) int { return cmp.Compare(a.box.X0+a.box.X1, b.box.X0+b.box.X1) })
		if !give(p, line, print) {
			continue
		}
		for _, c := range seen.Chars {
			if int(c.Run) == number {
				c.Run = uint32(len(kept.Lines))
				kept.Chars = append(kept.Chars, c)
			}
		}
		kept.Lines = append(kept.Lines, seen.Lines[number])
	}
	if !slices.ContainsFunc(p.Chars, func(c page.Char) bool { return c.Flags&page.NoUnicode != 0 }) {
		p.Problems = slices.DeleteFunc(p.Problems, func(f page.Problem) bool { return f.Kind == model.GlyphWithoutUnicode })
	}
	return &kept
}

// besideLost tells the lines of print, by what they cover as displayed, that may tell what glyphs of a page mean: those that such a
// glyph stands on, or near.
func besideLost(p *page.Page) func(page.Rect) bool {
	var boxes []page.Rect
	for i := range lost(p) {
		boxes = append(boxes, p.Chars[i].Box)
	}
	return func(line page.Rect) bool {
		return slices.ContainsFunc(boxes, func(b page.Rect) bool {
			near := max(b.X1-b.X0, b.Bottom-b.Top) + min(line.X1-line.X0, line.Bottom-line.Top)
			return b.X0 < line.X1+near && b.X1 > line.X0-near && b.Top < line.Bottom+near && b.Bottom > line.Top-near
		})
	}
}

// lost are the glyphs of a page that mean nothing, and where there is mojibake, other letters that it is made of.
func lost(p *page.Page) map[int]bool {
	found, _ := unreadable(p)
	all, mojibake := make(map[int]bool, len(found)), false
	for _, i := range found {
		all[i] = true
		mojibake = mojibake || latin(p.Chars[i].Text)
	}
	for i := range p.Chars {
		if mojibake && latin(p.Chars[i].Text) {
			all[i] = true
		}
	}
	return all
}

// lineGlyph is a glyph of a line, in reading position: of the page, or recognised.
type lineGlyph struct {
	box   page.Rect
	text  string
	index int  // among the page's
	lost  bool // it means nothing
}

// printedLines are the glyphs that were recognised, line by line, where they are displayed, in reading position.
func printedLines(p *page.Page, seen *scan.Page) [][]lineGlyph {
	lines := make([][]lineGlyph, len(seen.Lines))
	for i := range seen.Chars {
		c := &seen.Chars[i]
		if c.Flags&page.Space == 0 && int(c.Run) < len(lines) {
			lines[c.Run] = append(lines[c.Run], lineGlyph{box: seen.Onto(c.Box).Upright(c.Turn, p.Width, p.Height), text: c.Text})
		}
	}
	return lines
}

// onLine tells a glyph that stands on a line that was recognised, or at its ends.
func onLine(box page.Rect, print []lineGlyph, sameLine float64) bool {
	whole := print[0].box.Union(print[len(print)-1].box)
	overlap := min(box.Bottom, whole.Bottom) - max(box.Top, whole.Top)
	em := whole.Bottom - whole.Top
	return overlap >= sameLine*min(box.Bottom-box.Top, em) && box.X1 > whole.X0-em && box.X0 < whole.X1+em
}

// give gives the glyphs of a line that mean nothing the texts of those beside which they stand when both lines are laid along each
// other: in their order, as near as they can be, and readable ones by the same text where they have it. A line of which too few find
// one stays as it is: what was recognised is no reading of it. It tells whether any got one.
func give(p *page.Page, line, print []lineGlyph) (given bool) {
	em := print[0].box.Bottom - print[0].box.Top
	apart := func(i, j int) float64 {
		a, b := &line[i], &print[j]
		distance := math.Abs(a.box.X0+a.box.X1-b.box.X0-b.box.X1) / 2 / em
		switch {
		case a.lost:
			return distance + lostCost
		case a.text != b.text:
			return distance + otherCost
		}
		return distance
	}
	partners := aligned(len(line), len(print), apart)
	all, found := 0, 0
	for i := range line {
		if line[i].lost {
			all++
			if partners[i] >= 0 {
				found++
			}
		}
	}
	if float64(found) < limits.restored*float64(all) {
		return false
	}
	for i, j := range partners {
		if g := &line[i]; g.lost && j >= 0 {
			c := &p.Chars[g.index]
			c.Text, c.Flags = print[j].text, c.Flags&^page.NoUnicode
			given = true
		}
	}
	return given
}

// What it costs, in em of distance, to lay a glyph beside one of another text, or beside one whose text is not known.
const (
	otherCost = 1
	lostCost  = 0.3
)

// aligned lays two rows along each other, in order, so that the costs of their pairs, and one for each member that has no partner, are
// the least together. It returns the partner of each member of the first, -1 for none.
func aligned(n, m int, cost func(i, j int) float64) []int {
	const alone = 1
	least := make([][]float64, n+1)
	for i := range least {
		least[i] = make([]float64, m+1)
		for j := range least[i] {
			switch {
			case i == 0:
				least[i][j] = alone * float64(j)
			case j == 0:
				least[i][j] = alone * float64(i)
			default:
				least[i][j] = min(least[i-1][j]+alone, least[i][j-1]+alone, least[i-1][j-1]+cost(i-1, j-1))
			}
		}
	}
	partners := make([]int, n)
	for i, j := n, m; i > 0; {
		switch {
		case j > 0 && least[i][j] == least[i-1][j-1]+cost(i-1, j-1):
			i, j = i-1, j-1
			partners[i] = j
		case least[i][j] == least[i-1][j]+alone:
			i--
			partners[i] = -1
		default:
			j--
		}
	}
	return partners
}
