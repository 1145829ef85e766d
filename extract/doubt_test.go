package extract

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/scan"
	"yusuan/layout"
	"yusuan/model"
	"yusuan/model/budget"
)

// printout is a document as if its pages were pictures: what its PDF says is what was recognised in them, cell by cell.
type printout struct {
	*testing.T
	run   *run
	seen  *laidOut
	lines map[[2]int]*scan.Line // by table and cell
	truth *model.Document
}

// printedOut takes a PDF for a scan of which all was recognised rightly, and surely.
func printedOut(t *testing.T, name string, r *rand.Rand) *printout {
	t.Helper()
	path := filepath.Join("..", "testdata", name+".pdf")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := Read(t.Context(), path, data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &printout{t, &run{name: reading.name, data: reading.data}, reading.seen, map[[2]int]*scan.Line{}, nil}
	if p.truth, err = p.run.understood(*p.seen); err != nil {
		t.Fatal(err)
	}
	p.seen.scanned = map[int]*scan.Page{}
	for i := range p.truth.Source.PageCount {
		p.seen.scanned[i+1] = &scan.Page{}
	}
	p.each(func(_ [2]int, c *layout.Cell) {
		on := p.seen.scanned[c.Regions[0].Page]
		on.Lines = append(on.Lines, lineOf(c, r))
	})
	next := map[int]int{}
	p.each(func(at [2]int, c *layout.Cell) {
		number := c.Regions[0].Page
		p.lines[at] = &p.seen.scanned[number].Lines[next[number]]
		next[number]++
	})
	return p
}

// each goes through the cells with a text.
func (p *printout) each(f func(at [2]int, c *layout.Cell)) {
	for i := range p.seen.found.Tables {
		for k := range p.seen.found.Tables[i].Cells {
			if c := &p.seen.found.Tables[i].Cells[k]; strings.TrimSpace(c.Text) != "" {
				f([2]int{i, k}, c)
			}
		}
	}
}

// lineOf is what a recogniser says of a cell's text that is printed clearly: other digits have next to no share.
func lineOf(c *layout.Cell, r *rand.Rand) scan.Line {
	l := scan.Line{Box: c.Regions[0].Rect}
	for i, char := range []rune(c.Text) {
		l.Glyphs = append(l.Glyphs, ocr.Glyph{Text: string(char), From: float64(i), To: float64(i + 1), Confidence: 0.99 + 0.01*r.Float64()})
	}
	l.Confidence = meanOf(l.Glyphs)
	for i, g := range l.Glyphs {
		if isDigit(g.Text) {
			l.Others = append(l.Others, replaced(&l, i, otherDigit(g.Text, r), 0.005*r.Float64()))
		}
	}
	return l
}

func meanOf(glyphs []ocr.Glyph) float64 {
	sum := 0.0
	for _, g := range glyphs {
		sum += g.Confidence
	}
	return sum / float64(len(glyphs))
}

func isDigit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }

func otherDigit(s string, r *rand.Rand) string {
	return string('0' + (s[0]-'0'+1+byte(r.IntN(9)))%10)
}

// replaced is a reading that has another character at a place, with a share.
func replaced(l *scan.Line, at int, char string, share float64) ocr.Reading {
	glyphs := slices.Clone(l.Glyphs)
	glyphs[at].Text = char
	other := ocr.Line{Glyphs: glyphs}
	return ocr.Reading{Text: other.Text(), Confidence: math.Pow(share, 1/float64(len(glyphs)))}
}

// misreading is a digit that was taken for another one.
type misreading struct {
	at         [2]int // table and cell
	digit      int    // among the characters
	wrong      string
	confidence float64
	right      float64 // the share of what is printed; 0 where the recogniser does not think of it
	decoy      float64 // that of a third digit; 0 for none
}

