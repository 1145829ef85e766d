package budget

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		doc.Tables[i].Kind = sheetOf(doc.Tables[i]).Kind
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
	book := bookOf(doc)
	for i := range book.Lists {
		for n := range book.Lists[i] {
			l := &book.Lists[i][n]
			total := grandTotal(l.Rows)
			if total == nil {
				continue
			}
			lists++
			for k := range l.Columns {
				if sum := addends(l, k); isAmount(total[k]) && sum.Against(total[k]) == words.Unequal {
					t := book.Sheets[i].Table
					problems = append(problems, fmt.Sprintf("%s %s %s, list %d, %s: items do not sum to the printed total %s", t.ID, t.Number, t.Title, n+1,
						strings.Join(l.Columns[k].Path, "/"), total[k].Value()))
				}
			}
		}
	}
	return problems, lists
}

// addends sums the amounts of a list's column that sum no others.
func addends(l *List, k int) *words.Tally {
	var sum words.Tally
	for i := range l.Rows {
		if r := &l.Rows[i]; isAmount(r.Amounts[k]) && !r.Within && !r.Counts && !isSum(l.Rows, i, k) {
			sum.Add(r.Amounts[k])
		}
	}
	return &sum
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
