package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/check"
	"yusuan/model/corrections"
)

// run is the way of one file through the stages.
type run struct {
	name string
	data []byte
	opt  Options
	kept func(page int) bool   // the pages of which all is kept that is seen on the way; nil for none
	at   atomic.Pointer[place] // where the file is, for the error of one that is given up

	telling sync.Mutex // around what Options call
	passed  int        // pages that were read
	told    int        // of them those of which it was told

	recognizer recognizer
}

// place is a point on the way.
type place struct {
	stage Stage
	page  int
}

func (r *run) enter(stage Stage, page int) {
	r.at.Store(&place{stage, page})
	if r.opt.OnStage != nil {
		r.telling.Lock()
		defer r.telling.Unlock()
		r.opt.OnStage(stage, page)
	}
}

// pass tells that one more page of so many was read, once where pages are read again.
func (r *run) pass(of int) {
	r.telling.Lock()
	defer r.telling.Unlock()
	if r.passed++; r.opt.OnPage != nil && r.passed > r.told {
		r.told = r.passed
		r.opt.OnPage(r.passed, of)
	}
}

// document runs the stages one after the other.
func (r *run) document(ctx context.Context) (*model.Document, error) {
	seen, err := r.laidOut(ctx)
	if err != nil {
		return nil, err
	}
	return r.understood(*seen)
}

// laidOut is a file that was read and whose tables were found.
type laidOut struct {
	*reading
	found *layout.Result
}

func (r *run) laidOut(ctx context.Context) (*laidOut, error) {
	out, _, err := r.inspected(ctx)
	return out, err
}

// inspected reads a file and finds its tables, and gives what was seen on the way on the pages of which that is kept.
func (r *run) inspected(ctx context.Context) (*laidOut, []*layout.Seen, error) {
	read, views, err := r.read(ctx)
	if err != nil {
		return nil, nil, err
	}
	r.enter(StageLayout, 0)
	since := time.Now()
	found, seen := r.join(views, settings.Default())
	r.opt.Times.Add(StageLayout, since)
	return &laidOut{read, found}, seen, nil
}

// join finds the tables of all pages together, or of each page as if it were alone.
func (r *run) join(views []*layout.View, s *settings.Settings) (*layout.Result, []*layout.Seen) {
	if !r.opt.PagesApart {
		return layout.Join(views, r.opt.Readers, s)
	}
	all := &layout.Result{}
	var seen []*layout.Seen
	for i := range views {
		one, kept := layout.Join(views[i:i+1], 1, s)
		for _, p := range kept {
			for k := range p.Parts {
				p.Parts[k].Table += len(all.Tables) // a page by itself counts them anew
			}
		}
		all.Tables, all.Lines, seen = append(all.Tables, one.Tables...), append(all.Lines, one.Lines...), append(seen, kept...)
	}
	return all, seen
}

// understood runs the stages that come after layout. It leaves what it is given as it is, and lets go of what layout made
// when the document has its tables.
func (r *run) understood(seen laidOut) (*model.Document, error) {
	source := r.source(seen.reading)
	if err := validDecisions(r.opt.Corrections, &source); err != nil {
		return nil, err
	}
	doc := &model.Document{
		Format:     model.Format,
		Source:     source,
		Disclosure: model.Other,
		Tables:     tables(seen.found.Tables, &seen.scans),
		Findings:   findings(seen.reading),
	}
	if len(doc.Tables) == 0 {
		doc.Findings = append(doc.Findings, noTables(&source))
	}
	r.enter(StageBudget, 0)
	since := time.Now()
	evidence := r.evidence(seen.found)
	seen.found = nil
	prints := indexes(seen.scanned)
	repaired := r.repaired(prints, doc, evidence)
	decided := corrections.Apply(doc.Tables, r.opt.Corrections)
	book := tell(doc, evidence, decided)
	decided.Mark(book.Facts)
	doc.Facts, doc.Indicators = book.Facts, budget.Indicators(book.Sheets)
	doc.Proof.Amounts = len(doc.Facts)
	doc.Findings = append(doc.Findings, guessedAmounts(seen.sights, doc.Facts)...)
	since = r.opt.Times.Add(StageBudget, since)
	var statements []check.Statement
	if !r.opt.PagesApart { // parts of tables do not add up
		r.enter(StageCheck, 0)
		checked := check.Document(doc, book, evidence.Lines)
		doc.Findings, doc.Proof = append(doc.Findings, checked.Findings...), checked.Write(doc.Facts)
		if len(seen.scanned) > 0 {
			statements = checked.Statements()
		}
	}
	doubts(prints, doc, statements, repaired)
	decided.Finish(doc)
	r.opt.Times.Add(StageCheck, since)
	return doc, nil
}

// tell tells whose budget for which year a document is, and what its tables say.
func tell(doc *model.Document, evidence budget.Evidence, decided *corrections.Applied) *budget.Book {
	level := model.NoLevel
	if budget.IsGovernment(&evidence, doc.Tables) {
		level = model.GovernmentLevel
	}
	evidence.Sheets = sheets(doc.Tables, level, decided)
	var told []model.Finding
	doc.Publisher, doc.FiscalYear, doc.Disclosure, told = budget.Identify(evidence, level)
	doc.Findings = append(doc.Findings, told...)
	return bookOf(doc, evidence.Sheets)
}

