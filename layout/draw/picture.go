package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/model"
)

// fonts are asked for by name, not embedded: every system that shows Chinese has
// one of them, and each word is stretched to its printed width anyway.
const fonts = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimSun, sans-serif"

const (
	labelSize = 7    // of the names that are written over boxes, in points
	middle    = 0.36 // how far, in em, the baseline of CJK text lies under its middle
	radius    = 1.5  // of the circle around an intersection, in points
)

// picture is an SVG file while it is drawn.
type picture struct {
	seen          *layout.Seen
	doc           *model.Document
	width, height float64
	out           bytes.Buffer
	open          bool // a group is
}

func newPicture(seen *layout.Seen, doc *model.Document, stage Stage) *picture {
	p := &picture{seen: seen, doc: doc, width: seen.Page.Width, height: seen.Page.Height}
	w, h := number(p.width), number(p.height)
	fmt.Fprintf(&p.out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" font-family="%s">`+"\n",
		w, h, w, h, fonts)
	p.out.WriteString("<title>")
	p.escape(fmt.Sprintf("page %d: %s", seen.Page.Number, stage))
	fmt.Fprintf(&p.out, "</title>\n"+`<rect width="%s" height="%s" fill="#fff"/>`+"\n", w, h)
	return p
}

func (p *picture) end() []byte {
	p.closeGroup()
	p.out.WriteString("</svg>\n")
	return p.out.Bytes()
}

// group begins the next shapes, which share attributes.
func (p *picture) group(attributes string) {
	p.closeGroup()
	p.out.WriteString("<g " + attributes + ">\n")
	p.open = true
}

func (p *picture) closeGroup() {
	if p.open {
		p.out.WriteString("</g>\n")
		p.open = false
	}
}

// cut is the part of a box that lies on the page, and whether there is any.
func (p *picture) cut(r page.Rect) (page.Rect, bool) {
	r = page.Rect{X0: max(r.X0, 0), Top: max(r.Top, 0), X1: min(r.X1, p.width), Bottom: min(r.Bottom, p.height)}
	return r, r.X0 <= r.X1 && r.Top <= r.Bottom // false for what is not a number, too
}

// rect draws a box, which shows a text when it is pointed at.
func (p *picture) rect(r page.Rect, hint string) {
	r, ok := p.cut(r)
	if !ok {
		return
	}
	fmt.Fprintf(&p.out, `<rect x="%s" y="%s" width="%s" height="%s"`, number(r.X0), number(r.Top), number(r.X1-r.X0), number(r.Bottom-r.Top))
	p.hint("rect", hint)
}

func (p *picture) line(r page.Rect, width float64, hint string) {
	r, ok := p.cut(r)
	if !ok {
		return
	}
	fmt.Fprintf(&p.out, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s"`, number(r.X0), number(r.Top), number(r.X1), number(r.Bottom), number(width))
	p.hint("line", hint)
}

func (p *picture) hint(element, text string) {
	if text == "" {
		p.out.WriteString("/>\n")
		return
	}
	p.out.WriteString("><title>")
	p.escape(text)
	p.out.WriteString("</title></" + element + ">\n")
}

func (p *picture) circle(at layout.Point) {
	if _, ok := p.cut(page.Rect{X0: at.X, Top: at.Y, X1: at.X, Bottom: at.Y}); ok {
		fmt.Fprintf(&p.out, `<circle cx="%s" cy="%s" r="%s"/>`+"\n", number(at.X), number(at.Y), number(radius))
	}
}

// text writes a text over the length of its box, in the direction in which it runs.
func (p *picture) text(text string, box page.Rect, size float64, turn uint8) {
	if _, ok := p.cut(box); !ok {
		return
	}
	x, y := (box.X0+box.X1)/2, (box.Top+box.Bottom)/2
	length := box.X1 - box.X0
	if turn == 1 || turn == 3 {
		length = box.Bottom - box.Top
	}
	fmt.Fprintf(&p.out, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"`,
		number(x-length/2), number(y+middle*size), number(size), number(length))
	if turn > 0 && turn < page.Slanted {
		fmt.Fprintf(&p.out, ` transform="rotate(%d %s %s)"`, 90*int(turn), number(x), number(y))
	}
	p.out.WriteByte('>')
	p.escape(text)
	p.out.WriteString("</text>\n")
}

// label writes a name over the top left corner of a box, above those that stand
// there; under the corner where the page has no room over it.
func (p *picture) label(name string, box page.Rect, above int) {
	box, ok := p.cut(box)
	if !ok {
		return
	}
	y := box.Top - 2 - float64(above)*labelSize
	if y < labelSize {
		y = box.Top + float64(above+1)*labelSize
	}
	fmt.Fprintf(&p.out, `<text x="%s" y="%s" font-size="%d">`, number(box.X0), number(y), labelSize)
	p.escape(name)
	p.out.WriteString("</text>\n")
}

// escape writes a text without markup; what XML cannot hold becomes U+FFFD.
func (p *picture) escape(text string) {
	_ = xml.EscapeText(&p.out, []byte(text)) // a buffer takes all
}

// number writes a coordinate with at most two decimals, which is finer than any screen shows.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		x = 0
	}
	return strconv.FormatFloat(math.Round(x*100)/100+0, 'f', -1, 64) // + 0 makes -0 a plain 0
}
