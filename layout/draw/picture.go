package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"unicode"
	"unicode/utf8"

	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// fonts are asked for by name, not embedded: every system that shows Chinese has
// one of them, and each word is stretched to its printed width anyway.
const fonts = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimSun, sans-serif"

// One colour for each stage, in every picture.
const (
	ink    = "#333" // the page's own text
	gray   = "#999" // chars
	plum   = "#94b" // words
	red    = "#d22" // rulings, edges
	blue   = "#00f" // intersections
	teal   = "#099" // lines
	brown  = "#a52" // regions
	violet = "#63d" // columns
	pink   = "#d28" // rows
	sky    = "#58c" // cells
	olive  = "#770" // captions
	navy   = "#237" // joins
	green  = "#183" // tables
	amber  = "#f80" // findings
)

// picture is an SVG file while it is drawn.
type picture struct {
	seen          *layout.Seen
	doc           *model.Document
	look          settings.Draw
	width, height float64
	out           bytes.Buffer
	next          string // the attributes of a group that nothing was drawn of
	open          bool   // a group is
	bare          bool   // without ground and the page's text, to lie over a picture of the page
}

func newPicture(seen *layout.Seen, doc *model.Document, stage string, bare bool) *picture {
	p := &picture{seen: seen, doc: doc, look: settings.Default().Draw, width: seen.Page.Width, height: seen.Page.Height, bare: bare}
	w, h := number(p.width), number(p.height)
	fmt.Fprintf(&p.out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" font-family="%s">`+"\n",
		w, h, w, h, fonts)
	p.out.WriteString("<title>")
	p.escape(fmt.Sprintf("page %d: %s", seen.Page.Number, stage))
	p.out.WriteString("</title>\n")
	if !bare {
		fmt.Fprintf(&p.out, `<rect width="%s" height="%s" fill="#fff"/>`+"\n", w, h)
	}
	return p
}

func (p *picture) end() []byte {
	p.closeGroup()
	p.out.WriteString("</svg>\n")
	return p.out.Bytes()
}

// shade is how shapes look: colours, "" for none, and the width of their outline, 0 where each has its own. Areas
// are filled palely.
type shade struct {
	fill, stroke string
	width        float64
	dashed       bool // told by the text, not by rulings
}

// group begins the next shapes, which share a look.
func (p *picture) group(s shade) {
	attributes := `fill="none"`
	if s.fill != "" {
		attributes = fmt.Sprintf(`fill="%s" fill-opacity="%s"`, s.fill, number(p.look.Pale))
	}
	if s.stroke != "" {
		attributes += fmt.Sprintf(` stroke="%s"`, s.stroke)
	}
	if s.width > 0 {
		attributes += fmt.Sprintf(` stroke-width="%s"`, number(s.width))
	}
	if s.dashed {
		attributes += fmt.Sprintf(` stroke-dasharray="%s %s"`, number(p.look.Dash), number(p.look.Gap))
	}
	p.begin(attributes)
}

// inked begins texts of a colour.
func (p *picture) inked(colour string) { p.begin(`fill="` + colour + `"`) }

// begin begins a group, which is written with its first shape.
func (p *picture) begin(attributes string) {
	p.closeGroup()
	p.next = attributes
}

// shape begins the next shape of the group.
func (p *picture) shape(element string) {
	if p.next != "" {
		p.out.WriteString("<g " + p.next + ">\n")
		p.next, p.open = "", true
	}
	p.out.WriteString("<" + element)
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
	p.shape("rect")
	fmt.Fprintf(&p.out, ` x="%s" y="%s" width="%s" height="%s"`, number(r.X0), number(r.Top), number(r.X1-r.X0), number(r.Bottom-r.Top))
	p.hint("rect", hint)
}

func (p *picture) line(r page.Rect, width float64, hint string) {
	r, ok := p.cut(r)
	if !ok {
		return
	}
	p.shape("line")
	fmt.Fprintf(&p.out, ` x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s"`, number(r.X0), number(r.Top), number(r.X1), number(r.Bottom), number(width))
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
		p.shape("circle")
		fmt.Fprintf(&p.out, ` cx="%s" cy="%s" r="%s"/>`+"\n", number(at.X), number(at.Y), number(p.look.Radius))
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
	p.shape("text")
	fmt.Fprintf(&p.out, ` x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"`,
		number(x-length/2), number(y+p.look.Baseline*size), number(size), number(length))
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
	size := p.look.Label
	y := box.Top - p.look.Room - float64(above)*size
	if y < size {
		y = box.Top + float64(above+1)*size
	}
	p.name(name, box.X0, y, "start")
}

// headline writes a text into a line at the head of the page, over a box.
func (p *picture) headline(text string, box page.Rect, line int) {
	if box, ok := p.cut(box); ok {
		p.name(text, box.X0, float64(line+1)*p.look.Label, "start")
	}
}

// beside writes a name at the end of a horizontal line, on the side where the page has more room.
func (p *picture) beside(name string, line page.Rect) {
	line, ok := p.cut(line)
	if !ok {
		return
	}
	y := line.Top + p.look.Baseline*p.look.Label
	if p.width-line.X1 < line.X0 {
		p.name(name, line.X0-p.look.Room, y, "end")
	} else {
		p.name(name, line.X1+p.look.Room, y, "start")
	}
}

// name writes a name whose baseline starts or ends at a point.
func (p *picture) name(name string, x, y float64, anchor string) {
	p.shape("text")
	fmt.Fprintf(&p.out, ` x="%s" y="%s" font-size="%s"`, number(x), number(y), number(p.look.Label))
	if anchor != "start" {
		fmt.Fprintf(&p.out, ` text-anchor="%s"`, anchor)
	}
	p.out.WriteByte('>')
	p.escape(name)
	p.out.WriteString("</text>\n")
}

// escape writes a text without markup; what XML cannot hold becomes U+FFFD, and what would move a terminal's cursor or
// turn the direction of writing a reference to the character.
func (p *picture) escape(text string) {
	for _, r := range text {
		if r >= 0x7F && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			fmt.Fprintf(&p.out, "&#x%X;", r)
			continue
		}
		_ = xml.EscapeText(&p.out, utf8.AppendRune(nil, r)) // a buffer takes all
	}
}

// number writes a coordinate with at most two decimals, which is finer than any screen shows.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		x = 0
	}
	return strconv.FormatFloat(math.Round(x*100)/100+0, 'f', -1, 64) // + 0 makes -0 a plain 0
}
