package extract_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"yusuan/extract"
)

// From a PDF to what it says.
func ExampleFile() {
	d, err := extract.File(context.Background(), "../testdata/made/final1-cairo.pdf", extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range d.Tables {
		fmt.Println(t.ID, t.Title, t.Unit, t.Pages)
	}
	f := d.Facts[0]
	fmt.Println(f.Label, f.Printed, f.PrintedUnit, "=", f.Amount, "元,", "page", f.Page)
	// Output:
	// t1 收入支出决算总表 万元 [2]
	// t2 支出决算表 万元 [3 4]
	// t3 一般公共预算财政拨款基本支出决算明细表 万元 [5]
	// 一、一般公共预算财政拨款收入 4,065.20 万元 = 40652000 元, page 2
}

// What is no PDF, or cannot be read, tells why by a code that stays.
func ExampleError() {
	_, err := extract.Bytes(context.Background(), "budget.pdf", []byte("no PDF"), extract.Options{})
	if e, ok := errors.AsType[*extract.Error](err); ok {
		fmt.Println(e.Code, e.Stage)
	}
	// Output:
	// not-a-pdf open
}