// misread plants a misreading until restore is called.
func (p *printout) misread(m misreading, r *rand.Rand) (restore func()) {
	line := p.lines[m.at]
	cell := &p.seen.found.Tables[m.at[0]].Cells[m.at[1]]
	before, text := *line, cell.Text
	right := line.Glyphs[m.digit].Text
	line.Glyphs = slices.Clone(line.Glyphs)
	line.Glyphs[m.digit].Text, line.Glyphs[m.digit].Confidence = m.wrong, m.confidence
	line.Confidence, line.Others = meanOf(line.Glyphs), nil
	if m.right > 0 {
		line.Others = append(line.Others, replaced(line, m.digit, right, m.right))
	}
	if m.decoy > 0 {
		third := otherDigit(m.wrong, r)
		for third == right {
			third = otherDigit(m.wrong, r)
		}
		line.Others = append(line.Others, replaced(line, m.digit, third, m.decoy))
	}
	cell.Text = line.Text()
	return func() { *line, cell.Text = before, text }
}

// told is what a document says with what is planted.
func (p *printout) told() *model.Document {
	p.Helper()
	doc, err := p.run.understood(*p.seen)
	if err != nil {
		p.Fatal(err)
	}
	if _, err := model.Parse(doc.AppendJSON(nil)); err != nil {
		p.Fatal(err)
	}
	return doc
}

// changed are the cells whose texts are not those of the print.
func (p *printout) changed(doc *model.Document) (places []string) {
	for i := range doc.Tables {
		for k := range doc.Tables[i].Cells {
			if c, want := &doc.Tables[i].Cells[k], p.truth.Tables[i].Cells[k].Text; c.Text != want {
				places = append(places, fmt.Sprintf("t%d[%d,%d] %q for %q", i+1, c.Row, c.Column, c.Text, want))
			}
		}
	}
	return places
}

// flagged tells whether a finding of a kind is about a cell.
func flagged(doc *model.Document, kind model.FindingKind, at [2]int) bool {
	t := &doc.Tables[at[0]]
	c := &t.Cells[at[1]]
	return slices.ContainsFunc(doc.Findings, func(f model.Finding) bool {
		return f.Code == kind.Code() && slices.ContainsFunc(f.Subjects, func(s model.Subject) bool {
			return s.Table == t.ID && s.Row != nil && *s.Row == c.Row && s.Column != nil && *s.Column == c.Column
		})
	})
}

// amounts are the cells of a printout's amounts that are more than nothing, with what confirms them.
func (p *printout) amounts() (cells [][2]int, facts []*model.Fact) {
	for i := range p.truth.Facts {
		f := &p.truth.Facts[i]
		t := slices.IndexFunc(p.truth.Tables, func(t model.Table) bool { return t.ID == f.Table })
		k := slices.IndexFunc(p.truth.Tables[t].Cells, func(c model.Cell) bool { return c.Row == f.Row && c.Column == f.Column })
		if k >= 0 && p.lines[[2]int{t, k}] != nil && p.truth.Tables[t].Cells[k].Text == f.Printed && strings.ContainsAny(f.Printed, "123456789") {
			cells, facts = append(cells, [2]int{t, k}), append(facts, f)
		}
	}
	return cells, facts
}

// printouts are documents that serve as printouts: of several places, in 元 and 万元, budgets and accounts.
var printouts = []string{"made/central1-wkhtml", "made/final1-cairo", "made/province1-calc-repeat", "made/province2-gs", "stress/writer-cut-rows", "made/final2-objstm-noxref", "government/city-debt-gs", "made/xicheng-calc"}

