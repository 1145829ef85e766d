package budget

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// The goldens in testdata/facts were written by hand from the pages. Their lines
// are tab-separated:
//
//	complete  tables…                      tables of which every fact is given
//	table     id
//	column    column flags direction money period stage unit path
//	row       column flags label printed amount terms…
//
// A row takes what it does not say itself from the last line of its column; money is
// fund/use/item as the column's head and the table's title tell them, the flags are R (totalRow) and C (totalColumn), the terms $= the money where the row's label tells it, F=, D=, G= (functional,
// department and government economic), U= (unit) and P= (project) code:name.
func readGolden(t *testing.T, path string) (facts map[string]string, complete []string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	facts = map[string]string{}
	table, columns := "", map[string][]string{}
	for n, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		field := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case field[0] == "complete":
			complete = field[1:]
		case field[0] == "table":
			table, columns = field[1], map[string][]string{}
		case field[0] == "column" && len(field) == 9:
			columns[field[1]] = field[2:]
		case len(field) >= 6 && columns[field[1]] != nil:
			c := columns[field[1]]
			terms := slices.Sorted(slices.Values(field[6:]))
			money := c[2]
			if len(terms) > 0 && strings.HasPrefix(terms[0], "$=") {
				money, terms = strings.TrimPrefix(terms[0], "$="), terms[1:]
			}
			place := fmt.Sprintf("%s[%s,%s]", table, field[0], field[1])
			if _, twice := facts[place]; twice {
				t.Fatalf("%s:%d: %s is given twice", path, n+1, place)
			}
			facts[place] = strings.Join([]string{field[3], c[6], c[1], money, c[3], c[4], field[2] + c[0], field[4], c[5], field[5], strings.Join(terms, " ")}, " | ")
		default:
			t.Fatalf("%s:%d: cannot read %q", path, n+1, line)
		}
	}
	return facts, complete
}

// describe gives a fact the form of readGolden.
func describe(f model.Fact) (place, text string) {
	flags := ""
	if f.TotalRow {
		flags += "R"
	}
	if f.TotalColumn {
		flags += "C"
	}
	var terms []string
	for prefix, t := range map[string]*model.Term{"F=": f.Functional, "D=": f.DepartmentEconomic, "G=": f.GovernmentEconomic, "U=": f.BudgetUnit, "P=": f.Project} {
		if t != nil {
			terms = append(terms, prefix+t.Code+":"+t.Name)
		}
	}
	slices.Sort(terms)
	place = fmt.Sprintf("%s[%d,%d]", f.Table, f.Row, f.Column)
	return place, strings.Join([]string{f.Label, strings.Join(f.Path, "/"), string(f.Direction), fmt.Sprintf("%s/%s/%s", f.Fund, f.Use, f.Item), string(f.Period), string(f.Stage),
		flags, f.Printed, f.PrintedUnit, f.Amount, strings.Join(terms, " ")}, " | ")
}

func TestFactsAsWrittenFromThePage(t *testing.T) {
	goldens, err := filepath.Glob("../../testdata/facts/*.facts.tsv")
	if err != nil || len(goldens) < 4 {
		t.Fatalf("%d goldens: %v", len(goldens), err)
	}
	for _, golden := range goldens {
		name := strings.TrimSuffix(filepath.Base(golden), ".facts.tsv")
		t.Run(name, func(t *testing.T) {
			want, complete := readGolden(t, golden)
			got := map[string]string{}
			for _, f := range bookOf(readTables(t, strings.TrimSuffix(golden, ".facts.tsv")+".truth.json")).Facts {
				place, text := describe(f)
				if _, twice := got[place]; twice {
					t.Errorf("%s: two facts of one cell", place)
				}
				got[place] = text
				table, _, _ := strings.Cut(place, "[")
				if _, known := want[place]; !known && slices.Contains(complete, table) {
					t.Errorf("%s: %s, where the page has none", place, text)
				}
			}
			for _, place := range slices.Sorted(maps.Keys(want)) {
				if got[place] != want[place] {
					t.Errorf("%s:\n got %s\nwant %s", place, got[place], want[place])
				}
			}
		})
	}
}
