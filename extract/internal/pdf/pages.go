package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"yusuan/model"
)

// A Page is a leaf of the page tree (7.7.3) with its inherited attributes filled in.
type Page struct {
	Number            int // 1-based
	Dict              Dict
	Resources         Dict
	Above             []Dict     // resources of the page tree's nodes above a page that has its own, the nearest first
	MediaBox, CropBox [4]float64 // x0, y0, x1, y1, x0 < x1, y0 < y1; CropBox lies inside MediaBox
	Rotate            int        // 0, 90, 180 or 270, clockwise
	UserUnit          float64    // points per default user space unit
}

// usLetter is the page size that viewers assume when a page has no usable MediaBox.
var usLetter = [4]float64{0, 0, 612, 792}

// Pages walks the page tree. When the tree is broken, the pages are all page objects of the file in order of their numbers.
func (d *Document) Pages() ([]Page, error) {
	if !d.paged {
		d.pages, d.pagesErr = d.readPages()
		d.paged = true
	}
	return d.pages, d.pagesErr
}

func (d *Document) readPages() ([]Page, error) {
	w := treeWalk{d: d, seen: make(map[int]bool)}
	if err := w.walk(d.catalog()["Pages"], Dict{}, 0); err != nil {
		return nil, err
	}
	pages := w.pages
	if d.broken = w.broken || len(pages) == 0; d.broken {
		loose, err := d.looseLeaves()
		if err != nil {
			return nil, err
		}
		if len(loose) > len(pages) {
			d.report(model.PageTreeRepaired, fmt.Sprintf("the page tree reaches %d of %d pages", len(pages), len(loose)))
			pages = loose
		}
	}
	switch err := d.failed(); {
	case err != nil:
		return nil, fmt.Errorf("read page tree: %w", err)
	case len(pages) == 0:
		return nil, &MalformedError{What: "page tree", Err: errors.New("no pages found")}
	}
	return pages, nil
}

// treeWalk collects the leaves below a node of the page tree.
type treeWalk struct {
	d      *Document
	seen   map[int]bool // object numbers of the inner nodes visited: one reached twice is a cycle or a double
	pages  []Page
	broken bool
}

// inheritable lists the attributes that a page takes from the nodes above it (Table 31).
var inheritable = [...]Name{"Resources", "MediaBox", "CropBox", "Rotate"}

