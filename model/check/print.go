package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// print tests how amounts and texts are printed.
func (c *checker) print(s *sheet) {
	c.malformed(s)
	c.separators(s)
	c.markup(s)
	c.roundedFigures(s)
	c.placeholders(s)
}

// malformed reports texts in columns of amounts that were meant as amounts and cannot be read as such.
func (c *checker) malformed(s *sheet) {
	t := s.Table
	if t.Kind == model.OtherTable {
		return // whether its columns hold money is not known
	}
	for i := range t.Cells {
		cell := &t.Cells[i]
		if cell.Row < t.HeaderRows || cell.Column < 0 || cell.Column >= len(t.Columns) || t.Columns[cell.Column].Role != model.RoleAmount {
			continue
		}
		text := strings.TrimSpace(cell.Text)
		if words.ReadNumber(text).Kind != words.Misprint {
			continue
		}
		finding := c.report(model.MalformedAmount, fmt.Sprintf("《%s》中的“%s”", name(t), text), fmt.Sprintf("“%s” in 《%s》", text, name(t)),
			[]model.Subject{cellSubject(t, cell)})
		finding.Actual = text
	}
}

var thousand = decimal.NewFromInt(1000)

// separators reports a table that sets thousands separators in some of its amounts only.
func (c *checker) separators(s *sheet) {
	if s.Kind == model.OtherTable {
		return
	}
	var with, without []*figure
	for _, f := range s.facts {
		switch {
		case f.number.Grouped:
			with = append(with, f)
		case f.number.Value().Abs().GreaterThanOrEqual(thousand):
			without = append(without, f)
		}
	}
	if len(with) == 0 || len(without) == 0 {
		return
	}
	few, many := with, without
	if len(without) <= len(with) {
		few, many = without, with
	}
	finding := c.report(model.MixedSeparators,
		fmt.Sprintf("《%s》中“%s”（%d 处）与“%s”（%d 处）并存", name(s.Table), few[0].fact.Printed, len(few), many[0].fact.Printed, len(many)),
		fmt.Sprintf("《%s》 has both “%s” (%d) and “%s” (%d)", name(s.Table), few[0].fact.Printed, len(few), many[0].fact.Printed, len(many)),
		subjects(few...))
	finding.Actual = few[0].fact.Printed
}

// tag is markup that a form's export left in a text.
var tag = words.Pattern(`</?(?:p|br|span|div|font|b|i|u|strong|em|table|tr|td|li|ul|ol)(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|ldquo|rdquo|quot);`)

func (c *checker) markup(s *sheet) {
	var places []model.Subject
	first := ""
	for i := range s.Table.Cells {
		cell := &s.Table.Cells[i]
		if !strings.ContainsAny(cell.Text, "<&") {
			continue
		}
		if found := tag().FindString(cell.Text); found != "" {
			if first == "" {
				first = found
			}
			places = append(places, cellSubject(s.Table, cell))
		}
	}
	if len(places) == 0 {
		return
	}
	finding := c.report(model.MarkupInText, fmt.Sprintf("《%s》%d 个单元格中有“%s”等", name(s.Table), len(places), first),
		fmt.Sprintf("%d cells of 《%s》 hold “%s” or the like", len(places), name(s.Table), first), places)
	finding.Actual = first
}

// finerBy is how many decimals more a figure must have than another of the same
// amount for the latter to be the rounded one. One decimal more is a zero left out.
const finerBy = 2

// roundedFigures reports a figure that is another one of its column with fewer decimals.
func (c *checker) roundedFigures(s *sheet) {
	type key struct {
		column int
		value  string
	}
	finest := int32(0)
	for _, f := range s.facts {
		finest = max(finest, int32(f.number.Decimals))
	}
	if finest < finerBy+1 {
		return
	}
	fine := map[key]*figure{}
	for _, f := range s.facts {
		if int32(f.number.Decimals) < finerBy+1 {
			continue
		}
		for scale := int32(1); scale <= int32(f.number.Decimals)-finerBy; scale++ {
			if r := f.value.Div(f.unit).Round(scale); !r.Mul(f.unit).Equal(f.value) {
				k := key{f.fact.Column, r.StringFixed(scale)}
				if fine[k] == nil {
					fine[k] = f
				}
			}
		}
	}
	for _, f := range s.facts {
		if int32(f.number.Decimals) == 0 || int32(f.number.Decimals) > finest-finerBy || f.value.Abs().LessThan(decimal.NewFromInt(10).Mul(f.unit)) {
			continue
		}
		whole := fine[key{f.fact.Column, f.value.Div(f.unit).StringFixed(int32(f.number.Decimals))}]
		if whole == nil {
			continue
		}
		finding := c.report(model.RoundedFigure,
			fmt.Sprintf("%s印为 %s，同列有 %s", c.called(f), f.printed(), whole.printed()),
			fmt.Sprintf("%s is printed as %s beside %s in its column", c.called(f), f.printed(), whole.printed()), subjects(f, whole))
		finding.Expected, finding.Actual = whole.fact.Printed, f.fact.Printed
	}
}

// placeholder are marks that a template left to be filled in.
var placeholder = words.Pattern(`(?:[Xx]{2,}|×{2,}|Ｘ{2,})(?:万元|元|年|月|日|项|个|人|%|单位|部门|局|市|区)|待填写|待补充|[{｛][\p{Han}]{2,12}[}｝]|某某(?:单位|部门|局)|[\[【](?:单位|部门)名称[\]】]|#(?:REF|N/A|VALUE|DIV/0|NAME)[!?]?`)

// placeholderIn returns the first placeholder of a text, "" where there is none. Most texts lack what every one of them has.
func placeholderIn(s string) string {
	sign := func(r rune) bool {
		switch r {
		case 'X', 'x', '×', 'Ｘ', '待', '{', '｛', '某', ']', '】', '#':
			return true
		}
		return false
	}
	if !strings.ContainsFunc(s, sign) {
		return ""
	}
	return placeholder().FindString(s)
}

func (c *checker) placeholders(s *sheet) {
	for i := range s.Table.Cells {
		cell := &s.Table.Cells[i]
		if s.Number(i).Kind == words.Amount {
			continue
		}
		if mark := placeholderIn(cell.Text); mark != "" {
			c.report(model.PlaceholderLeft, fmt.Sprintf("《%s》中的“%s”", name(s.Table), mark), fmt.Sprintf("“%s” in 《%s》", mark, name(s.Table)),
				[]model.Subject{cellSubject(s.Table, cell)}).Actual = mark
		}
	}
}
