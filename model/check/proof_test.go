package check

import (
	"math/rand/v2"
	"testing"

	"yusuan/model"
)

// An amount of which one digit is another is confirmed by nothing: of 3,000 planted in true documents, none.
func TestNoWrongDigitIsConfirmed(t *testing.T) {
	const planted = 3000
	var exams []*exam
	for name, doc := range sorted(truths(t)) {
		exams = append(exams, newExam(name, doc))
	}
	r := rand.New(rand.NewPCG(2026, 4))
	for n := 0; n < planted; {
		e := exams[n%len(exams)]
		m, ok := e.wrongDigit(r)
		if !ok {
			continue
		}
		n++
		e.with(m, func() {
			at := e.doc.Tables[m.cells[0].table].Cells[m.cells[0].cell]
			table := e.doc.Tables[m.cells[0].table].ID
			result := Document(e.doc, understand(e.doc), nil)
			result.Write(e.doc.Facts)
			for _, f := range e.doc.Facts {
				if f.Table == table && f.Row == at.Row && f.Column == at.Column && len(f.ConfirmedBy) > 0 {
					t.Errorf("%s: %s[%d,%d] %q is confirmed by %v", e.name, table, at.Row, at.Column, m.texts[0], f.ConfirmedBy)
				}
			}
		})
	}
}

var _ = model.RowSum
