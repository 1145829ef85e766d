package printed

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yusuan/model/words"
)

// What a spreadsheet prints for a number is what the PDF prints, and what it could not print so is text.
func TestReadNumber(t *testing.T) {
	numbers := map[string]string{ // printed → value
		"1,234.50": "1234.5", "0.00": "0", "5": "5", "1234": "1234", "-1,234.00": "-1234", "−12.30": "-12.3", "△1.00": "-1",
		"(1,234.00)": "-1234", "（2.50）": "-2.5", "+3.1": "3.1", "12.5%": "0.125", "-8.84%": "-0.0884", "(12.50%)": "-0.125", "１２．５０": "12.5",
		"120万元": "120", "25个": "25", "¥1,200.00": "1200", "358.492533": "358.492533", "999,999,999,999.99": "999999999999.99", "3.20①": "3.2",
	}
	book := excelize.NewFile()
	for text, value := range numbers {
		n, ok := readNumber(text)
		if !ok || n.value.String() != value {
			t.Errorf("%s: %s %v, want %s", text, n.value, ok, value)
			continue
		}
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: new(n.format(false))})
		if err == nil {
			err = book.SetCellDefault("Sheet1", "A1", n.value.String())
		}
		if err == nil {
			err = book.SetCellStyle("Sheet1", "A1", "A1", style)
		}
		got, err2 := book.GetCellValue("Sheet1", "A1")
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if want := strings.ReplaceAll(words.Fold(text), "−", "-"); strings.ReplaceAll(got, "−", "-") != want {
			t.Errorf("%s: %s prints %s", text, n.format(false), got)
		}
	}
	for _, text := range []string{"", "-", "——", "/", "无", "007", "0101", "2025-06-30", "2026年", "(1)", "90%~95%", "1.2.3", "1,23.4", "12.50\n13.75",
		"1,320.50 1", "=1+1", "1e5", "#REF!", "9,999,999,999,999,999.00", "12345678901234567", "办公费", "1 000 元整"} {
		if n, ok := readNumber(text); ok {
			t.Errorf("%q is a number: %+v", text, n)
		}
	}
}

// Amounts below a thousand get separators where the table has them: sums that a user adds are printed alike.
func TestGroupedFormat(t *testing.T) {
	n, _ := readNumber("12.50")
	if got := n.format(true); got != "#,##0.00" {
		t.Error(got)
	}
}

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{"1,234.50", "(5%)", "△0.00", "\"1", "１，２", "0.", ".5", "1,2", "\xff1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := readNumber(s)
		if !ok {
			return
		}
		if format := n.format(false); strings.Count(format, `"`)%2 != 0 || n.value.NumDigits() > exactDigits+2 {
			t.Errorf("%q: %s, %s", s, format, n.value)
		}
	})
}
