package extract

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// decideOn is a decision about a document.
func decideOn(d *model.Document, c model.Correction) model.Correction {
	c.SHA256, c.TextSHA256, c.ID = d.Source.SHA256, d.Source.TextSHA256, ""
	c.ID = c.Digest()
	return c
}

// placeOf is the place of a fact's cell.
func placeOf(f *model.Fact) model.Subject {
	return model.Subject{Table: f.Table, Row: &f.Row, Column: &f.Column, Page: f.Page, Box: &f.Box}
}

func factAt(d *model.Document, p model.Subject) *model.Fact {
	i := slices.IndexFunc(d.Facts, func(f model.Fact) bool { return f.Table == p.Table && f.Row == *p.Row && f.Column == *p.Column })
	if i < 0 {
		return nil
	}
	return &d.Facts[i]
}

// A corrected amount is in its fact; what it proved is proved no more, and what it breaks is found.
func TestCorrectedAmount(t *testing.T) {
	data := made(t, "final2-objstm-noxref")
	plain, err := Bytes(t.Context(), "a.pdf", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(plain.Facts, func(f model.Fact) bool {
		return slices.Contains(f.ConfirmedBy, model.ColumnSum) && f.Addend && len(f.Printed) > 3
	})
	f := &plain.Facts[at]
	// A digit more at its left.
	text := decideOn(plain, model.Correction{Kind: model.CellText, Place: placeOf(f), Was: f.Printed, Right: "9" + f.Printed, When: "2026-01-31T08:00:00Z"})
	slip := decideOn(plain, model.Correction{Kind: model.Slip, Place: placeOf(f), Was: "9" + f.Printed, Code: model.ColumnSumMismatch.Code()})
	gone := decideOn(plain, model.Correction{Kind: model.CellRight, Place: placeOf(f), Was: "8" + f.Printed})
	decided := []model.Correction{text, slip, gone}
	got, err := Bytes(t.Context(), "a.pdf", data, Options{Corrections: decided})
	if err != nil {
		t.Fatal(err)
	}
	now := factAt(got, placeOf(f))
	if now == nil || now.Printed != text.Right || now.Corrected != text.ID || now.Checked != text.ID || slices.Contains(now.ConfirmedBy, model.ColumnSum) {
		t.Fatalf("the fact is %+v", now)
	}
	if got.Proof.Confirmed >= plain.Proof.Confirmed || len(got.Corrections) != 2 {
		t.Errorf("%d amounts are confirmed, before %d; corrections %v", got.Proof.Confirmed, plain.Proof.Confirmed, got.Corrections)
	}
	slips := slices.IndexFunc(got.Findings, func(x model.Finding) bool { return x.Slip == slip.ID && x.Severity == model.Error })
	if slips < 0 || !got.Has(model.CorrectionNotApplied) {
		t.Errorf("the slip is at %d, findings are %v", slips, got.Findings)
	}
	if _, err := model.Parse(got.AppendJSON(nil)); err != nil {
		t.Error(err)
	}
	if d := got.AppendJSON(nil); !bytes.HasPrefix(d, []byte(`{"corrections":[{"id":`)) {
		t.Errorf("the document begins %.40s", d)
	}
}

// What was read once says the same as what is read each time, with corrections and again without.
func TestReadingOfCorrections(t *testing.T) {
	data := made(t, "final1-cairo")
	plain, err := Bytes(t.Context(), "a.pdf", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	reading, err := Read(t.Context(), "a.pdf", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var decided []model.Correction
	table := &plain.Tables[0]
	decided = append(decided,
		decideOn(plain, model.Correction{Kind: model.TableUnit, Place: model.Subject{Table: table.ID}, Was: table.Unit, Right: "亿元"}),
		decideOn(plain, model.Correction{Kind: model.TableTitle, Place: model.Subject{Table: table.ID}, Was: table.Title, Right: "某表"}),
		decideOn(plain, model.Correction{Kind: model.TableKind, Place: model.Subject{Table: table.ID}, Was: string(table.Kind), Right: string(model.OtherTable)}))
	for _, in := range [][]model.Correction{nil, decided, nil} {
		want, err := Bytes(t.Context(), "a.pdf", data, Options{Corrections: in})
		if err != nil {
			t.Fatal(err)
		}
		got, err := reading.Document(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.AppendJSON(nil), want.AppendJSON(nil)) {
			t.Errorf("%d corrections: the documents differ", len(in))
		}
		if x := got.Tables[0]; in != nil && (x.Unit != "亿元" || x.Title != "某表" || x.Kind != model.OtherTable || len(got.Corrections) != 3) {
			t.Errorf("the table is %q of %q in %q, corrections %v", x.Title, x.Kind, x.Unit, got.Corrections)
		}
		for i := range got.Facts {
			if f := &got.Facts[i]; in != nil && (f.Corrected == decided[0].ID) != (f.Table == table.ID) {
				t.Fatalf("fact %d is corrected by %q", i, f.Corrected)
			}
		}
	}
}

// Corrections that are not the file's, or none that can be applied, are an error.
func TestForeignCorrections(t *testing.T) {
	data := made(t, "final1-cairo")
	own := &model.Document{Source: model.Source{SHA256: Digest(data)}}
	other := &model.Document{Source: model.Source{SHA256: strings.Repeat("0", 64)}}
	unit := model.Correction{Kind: model.TableUnit, Place: model.Subject{Table: "t1"}, Right: "元"}
	for want, in := range map[string][]model.Correction{
		"another file":      {decideOn(other, unit)},
		"sha256 is":         {unit},
		"a withdrawal":      {decideOn(own, model.Correction{Kind: model.Withdrawn, Of: decideOn(own, unit).ID})},
		"2 stands twice":    {decideOn(own, unit), decideOn(own, unit)},
		"it withdraws noth": {decideOn(own, model.Correction{Kind: model.TableUnit, Place: unit.Place, Right: "元", Of: other.Source.SHA256})},
	} {
		if _, err := Bytes(t.Context(), "a.pdf", data, Options{Corrections: in}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// Whatever is decided about a document, it keeps the promises of documents, and every decision is in effect or told of.
func TestAnyCorrections(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 4))
	for _, name := range []string{"final1-cairo", "province3-two-on-page", "province4-weasy-aes"} {
		reading, err := Read(t.Context(), name, made(t, name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := reading.Document(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		doc, decided := plain, []model.Correction(nil)
		for range 25 {
			decided = append(decided, decideOn(doc, anyCorrection(rng, doc)))
			last := decided[len(decided)-1].ID
			if slices.ContainsFunc(decided[:len(decided)-1], func(c model.Correction) bool { return c.ID == last }) {
				decided = decided[:len(decided)-1]
			}
			if rng.IntN(8) == 0 && len(decided) > 0 { // it is withdrawn
				at := rng.IntN(len(decided))
				decided = slices.Delete(slices.Clone(decided), at, at+1)
			}
			if doc, err = reading.Document(t.Context(), decided); err != nil {
				t.Fatal(err)
			}
			if _, err := model.Parse(doc.AppendJSON(nil)); err != nil {
				t.Fatalf("%s, %d decisions: %v", name, len(decided), err)
			}
			told := map[string]bool{}
			for _, c := range doc.Corrections {
				told[c.ID] = true
			}
			for _, f := range doc.Findings {
				told[f.Correction] = true
			}
			for _, c := range decided {
				if !told[c.ID] {
					t.Errorf("%s: nothing tells of %+v", name, c)
				}
			}
		}
		if again, err := reading.Document(t.Context(), nil); err != nil || !bytes.Equal(again.AppendJSON(nil), plain.AppendJSON(nil)) {
			t.Errorf("%s: without decisions it is another document: %v", name, err)
		}
	}
}

// anyCorrection decides something about a document, as a page shows it.
func anyCorrection(rng *rand.Rand, d *model.Document) model.Correction {
	t := &d.Tables[rng.IntN(len(d.Tables))]
	x := &t.Cells[rng.IntN(len(t.Cells))]
	c := model.Correction{Place: model.Subject{Table: t.ID, Row: &x.Row, Column: &x.Column}, Was: x.Text}
	if len(x.Regions) > 0 && rng.IntN(4) > 0 {
		c.Place.Page, c.Place.Box = x.Regions[0].Page, &x.Regions[0].Box
	}
	rows := func(n int) (texts [][]string) {
		for i := range n {
			row := make([]string, t.ColumnCount)
			for _, y := range t.Cells {
				if y.Row == x.Row+i {
					row[y.Column] = y.Text
				}
			}
			texts = append(texts, row)
		}
		return texts
	}
	switch n := rng.IntN(6); {
	case n == 0:
		c.Kind = model.CellRight
	case n == 1:
		c.Kind, c.Place.Column, c.Place.Page, c.Place.Box, c.Was = model.PartRows, nil, 0, nil, ""
		c.WasRows = rows(1)
		c.RightRows = [][]string{c.WasRows[0], make([]string, t.ColumnCount)}
	case n == 2 && x.Row+2 <= t.RowCount:
		c.Kind, c.Place.Column, c.Place.Page, c.Place.Box, c.Was = model.JoinRows, nil, 0, nil, ""
		c.WasRows = rows(2)
		c.RightRows = c.WasRows[:1]
	case n == 3 && t.Unit != "元":
		c = model.Correction{Kind: model.TableUnit, Place: model.Subject{Table: t.ID}, Was: t.Unit, Right: "元"}
	case n == 4 && t.Kind != model.ProjectExpenditure:
		c = model.Correction{Kind: model.TableKind, Place: model.Subject{Table: t.ID}, Was: string(t.Kind), Right: string(model.ProjectExpenditure)}
	default:
		c.Kind, c.Right = model.CellText, x.Text+"7"
	}
	return c
}
