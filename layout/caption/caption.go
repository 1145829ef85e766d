package caption

import (
	"cmp"
	"slices"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// Caption is what a table says of itself over its grid or in its first rows.
type Caption struct {
	Number, Title, Unit string
	// Department is the text behind 部门：, 编制单位： and the like.
	Department string
	// Lines are the caption's lines as printed, from top to bottom.
	Lines []page.TextLine
	// Continued tells a 续表.
	Continued bool
}

// Named tells a caption that says which table it is.
func (c Caption) Named() bool { return c.Number != "" || c.Title != "" }

// Tells tells a caption that says anything of its table.
func (c Caption) Tells() bool { return c.Named() || c.Unit != "" || c.Department != "" }

// ReadLines reads the caption lines of a table, from top to bottom. The lowest that tells something counts.
func ReadLines(lines []page.TextLine, s *settings.Settings) Caption {
	c := Caption{Lines: lines}
	for len(lines) > 0 {
		l, n := wrappedLine(lines, s)
		lines = lines[n:]
		for _, p := range withWideTitle(l, s) {
			r := Read(p.Text, s)
			c.Continued = c.Continued || r.Continued
			c.Number = cmp.Or(r.Number, c.Number)
			c.Unit = cmp.Or(r.Unit, c.Unit)
			c.Department = cmp.Or(r.Department, c.Department)
			c.Title = cmp.Or(r.Title, c.Title)
		}
	}
	return c
}

// Under completes a caption that stands in the grid itself by the lines over the grid.
func (c Caption) Under(lines []page.TextLine, s *settings.Settings) Caption {
	if len(lines) == 0 {
		return c
	}
	over := ReadLines(lines, s)
	out := c.Or(over)
	out.Lines = slices.Concat(over.Lines, c.Lines)
	return out
}

// Or fills what a caption does not tell from another one's; the lines stay its own.
func (c Caption) Or(other Caption) Caption {
	c.Number = cmp.Or(c.Number, other.Number)
	c.Title = cmp.Or(c.Title, other.Title)
	c.Unit = cmp.Or(c.Unit, other.Unit)
	c.Department = cmp.Or(c.Department, other.Department)
	c.Continued = c.Continued || other.Continued
	return c
}

// Clashes tells whether another caption is of another table: it tells what this one tells, or
// both a number and a title.
func (c Caption) Clashes(other Caption) bool {
	return c.Number != "" && other.Number != "" || c.Title != "" && other.Title != "" || other.Number != "" && other.Title != ""
}

// Agrees tells whether two captions can be of one table: what both tell is the same.
func (c Caption) Agrees(other Caption) bool {
	same := func(x, y string) bool { return x == y || x == "" || y == "" }
	return same(c.Number, other.Number) && same(c.Title, other.Title)
}

// OfOther tells whether two captions are of different departments or units.
func (c Caption) OfOther(other Caption) bool {
	x, y := words.Unspaced(c.Department), words.Unspaced(other.Department)
	return x != "" && y != "" && x != y
}