func (w *treeWalk) walk(o Object, inherited Dict, depth int) error {
	if err := w.d.failed(); err != nil {
		return fmt.Errorf("read page tree: %w", err)
	}
	node := w.d.Dict(o)
	if node == nil || depth > maxTreeDepth {
		w.broken = true
		return nil
	}
	kids, isNode := w.d.Resolve(node["Kids"]).(Array)
	if !isNode {
		return w.leaf(node, inherited, depth)
	}
	if ref, ok := o.(Ref); ok {
		if w.seen[ref.Number] {
			w.broken = true
			return nil
		}
		w.seen[ref.Number] = true
	}
	attributes := make(Dict, len(inheritable))
	for _, key := range inheritable {
		if v, ok := node[key]; ok {
			attributes[key] = v
		} else if v, ok := inherited[key]; ok {
			attributes[key] = v
		}
	}
	for _, kid := range kids {
		if kid == nil {
			continue
		}
		if err := w.walk(kid, attributes, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *treeWalk) leaf(node, inherited Dict, depth int) error {
	if !w.d.isPage(node, depth) {
		w.broken = w.broken || w.d.Name(node["Type"]) != "Pages" || w.d.Int(node["Count"], 0) > 0
		return nil // an empty node is no damage
	}
	if len(w.pages) >= w.d.limits.Pages {
		return &LimitError{What: "pages", Limit: int64(w.d.limits.Pages)}
	}
	w.pages = append(w.pages, w.d.page(node, inherited, len(w.pages)+1))
	return nil
}

// isPage tells whether a node without kids is a page: /Type says so or, if it is missing, what a page needs.
// The root of the tree has some of that as well, for its kids.
func (d *Document) isPage(node Dict, depth int) bool {
	switch d.Name(node["Type"]) {
	case "Page":
		return true
	case "":
		return depth > 0 && (node["Contents"] != nil || node["Resources"] != nil || node["MediaBox"] != nil || node["Parent"] != nil)
	}
	return node["Contents"] != nil && node["Kids"] == nil
}

// looseLeaves finds every object of /Type /Page; attributes come from the chain of /Parent.
func (d *Document) looseLeaves() ([]Page, error) {
	var pages []Page
	for _, number := range d.src.numbers() {
		if d.failed() != nil {
			break
		}
		if len(pages) > d.limits.Pages {
			return nil, &LimitError{What: "pages", Limit: int64(d.limits.Pages)}
		}
		node, ok := d.load(number).(Dict)
		if !ok || d.Name(node["Type"]) != "Page" {
			continue
		}
		inherited := make(Dict, len(inheritable))
		parent := d.Dict(node["Parent"])
		for range maxTreeDepth {
			if parent == nil {
				break
			}
			for _, key := range inheritable {
				if _, ok := inherited[key]; !ok && parent[key] != nil {
					inherited[key] = parent[key]
				}
			}
			parent = d.Dict(parent["Parent"])
		}
		pages = append(pages, d.page(node, inherited, len(pages)+1))
	}
	return pages, nil
}

func (d *Document) page(node, inherited Dict, number int) Page {
	attribute := func(key Name) Object {
		if v := d.Resolve(node[key]); v != nil {
			return v
		}
		return inherited[key]
	}
	p := Page{
		Number:    number,
		Dict:      node,
		Resources: d.Dict(attribute("Resources")),
		UserUnit:  1,
		Rotate:    rotation(d.Int(attribute("Rotate"), 0)),
	}
	if d.Dict(node["Resources"]) != nil {
		p.Above = d.resourcesAbove(node)
	}
	var ok bool
	if p.MediaBox, ok = d.pageBox(number, "MediaBox", attribute("MediaBox")); !ok {
		p.MediaBox = usLetter
		d.report(model.PageWithoutMediaBox, fmt.Sprintf("page %d has no usable /MediaBox", number))
	}
	p.CropBox = p.MediaBox
	if box, ok := d.pageBox(number, "CropBox", attribute("CropBox")); ok {
		if box, ok = intersect(box, p.MediaBox); ok { // 14.11.2.1
			p.CropBox = box
		} else {
			d.report(model.MediaBoxOdd, fmt.Sprintf("page %d: /CropBox lies outside /MediaBox", number))
		}
	}
	if unit, ok := d.Number(node["UserUnit"]); ok && unit > 0 {
		p.UserUnit = unit
	}
	return p
}

// resourcesAbove lists the resources of the nodes above a page. By 7.7.3.4 those of a page take their place as a whole;
// files that count on both are about.
func (d *Document) resourcesAbove(page Dict) []Dict {
	var all []Dict
	node := d.Dict(page["Parent"])
	for range maxTreeDepth {
		if node == nil {
			break
		}
		if resources := d.Dict(node["Resources"]); resources != nil {
			all = append(all, resources)
		}
		node = d.Dict(node["Parent"])
	}
	return all
}

// pageBox reads a boundary of a page, and tells of one that is written as none should be.
func (d *Document) pageBox(page int, key Name, o Object) (box [4]float64, ok bool) {
	box, ok = d.rectangle(o)
	odd := ""
	switch {
	case d.Resolve(o) == nil:
	case !ok:
		odd = "is no rectangle of a size that pages have"
	case slices.ContainsFunc(d.Array(o), func(e Object) bool { _, exponent := d.Resolve(e).(exponential); return exponent }):
		odd = "is written with exponents"
	}
	if odd != "" {
		d.report(model.MediaBoxOdd, fmt.Sprintf("page %d: /%s %s", page, key, odd))
	}
	return box, ok
}

// rotation brings /Rotate to a quarter turn; other angles are not allowed (Table 31) and count as none.
func rotation(angle int) int {
	if angle%90 != 0 {
		return 0
	}
	return (angle%360 + 360) % 360
}

// rectangle reads a rectangle (7.9.5), any two opposite corners of which may be given.
func (d *Document) rectangle(o Object) (box [4]float64, ok bool) {
	a := d.Array(o)
	if len(a) < 4 {
		return box, false
	}
	for i := range box {
		if box[i], ok = d.Number(a[i]); !ok {
			return box, false
		}
	}
	box = [4]float64{min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])}
	const largest = 1e7 // points: 3.5 km; beyond lies only damage
	return box, box[2] > box[0] && box[3] > box[1] && math.Abs(box[0]) < largest && math.Abs(box[1]) < largest &&
		math.Abs(box[2]) < largest && math.Abs(box[3]) < largest
}

func intersect(a, b [4]float64) (box [4]float64, ok bool) {
	box = [4]float64{max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])}
	return box, box[2] > box[0] && box[3] > box[1]
}

// Contents returns the page's content streams joined by a newline, since a token may not run over
// the end of one (7.8.2). Parts that cannot be read are skipped and reported.
func (d *Document) Contents(p Page) ([]byte, error) {
	parts := Array{p.Dict["Contents"]}
	if a := d.Array(p.Dict["Contents"]); a != nil {
		parts = a
	}
	over := &LimitError{What: "decoded bytes of a page's contents", Limit: d.limits.ContentSize}
	var joined [][]byte
	room := d.limits.ContentSize
	for _, part := range parts {
		s := d.Stream(part)
		if s == nil {
			continue
		}
		data, err := d.data(s, room, over)
		if d.failed() != nil {
			return nil, fmt.Errorf("page %d: contents: %w", p.Number, d.failed())
		}
		if err != nil {
			d.report(model.ContentUnreadable, fmt.Sprintf("page %d: %v", p.Number, err))
			continue
		}
		room -= int64(len(data))
		joined = append(joined, data)
	}
	if len(joined) == 1 {
		return joined[0], nil
	}
	return bytes.Join(joined, []byte("\n")), nil
}
