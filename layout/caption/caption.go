package caption

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/layout/page"
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
	// placed tells a title that only its place told.
	placed bool
}

// Named tells a caption that says which table it is.
func (c Caption) Named() bool { return c.Number != "" || c.Title != "" }

// Tells tells a caption that says anything of its table.
func (c Caption) Tells() bool { return c.Named() || c.Unit != "" || c.Department != "" }

// captionOf puts together what the lines of a caption say, from top to bottom. The lowest that tells something counts.
func captionOf(lines []*said) Caption {
	var c Caption
	best := noTitle
	for _, l := range lines {
		c.Lines = append(c.Lines, l.lines...)
		asked := false // for a department, by the piece before
		for _, r := range l.pieces {
			c.Continued = c.Continued || r.Continued
			c.Number = cmp.Or(r.Number, c.Number)
			c.Unit = cmp.Or(r.Unit, c.Unit)
			c.Department = cmp.Or(r.Department, c.Department)
			if asked && r.Other {
				c.Department = cmp.Or(r.name.text, c.Department)
			}
			asked = r.department && r.Department == ""
			if rank := l.rank(r); rank > noTitle && rank >= best {
				best = rank
				c.Title, c.placed = cmp.Or(r.Title, r.name.text), r.Title == ""
				if l.title {
					c.Number = cmp.Or(r.name.number, c.Number)
				}
			}
		}
	}
	return c
}

// rank tells how much of a title a text is: of several over one table the lowest counts of those that are most of one.
type rank uint8

const (
	noTitle      rank = iota
	chapterTitle      // 第二部分 2026年部门预算表
	namedTitle        // one by where it stands, or one that may be a heading of the text: 一、收支总表
	wordedTitle       // one by its words
)

func (p *said) rank(r Reading) rank {
	switch {
	case r.Title == "" && (!p.title || r.name.text == ""):
		return noTitle
	case r.heading == chapter:
		return chapterTitle
	case r.Title == "" || r.heading == item:
		return namedTitle
	}
	return wordedTitle
}

// Under completes a caption that stands in the grid itself by the one over the grid.
func (c Caption) Under(over Caption) Caption {
	out := c.Or(over)
	out.Lines = slices.Concat(over.Lines, c.Lines)
	return out
}

// Or fills what a caption does not tell from another one's; the lines stay its own.
func (c Caption) Or(other Caption) Caption {
	c.Number = cmp.Or(c.Number, other.Number)
	if c.Title == "" {
		c.Title, c.placed = other.Title, other.placed
	}
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

// Agrees tells whether two captions can be of one table: what both tell is the same. The page's edge may cut one.
func (c Caption) Agrees(other Caption) bool {
	same := func(x, y string) bool { return x == y || x == "" || y == "" }
	cut := other.placed && strings.HasPrefix(c.Title, other.Title) || c.placed && strings.HasPrefix(other.Title, c.Title)
	return same(c.Number, other.Number) && (same(c.Title, other.Title) || cut)
}

// OfOther tells whether two captions are of different departments or units.
func (c Caption) OfOther(other Caption) bool {
	x, y := words.Unspaced(c.Department), words.Unspaced(other.Department)
	return x != "" && y != "" && x != y
}
