package page_test

import (
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

func TestNumberCutByThePage(t *testing.T) {
	for _, c := range []struct {
		name     string
		fit      page.Fit
		a, b     string
		one      bool
		sure     bool
		withLine bool
	}{
		{"decimals of the column", page.Fit{Decimals: 2}, "12,437.3", "6", true, false, false},
		{"behind the point", page.Fit{}, "12,437.", "36", true, true, false},
		{"behind a comma", page.Fit{}, "12,", "437.36", true, true, false},
		{"inside a group", page.Fit{}, "12,43", "7.36", true, true, false},
		{"its percent sign", page.Fit{}, "38.06", "%", true, true, false},
		{"decimals under a whole number that fills its cell", page.Fit{Width: 15}, "12", ".64", true, false, true},
		{"decimals under a whole number with room behind it", page.Fit{Width: 60}, "12", ".64", false, false, true},
		{"its sign, where numbers are wrapped", page.Fit{Wraps: true}, "-", "1,389.99", true, false, true},
		{"two amounts", page.Fit{Decimals: 2}, "60.00", "0.00", false, false, true},
		{"two amounts with commas", page.Fit{Decimals: 6}, "678.715000", "5,000.000000", false, false, true},
		{"an amount and what stands for none", page.Fit{}, "60", "-", false, false, true},
		{"what stands for none twice", page.Fit{}, "-", "-", false, false, true},
		{"a whole number that fills its cell", page.Fit{Width: 30}, "12345", "6", true, false, true},
		{"a whole number with room behind it", page.Fit{Width: 90}, "12345", "6", false, false, true},
		{"a whole number of which no line is known", page.Fit{Width: 30}, "12345", "6", false, false, false},
	} {
		var line page.Extent
		if c.withLine {
			line = page.LinesOf(sheet.New(1).Text(50, 100, c.a).Chars, settings.Default().Page.SameLine)[0].Extent()
		}
		if one, sure := c.fit.CutByPage(c.a, c.b, line, settings.Default()); one != c.one || sure != c.sure {
			t.Errorf("%s: %s over %s is one number: %t, surely %t", c.name, c.a, c.b, one, sure)
		}
	}
}
