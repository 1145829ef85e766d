package printed

import (
	"fmt"
	"html"
	"strings"

	"yusuan/model"
)

// htmlStyle is all that pages need to be read, on screens light and dark and on paper.
const htmlStyle = `:root{color-scheme:light dark;--line:#999;--head:#f0f0f0;--error:#ffd6d6;--warning:#fff0c2;--info:#e2eefc}
@media (prefers-color-scheme:dark){:root{--line:#666;--head:#2b2b2b;--error:#5c2020;--warning:#4d3f10;--info:#1d3350}}
body{font:15px/1.5 sans-serif;margin:1.5em}
section{margin:2.5em 0;overflow-x:auto}
table{border-collapse:collapse}
caption{text-align:left;padding:.4em 0}
th,td{border:1px solid var(--line);padding:.2em .5em;white-space:pre-line;overflow-wrap:anywhere;text-align:left}
thead th{background:var(--head);text-align:center}
tbody th{font-weight:inherit}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.b{font-weight:bold}
.error{background:var(--error)}.warning{background:var(--warning)}.info{background:var(--info)}
@media print{section{break-inside:avoid-page}thead{display:table-header-group}}
`

// pageBegin is how a page begins. No script runs in it, and nothing is loaded.
func (v *vocabulary) pageBegin(title string) string {
	return `<!DOCTYPE html>
<html lang="` + v.code + `">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>` + escaped(title) + `</title>
<style>
` + htmlStyle + `</style>
</head>
<body>
<h1>` + isolated(title) + `</h1>
`
}

const pageEnd = "</body>\n</html>\n"

// escaped is a text in an element or an attribute.
func escaped(s string) string { return html.EscapeString(clean(s)) }

// isolated is a text whose direction of writing does not reach what is around it.
func isolated(s string) string { return "<bdi>" + escaped(s) + "</bdi>" }

// HTML writes a page that holds all it needs: a list of the tables, then each with its merged cells.
func (d *Document) HTML() []byte {
	var b strings.Builder
	b.WriteString(d.words.pageBegin(d.head()))
	d.writeContents(&b)
	d.writeFindings(&b, d.findings)
	for _, t := range d.tables {
		d.writeHTML(&b, t)
	}
	b.WriteString(pageEnd)
	return []byte(b.String())
}