// Digits that were recognised as others are put right or named where they break an identity, whether or not the recogniser
// thought of the right one; and none is put right that is not wrong, and none wrongly.
func TestPlantedMisreadings(t *testing.T) {
	planted := quick(300)
	atLeast := 0.95
	if planted < 300 {
		atLeast = 0.9 // of so few, chance takes some
	}
	r := rand.New(rand.NewPCG(2026, 18))
	var docs []*printout
	for _, name := range printouts {
		p := printedOut(t, name, r)
		if doc := p.told(); doc.Has(model.OCRRepaired) || len(p.changed(doc)) > 0 {
			t.Errorf("%s: something was put right where nothing is wrong: %q", name, p.changed(doc))
		}
		docs = append(docs, p)
	}
	breaking, repaired, named, silent := 0, 0, 0, 0
	unproved, unprovedNamed := 0, 0
	for n := range planted {
		p := docs[n%len(docs)]
		cells, facts := p.amounts()
		i := r.IntN(len(cells))
		m := p.drawn(cells[i], r)
		restore := p.misread(m, r)
		doc := p.told()
		now, want := doc.Tables[m.at[0]].Cells[m.at[1]].Text, facts[i].Printed
		is := now == want
		changed := p.changed(doc)
		if len(changed) > 1 || len(changed) == 1 && is || !is && now != p.lines[m.at].Text() || is && !flagged(doc, model.OCRRepaired, m.at) {
			t.Errorf("%s: put right wrongly: %q", p.run.name, changed)
		}
		isNamed := flagged(doc, model.FigureDoubtful, m.at)
		switch proved := len(facts[i].ConfirmedBy) > 0; {
		case !proved:
			unproved++
			if is || isNamed {
				unprovedNamed++
			}
		case is:
			breaking++
			repaired++
		case isNamed:
			breaking++
			named++
		default:
			breaking++
			silent++
			t.Logf("%s: silent: t%d %q for %q, %v", p.run.name, m.at[0]+1, now, want, facts[i].ConfirmedBy)
		}
		restore()
	}
	t.Logf("%d planted; %d break an identity: %d put right, %d named, %d silent; %d stand in none: %d put right or named, %d silent",
		planted, breaking, repaired, named, silent, unproved, unprovedNamed, unproved-unprovedNamed)
	if float64(repaired+named) < atLeast*float64(breaking) || repaired == 0 || breaking < planted*3/4 {
		t.Errorf("%d of %d are put right or named, want %.0f %%", repaired+named, breaking, 100*atLeast)
	}
}

// drawn draws a misreading of a cell: of three, two have the right digit among the other readings.
func (p *printout) drawn(at [2]int, r *rand.Rand) misreading {
	line := p.lines[at]
	m := misreading{at: at, digit: r.IntN(len(line.Glyphs))}
	for !isDigit(line.Glyphs[m.digit].Text) {
		m.digit = r.IntN(len(line.Glyphs))
	}
	m.wrong = otherDigit(line.Glyphs[m.digit].Text, r)
	if r.IntN(3) > 0 {
		m.right = 0.03 + 0.37*r.Float64()
	}
	if r.IntN(2) > 0 {
		m.decoy = 0.1 * r.Float64()
	}
	m.confidence = 1 - m.right - m.decoy - 0.01*r.Float64()
	return m
}

// What the publisher printed wrongly is named and stays: the recogniser is sure of it, and leaves the right digit next to nothing.
func TestPrintedSlipsStay(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 19))
	slips, named := 0, 0
	for _, name := range printouts {
		p := printedOut(t, name, r)
		cells, _ := p.amounts()
		for range quick(96) / len(printouts) {
			m := p.drawn(cells[r.IntN(len(cells))], r)
			m.confidence, m.right, m.decoy = 0.99, 0.008*r.Float64(), 0.002*r.Float64()
			restore := p.misread(m, r)
			doc := p.told()
			if doc.Has(model.OCRRepaired) {
				t.Errorf("%s: a slip was put right: %q", name, p.changed(doc))
			}
			slips++
			if flagged(doc, model.FigureDoubtful, m.at) {
				named++
			}
			for _, f := range doc.Findings {
				if f.Severity == model.Error && !slices.ContainsFunc(p.truth.Findings, func(g model.Finding) bool { return g.Code == f.Code }) {
					t.Errorf("%s: of a picture, the publisher is accused: %s", name, f.Message.EN)
				}
			}
			restore()
		}
	}
	t.Logf("%d slips, %d named", slips, named)
	if 4*named < 3*slips {
		t.Errorf("%d of %d slips are named", named, slips)
	}
}

