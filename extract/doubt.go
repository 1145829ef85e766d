package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/scan"
	"yusuan/layout/page"
	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/check"
	"yusuan/model/corrections"
	"yusuan/model/doubt"
	"yusuan/model/words"
)

// repaired puts right what was recognised wrongly in a document's tables, as far as its arithmetic tells it. Decisions of people are
// about the tables as this leaves them, and none of them changes what it does.
func (r *run) repaired(prints map[int]*lineIndex, doc *model.Document, evidence budget.Evidence) []doubt.Repaired {
	if len(prints) == 0 || r.opt.PagesApart {
		return nil
	}
	trial := *doc
	trial.Tables = slices.Clone(doc.Tables)
	for i := range trial.Tables {
		trial.Tables[i].Cells = slices.Clone(trial.Tables[i].Cells)
	}
	tell(&trial, evidence, corrections.Apply(trial.Tables, nil))
	sheets := budget.NewReader(trial.Tables, levelOf(&trial))
	all := doubt.NewScan(trial.Tables, scannedCells(prints, trial.Tables)).Repair(func() doubt.Exam { return examine(&trial, sheets.Read()) })
	for _, x := range all {
		doc.Tables[x.Table].Cells[x.At].Text = x.Text
	}
	return all
}

// levelOf is what a document's tables are read as.
func levelOf(doc *model.Document) model.PublisherLevel {
	if doc.Publisher.Level == model.GovernmentLevel {
		return model.GovernmentLevel
	}
	return model.NoLevel
}

// examine says what the arithmetic of a document does whose publisher and year are told, by its tables as they were read.
func examine(doc *model.Document, sheets []*budget.Sheet) doubt.Exam {
	book := bookOf(doc, sheets)
	trial := *doc
	trial.Facts = book.Facts
	result := check.Document(&trial, book, nil)
	result.Write(book.Facts)
	return doubt.Exam{Facts: book.Facts, Statements: result.Statements()}
}

// doubts adds to a document's findings what of its scanned pages was put right, and what is doubtful.
func doubts(prints map[int]*lineIndex, doc *model.Document, statements []check.Statement, repaired []doubt.Repaired) {
	if len(prints) == 0 {
		return
	}
	exam := doubt.Exam{Facts: doc.Facts, Statements: statements}
	doc.Findings = doubt.NewScan(doc.Tables, scannedCells(prints, doc.Tables)).Findings(&exam, repaired, doc.Findings)
}

// scannedCells finds the cells of tables that were read from pages' pictures, with what was recognised in them. Those that a person decided
// about are left out: their texts are right.
func scannedCells(prints map[int]*lineIndex, tables []model.Table) []doubt.Cell {
	var all []doubt.Cell
	for i := range tables {
		for k := range tables[i].Cells {
			c := &tables[i].Cells[k]
			isScanned := func(r model.Region) bool { return prints[r.Page] != nil }
			if c.Checked != "" || c.Corrected != "" || !slices.ContainsFunc(c.Regions, isScanned) {
				continue
			}
			cell := scannedCell(prints, c)
			cell.Table, cell.At = i, k
			all = append(all, cell)
		}
	}
	return all
}

// scannedCell is what was recognised in a cell.
func scannedCell(prints map[int]*lineIndex, c *model.Cell) doubt.Cell {
	var parts []part
	unread := 0
	for _, r := range c.Regions {
		if p := prints[r.Page]; p != nil {
			parts = append(parts, p.in(r.Box)...)
			unread += len(p.unread.In(rectOf(r.Box)))
		}
	}
	cell := said(c.Text, parts)
	if unread >= limits.unread && (c.Text == "" || cell.Print&doubt.Seal != 0) {
		cell.Print |= doubt.Unread
	}
	if at := c.Regions[0].Page; len(c.Regions) == 1 {
		cell.Page = at
		cell.End, cell.High = prints[at].end(parts)
	}
	return cell
}

func rectOf(b model.Box) page.Rect { return page.Rect{X0: b[0], Top: b[1], X1: b[2], Bottom: b[3]} }

// indexes are what was recognised on each page, by number.
func indexes(scanned map[int]*scan.Page) map[int]*lineIndex {
	all := make(map[int]*lineIndex, len(scanned))
	for number, p := range scanned {
		all[number] = indexOf(p)
	}
	return all
}

// lineIndex is what was recognised on a page, to be looked up by place.
type lineIndex struct {
	lines  []scan.Line
	boxes  []page.Rect // of the lines on the page as displayed
	glyphs []placed
	places page.Areas // of the glyphs' middles on the page as displayed; a line without glyphs has its own
	unread page.Areas // the middles of squares of ink that was not read, likewise
	turn   int        // quarter turns clockwise by which the print lies
}

// placed is a glyph of a line.
type placed struct{ line, glyph int }

