package check

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

func TestZZReal(t *testing.T) {
	root := os.Getenv("ZZ")
	if root == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(root + "/*.json")
	r := rand.New(rand.NewPCG(2026, 4))
	planted, wrong, was := 0, 0, 0
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "tw-") || strings.HasPrefix(filepath.Base(file), "zhuhai") {
			continue
		}
		b, _ := os.ReadFile(file)
		doc, err := model.Parse(b)
		if err != nil {
			t.Log(file, err)
			continue
		}
		if len(doc.Facts) == 0 {
			continue
		}
		e := &exam{name: filepath.Base(file), doc: doc}
		tables := map[string]int{}
		for i := range doc.Tables {
			tables[doc.Tables[i].ID] = i
			doc.Tables[i].Columns = nil
		}
		facts := slices.Clone(doc.Facts)
		for _, f := range facts {
			for i, c := range doc.Tables[tables[f.Table]].Cells {
				if c.Row == f.Row && c.Column == f.Column {
					e.amounts = append(e.amounts, cellAt{tables[f.Table], i})
				}
			}
		}
		for n := 0; n < 60; {
			m, ok := e.wrongDigit(r)
			if !ok {
				continue
			}
			n++
			planted++
			e.with(m, func() {
				at := e.doc.Tables[m.cells[0].table].Cells[m.cells[0].cell]
				table := e.doc.Tables[m.cells[0].table].ID
				for _, f := range facts {
					if f.Table == table && f.Row == at.Row && f.Column == at.Column && len(f.ConfirmedBy) > 0 {
						was++
					}
				}
				result := Document(e.doc, understand(e.doc), nil)
				result.Write(e.doc.Facts)
				for _, f := range e.doc.Facts {
					if f.Table == table && f.Row == at.Row && f.Column == at.Column && len(f.ConfirmedBy) > 0 {
						wrong++
						t.Logf("%s: %s[%d,%d] %q is confirmed by %v; label %s path %v", e.name, table, at.Row, at.Column, m.texts[0], f.ConfirmedBy, f.Label, f.Path)
					}
				}
			})
		}
	}
	t.Log(planted, was, wrong)
}
