package check

import (
	"fmt"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// print tests how amounts and texts are printed.
func (c *checker) print(s *sheet) {
	c.several(s)
	c.malformed(s)
	c.ungrouped(s)
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
		if s.Number(i).Kind != words.Misprint || len(words.Values(cell.Text)) > 1 {
			continue
		}
		text := strings.TrimSpace(cell.Text)
		finding := c.report(model.MalformedAmount, fmt.Sprintf("《%s》中的“%s”", name(t), text), fmt.Sprintf("“%s” in 《%s》", text, name(t)),
			[]model.Subject{cellSubject(t, cell)})
		finding.Actual = text
	}
}

// ungrouped reports the amounts of a table that print a thousands separator too few and are read all the same.
func (c *checker) ungrouped(s *sheet) {
	var found []*figure
	for _, f := range s.facts {
		if f.number.Ungrouped {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return
	}
	f := found[0]
	read := f.number.Value().String()
	finding := c.report(model.SeparatorMissing, fmt.Sprintf("《%s》%d 处，如“%s”读作 %s", name(s.Table), len(found), f.fact.Printed, read),
		fmt.Sprintf("%d in 《%s》, such as “%s”, read as %s", len(found), name(s.Table), f.fact.Printed, read), subjects(found...))
	finding.Actual = f.fact.Printed
}

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
		case !f.isUnder(settings.grouped):
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

// roundedFigures reports a figure that is another one of its column with fewer decimals.
func (c *checker) roundedFigures(s *sheet) {
	finest := int8(0)
	for _, f := range s.facts {
		finest = max(finest, f.number.Decimals)
	}
	if finest <= settings.finer {
		return
	}
	fine := roundings(s.facts)
	for _, f := range s.facts {
		decimals := f.number.Decimals
		if decimals == 0 || decimals > finest-settings.finer || f.isUnder(settings.large) {
			continue
		}
		whole := fine[rounding{f.fact.Column, decimals, f.number.Coefficient}]
		if whole == nil {
			continue
		}
		finding := c.report(model.RoundedFigure,
			fmt.Sprintf("%s印为 %s，同列有 %s", c.called(f), f.printed(), whole.printed()),
			fmt.Sprintf("%s is printed as %s beside %s in its column", c.called(f), f.printed(), whole.printed()), subjects(f, whole))
		finding.Expected, finding.Actual = whole.fact.Printed, f.fact.Printed
	}
}

// rounding is a figure of a column as it would be printed with fewer decimals.
type rounding struct {
	column      int
	decimals    int8
	coefficient int64
}

// roundings returns the first figure of each rounding that is not exact.
func roundings(figures []*figure) map[rounding]*figure {
	out := map[rounding]*figure{}
	for _, f := range figures {
		for decimals := int8(1); decimals <= f.number.Decimals-settings.finer; decimals++ {
			coefficient, exact := f.number.Rounded(decimals)
			if k := (rounding{f.fact.Column, decimals, coefficient}); !exact && out[k] == nil {
				out[k] = f
			}
		}
	}
	return out
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
