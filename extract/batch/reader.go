package batch

import (
	"context"
	"time"

	"yusuan/extract"
	"yusuan/model"
)

// document is what a reader makes of a file.
type document struct {
	Counts
	text    []byte                    // canonical JSON, or with white space, or parts one after the other; until its reader reads the next file
	parts   []Part                    // nil where the document alone was asked for
	seconds map[extract.Stage]float64 // that each stage took
}

// reader makes documents of files, one at a time.
type reader interface {
	read(ctx context.Context, j job) (document, error)
	close()
}

// job is a file that is to be read.
type job struct {
	name   string
	data   []byte
	pretty bool
	steps  bool // each is told as it is begun, by a worker process
	opt    extract.Options
}

// newReader returns the reader of one worker.
func (o *Options) newReader() reader {
	if o.Worker != nil {
		ocr := &o.Extract.OCR
		return &isolated{command: o.Worker, memory: o.Memory, ocr: recognition{
			Pages: ocr.Pages, Model: ocr.Model.Path(), Command: ocr.Command,
			Cache: ocr.Painter.Cache, Fonts: ocr.Painter.Fonts,
		}}
	}
	return &inProcess{}
}

// Rows makes rows of data sets of a document: for each of some tables what a program gets of them.
type Rows func(doc *model.Document) ([][]byte, error)

// DocumentPart is the part of a record that is the canonical document; all others are tables of data sets.
const DocumentPart = "document"

// inProcess reads files in this process.
type inProcess struct {
	text  []byte // of the last document: its room is the next one's
	parts []string
	rows  Rows // of the parts that are tables, in their order
}

func (*inProcess) close() {}

func (p *inProcess) read(ctx context.Context, j job) (document, error) {
	times := &extract.Times{}
	j.opt.Times = times
	doc, err := extract.Bytes(ctx, j.name, j.data, j.opt)
	if err != nil {
		return document{}, err
	}
	since := time.Now()
	text, parts, err := p.write(doc, j.pretty)
	if err != nil {
		return document{}, &extract.Error{Name: j.name, Stage: extract.StageJSON, Code: extract.Unclassified, Err: err}
	}
	times.Add(extract.StageJSON, since)
	return document{text: text, parts: parts, seconds: times.Spent(), Counts: Counts{
		Pages:     doc.Source.PageCount,
		Tables:    len(doc.Tables),
		Facts:     len(doc.Facts),
		Confirmed: doc.Proof.Confirmed, Contradicted: doc.Proof.Contradicted,
		Indicators: len(doc.Indicators),
		Findings:   len(doc.Findings),
		Truncated:  doc.Has(model.FileTruncated),
		Scanned:    scanned(doc),
	}}, nil
}

// write writes what is asked for of a document.
func (p *inProcess) write(doc *model.Document, pretty bool) (text []byte, parts []Part, err error) {
	p.text = roomOf(p.text)
	if p.parts == nil {
		p.text = doc.AppendJSON(p.text)
		if pretty {
			return model.Indent(p.text), nil, nil
		}
		return p.text, nil, nil
	}
	var rows [][]byte
	if p.rows != nil {
		if rows, err = p.rows(doc); err != nil {
			return nil, nil, err
		}
	}
	for _, name := range p.parts {
		before := len(p.text)
		if name == DocumentPart {
			p.text = doc.AppendJSON(p.text)
		} else {
			p.text, rows = append(p.text, rows[0]...), rows[1:]
		}
		parts = append(parts, Part{Name: name, Bytes: len(p.text) - before})
	}
	return p.text, parts, nil
}

// scanned counts the pages of a document about which what recognises text may say something, whether it did or not.
func scanned(doc *model.Document) int {
	pages := make(map[int]bool)
	for _, kind := range []model.FindingKind{model.PageRecognized, model.PictureUnreadable, model.ImageOnlyPage, model.TextLayerRead, model.UnreadableText} {
		for i := range doc.Findings {
			if f := &doc.Findings[i]; f.Code == kind.Code() && len(f.Subjects) > 0 {
				pages[f.Subjects[0].Page] = true
			}
		}
	}
	return len(pages)
}
