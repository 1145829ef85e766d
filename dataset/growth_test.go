package dataset

import (
	"testing"
	"time"

	growth "yusuan/extract/hostile"
)

// Each format takes time that grows with n·log n at most with the documents, and with the facts of one.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("times data sets of twice the size each")
	}
	for _, k := range []struct {
		of    string
		least int
		items func(n int) (documents, facts int)
	}{
		{"documents", 10, func(n int) (int, int) { return n, 20 }},
		{"facts of a document", 200, func(n int) (int, int) { return 1, n }},
	} {
		t.Run(k.of, func(t *testing.T) {
			growth.GrowthOf(k.least, func(n int) map[string]time.Duration {
				took := map[string]time.Duration{}
				for _, f := range []Format{CSV, Parquet, SQLite, XLSX, JSONLines} {
					documents, facts := k.items(n)
					began := time.Now()
					if _, err := Build(t.Context(), manyDocuments(documents, facts), Options{Out: t.TempDir(), Formats: []Format{f}}); err != nil {
						t.Fatal(err)
					}
					took[string(f)] = time.Since(began)
				}
				return took
			}).Check(t)
		})
	}
}
