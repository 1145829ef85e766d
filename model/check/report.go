package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/words"
)

// sum reports what comes of comparing a printed sum with its parts.
func (c *checker) sum(s *sheet, found comparison, kind model.FindingKind) {
	f, parts := found.whole, found.parts
	switch {
	case f == nil:
		if !parts.value.IsZero() && s.Kind != model.OtherTable {
			s.blank = append(s.blank, found)
		}
		return
	case found.outcome == words.Rounded:
		s.rounded = append(s.rounded, found)
	case found.outcome == words.Unequal:
		d := f.value.Sub(parts.value)
		allowed := tolerance(f, parts)
		finding := c.report(kind,
			fmt.Sprintf("%s印为 %s，%d 项之和为 %s，相差 %s（允许误差 %s）", c.called(f), f.printed(), len(parts.parts), f.inUnit(parts.value), f.in(d), f.in(allowed)),
			fmt.Sprintf("%s is printed as %s, its %d parts sum to %s: %s apart (rounding allows %s)", c.called(f), f.printed(), len(parts.parts), f.inUnit(parts.value), f.in(d), f.in(allowed)),
			subjects(append([]*figure{f}, parts.parts...)...))
		finding.Expected, finding.Actual = f.in(parts.value), f.fact.Printed
	}
}

// blanks reports the totals that are blank while their items have amounts, one
// for each row.
func (c *checker) blanks(s *sheet) {
	rows := map[int]bool{}
	for _, b := range s.blank {
		cell := s.cell(b.row, b.column)
		if rows[b.row] || cell == nil || strings.TrimSpace(cell.Text) != "" {
			continue
		}
		rows[b.row] = true
		first := b.parts.parts[0]
		finding := c.report(model.SumMissing,
			fmt.Sprintf("《%s》第 %d 页一栏为空，其 %d 个分项（%s等）之和为 %s", name(s.Table), first.fact.Page, len(b.parts.parts), c.called(first), first.inUnit(b.parts.value)),
			fmt.Sprintf("a cell of 《%s》 on page %d is blank, its %d parts (%s …) sum to %s", name(s.Table), first.fact.Page, len(b.parts.parts), c.called(first), first.inUnit(b.parts.value)),
			append([]model.Subject{cellSubject(s.Table, cell)}, subjects(b.parts.parts...)...))
		finding.Expected = first.in(b.parts.value)
	}
}

// below reports a part that is more than the whole.
func (c *checker) below(part, whole *figure) {
	if part == nil || whole == nil || whole.value.IsNegative() || part.value.Sub(whole.value).LessThanOrEqual(part.half.Add(whole.half)) {
		return
	}
	finding := c.report(model.PartExceedsWhole,
		fmt.Sprintf("%s为 %s，而%s仅为 %s", c.called(part), part.printed(), c.called(whole), whole.printed()),
		fmt.Sprintf("%s is %s, but %s only %s", c.called(part), part.printed(), c.called(whole), whole.printed()),
		subjects(part, whole))
	finding.Expected, finding.Actual = "≤ "+part.in(whole.value), part.fact.Printed
}

// same compares two figures that should be one amount.
func (c *checker) same(kind model.FindingKind, a, b *figure) {
	var s sum
	s.add(b)
	if compare(a, s) != words.Unequal {
		return
	}
	d := a.value.Sub(b.value)
	finding := c.report(kind,
		fmt.Sprintf("%s为 %s，%s为 %s，相差 %s", c.called(a), a.printed(), c.called(b), b.printed(), a.in(d)),
		fmt.Sprintf("%s is %s, %s is %s: %s apart", c.called(a), a.printed(), c.called(b), b.printed(), a.in(d)),
		subjects(a, b))
	finding.Expected, finding.Actual = a.in(b.value), a.fact.Printed
}

var hundred = decimal.NewFromInt(100)
