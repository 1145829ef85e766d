package caption

import (
	"strings"
	"testing"

	"yusuan/layout/internal/sheet"
	"yusuan/layout/settings"
)

func TestNotesOf(t *testing.T) {
	for _, c := range []struct {
		name        string
		s           *sheet.Sheet
		notes, rest string
	}{
		{"none", sheet.New(1).Text(50, 100, "正文"), "", "正文"},
		{"one and prose", sheet.New(1).Text(50, 100, "注：本表不含结转。").Text(50, 130, "正文"), "注：本表不含结转。", "正文"},
		{"wrapped", sheet.New(1).Text(50, 100, "注：本表不含").Text(50, 112, "结转。"), "注：本表不含结转。", ""},
		{"numbered", sheet.New(1).Text(50, 100, "注：1.本表不含结转。").Text(50, 112, "2.金额为零。"), "注：1.本表不含结转。|2.金额为零。", ""},
		{"a list under its head", sheet.New(1).Text(50, 100, "备注：").Text(50, 112, "1.本表不含结转。").Text(50, 124, "2.2026年为零，").Text(50, 136, "下同。"), "备注：|1.本表不含结转。|2.2026年为零，下同。", ""},
		{"a list of items", sheet.New(1).Text(50, 100, "说明：一、本表为空。").Text(50, 112, "二、下同。"), "说明：一、本表为空。|二、下同。", ""},
		{"a heading of the text", sheet.New(1).Text(50, 100, "注：本表为空。").Text(50, 112, "二、预算执行情况"), "注：本表为空。", "二、预算执行情况"},
		{"prose under a remark that ends", sheet.New(1).Text(50, 100, "注：本表为空。").Text(50, 112, "收入预计完成预算，加上上级补助和上年结转"), "注：本表为空。", "收入预计完成预算，加上上级补助和上年结转"},
		{"prose in another size", sheet.New(1).Text(50, 100, "注：本表不含").Sized(50, 112, 12, "收入预计完成"), "注：本表不含", "收入预计完成"},
		{"the next table's title with a bare number", sheet.New(1).Text(50, 100, "注：本表不含结转，下同").Text(50, 112, "5-3 收入执行情况"), "注：本表不含结转，下同", "5-3 收入执行情况"},
		{"the next table's caption", sheet.New(1).Text(50, 100, "注：本表为空").Text(50, 112, "表2 支出表"), "注：本表为空", "表2 支出表"},
	} {
		notes, rest := NotesOf(linesOf(c.s), settings.Default())
		if a, b := strings.Join(notes, "|"), textsOf(rest); a != c.notes || b != c.rest {
			t.Errorf("%s: notes %q and rest %q, want %q and %q", c.name, a, b, c.notes, c.rest)
		}
	}
}

func TestSaysNote(t *testing.T) {
	for text, want := range map[string]bool{
		"注：本表为空。": true, "Source: Treasury.": true, "Exhibit reads: ten of a hundred schools. Note: Public ones only.": true,
		"Exhibit reads: ten of a hundred schools.": false, "Sources of revenue": false,
	} {
		if SaysNote(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
