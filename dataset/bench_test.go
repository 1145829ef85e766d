package dataset

import (
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// many makes a document of as many facts as a large disclosure has, in tables of
// a hundred rows.
func many(number, facts int) *model.Document {
	d := &model.Document{
		Format: model.Format, FiscalYear: 2019 + number%8, Disclosure: model.Budget,
		Source: model.Source{Name: fmt.Sprintf("%05d.pdf", number), SHA256: digestOf(fmt.Sprint(number)), PageCount: 2 + facts/50,
			Meta: &model.Meta{URL: fmt.Sprintf("https://example.org/disclosures/%d.pdf", number), Retrieved: "2026-02-01", RegionCode: fmt.Sprint(110000 + number%300), RegionName: "示例市"}},
		Publisher: model.Publisher{Name: fmt.Sprintf("示例市第%d局", number)},
	}
	d.Proof.Amounts = facts
	columns := slices.Repeat([]model.Column{{Role: model.RoleAmount}}, 3)
	for i := range facts {
		row := i % 100
		if row == 0 {
			d.Tables = append(d.Tables, model.Table{ID: fmt.Sprintf("t%d", len(d.Tables)+1), Kind: model.GeneralPublicExpenditure, Method: model.Ruled,
				Number: "预算05表", Title: "一般公共预算支出表", Unit: "万元", RowCount: 100, ColumnCount: 3, Columns: columns,
				Pages: []int{1 + i/50, 2 + i/50}, Cells: []model.Cell{{RowSpan: 100, ColumnSpan: 3}}})
		}
		fen := int64(number)*7919 + int64(i)*104729
		whole := fmt.Sprintf("%d.%02d", fen/100, fen%100)
		d.Facts = append(d.Facts, model.Fact{
			Table: fmt.Sprintf("t%d", len(d.Tables)), Row: row, Column: 2, Path: []string{"2026年预算数", "合计"}, Label: fmt.Sprintf("一般行政管理事务%d", row),
			Direction: model.Expenditure, List: model.ListFunctional, Measure: model.MeasureAmount, Period: model.Current, Stage: model.StageBudget,
			Functional: &model.Term{Code: fmt.Sprint(2010100 + i%900), Name: "一般行政管理事务"}, BudgetUnit: &model.Term{Code: "295001", Name: "示例中心"},
			Printed: whole, PrintedUnit: "元", Amount: strings.TrimSuffix(strings.TrimRight(whole, "0"), "."), TotalRow: row == 0,
			Page: 1 + i/50, Box: model.Box{100.25, float64(row) * 12.5, 180.75, float64(row)*12.5 + 12},
		})
	}
	return d
}

func manyDocuments(documents, facts int) Documents {
	return made(documents, func(n int) *model.Document { return many(n, facts) })
}

// made hands over documents as they are made.
func made(documents int, document func(n int) *model.Document) Documents {
	return func(wanted func(int) bool) iter.Seq[Item] {
		return func(yield func(Item) bool) {
			for n := range documents {
				if wanted != nil && !wanted(n) {
					continue
				}
				d := document(n)
				if !yield(Item{Name: d.Source.Name, Document: d}) {
					return
				}
			}
		}
	}
}

// BenchmarkMillionFacts is the figure of the data set's promise: a million facts
// in Parquet, SQLite and CSV in less than 60 s on two cores, in less than 500 MiB.
func BenchmarkMillionFacts(b *testing.B) {
	const documents, facts = 1000, 1000
	for b.Loop() {
		s, err := Build(b.Context(), manyDocuments(documents, facts), Options{Out: b.TempDir(), Formats: []Format{Parquet, SQLite, CSV}})
		if err != nil || s.Rows[factsTable.Name] != documents*facts {
			b.Fatalf("%+v, %v", s, err)
		}
	}
	b.ReportMetric(float64(documents*facts*b.N)/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric(peakMemory(b)/(1<<20), "peak-MiB")
}

// BenchmarkMillionFactsInWorkbooks is the figure of the workbooks' promise: less than 300 MiB at any size. The sheets are
// those of all kinds of tables.
func BenchmarkMillionFactsInWorkbooks(b *testing.B) {
	const documents, facts = 2200, 1000
	for b.Loop() {
		s, err := Build(b.Context(), made(documents, func(n int) *model.Document { return kindsOf(n, facts) }), Options{Out: b.TempDir(), Formats: []Format{XLSX}})
		if err != nil || s.Rows[factsTable.Name] != documents*facts {
			b.Fatalf("%+v, %v", s, err)
		}
	}
	b.ReportMetric(float64(documents*facts*b.N)/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric(peakMemory(b)/(1<<20), "peak-MiB")
}

// peakMemory is the most memory that the process had, where the system tells (Linux).
func peakMemory(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kib float64
	if _, err := fmt.Sscan(after, &kib); err != nil {
		b.Fatal(err)
	}
	return kib * 1024
}

// BenchmarkFormat measures each format alone.
func BenchmarkFormat(b *testing.B) {
	const documents, facts = 50, 1000
	for _, f := range []Format{CSV, Parquet, SQLite, XLSX, JSONLines} {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if _, err := Build(b.Context(), manyDocuments(documents, facts), Options{Out: b.TempDir(), Formats: []Format{f}}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(documents*facts*b.N)/b.Elapsed().Seconds(), "facts/s")
		})
	}
}
