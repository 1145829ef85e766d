package extract

import (
	"fmt"
	"path/filepath"
	"testing"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// listSlips are the lists whose totals are more than what their rows print, by the beginning of the file's digest and the
// table: each was looked at on the page.
var listSlips = map[string]string{
	"2f257e97 t3":  "most of the department's units are not listed",
	"2f257e97 t5":  "most of the department's units are not listed",
	"6bdba582 t9":  "a project of 130.50 is not listed",
	"be0459dd t2":  "a unit of 1,471.67 is not listed",
	"be0459dd t7":  "the same unit's 144.00",
	"be0459dd t10": "the same unit's projects, 199.00",
}

// TestListsClose holds the promise of addends: over one list, for one year, stage, kind of quantity and level, they sum to
// the printed total.
func TestListsClose(t *testing.T) {
	for _, c := range []struct {
		name, files string
		totals      int // least number of totals that are compared
	}{
		{"made", "../testdata/made/*.pdf", 110},
		{"meaning", "../testdata/meaning/*.pdf", 225},
		{"made, shared", "../../shared/corpus/made/*.pdf", 110},
		{"real, shared", "../../shared/corpus/real/*.pdf", 415},
	} {
		t.Run(c.name, func(t *testing.T) {
			paths, err := filepath.Glob(c.files)
			if err != nil {
				t.Fatal(err)
			}
			if len(paths) == 0 {
				t.Skip("no documents here")
			}
			counted, slips := map[words.Outcome]int{}, 0
			for _, path := range paths {
				d, err := File(t.Context(), path, Options{OCR: Recognition{Pages: Never}}) // scans have tests of their own
				if err != nil {
					continue // encrypted, damaged: other tests are about these
				}
				slips += openLists(t, path, d, counted)
			}
			closed := counted[words.Equal] + counted[words.Rounded] + counted[words.Zeros]
			t.Logf("%d documents, %d totals: %d of nothing, %d exact, %d within rounding, %d known slips",
				len(paths), closed+slips, counted[words.Zeros], counted[words.Equal], counted[words.Rounded], slips)
			if closed < c.totals {
				t.Errorf("%d totals are reached, want %d", closed, c.totals)
			}
		})
	}
}

// openLists counts what comes of a document's closures, fails on open lists that are no known slips and returns how many are.
func openLists(t *testing.T, path string, d *model.Document, counted map[words.Outcome]int) (slips int) {
	t.Helper()
	book := budget.NewBook(budget.Read(d.Tables, d.Publisher.Level), d.FiscalYear, d.Disclosure)
	for i, lists := range book.Lists {
		table := &d.Tables[i]
		for k := range lists {
			for _, c := range lists[k].Closures() {
				counted[c.Outcome]++
				if c.Outcome != words.Unequal {
					continue
				}
				if _, known := listSlips[fmt.Sprintf("%.8s %s", d.Source.SHA256, table.ID)]; known {
					slips++
					continue
				}
				t.Errorf("%s, %s on page %d: the total %q is %s, the addends sum to %s",
					filepath.Base(path), table.ID, table.Pages[0], lists[k].Rows[c.Row].Label, c.Printed, c.Addends)
			}
		}
	}
	return slips
}
