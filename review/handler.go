package review

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"

	"yusuan/extract"
	"yusuan/layout/draw"
	"yusuan/model"
)

// Pages are a site that is served: pages of documents are made when they are asked for, pictures and overlays when they are
// first, and documents change by what is decided about them. They are an http.Handler of GET and HEAD, for whoever may see all.
type Pages struct {
	site *site
	find func(ctx context.Context, sha256 string) (Source, error)

	drawing sync.Mutex // one document's pictures or overlays at a time
	mu      sync.Mutex // around what follows
	rows    []row      // of all documents
	decided map[string]*model.Document
	read    []readDocument // the last few that were decided about
}

// readDocument is a PDF that was read, to be told again with other decisions.
type readDocument struct {
	sha256  string
	reading *extract.Reading
}

// keptReadings is how many documents are kept as they were read: decisions come about one after the other.
const keptReadings = 2

// ErrNoDocument is what find returns for a digest that no document has.
var ErrNoDocument = errors.New("no such document")

// NewPages takes a folder for pictures, and lists documents, of which find returns one by the digest of its PDF. Close gives the
// folder back.
func NewPages(opt Options, documents iter.Seq[*model.Document], find func(ctx context.Context, sha256 string) (Source, error)) (*Pages, error) {
	s, err := begin(opt)
	if err != nil {
		return nil, err
	}
	p := &Pages{site: s, find: find, decided: make(map[string]*model.Document)}
	for doc := range documents {
		if p.row(doc.Source.SHA256) < 0 {
			p.rows = append(p.rows, newRow(doc))
		}
	}
	return p, nil
}

// Close ends all; nothing may be asked for meanwhile.
func (p *Pages) Close() { p.site.end() }

func (p *Pages) row(sha256 string) int {
	return slices.IndexFunc(p.rows, func(r row) bool { return r.SHA256 == sha256 })
}

// Correct tells a document again, with these decisions and no others, and shows it from now on.
func (p *Pages) Correct(ctx context.Context, sha256 string, decided []model.Correction) (*model.Document, error) {
	reading, err := p.reading(ctx, sha256)
	if err != nil {
		return nil, err
	}
	doc, err := reading.Document(ctx, decided)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.decided[sha256] = doc
	p.rows[p.row(sha256)] = newRow(doc)
	return doc, nil
}

// reading reads a document's PDF, if it is not one of the last that were.
func (p *Pages) reading(ctx context.Context, sha256 string) (*extract.Reading, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.IndexFunc(p.read, func(r readDocument) bool { return r.sha256 == sha256 }); i >= 0 {
		return p.read[i].reading, nil
	}
	source, err := p.find(ctx, sha256)
	if err != nil {
		return nil, err
	}
	if source.PDF == "" {
		return nil, errNoPDF
	}
	data, err := source.read()
	if err != nil {
		return nil, err
	}
	opt := p.site.opt.Extract
	opt.Meta = source.Document.Source.Meta
	reading, err := extract.Read(ctx, source.PDF, data, opt)
	if err != nil {
		return nil, err
	}
	p.read = append(p.read, readDocument{sha256, reading})
	p.read = p.read[max(0, len(p.read)-keptReadings):]
	return reading, nil
}

// source is a document as it is shown.
func (p *Pages) source(ctx context.Context, sha256 string) (Source, error) {
	source, err := p.find(ctx, sha256)
	if err != nil {
		return source, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if doc := p.decided[sha256]; doc != nil {
		source.Document = doc
	}
	return source, nil
}

// What can be asked for below the index.
var (
	documentPath = regexp.MustCompile(`^/documents/([0-9a-f]{64})\.html$`)
	picturePath  = regexp.MustCompile(`^/pictures/([0-9a-f]{64})/(\d{4,6})\.png$`)
	overlayPath  = regexp.MustCompile(`^/overlays/([0-9a-f]{64})/([a-z]+)/(\d{4,6})\.svg$`)
)

// ServeHTTP implements http.Handler.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind, body, err := p.answer(r.Context(), r.URL.Path)
	switch {
	case errors.Is(err, ErrNoDocument):
		http.Error(w, err.Error(), http.StatusNotFound)
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(body) // who asked may be gone
	}
}

