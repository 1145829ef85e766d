package printed

import (
	"cmp"

	"github.com/shopspring/decimal"

	"yusuan/model"
)

// XLSX writes a workbook: a sheet that lists the tables, and a sheet of each table. Its text is as large on the screen as can
// be read; printed it is as large as in the PDF, on as many sheets of paper.
func (d *Document) XLSX() []byte {
	b := newBook()
	contents := b.add(d.words.contents)
	sheets, papers := make([]*sheet, len(d.tables)), d.sheetsOfPaper()
	for i, t := range d.tables {
		sheets[i] = b.add(t.fullHeading(d.words))
		w := &tableSheet{sheet: sheets[i], document: d, table: t, shape: newShape(t), styles: b.styles}
		w.down = (papers[i] + w.shape.across - 1) / w.shape.across
		w.write(contents.name)
	}
	d.writeContentsSheet(contents, b.styles, sheets)
	return b.bytes()
}

// captionRows are the rows over a table: its title, and number, unit and pages.
const captionRows = 2

// readable is the least size of text on a screen, in points.
const readable = 10

// tableSheet is the sheet of a table under way.
type tableSheet struct {
	*sheet
	document *Document
	table    *table
	shape    *shape
	styles   *stylesheet
	size     float64 // of the text, in points
}

// write writes caption, grid and notes.
func (w *tableSheet) write(contents string) {
	t, s := w.table, w.shape
	w.size = max(s.em, readable)
	scale := w.size / s.em
	w.widths = make([]float64, len(s.widths))
	for i, points := range s.widths {
		w.widths[i] = points * scale
	}
	w.paper, w.margins, w.across = s.paper, s.margins, s.across
	w.caption(contents)
	for row, cells := range t.rows {
		w.next(s.heights[row] * scale)
		w.writeRow(row, cells)
	}
	for _, note := range t.Notes {
		w.paragraph(style{size: w.size}, note)
	}
	if t.HeaderRows > 0 && t.HeaderRows < t.RowCount && scale*sum(s.heights[:t.HeaderRows]) < mostFrozen {
		w.frozen = captionRows + t.HeaderRows
		w.repeat = [2]int{captionRows, w.frozen}
	}
}

// mostFrozen is how high a header may be that stays in sight, in points: a third of a small screen.
const mostFrozen = 200

// caption writes the rows over the grid. The title leads to the contents, the row under it to the PDF's page.
func (w *tableSheet) caption(contents string) {
	d, t := w.document, w.table
	title := style{size: w.size * 1.3, bold: true, horizontal: "center", fill: fills[gravest(t.findings)]}
	w.paragraph(title, t.heading(d.words))
	w.lead(0, "", sheetRef(contents)+"A1")
	w.tell(0, d.messages(t.findings))
	link := d.link(t)
	w.paragraph(style{size: w.size, horizontal: "right", link: link != ""}, d.about(t))
	w.lead(0, link, "")
}

// paragraph writes a text over the whole width, as high as it needs.
func (w *tableSheet) paragraph(x style, text string) {
	w.next(1.4 * x.size * linesOf(text, sum(w.widths)/x.size))
	w.wide(w.styles.number(x), text)
}

// writeRow writes the cells that begin in a row, and under cells from rows above what gives these their borders.
func (w *tableSheet) writeRow(row int, cells []*cell) {
	column, next := 0, 0
	for column < w.table.ColumnCount {
		if next == len(cells) || cells[next].Column > column {
			w.text(column, w.styles.number(w.style(nil, row)), "")
			column++
			continue
		}
		c := cells[next]
		number := w.styles.number(w.style(c, row))
		if c.number != nil {
			w.number(column, number, c.number.value)
		} else {
			w.text(column, number, c.Text)
		}
		for i := 1; i < c.ColumnSpan; i++ {
			w.text(column+i, number, "")
		}
		w.merge(column, c.RowSpan, c.ColumnSpan)
		w.tell(column, w.document.messages(c.findings))
		column, next = column+c.ColumnSpan, next+1
	}
}

