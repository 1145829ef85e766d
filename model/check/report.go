package check

import (
	"fmt"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// tell makes the findings of the identities: of those that are broken, of totals that are not printed, and of what
// rounding has put apart.
func (c *checker) tell() {
	rounded := make([][]*identity, len(c.sheets))
	blank := make([][]*identity, len(c.sheets))
	for _, same := range c.causes() {
		c.broken(same)
	}
	for i := range c.identities {
		id := &c.identities[i]
		at := c.tables[id.sheet.Table.ID]
		switch {
		case id.whole == nil:
			blank[at] = append(blank[at], id)
		case id.outcome == words.Rounded && id.by != model.AcrossTables && id.by != model.InText:
			rounded[at] = append(rounded[at], id)
		}
	}
	for i := range c.sheets {
		c.blanks(&c.sheets[i], blank[i])
		c.roundings(&c.sheets[i], rounded[i])
	}
}

// causes are the broken identities, those of one cause together: a total that is none of its rows in several columns,
// a column that is none of others on many rows.
func (c *checker) causes() [][]*identity {
	type cause struct {
		sheet       *sheet
		kind        model.FindingKind
		row, column int
	}
	rows, columns := map[cause]int{}, map[cause]int{}
	of := func(id *identity) (row, column cause) {
		f := id.whole.fact
		return cause{id.sheet, id.kind, f.Row, -1}, cause{id.sheet, id.kind, -1, f.Column}
	}
	for i := range c.identities {
		if id := &c.identities[i]; id.outcome == words.Unequal {
			row, column := of(id)
			rows[row]++
			columns[column]++
		}
	}
	at := map[cause]int{}
	var out [][]*identity
	for i := range c.identities {
		id := &c.identities[i]
		if id.outcome != words.Unequal {
			continue
		}
		key, column := of(id)
		if columns[column] >= settings.habit && columns[column] > rows[key] {
			key = column
		}
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key], out = k, append(out, nil)
		}
		out[k] = append(out[k], id)
	}
	return out
}

// broken reports the broken identities of one cause.
func (c *checker) broken(same []*identity) {
	first := same[0]
	f := first.whole
	zh, en := c.said(first)
	var places []*figure
	for _, id := range same {
		places = append(append(places, id.whole), id.parts.parts...)
	}
	if n := len(same) - 1; n > 0 {
		zh, en = zh+fmt.Sprintf("；另有 %d 处同样如此", n), en+fmt.Sprintf("; %d more like it", n)
	}
	finding := c.report(first.kind, zh, en, subjects(places...))
	finding.Expected, finding.Actual = f.in(first.parts.value), f.fact.Printed
}

// said puts a broken identity into words.
func (c *checker) said(id *identity) (zh, en string) {
	f, other := id.whole, id.parts.parts[0]
	d := f.value.Sub(id.parts.value)
	switch {
	case id.by == model.AcrossTables && len(id.parts.parts) > 1:
		in := name(c.sheetOf(other).Table)
		return fmt.Sprintf("%s为 %s，《%s》同一科目为 %s，相差 %s", c.called(f), f.printed(), in, f.inUnit(id.parts.value), f.in(d)),
			fmt.Sprintf("%s is %s, the same item of 《%s》 %s: %s apart", c.called(f), f.printed(), in, f.inUnit(id.parts.value), f.in(d))
	case id.by == model.AcrossTables, id.by == model.Side:
		return fmt.Sprintf("%s为 %s，%s为 %s，相差 %s", c.called(f), f.printed(), c.called(other), other.printed(), f.in(d)),
			fmt.Sprintf("%s is %s, %s is %s: %s apart", c.called(f), f.printed(), c.called(other), other.printed(), f.in(d))
	}
	allowed := tolerance(f, id.parts)
	return fmt.Sprintf("%s印为 %s，%d 项之和为 %s，相差 %s（允许误差 %s）", c.called(f), f.printed(), len(id.parts.parts), f.inUnit(id.parts.value), f.in(d), f.in(allowed)),
		fmt.Sprintf("%s is printed as %s, its %d parts sum to %s: %s apart (rounding allows %s)", c.called(f), f.printed(), len(id.parts.parts), f.inUnit(id.parts.value), f.in(d), f.in(allowed))
}

// blanks reports the totals that are blank while their items have amounts, one for each row. Governments leave out the
// totals of details by habit, which is no slip.
func (c *checker) blanks(s *sheet, blank []*identity) {
	if c.doc.Publisher.Level == model.GovernmentLevel && len(blank) >= settings.habit {
		return
	}
	rows := map[int]bool{}
	for _, b := range blank {
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

// roundings sums up the sums of a table that only rounding puts apart.
func (c *checker) roundings(s *sheet, rounded []*identity) {
	if len(rounded) == 0 {
		return
	}
	widest := rounded[0]
	wholes := make([]*figure, len(rounded))
	for i, r := range rounded {
		wholes[i] = r.whole
		if r.apart().GreaterThan(widest.apart()) {
			widest = r
		}
	}
	f := widest.whole
	c.report(model.RoundingDifference,
		fmt.Sprintf("《%s》%d 处合计与分项之和有尾差，最大处%s印为 %s，分项之和 %s", name(s.Table), len(wholes), c.called(f), f.printed(), f.inUnit(widest.parts.value)),
		fmt.Sprintf("%d sums of 《%s》 are off within rounding, at most %s: printed %s, parts %s", len(wholes), name(s.Table), c.called(f), f.printed(), f.inUnit(widest.parts.value)),
		subjects(wholes...))
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
