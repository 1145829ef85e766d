package check

import (
	"yusuan/model"
	"yusuan/model/words"
)

// identity says that a printed figure is what others make, signs included. Findings and proof are both read off a
// document's identities: one that is broken is a finding and contradicts its figures, one that holds confirms them.
type identity struct {
	by    model.Identity
	kind  model.FindingKind // of the finding where it is broken
	sheet *sheet            // of the whole
	whole *figure           // nil where it is not printed
	parts sum

	outcome     words.Outcome
	row, column int  // where the whole should stand if it is not printed
	sought      bool // nothing but sums tells which rows are its parts: what holds because it was sought proves nothing
}

// apart is by how much the sides differ.
func (id *identity) apart() money { return id.whole.value.Sub(id.parts.value).Abs() }

// compared settles what comes of an identity.
func (id identity) compared() identity {
	id.outcome = compare(id.whole, id.parts)
	return id
}

// hold adds an identity to those of the document.
func (c *checker) hold(s *sheet, id identity, by model.Identity, kind model.FindingKind) {
	if id.outcome == words.Untold && (id.whole != nil || id.parts.value.IsZero() || s.Kind == model.OtherTable) {
		return
	}
	id.by, id.kind, id.sheet = by, kind, s
	c.identities = append(c.identities, id)
}

// equal adds that two figures are one amount.
func (c *checker) equal(a, b *figure, by model.Identity, kind model.FindingKind) {
	c.hold(c.sheetOf(a), identity{whole: a, parts: sumOf(b)}.compared(), by, kind)
}

func (c *checker) sheetOf(f *figure) *sheet { return &c.sheets[c.tables[f.fact.Table]] }