// style is how a cell looks, nil for a place that a cell from above covers.
func (w *tableSheet) style(c *cell, row int) style {
	x := style{size: w.size, border: w.table.Method != model.Aligned}
	if row < w.table.HeaderRows {
		x.fill, x.horizontal = headFill, "center"
	}
	if c == nil {
		return x
	}
	x.bold, x.indent = c.Bold, indentOf(c.Indent)
	x.fill = cmp.Or(fills[gravest(c.findings)], x.fill)
	switch {
	case c.header:
	case c.right:
		x.horizontal, x.indent = "right", 0
	default:
		x.horizontal = "left"
	}
	if c.number != nil {
		x.format = c.number.format(w.table.grouped)
	}
	return x
}

// Widths of the columns of the contents, in points: identifier, number, title, kind, pages, unit, and three counts.
var contentsWidths = []float64{36, 80, 260, 170, 56, 46, 46, 46, 46}

// writeContentsSheet lists the tables and the findings that are of none.
func (d *Document) writeContentsSheet(s *sheet, styles *stylesheet, sheets []*sheet) {
	w := d.words
	s.widths, s.paper, s.margins, s.across = contentsWidths, papers[1], model.Box{36, 36, 36, 36}, 1
	plain := style{border: true}
	link, head := plain, plain
	link.link = true
	head.fill, head.horizontal, head.bold = headFill, "center", true
	const height = 18
	whole := sum(contentsWidths) / defaultSize
	s.next(height * 1.3 * linesOf(d.head(), whole/1.3))
	s.wide(styles.number(style{size: defaultSize * 1.3, bold: true}), d.head())
	s.next(height)
	s.wide(styles.number(style{}), d.proof())
	s.next(height)
	for i, text := range []string{w.id, w.number, w.title, w.kind, w.pages, w.unit, w.severities[model.Error], w.severities[model.Warning], w.severities[model.Info]} {
		s.text(i, styles.number(head), text)
	}
	s.frozen = s.row + 1
	s.repeat = [2]int{s.row, s.row + 1}
	for i, t := range d.tables {
		s.next(height * linesOf(t.heading(w), contentsWidths[2]/defaultSize))
		d.contentsRow(s, styles, t, sheets[i].name)
	}
	if len(d.tables) == 0 {
		s.next(height)
		s.wide(styles.number(plain), w.noTables)
	}
	if len(d.findings) > 0 {
		s.next(height)
		s.next(height)
		s.wide(styles.number(style{bold: true}), w.findings)
	}
	for _, f := range d.findings {
		text := w.message(f.Message)
		s.next(height * linesOf(text, whole))
		s.wide(styles.number(style{border: true, fill: fills[f.Severity]}), text)
	}
}

// contentsRow lists a table. Its title leads to its sheet, its pages to the PDF's.
func (d *Document) contentsRow(s *sheet, styles *stylesheet, t *table, sheet string) {
	plain := style{border: true}
	link := style{border: true, link: true}
	s.text(0, styles.number(plain), t.ID)
	s.text(1, styles.number(plain), t.Number)
	s.text(2, styles.number(link), t.heading(d.words))
	s.lead(2, "", sheetRef(sheet)+"A1")
	s.text(3, styles.number(plain), d.words.kindName(t.Kind))
	address := d.link(t)
	pages := style{border: true, link: address != "", horizontal: "center"}
	s.text(4, styles.number(pages), d.words.pageList(t.Pages))
	s.lead(4, address, "")
	s.text(5, styles.number(plain), t.Unit)
	for i, severity := range severities {
		x := style{border: true, horizontal: "center"}
		if n := t.counts[severity]; n > 0 {
			x.fill = fills[severity]
			s.number(6+i, styles.number(x), decimal.NewFromInt(int64(n)))
		} else {
			s.text(6+i, styles.number(x), "")
		}
	}
}