func indexOf(p *scan.Page) *lineIndex {
	out := &lineIndex{lines: p.Lines, turn: p.Turn}
	chars := make([][]page.Rect, len(p.Lines)) // of each line's characters that show, in order
	for _, c := range p.Chars {
		if c.Flags&page.Space == 0 && int(c.Run) < len(chars) {
			chars[c.Run] = append(chars[c.Run], c.Box)
		}
	}
	var places []page.Rect
	for i := range p.Lines {
		l := &p.Lines[i]
		out.boxes = append(out.boxes, p.Onto(l.Box))
		boxes := chars[i]
		for k := range max(len(l.Glyphs), 1) {
			at := l.Box
			if k < len(l.Glyphs) && strings.TrimSpace(l.Glyphs[k].Text) != "" && len(boxes) > 0 {
				at, boxes = boxes[0], boxes[1:]
			}
			out.glyphs, places = append(out.glyphs, placed{i, k}), append(places, middle(p.Onto(at)))
		}
	}
	out.places = page.AreasOf(places)
	places = nil
	for _, r := range p.Unread {
		places = append(places, middle(p.Onto(r)))
	}
	out.unread = page.AreasOf(places)
	return out
}

func middle(r page.Rect) page.Rect {
	x, y := r.Centre()
	return page.Rect{X0: x, Top: y, X1: x, Bottom: y}
}

// part are the glyphs of a line, from one up to another, that stand in a cell.
type part struct {
	line     *scan.Line
	from, to int
}

func (p part) glyphs() []ocr.Glyph { return p.line.Glyphs[p.from:p.to] }

// mostOfLine is the share of a line's area from which on all of it is in a cell: where a glyph ends is told roughly.
const mostOfLine = 0.9

// in are the parts of lines that stand in a box, in the order of lines.
func (p *lineIndex) in(box model.Box) []part {
	var parts []part
	for _, n := range p.places.In(rectOf(box)) {
		at := p.glyphs[n]
		line, r := &p.lines[at.line], p.boxes[at.line]
		last := len(parts) - 1
		switch {
		case last >= 0 && parts[last].line == line:
			parts[last].to = max(parts[last].to, at.glyph+1)
		case max(min(box[2], r.X1)-max(box[0], r.X0), 0)*max(min(box[3], r.Bottom)-max(box[1], r.Top), 0) >= mostOfLine*(r.X1-r.X0)*(r.Bottom-r.Top):
			parts = append(parts, part{line, 0, len(line.Glyphs)})
		default:
			parts = append(parts, part{line, at.glyph, min(at.glyph+1, len(line.Glyphs))})
		}
	}
	return parts
}

// end is where a line ends that is the only one of its cell and stands in it as a whole, along its print, and how high it is; 0
// where there is no such line.
func (p *lineIndex) end(parts []part) (at, high float64) {
	if len(parts) != 1 || parts[0].from > 0 || parts[0].to < len(parts[0].line.Glyphs) {
		return 0, 0
	}
	r := parts[0].line.Box
	switch p.turn {
	case 1:
		return r.Bottom, r.X1 - r.X0
	case 2:
		return -r.X0, r.Bottom - r.Top
	case 3:
		return -r.Top, r.X1 - r.X0
	}
	return r.X1, r.Bottom - r.Top
}

// marksOf are what marks of a line say of a cell.
var marksOf = []struct {
	marks  scan.Marks
	reason doubt.Reasons
}{{scan.Arc | scan.DarkSeal, doubt.Seal}, {scan.CrossesRuling, doubt.Crossed}}

// said is a cell of a text, with what its parts of lines say.
func said(text string, parts []part) doubt.Cell {
	cell := doubt.Cell{Sure: 1}
	all := saidBy(parts)
	for i, p := range parts {
		for _, m := range marksOf {
			if p.line.Marks&m.marks != 0 {
				cell.Print |= m.reason
			}
		}
		if len(p.line.Glyphs) == 0 {
			cell.Print |= doubt.Unread
		}
		for _, g := range p.glyphs() {
			if strings.TrimSpace(g.Text) != "" {
				cell.Sure = min(cell.Sure, g.Confidence)
			}
		}
		before, behind := saidBy(parts[:i]), saidBy(parts[i+1:])
		for _, r := range others(p) {
			r.Text = strings.TrimSpace(before + r.Text + behind)
			cell.Readings = append(cell.Readings, r)
		}
	}
	if inDigits(text) != inDigits(all) {
		cell.Readings = nil // layout put other glyphs into the cell
	}
	if words.ReadNumber(all).Kind == words.Misprint {
		cell.Print |= doubt.Malformed // though its separators may have been put right since
	}
	slices.SortStableFunc(cell.Readings, func(a, b doubt.Reading) int { return cmp.Compare(b.Share, a.Share) })
	return cell
}

// inDigits is a text without what parts its digits.
func inDigits(text string) string {
	return strings.NewReplacer(".", "", ",", "").Replace(words.Fold(text))
}

// saidBy is what parts of lines say.
func saidBy(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(spelled(p.glyphs()))
	}
	return b.String()
}

func spelled(glyphs []ocr.Glyph) string {
	l := ocr.Line{Glyphs: glyphs}
	return l.Text()
}

// others are what a part of a line may say otherwise: the readings of the line that are another one in this part alone. A
// reading's confidence is the mean over its characters, the geometric one.
func others(p part) []doubt.Reading {
	var all []doubt.Reading
	before, text, behind := spelled(p.line.Glyphs[:p.from]), spelled(p.glyphs()), spelled(p.line.Glyphs[p.to:])
	for _, o := range p.line.Others {
		other, ok := strings.CutPrefix(o.Text, before)
		if ok {
			other, ok = strings.CutSuffix(other, behind)
		}
		if ok && other != text {
			all = append(all, doubt.Reading{Text: other, Share: math.Pow(o.Confidence, float64(utf8.RuneCountInString(o.Text)))})
		}
	}
	return all
}