// bookOf is what the sheets of a document say whose publisher and year are told.
func bookOf(doc *model.Document, sheets []*budget.Sheet) *budget.Book {
	book := budget.NewBook(sheets, doc.FiscalYear, doc.Disclosure)
	budget.TellScopes(book, doc.Publisher.Region, doc.FiscalYear)
	budget.Locate(book.Facts, doc.Publisher.Region, doc.FiscalYear)
	return book
}

// sheets reads the tables and tells them what they are about. Where somebody decided that otherwise, they are read again.
func sheets(tables []model.Table, level model.PublisherLevel, decided *corrections.Applied) []*budget.Sheet {
	read := budget.Read(tables, level)
	kinds := make([]model.Kind, len(read))
	for i, s := range read {
		kinds[i] = s.Kind
	}
	if decided.Kinds(kinds) {
		read = budget.Read(tables, level)
	}
	for i, s := range read {
		tables[i].Kind, tables[i].Columns = s.Kind, s.Columns
	}
	return read
}

// validDecisions tells what is wrong with decisions about a file, nil for nothing.
func validDecisions(decided []model.Correction, source *model.Source) error {
	seen := make(map[string]bool, len(decided))
	for i := range decided {
		c := &decided[i]
		switch err := c.Validate(); {
		case err != nil:
			return fmt.Errorf("correction %d: %w", i+1, err)
		case c.SHA256 != source.SHA256:
			return fmt.Errorf("correction %d is of another file", i+1)
		case c.Kind == model.Withdrawn:
			return fmt.Errorf("correction %d is a withdrawal: neither it nor what it withdraws is to be applied", i+1)
		case seen[c.ID]:
			return fmt.Errorf("correction %d stands twice", i+1)
		}
		seen[c.ID] = true
	}
	return nil
}

// evidence is what layout saw by which a document tells whose budget it is, and for which year.
func (r *run) evidence(found *layout.Result) budget.Evidence {
	e := budget.Evidence{Lines: textLines(found.Lines), FileName: baseName(r.name)}
	for _, t := range found.Tables {
		e.Captions = append(e.Captions, textLines(t.Lines)...)
	}
	return e
}

func textLines(found []page.TextLine) []budget.Line {
	all := make([]budget.Line, len(found))
	for i, l := range found {
		all[i] = budget.Line{Page: l.Page, Text: l.Text}
	}
	return all
}

// source is what the document says of the file that it was made from.
func (r *run) source(seen *reading) model.Source {
	s := model.Source{
		Name:       baseName(r.name),
		SHA256:     Digest(r.data),
		TextSHA256: textDigest(seen.sights),
		Bytes:      int64(len(r.data)),
		PageCount:  len(seen.sights),
		Producer:   seen.info.Producer,
		Creator:    seen.info.Creator,
		Encrypted:  seen.info.Encrypted,
		Repaired:   seen.info.Repaired,
		Meta:       r.opt.Meta,
	}
	for _, p := range seen.sights {
		if p.imageOnly {
			s.ImageOnlyPages = append(s.ImageOnlyPages, p.number)
		}
	}
	return s
}

// textDigest is the digest of what the pages' glyphs say, in the order in which they are painted: a file that was
// repaired, saved again or packed otherwise has the same. It is "" where no glyph says anything.
func textDigest(pages []sight) string {
	sum, some := sha256.New(), false
	for _, p := range pages {
		some = some || len(p.text) > 0
		sum.Write(p.text)
	}
	if !some {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// tables are the logical tables as the document keeps them.
func tables(found []layout.Table, scans *scans) []model.Table {
	all := make([]model.Table, len(found))
	for i := range found {
		t := &found[i]
		all[i] = model.Table{
			ID:          fmt.Sprintf("t%d", i+1),
			Number:      t.Number,
			Title:       t.Title,
			Unit:        t.Unit,
			Pages:       t.Pages,
			HeaderRows:  t.HeaderRows,
			RowCount:    t.Rows,
			ColumnCount: t.Columns,
			Cells:       cells(t.Cells, scans),
			Notes:       t.Notes,
			Method:      t.Method,
			Confidence:  t.Confidence,
		}
		scans.tell(&all[i])
	}
	return all
}

func cells(found []layout.Cell, scans *scans) []model.Cell {
	all := make([]model.Cell, len(found))
	regions := make([]model.Region, 0, len(found))
	for i := range found {
		c, first := &found[i], len(regions)
		for _, r := range c.Regions {
			box := scans.displayed(r.Page, r.Rect)
			regions = append(regions, model.Region{Page: r.Page, Box: model.Box{box.X0, box.Top, box.X1, box.Bottom}})
		}
		all[i] = model.Cell{
			Row: c.Row, Column: c.Column, RowSpan: c.RowSpan, ColumnSpan: c.ColumnSpan,
			Text: c.Text, Regions: slices.Clip(regions[first:]), Indent: math.Round(10*c.Indent) / 10, Bold: c.Bold,
		}
	}
	return all
}