// writeContents writes the list of tables.
func (d *Document) writeContents(b *strings.Builder) {
	fmt.Fprintf(b, "<p>%s</p>\n", d.proof())
	if len(d.tables) == 0 {
		fmt.Fprintf(b, "<p>%s</p>\n", d.words.noTables)
		return
	}
	w := d.words
	writeHeads(b, w.id, w.number, w.title, w.kind, w.pages, w.unit,
		w.severities[model.Error], w.severities[model.Warning], w.severities[model.Info])
	for _, t := range d.tables {
		fmt.Fprintf(b, `<tr><td>%s</td><td>%s</td><td><a href="#%s">%s</a></td><td>%s</td><td>%s</td><td>%s</td>`,
			t.ID, escaped(t.Number), t.ID, isolated(t.heading(w)), escaped(w.kindName(t.Kind)), d.pageLink(t, w.pageList(t.Pages)), escaped(t.Unit))
		writeCounts(b, t.counts)
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
}

func writeHeads(b *strings.Builder, heads ...string) {
	b.WriteString("<table>\n<thead><tr>")
	for _, h := range heads {
		fmt.Fprintf(b, `<th scope="col">%s</th>`, escaped(h))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
}

func writeCounts(b *strings.Builder, counts map[model.Severity]int) {
	for _, s := range severities {
		if counts[s] == 0 {
			b.WriteString("<td></td>")
		} else {
			fmt.Fprintf(b, `<td class="n %s">%d</td>`, s, counts[s])
		}
	}
}

// pageLink leads to the PDF's page of a table, where something does.
func (d *Document) pageLink(t *table, text string) string {
	link := d.link(t)
	if link == "" {
		return isolated(text)
	}
	return fmt.Sprintf(`<a href="%s">%s</a>`, escaped(link), isolated(text))
}

func (d *Document) writeFindings(b *strings.Builder, findings []*model.Finding) {
	if len(findings) == 0 {
		return
	}
	b.WriteString("<ul>\n")
	for _, f := range findings {
		fmt.Fprintf(b, "<li class=\"%s\">%s</li>\n", f.Severity, isolated(d.words.message(f.Message)))
	}
	b.WriteString("</ul>\n")
}

func (d *Document) writeHTML(b *strings.Builder, t *table) {
	fmt.Fprintf(b, "<section id=\"%s\">\n<table>\n<caption><b>%s</b><br>%s</caption>\n", t.ID, isolated(t.heading(d.words)), d.pageLink(t, d.about(t)))
	b.WriteString("<colgroup>")
	widths := newShape(t).widths
	whole := sum(widths)
	for _, w := range widths {
		fmt.Fprintf(b, `<col style="width:%.1f%%">`, 100*w/whole)
	}
	b.WriteString("</colgroup>\n")
	head := t.headRows()
	if head > 0 {
		b.WriteString("<thead>\n")
		d.writeRows(b, t, t.rows[:head])
		b.WriteString("</thead>\n")
	}
	b.WriteString("<tbody>\n")
	d.writeRows(b, t, t.rows[head:])
	b.WriteString("</tbody>\n</table>\n")
	for _, note := range t.Notes {
		fmt.Fprintf(b, "<p>%s</p>\n", isolated(note))
	}
	d.writeFindings(b, t.findings)
	b.WriteString("</section>\n")
}

// headRows are the rows of the header, none where a cell of it goes on in the body: a row group ends its cells.
func (t *table) headRows() int {
	for _, row := range t.rows[:t.HeaderRows] {
		for _, c := range row {
			if c.Row+c.RowSpan > t.HeaderRows {
				return 0
			}
		}
	}
	return t.HeaderRows
}

func (d *Document) writeRows(b *strings.Builder, t *table, rows [][]*cell) {
	for _, row := range rows {
		b.WriteString("<tr>")
		for _, c := range row {
			d.writeCell(b, t, c)
		}
		b.WriteString("</tr>\n")
	}
}

func (d *Document) writeCell(b *strings.Builder, t *table, c *cell) {
	element, scope := c.element(t)
	b.WriteString("<" + element + scope)
	if c.RowSpan > 1 {
		fmt.Fprintf(b, ` rowspan="%d"`, c.RowSpan)
	}
	if c.ColumnSpan > 1 {
		fmt.Fprintf(b, ` colspan="%d"`, c.ColumnSpan)
	}
	var classes []string
	if c.right && !c.header {
		classes = append(classes, "n")
	}
	if c.Bold {
		classes = append(classes, "b")
	}
	if s := gravest(c.findings); s != "" {
		classes = append(classes, string(s))
	}
	if len(classes) > 0 {
		fmt.Fprintf(b, ` class="%s"`, strings.Join(classes, " "))
	}
	if c.Indent > 0 {
		fmt.Fprintf(b, ` style="padding-left:%dem"`, indentOf(c.Indent))
	}
	if len(c.findings) > 0 {
		fmt.Fprintf(b, ` title="%s"`, escaped(d.messages(c.findings)))
	}
	b.WriteString(">" + escaped(c.Text) + "</" + element + ">")
}

// element is what a cell is: the head of a column or of several, the label of a row or of several, or data.
func (c *cell) element(t *table) (name, scope string) {
	several := func(span int) string {
		if span > 1 {
			return "group"
		}
		return ""
	}
	switch {
	case c.Text == "":
	case c.header:
		return "th", ` scope="col` + several(c.ColumnSpan) + `"`
	case t.HeaderRows > 0 && t.Columns[c.Column].Role == model.RoleLabel && c.number == nil:
		return "th", ` scope="row` + several(c.RowSpan) + `"`
	}
	return "td", ""
}

// Listed is what a list of several documents tells of one.
type Listed struct {
	name, head string
	tables     int
	counts     map[model.Severity]int
}

// Listed tells of the document, whose page has a name.
func (d *Document) Listed(name string) Listed {
	l := Listed{name, d.head(), len(d.tables), make(map[model.Severity]int)}
	for i := range d.source.Findings {
		l.counts[d.source.Findings[i].Severity]++
	}
	return l
}

// Index writes a page that leads to those of documents.
func Index(language Language, documents []Listed) []byte {
	w := language.words()
	var b strings.Builder
	b.WriteString(w.pageBegin(w.contents))
	writeHeads(&b, w.file, w.title, w.tables, w.severities[model.Error], w.severities[model.Warning], w.severities[model.Info])
	for _, x := range documents {
		fmt.Fprintf(&b, `<tr><td><a href="%s">%s</a></td><td>%s</td><td class="n">%d</td>`,
			escaped(Address(x.name)), isolated(x.name), isolated(x.head), x.tables)
		writeCounts(&b, x.counts)
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n" + pageEnd)
	return []byte(b.String())
}
