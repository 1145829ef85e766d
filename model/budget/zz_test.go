package budget

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/words"
)

func TestZZ(t *testing.T) {
	lists, open := 0, 0
	for _, dir := range filepath.SplitList(os.Getenv("DOCS")) {
		files, _ := filepath.Glob(dir + "/*.json")
		for _, f := range files {
			b, _ := os.ReadFile(f)
			d, err := model.Parse(b)
			if err != nil {
				continue
			}
			book := NewBook(Read(d.Tables), d.FiscalYear, d.Disclosure)
			for i := range book.Lists {
				for n := range book.Lists[i] {
					l := &book.Lists[i][n]
					cs := l.Closures()
					if len(cs) > 0 {
						lists++
					}
					for _, c := range cs {
						if c.Outcome == words.Unequal {
							open++
							tb := book.Sheets[i].Table
							fmt.Println("OPEN", strings.TrimSuffix(filepath.Base(f), ".json"), tb.ID, tb.Pages[0], tb.Title, n, l.Rows[c.Row].Label, c.Columns, l.Columns[c.Columns[0]].Path, c.Printed, c.Addends, l.Kind)
						}
					}
				}
			}
		}
	}
	fmt.Println(lists, "lists", open, "open")
}
