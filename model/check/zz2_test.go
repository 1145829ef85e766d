package check

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"yusuan/model"
)

// ZZ2=file,t1,25,2,text
func TestZZ2(t *testing.T) {
	for _, spec := range strings.Split(os.Getenv("ZZ2"), ";") {
		p := strings.Split(spec, "|")
		if len(p) < 5 {
			return
		}
		b, _ := os.ReadFile(p[0])
		doc, err := model.Parse(b)
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Tables {
			doc.Tables[i].Columns = nil
			if doc.Tables[i].ID != p[1] {
				continue
			}
			for k := range doc.Tables[i].Cells {
				c := &doc.Tables[i].Cells[k]
				if fmt.Sprint(c.Row) == p[2] && fmt.Sprint(c.Column) == p[3] {
					t.Log("was", c.Text)
					c.Text = p[4]
				}
			}
		}
		book := understand(doc)
		c := newChecker(doc, book)
		c.check(nil)
		for i := range c.identities {
			id := &c.identities[i]
			in := id.whole != nil && id.whole.fact.Table == p[1] && fmt.Sprint(id.whole.fact.Row) == p[2] && fmt.Sprint(id.whole.fact.Column) == p[3]
			for _, f := range id.parts.parts {
				if f.fact.Table == p[1] && fmt.Sprint(f.fact.Row) == p[2] && fmt.Sprint(f.fact.Column) == p[3] {
					in = true
				}
			}
			if in && id.whole != nil {
				t.Log(id.by, id.outcome, id.whole.fact.Table, id.whole.fact.Row, id.whole.fact.Column, id.whole.fact.Label, id.whole.printed(), "=")
				for _, f := range id.parts.parts {
					t.Log("     ", f.fact.Table, f.fact.Row, f.fact.Column, f.fact.Label, f.printed())
				}
			}
		}
	}
}