// Several misreadings at a time, and other readings that are likely where nothing is wrong: what is put right is right.
func TestManyMisreadings(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 20))
	planted, repaired, named := 0, 0, 0
	for n := range quick(48) {
		p := printedOut(t, printouts[n%len(printouts)], r)
		cells, _ := p.amounts()
		r.Shuffle(len(cells), func(i, k int) { cells[i], cells[k] = cells[k], cells[i] })
		wrong := 2 + r.IntN(8)
		for i, at := range cells {
			m := p.drawn(at, r)
			if i >= wrong {
				if r.IntN(12) > 0 {
					continue
				}
				m.wrong = p.lines[at].Glyphs[m.digit].Text // which is right
				m.right, m.decoy = 0, 0.3*r.Float64()
				m.confidence = 1 - m.decoy
			}
			p.misread(m, r)
		}
		doc := p.told()
		wrongly := p.changed(doc)
		for _, at := range cells[:wrong] {
			planted++
			t, c := &doc.Tables[at[0]], &doc.Tables[at[0]].Cells[at[1]]
			switch {
			case flagged(doc, model.OCRRepaired, at) && c.Text == p.truth.Tables[at[0]].Cells[at[1]].Text:
				repaired++
			case flagged(doc, model.FigureDoubtful, at):
				named++
			}
			wrongly = slices.DeleteFunc(wrongly, func(s string) bool {
				return strings.HasPrefix(s, fmt.Sprintf("%s[%d,%d] %q", t.ID, c.Row, c.Column, p.lines[at].Text()))
			})
		}
		if len(wrongly) > 0 {
			t.Errorf("%s: put right wrongly: %q", p.run.name, wrongly)
		}
	}
	t.Logf("%d planted: %d put right, %d named", planted, repaired, named)
}

// Tables that are read again as their texts change say what they would if they were read anew.
func TestReadingAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 23))
	for _, name := range []string{"made/central1-wkhtml", "made/province2-gs"} {
		doc := *printedOut(t, name, r).truth
		reader := budget.NewReader(doc.Tables, levelOf(&doc))
		texts := []string{"", "125360,898", "1.2.3", "公安", "8,125,360.50", "公安"}
		for range 40 {
			cells := doc.Tables[r.IntN(len(doc.Tables))].Cells
			c := &cells[r.IntN(len(cells))]
			before := c.Text
			if c.Text = texts[r.IntN(len(texts))]; r.IntN(2) == 0 {
				c.Text = otherDigit("0", r) + before
			}
			got, want := examine(&doc, reader.Read()), examine(&doc, budget.Read(doc.Tables, levelOf(&doc)))
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %q for %q: what is read again is not what is read anew", name, c.Text, before)
			}
			if r.IntN(3) == 0 {
				c.Text = before
			}
		}
	}
}

// quick is how many of some runs are made where not all are asked for.
func quick(n int) int {
	if os.Getenv("YUSUAN_FULL") != "" {
		return n
	}
	return n / 6
}

