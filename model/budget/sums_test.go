package budget

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// readTables reads a document, or the truth of one, for its tables.
func readTables(t *testing.T, path string) model.Document {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var raw struct {
		Kind       string
		Disclosure model.Disclosure
		FiscalYear int
		Publisher  json.RawMessage
		Tables     []model.Table
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	doc := model.Document{FiscalYear: raw.FiscalYear, Disclosure: raw.Disclosure, Tables: raw.Tables}
	if doc.Disclosure == "" {
		doc.Disclosure = model.Budget
		if raw.Kind == "决算" {
			doc.Disclosure = model.FinalAccounts
		}
	}
	for i := range doc.Tables {
		if doc.Tables[i].ID == "" {
			doc.Tables[i].ID = fmt.Sprintf("t%d", i+1)
		}
		doc.Tables[i].Kind = Kind(doc.Tables[i])
	}
	return doc
}

// tableFiles returns the truth of the made documents, and whatever files or folders
// of documents YUSUAN_TABLES names, separated like PATH.
func tableFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/facts/*.truth.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no truth: %v", err)
	}
	for _, more := range filepath.SplitList(os.Getenv("YUSUAN_TABLES")) {
		found := []string{more}
		if info, err := os.Stat(more); err == nil && info.IsDir() {
			found, _ = filepath.Glob(filepath.Join(more, "*.json"))
		}
		files = append(files, found...)
	}
	return files
}

// unsummed describes the columns of a document's lists whose items do not sum to the printed total.
func unsummed(doc model.Document) (problems []string, lists int) {
	ctx := context{year: doc.FiscalYear, final: doc.Disclosure == model.FinalAccounts}
	for _, t := range doc.Tables {
		g := newGrid(t)
		if g.head == 0 {
			continue
		}
		for n, l := range ctx.lists(t, g, newColumns(g, paths(g), t.Unit)) {
			rows := buildRows(g, &l, ctx.year)
			link(rows, &l)
			total := grandTotal(rows)
			if total == nil {
				continue
			}
			lists++
			for col, a := range l.amounts {
				want := total[col]
				if !isPrinted(want) || a.measure == model.MeasureWithin && want.Coefficient == 0 {
					continue
				}
				var sum words.Tally
				for i := range rows {
					if v := rows[i].amounts[col]; isPrinted(v) && !rows[i].within && !isSum(rows, i, col) && !notMoney(rows[i].folded) {
						sum.Add(v)
					}
				}
				if sum.Against(want) == words.Unequal {
					problems = append(problems, fmt.Sprintf("%s %s %s, list %d, %s: items sum to %s, printed total %s",
						t.ID, t.Number, t.Title, n+1, strings.Join(a.path, "/"), decimal.New(sum.Sum(), -words.Millionths), want.Value()))
				}
			}
		}
	}
	return problems, lists
}

// In every list that prints a total, the items sum to it, column by column.
func TestItemsSumToPrintedTotal(t *testing.T) {
	for _, file := range tableFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			problems, lists := unsummed(readTables(t, file))
			t.Logf("%d lists with a printed total", lists)
			for _, p := range problems {
				t.Error(p)
			}
			if lists == 0 && strings.HasSuffix(file, ".truth.json") {
				t.Error("no list with a total")
			}
		})
	}
}
