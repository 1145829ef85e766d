package content

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
	"yusuan/model"
)

// A Reader reads the pages of one document. It keeps between pages what they share:
// forms, and buffers. It is for one goroutine.
type Reader struct {
	doc    *pdf.Document
	fonts  *font.Loader
	limits Limits
	hidden map[pdf.Ref]bool // optional content groups that are off

	forgiven int // problems of the document before its pages are read

	forms     map[pdf.Ref]*form
	formBytes int

	lexers     []*lexer // one for each level of nesting
	path       path
	overprints overprints
	covers     covers
	states     []state
	chars      []page.Char // room for those of a page
	rulings    []page.Ruling
	pictures   *[]Picture // where images are noted; nil where nobody asks

	all                 struct{ operators, chars, rulings int } // what the pages took together
	operations, strange int                                     // operators met on all pages, and of them those that mean nothing here
}

// NewReader returns a reader of the pages of doc, whose fonts come from fonts.
func NewReader(doc *pdf.Document, fonts *font.Loader, limits Limits) *Reader {
	return &Reader{
		doc: doc, fonts: fonts, limits: limits.withDefaults(), forgiven: len(doc.Problems()),
		hidden: doc.HiddenOptionalContent(),
		forms:  map[pdf.Ref]*form{},
	}
}

// Page interprets a page's content and the appearances of its annotations. The page's glyphs and rulings are good until
// the next page is read, which takes their room.
func (r *Reader) Page(ctx context.Context, leaf pdf.Page) (*page.Page, error) {
	base, w, h := displayed(leaf)
	in := &interpreter{
		Reader: r,
		ctx:    ctx,
		page: &page.Page{
			Number: leaf.Number, Width: w, Height: h,
			Chars: r.chars[:0], Rulings: r.rulings[:0],
		},
		gs:        newState(base, page.Rect{X1: w, Bottom: h}),
		textClip:  emptyRect,
		tm:        identity,
		tlm:       identity,
		resources: newResources(leaf.Resources),
		fontIndex: map[*font.Font]uint16{},
	}
	in.resources.above = leaf.Above
	r.overprints.reset()
	r.covers.reset(w, h)
	r.path.reset()
	r.states = r.states[:0]
	data, err := r.doc.Contents(leaf)
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", leaf.Number, err)
	}
	if err := in.run(shared(data), in.resources); err != nil {
		return nil, fmt.Errorf("page %d: %w", leaf.Number, err)
	}
	in.lexers[0].release()
	if err := in.annotations(leaf, base); err != nil {
		return nil, fmt.Errorf("page %d: annotations: %w", leaf.Number, err)
	}
	in.dropCovered()
	in.reportGlyphs()
	in.markBold()
	if err := in.count(); err != nil {
		return nil, err
	}
	in.chars, in.rulings = in.page.Chars, in.page.Rulings
	return in.page, nil
}