// What makes an amount doubtful, where nothing proves it.
func TestDoubtfulAmounts(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 21))
	p := printedOut(t, "stress/writer-cut-rows", r)
	cells, facts := p.amounts()
	unproved := cells[slices.IndexFunc(facts, func(f *model.Fact) bool { return len(f.ConfirmedBy) == 0 && len(f.Printed) >= 5 })]
	proved := cells[slices.IndexFunc(facts, func(f *model.Fact) bool { return slices.Contains(f.ConfirmedBy, model.RowSum) && len(f.Printed) >= 5 })]
	unsure := func(confidence float64) func(*scan.Line) {
		return func(l *scan.Line) { l.Glyphs[0].Confidence = confidence }
	}
	says := func(text string) func(*scan.Line) {
		return func(l *scan.Line) {
			l.Glyphs, l.Others = nil, nil
			for i, char := range []rune(text) {
				l.Glyphs = append(l.Glyphs, ocr.Glyph{Text: string(char), From: float64(i), To: float64(i + 1), Confidence: 0.99})
			}
		}
	}
	for _, c := range []struct {
		what   string
		at     [2]int
		change func(*scan.Line)
		want   string // reason; "" for none
	}{
		{"sure", unproved, func(*scan.Line) {}, ""},
		{"an unsure digit", unproved, unsure(0.7), "unsure character"},
		{"an unsure digit of what is proved", proved, unsure(0.7), ""},
		{"another likely reading", unproved, func(l *scan.Line) {
			l.Others = append(l.Others, replaced(l, 0, "9", 0.1), replaced(l, 0, "7", 0.2))
		}, "another likely reading"},
		{"a seal over it", unproved, func(l *scan.Line) { l.Marks = scan.DarkSeal }, "ink of a seal"},
		{"a seal over what is proved", proved, func(l *scan.Line) { l.Marks = scan.DarkSeal | scan.Arc }, ""},
		{"a seal's words for a number", unproved, says("附件专用章"), "words among amounts"},
		{"a letter in a number", unproved, says("1O.5"), "no form of a number"},
		{"ink of which nothing was read", unproved, says(""), "ink that was not read"},
		{"a separator that may be either", unproved, says("1.234.567"), "no form of a number"},
		{"how a column is reckoned", unproved, says("5=6+7"), ""},
		{"a speck before what sums prove", proved, func(l *scan.Line) { says("二" + l.Text())(l) }, ""},
		{"the last separator is the point", unproved, says("1.234.50"), "no form of a number"},
	} {
		line := p.lines[c.at]
		cell := &p.seen.found.Tables[c.at[0]].Cells[c.at[1]]
		before, text := *line, cell.Text
		line.Glyphs = slices.Clone(line.Glyphs)
		c.change(line)
		line.Confidence, cell.Text = meanOf(line.Glyphs), line.Text()
		doc := p.told()
		f := findingAt(doc, model.FigureDoubtful, c.at)
		switch {
		case c.want == "" && f != nil:
			t.Errorf("%s: %s", c.what, f.Message.EN)
		case c.want != "" && (f == nil || !strings.Contains(f.Message.EN, c.want)):
			t.Errorf("%s: %+v, want %q", c.what, f, c.want)
		}
		if c.what == "another likely reading" && f != nil && (len(f.Readings) < 2 || f.Readings[0] != "7"+text[1:] || f.Readings[1] != "9"+text[1:]) {
			t.Errorf("readings are %q", f.Readings)
		}
		if now := doc.Tables[c.at[0]].Cells[c.at[1]].Text; strings.HasPrefix(c.what, "a speck") && now != text {
			t.Errorf("%s: %q for %q", c.what, now, text)
		}
		if now := doc.Tables[c.at[0]].Cells[c.at[1]].Text; strings.HasPrefix(c.what, "the last separator") && (now != "1,234.50" || !flagged(doc, model.OCRRepaired, c.at)) {
			t.Errorf("%s: %q", c.what, now)
		}
		*line, cell.Text = before, text
	}
}

// A person decides last: about what was put right as about what was read, and what is decided is not doubtful.
func TestDecisionsAboutScans(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 22))
	p := printedOut(t, "made/central1-wkhtml", r)
	cells, facts := p.amounts()
	i := slices.IndexFunc(facts, func(f *model.Fact) bool { return slices.Contains(f.ConfirmedBy, model.RowSum) && f.Addend })
	m := misreading{at: cells[i], digit: 0, wrong: otherDigit(facts[i].Printed[:1], r), confidence: 0.6, right: 0.3}
	p.misread(m, r)
	doc := p.told()
	f := factAt(doc, placeOf(facts[i]))
	if f == nil || f.Printed != facts[i].Printed || !flagged(doc, model.OCRRepaired, m.at) {
		t.Fatalf("not put right: %+v", f)
	}
	other := "1" + f.Printed
	p.run.opt.Corrections = []model.Correction{decideOn(doc, model.Correction{Kind: model.CellText, Place: placeOf(f), Was: f.Printed, Right: other})}
	doc = p.told()
	if f := factAt(doc, placeOf(facts[i])); f.Printed != other || len(doc.Corrections) != 1 || flagged(doc, model.FigureDoubtful, m.at) {
		t.Errorf("decided is %s, the fact is %+v", other, f)
	}
	if !doc.Has(model.RowSumMismatch) {
		t.Error("what was decided wrongly breaks no sum")
	}
}

// findingAt is a finding of a kind about a cell, nil for none.
func findingAt(doc *model.Document, kind model.FindingKind, at [2]int) *model.Finding {
	one := *doc
	for i := range doc.Findings {
		if one.Findings = doc.Findings[i : i+1]; flagged(&one, kind, at) {
			return &doc.Findings[i]
		}
	}
	return nil
}