// answer makes what a path asks for.
func (p *Pages) answer(ctx context.Context, path string) (kind string, body []byte, err error) {
	if path == "/" || path == "/"+indexName {
		p.mu.Lock()
		rows := slices.Clone(p.rows)
		p.mu.Unlock()
		body, err = indexPage(rows, true)
		return "text/html; charset=utf-8", body, err
	}
	if m := documentPath.FindStringSubmatch(path); m != nil {
		body, err = p.document(ctx, m[1])
		return "text/html; charset=utf-8", body, err
	}
	if m := picturePath.FindStringSubmatch(path); m != nil {
		body, err = p.picture(ctx, m[1], m[2])
		return "image/png", body, err
	}
	if m := overlayPath.FindStringSubmatch(path); m != nil && slices.Contains(draw.Stages(), draw.Stage(m[2])) {
		body, err = p.overlay(ctx, m[1], draw.Stage(m[2]), m[3])
		return "image/svg+xml", body, err
	}
	return "", nil, ErrNoDocument
}

// document makes a document's page.
func (p *Pages) document(ctx context.Context, sha256 string) ([]byte, error) {
	source, err := p.source(ctx, sha256)
	if err != nil {
		return nil, err
	}
	sizes, err := guessedSizes(source.Document), errNoPDF
	if source.PDF != "" {
		p.drawing.Lock()
		told, why := p.site.pictures.sizes(ctx, &source)
		p.drawing.Unlock()
		if err = why; err == nil {
			sizes = told
		}
	}
	d, pages := newDocumentData(source.Document, sizes)
	d.Served = source.PDF != ""
	if err == nil {
		for i := range sizes {
			d.Pictures = append(d.Pictures, i+1)
		}
	}
	if d.Served {
		for _, stage := range draw.Stages() {
			d.Stages = append(d.Stages, string(stage))
		}
	}
	return documentPage(source.Document, d, pages)
}

// picture returns a page's picture, and makes it where it is not there.
func (p *Pages) picture(ctx context.Context, sha256, number string) ([]byte, error) {
	page, err := strconv.Atoi(number)
	if err != nil {
		return nil, ErrNoDocument
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if !p.site.pictures.has(sha256, page) {
		source, err := p.find(ctx, sha256)
		if err != nil {
			return nil, err
		}
		if source.PDF == "" || page < 1 || page > source.Document.Source.PageCount {
			return nil, ErrNoDocument
		}
		failures, err := p.site.pictures.draw(ctx, &source, []int{page})
		if err = errors.Join(append(failures, err)...); err != nil {
			return nil, err
		}
	}
	return os.ReadFile(filepath.Join(p.site.pictures.folder, pictureName(sha256, page)))
}

// overlay returns what a stage saw of a page, and draws it for all pages where it is not there.
func (p *Pages) overlay(ctx context.Context, sha256 string, stage draw.Stage, number string) ([]byte, error) {
	page, err := strconv.Atoi(number)
	if err != nil {
		return nil, ErrNoDocument
	}
	source, err := p.source(ctx, sha256)
	if err != nil {
		return nil, err
	}
	if page < 1 || page > source.Document.Source.PageCount {
		return nil, ErrNoDocument
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	path := filepath.Join(p.site.overlays.folder, overlayName(sha256, stage, page))
	if _, err := os.Stat(path); err != nil {
		if err := p.site.overlays.draw(ctx, &source, []draw.Stage{stage}); err != nil {
			return nil, fmt.Errorf("overlay: %w", err)
		}
	}
	return os.ReadFile(path)
}
