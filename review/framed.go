package review

import (
	"encoding/json"

	"yusuan/model"
)

// What a page needs that shows documents inside of it: review/web.

// Framed makes the page of a document inside of another one, which draws the pictures that it asks for; assets/framed.js tells how.
// Sizes are those of the PDF's pages in points; without them there are no pictures.
func Framed(doc *model.Document, sizes [][2]float64) ([]byte, error) {
	pictured := len(sizes) == doc.Source.PageCount
	if !pictured {
		sizes = guessedSizes(doc)
	}
	d, pages := newDocumentData(doc, sizes)
	d.Framed = true
	for i := range sizes {
		if pictured {
			d.Pictures = append(d.Pictures, i+1)
		}
	}
	return documentPage(doc, d, pages)
}

// Summary tells of a document, in JSON, what a list of documents has.
func Summary(doc *model.Document) ([]byte, error) { return json.Marshal(newRow(doc)) }

// Outer is what the pages share that show documents inside of them.
type Outer struct {
	Script, Style string   // what all pages of a review begin with
	Scripts       []string // what the policy of the outer page has to let run inside of it, and
	Styles        []string // how look
}

// NewOuter tells it.
func NewOuter() Outer {
	return Outer{
		Script: baseScript, Style: style,
		Scripts: []string{HashOf(scriptOf(&documentData{Framed: true}))}, Styles: []string{HashOf(style)},
	}
}
