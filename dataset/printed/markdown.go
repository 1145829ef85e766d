package printed

import (
	"fmt"
	"strings"
)

// Markdown writes tables as GitHub Flavored Markdown has them: the text of a merged cell stands at its first place, rows of
// the header after the first are bold rows of the body, and line breaks are <br>.
func (d *Document) Markdown() []byte {
	var b strings.Builder
	b.WriteString("# " + inline(d.head()) + "\n")
	for _, t := range d.tables {
		fmt.Fprintf(&b, "\n## %s\n\n", inline(t.heading(d.words)))
		about := inline(t.ID + " · " + d.about(t))
		if link := d.link(t); link != "" {
			about = "[" + about + "](<" + link + ">)"
		}
		b.WriteString(about + "\n\n")
		t.writeMarkdown(&b)
		for _, note := range t.Notes {
			b.WriteString("\n" + inline(note) + "\n")
		}
	}
	if len(d.tables) == 0 {
		b.WriteString("\n" + d.words.noTables + "\n")
	}
	return []byte(b.String())
}

func (t *table) writeMarkdown(b *strings.Builder) {
	if t.HeaderRows == 0 {
		b.WriteString("|" + strings.Repeat("  |", t.ColumnCount) + "\n")
		t.writeDelimiters(b)
	}
	texts := make([]string, t.ColumnCount)
	for i, row := range t.rows {
		clear(texts)
		for _, c := range row {
			texts[c.Column] = c.markdown(i > 0)
		}
		for _, s := range texts {
			b.WriteString("| " + s)
			if s != "" {
				b.WriteByte(' ')
			}
		}
		b.WriteString("|\n")
		if i == 0 && t.HeaderRows > 0 {
			t.writeDelimiters(b)
		}
	}
}

// writeDelimiters writes the row that parts head and body and sets columns of amounts at the right.
func (t *table) writeDelimiters(b *strings.Builder) {
	numbers := make([]bool, t.ColumnCount)
	for _, row := range t.rows {
		for _, c := range row {
			numbers[c.Column] = numbers[c.Column] || c.number != nil
		}
	}
	for _, n := range numbers {
		if n {
			b.WriteString("| ---: ")
		} else {
			b.WriteString("| --- ")
		}
	}
	b.WriteString("|\n")
}

// markdown is the text of a cell. Markdown's first row is bold by itself.
func (c *cell) markdown(mayBold bool) string {
	text := inline(c.Text)
	if text != "" && mayBold && (c.Bold || c.header) {
		text = "**" + strings.ReplaceAll(text, "<br>", "**<br>**") + "**"
	}
	return strings.Repeat("&emsp;", indentOf(c.Indent)) + text
}

// inline is a text in a line of Markdown: what would be markup is escaped, so is what turns the direction of writing or
// cannot be seen.
func inline(s string) string {
	var b strings.Builder
	for _, r := range clean(strings.TrimSpace(s)) {
		switch {
		case r == '\n':
			b.WriteString("<br>")
		case strings.ContainsRune("\\`*_[]<>|~&$", r):
			b.WriteString("\\" + string(r))
		case r == '\t':
			b.WriteByte(' ')
		case isFormat(r):
			fmt.Fprintf(&b, "&#x%X;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
