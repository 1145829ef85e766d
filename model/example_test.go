package model_test

import (
	"fmt"
	"log"
	"os"

	"github.com/shopspring/decimal"

	"yusuan/model"
)

// read reads a department's final accounts, as yusuan extract wrote them.
func read() *model.Document {
	text, err := os.ReadFile("../testdata/golden/final1-cairo/want.json")
	if err != nil {
		log.Fatal(err)
	}
	d, err := model.Parse(text)
	if err != nil {
		log.Fatal(err)
	}
	return d
}

// A document is read, and tells what it is of.
func ExampleParse() {
	d := read()
	fmt.Println(d.Publisher.Name, d.FiscalYear, d.Disclosure)
	fmt.Printf("%d amounts, %d of them confirmed\n", d.Proof.Amounts, d.Proof.Confirmed)
	// Output:
	// 某市教育委员会 2024 final-accounts
	// 125 amounts, 125 of them confirmed
}

// To add up, sum the addends of one list of one table.
func ExampleFact_Decimal() {
	d := read()
	sum := decimal.Zero
	for i := range d.Facts {
		f := &d.Facts[i]
		if f.Table != "t1" || f.Direction != model.Expenditure || f.List != model.ListFunctional || !f.Addend {
			continue
		}
		if amount, ok := f.Decimal(); ok {
			sum = sum.Add(amount)
		}
	}
	fmt.Println(sum)
	// Output:
	// 40652000
}

// A table by its places, with the text of a merged cell at each of them, or where it begins alone.
func ExampleTable_Grid() {
	t := &read().Tables[0]
	for row, cells := range t.Grid()[:2] {
		var everywhere, once []string
		for column, c := range cells {
			everywhere = append(everywhere, c.Text)
			if c.Row == row && c.Column == column {
				once = append(once, c.Text)
			} else {
				once = append(once, "")
			}
		}
		fmt.Printf("%q\n%q\n", everywhere, once)
	}
	// Output:
	// ["收入" "收入" "收入" "支出" "支出" "支出"]
	// ["收入" "" "" "支出" "" ""]
	// ["项目" "行次" "金额" "项目" "行次" "金额"]
	// ["项目" "行次" "金额" "项目" "行次" "金额"]
}
