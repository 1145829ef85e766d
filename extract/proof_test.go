package extract

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/check"
)

// TestProof holds the promise of confirmations on published documents: most amounts are confirmed, and none in which a
// digit is another.
func TestProof(t *testing.T) {
	const planted, share = 300, 0.80
	const short = 600 // facts of a document that is read again soon enough
	paths, err := filepath.Glob("../../shared/corpus/real/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	var docs []*model.Document
	amounts, confirmed := 0, 0
	for _, path := range paths {
		d, err := File(t.Context(), path, Options{OCR: Recognition{Pages: Never}})
		if err != nil || d.Disclosure == model.Other || len(d.Facts) == 0 {
			continue
		}
		if len(d.Facts) <= short {
			docs = append(docs, d)
		}
		for i := range d.Facts {
			if f := &d.Facts[i]; f.Amount != "0" {
				amounts++
				if len(f.ConfirmedBy) > 0 {
					confirmed++
				}
			}
		}
	}
	if len(docs) == 0 {
		t.Skip("no documents here")
	}
	t.Logf("%d documents: %d of %d amounts that are not zero are confirmed", len(docs), confirmed, amounts)
	if float64(confirmed) < share*float64(amounts) {
		t.Errorf("%d of %d amounts are confirmed, want %.0f %%", confirmed, amounts, 100*share)
	}
	r := rand.New(rand.NewPCG(2026, 4))
	for n := range planted {
		d := docs[n%len(docs)]
		plant(t, d, &d.Facts[r.IntN(len(d.Facts))], r)
	}
}

// plant makes one digit of an amount another, looks at what confirms it then, and puts it right.
func plant(t *testing.T, d *model.Document, f *model.Fact, r *rand.Rand) {
	t.Helper()
	cell := cellOf(d, f)
	old := cell.Text
	at := r.IntN(len(old))
	for ; old[at] < '0' || old[at] > '9'; at = r.IntN(len(old)) {
	}
	cell.Text = old[:at] + string('0'+(old[at]-'0'+1+byte(r.IntN(9)))%10) + old[at+1:]
	changed := *d
	book := budget.NewBook(budget.Read(d.Tables, d.Publisher.Level), d.FiscalYear, d.Disclosure)
	changed.Facts = book.Facts
	result := check.Document(&changed, book, nil)
	result.Write(changed.Facts)
	for i := range changed.Facts {
		if g := &changed.Facts[i]; g.Table == f.Table && g.Row == f.Row && g.Column == f.Column && len(g.ConfirmedBy) > 0 {
			t.Errorf("%s on page %d, %s[%d,%d]: %q for %q is confirmed by %v", d.Source.SHA256[:8], f.Page, f.Table, f.Row, f.Column, cell.Text, old, g.ConfirmedBy)
		}
	}
	cell.Text = old
}

// cellOf is the cell of an amount.
func cellOf(d *model.Document, f *model.Fact) *model.Cell {
	for i := range d.Tables {
		if d.Tables[i].ID != f.Table {
			continue
		}
		for k := range d.Tables[i].Cells {
			if c := &d.Tables[i].Cells[k]; c.Row == f.Row && c.Column == f.Column && strings.ContainsAny(c.Text, "0123456789") {
				return c
			}
		}
	}
	panic("an amount without cell")
}