// shared is a content stream as a string of the very bytes, of which there may be many: a pdf.Document's data is never changed.
func shared(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// count adds what the page took to what all pages took.
func (in *interpreter) count() error {
	p, all := in.page, &in.all
	all.operators += in.operators
	all.chars += len(p.Chars)
	all.rulings += len(p.Rulings) + len(p.Fills) + len(p.Images) + len(p.Outlines)
	switch {
	case all.operators > in.limits.AllOperators:
		return exceeded(in.limits.AllOperators, "operators and character codes in the document")
	case all.chars > in.limits.AllChars:
		return exceeded(in.limits.AllChars, "glyphs in the document")
	case all.rulings > in.limits.AllRulings:
		return exceeded(in.limits.AllRulings, "lines, areas and images in the document")
	}
	return nil
}

// Garbled tells that the pages that were read hold no content but noise: most of what should be operators is none, or
// there is nothing to be seen because contents could not be decoded, but for a few bytes that could be operators.
func Garbled(readers ...*Reader) bool {
	strange, operations, seen, unreadable := 0, 0, 0, false
	for _, r := range readers {
		strange, operations, seen = strange+r.strange, operations+r.operations, seen+r.all.chars+r.all.rulings
		unreadable = unreadable || slices.ContainsFunc(r.doc.Problems(), func(p pdf.Problem) bool { return p.Kind == model.ContentUnreadable })
	}
	return 2*strange > operations || seen == 0 && unreadable
}

// Independent tells that each page read so far is what it would be had the others not been read: nothing was forgiven
// of what they share, and of what a document may cost in all no more was used than the share of one of so many readers.
func (r *Reader) Independent(readers int) bool {
	all, most := r.all, r.limits
	within := readers*all.operators <= most.AllOperators && readers*all.chars <= most.AllChars && readers*all.rulings <= most.AllRulings
	return within && len(r.doc.Problems()) == r.forgiven && r.doc.Within(readers) && r.fonts.Sound(readers)
}

// displayed returns the transformation from default user space to the displayed page and the page's size.
func displayed(p pdf.Page) (m matrix, w, h float64) {
	box := p.CropBox
	u := p.UserUnit
	if !(u > 0) {
		u = 1
	}
	w, h = box[2]-box[0], box[3]-box[1]
	switch p.Rotate {
	case 90:
		m, w, h = matrix{0, u, u, 0, -box[1] * u, -box[0] * u}, h, w
	case 180:
		m = matrix{-u, 0, 0, u, box[2] * u, -box[1] * u}
	case 270:
		m, w, h = matrix{0, -u, -u, 0, box[3] * u, box[2] * u}, h, w
	default:
		m = matrix{u, 0, 0, -u, -box[0] * u, box[3] * u}
	}
	return m, w * u, h * u
}

// interpreter is the state of reading one page.
type interpreter struct {
	*Reader
	ctx       context.Context
	page      *page.Page
	gs        state
	resources *resources
	fontIndex map[*font.Font]uint16 // in page.Fonts
	tm, tlm   matrix
	textClip  page.Rect // of the glyphs of the text object that clip (9.3.6)
	clipNext  bool      // W or W* was seen: the path being painted becomes the clip

	marks       []mark
	hiddenDepth int  // marks, forms and images within optional content that is off
	sheer       bool // within a transparency group that lets through what lies under
	noLines     int  // Type 3 procedures within which nothing but text counts
	span        *span
	show        uint32 // number of the show operation

	depth                      int
	active                     []pdf.Ref // forms being painted
	statesBase, marksBase      int       // what lies below belongs to the streams that paint this one
	operators, bytes, segments int
	checkAt                    int // the number of operators at which the context is looked at next
}

// checkEvery is how many operators and character codes pass between looks at the context: about 0.1 ms.
const checkEvery = 1024

// run interprets one content stream.
func (in *interpreter) run(src string, res *resources) error {
	if in.bytes += len(src); in.bytes > in.limits.Bytes {
		return exceeded(in.limits.Bytes, "content bytes on a page")
	}
	if in.depth == len(in.lexers) {
		in.lexers = append(in.lexers, new(lexer))
	}
	l := in.lexers[in.depth]
	l.reset(src)

	outer, states, marks := in.resources, in.statesBase, in.marksBase
	in.resources, in.statesBase, in.marksBase = res, len(in.states), len(in.marks)
	defer func() {
		in.resources, in.statesBase, in.marksBase = outer, states, marks
	}()
	if err := in.executeAll(l); err != nil {
		return err
	}
	if l.exponents > 0 {
		in.report(model.NumberOdd, fmt.Sprintf("%d in a content stream", l.exponents))
	}
	in.states = in.states[:in.statesBase] // what the stream saved and did not restore
	return in.closeMarks(in.marksBase)
}

func (in *interpreter) executeAll(l *lexer) error {
	for {
		op, ok := l.next()
		if !ok {
			return nil
		}
		if err := in.spend(1); err != nil {
			return err
		}
		in.operations++
		if err := in.execute(op, l); err != nil {
			return err
		}
	}
}

// spend counts n operators or character codes.
func (in *interpreter) spend(n int) error {
	if in.operators += n; in.operators < in.checkAt {
		return nil
	}
	in.checkAt = in.operators + checkEvery
	if in.operators > in.limits.Operators {
		return exceeded(in.limits.Operators, "operators and character codes on a page")
	}
	return in.ctx.Err()
}

// report notes something that was forgiven, once for each kind.
func (in *interpreter) report(kind model.FindingKind, detail string) {
	i := slices.IndexFunc(in.page.Problems, func(p page.Problem) bool { return p.Kind == kind })
	if i < 0 {
		in.page.Problems = append(in.page.Problems, page.Problem{Kind: kind, Detail: detail, Count: 1})
		return
	}
	in.page.Problems[i].Count++
}

// visible tells that what is painted now is on the page and may be a line.
func (in *interpreter) visible() bool { return in.hiddenDepth == 0 && in.noLines == 0 }
