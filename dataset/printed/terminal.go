package printed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

const (
	// gap is what stands between two columns.
	gap = 2
	// leastColumn is the width to which a column is narrowed where a terminal has no room for all.
	leastColumn = 8
)

// Text writes tables for a terminal of so many columns: texts are broken to fit, an ideograph takes the room of two
// letters, and what a terminal would not show is U+FFFD.
func (d *Document) Text(width int) string {
	var b strings.Builder
	b.WriteString(visible(d.head()) + "\n")
	for _, t := range d.tables {
		b.WriteString("\n" + visible(t.heading(d.words)) + "\n" + visible(t.ID+" · "+d.about(t)) + "\n\n")
		t.writeText(&b, width)
		for _, note := range t.Notes {
			b.WriteString(visible(note) + "\n")
		}
	}
	if len(d.tables) == 0 {
		b.WriteString(d.words.noTables + "\n")
	}
	return b.String()
}

// visible replaces characters that move a terminal's cursor or cannot be seen.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) && r != '\u3000' && r != '\n' {
			return '\uFFFD'
		}
		return r
	}, s)
}

func (t *table) writeText(b *strings.Builder, room int) {
	widths := t.textWidths(room)
	starts := make([]int, len(widths)+1) // of the columns, and where one more would begin
	for i, w := range widths {
		starts[i+1] = starts[i] + w + gap
	}
	for i, row := range t.rows {
		line := textLine{""}
		for _, c := range row {
			at := starts[c.Column]
			width := starts[c.Column+c.ColumnSpan] - at - gap
			line.add(at, width, broken(c.terminalText(), width), c.right && !c.header)
		}
		line.write(b)
		if i+1 == t.HeaderRows {
			b.WriteString(strings.Repeat("─", starts[len(widths)]-gap) + "\n")
		}
	}
}

// terminalText is a cell's text with its indent.
func (c *cell) terminalText() string {
	return strings.Repeat(" ", indentOf(c.Indent)*2) + visible(c.Text)
}

// maxIndent bounds an indent: no list has more levels.
const maxIndent = 15

// indentOf is an indent in whole em.
func indentOf(em float64) int { return int(min(em+0.5, maxIndent)) }

// textWidths are the widths of columns: what their texts need, less where all need more room than there is.
func (t *table) textWidths(room int) []int {
	widths := make([]int, t.ColumnCount)
	for _, row := range t.rows {
		for _, c := range row {
			if c.ColumnSpan > 1 {
				continue
			}
			for line := range strings.SplitSeq(c.terminalText(), "\n") {
				widths[c.Column] = max(widths[c.Column], displaywidth.String(line))
			}
		}
	}
	room -= gap * (len(widths) - 1)
	for i := range widths {
		widths[i] = max(widths[i], 1)
	}
	most := slices.Max(widths)
	for most > leastColumn && total(widths, most) > room {
		most--
	}
	for i, w := range widths {
		widths[i] = min(w, most)
	}
	return widths
}

// total is the width of all columns, none of which is wider than most.
func total(widths []int, most int) int {
	n := 0
	for _, w := range widths {
		n += min(w, most)
	}
	return n
}

// broken breaks a text into lines that are no wider than a column. A number is never broken.
func broken(s string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if _, number := readNumber(line); number {
			lines = append(lines, line)
			continue
		}
		from, at, taken := 0, 0, 0
		for g := displaywidth.StringGraphemes(line); g.Next(); at += len(g.Value()) {
			if taken+g.Width() > width && taken > 0 {
				lines = append(lines, line[from:at])
				from, taken = at, 0
			}
			taken += g.Width()
		}
		lines = append(lines, line[from:])
	}
	return lines
}

// textLine is a row of cells, several lines of a terminal high.
type textLine []string

// add puts the lines of a cell into place.
func (l *textLine) add(at, width int, lines []string, right bool) {
	for len(*l) < len(lines) {
		*l = append(*l, "")
	}
	for i, s := range lines {
		if s = strings.TrimRight(s, " "); s == "" {
			continue
		}
		if right {
			s = strings.Repeat(" ", max(0, width-displaywidth.String(s))) + s
		}
		line := &(*l)[i]
		*line += strings.Repeat(" ", max(min(len(*line), 1), at-displaywidth.String(*line))) + s
	}
}

func (l textLine) write(b *strings.Builder) {
	for _, line := range l {
		b.WriteString(line + "\n")
	}
}
