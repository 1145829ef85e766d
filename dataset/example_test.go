package dataset_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"yusuan/dataset"
)

// From documents to tables: as CSV, which encoding/csv reads.
func ExampleBuild() {
	out, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(out)
	ctx := context.Background()
	files := []dataset.File{dataset.NewFile("../testdata/golden/final1-cairo/want.json")}
	summary, err := dataset.Build(ctx, dataset.ReadSince(ctx, files, nil), dataset.Options{Out: out, Formats: []dataset.Format{dataset.CSV}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(summary.Done, "document,", summary.Rows["facts"], "facts")
	text, err := os.Open(filepath.Join(out, "facts.csv"))
	if err != nil {
		log.Fatal(err)
	}
	defer text.Close()
	rows := csv.NewReader(text)
	heads, err := rows.Read()
	if err != nil {
		log.Fatal(err)
	}
	first, err := rows.Read()
	if err != nil {
		log.Fatal(err)
	}
	for _, column := range []string{"label", "fund", "fiscal_year", "amount_yuan"} {
		fmt.Println(column, first[slices.Index(heads, column)])
	}
	// Output:
	// 1 document, 125 facts
	// label 一、一般公共预算财政拨款收入
	// fund general-public
	// fiscal_year 2024
	// amount_yuan 40652000.00
}
