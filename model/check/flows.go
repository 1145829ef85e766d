package check

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// flow is what a row of a list of a balance tells of it: 年初余额 + 发行 − 还本 = 年末余额, 收入 − 支出 = 本年结余.
type flow uint8

const (
	noFlow flow = iota
	atOpening
	comingIn
	goingOut
	remaining
	atClosing
)

// flows tests the lists whose rows are a balance: of debt, of social insurance funds.
func (c *checker) flows(s *sheet, l *list) {
	rows := l.flowRows()
	if len(rows[comingIn]) == 0 || len(rows[goingOut]) != 1 {
		return
	}
	if len(rows[remaining]) == 1 {
		c.flow(s, l, rows[remaining][0], rows[comingIn], rows[goingOut])
	}
	if len(rows[atClosing]) == 1 && len(rows[atOpening]) == 1 {
		c.flow(s, l, rows[atClosing][0], slices.Concat(rows[atOpening], rows[comingIn]), rows[goingOut])
	}
}

// flowRows are the rows of a list by what they tell of its balance. Of revenue and expenditure only those are meant that
// are the list's only ones.
func (l *list) flowRows() map[flow][]int {
	out := map[flow][]int{}
	latest := 0
	for i := range l.Rows {
		latest = max(latest, balanceYear(l.Rows[i].Label))
	}
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Parent >= 0 || r.Within || r.Counts || !slices.ContainsFunc(l.figures[i], func(f *figure) bool { return f != nil }) {
			continue
		}
		if of := flowOf(r.Label, latest); of != noFlow {
			out[of] = append(out[of], i)
		}
	}
	return out
}

// balanceYear is the year at whose end a label's balance is, 0 where it tells none.
func balanceYear(label string) int {
	s := words.Fold(label)
	year := words.YearIn(s)
	if !strings.Contains(s, "余额") || strings.Contains(s, "限额") || year == 0 {
		return 0
	}
	if strings.Contains(s, "年初") {
		year--
	}
	return year
}

// flowOf reads the label of a row in a list whose latest balance is of a year.
func flowOf(label string, latest int) flow {
	s := words.Fold(words.ItemName(label))
	if strings.Contains(s, "限额") || strings.Contains(s, "付息") || strings.Contains(s, "费用") {
		return noFlow
	}
	told, _ := words.QuantityWord.Of(s)
	switch model.Measure(told.Means) {
	case model.MeasureBalance:
		switch year := balanceYear(s); {
		case year == 0:
		case year == latest:
			return atClosing
		case year == latest-1:
			return atOpening
		}
		return noFlow
	case model.MeasureOpening:
		return atOpening
	case model.MeasureClosing:
		return atClosing
	case model.MeasureSurplus:
		return remaining
	}
	return flowBetween(s, model.Measure(told.Means), latest)
}

// flowBetween tells what comes in and what goes out. Of debt that is of the year of the balance.
func flowBetween(s string, measure model.Measure, latest int) flow {
	year := words.YearIn(s)
	ofYear := latest == 0 || year == 0 || year == latest
	switch {
	case measure == model.MeasureIssued && ofYear:
		return comingIn
	case measure == model.MeasureRepaid && ofYear:
		return goingOut
	case latest > 0 || measure != "":
	case strings.HasSuffix(s, "收入"):
		return comingIn
	case strings.HasSuffix(s, "支出"):
		return goingOut
	}
	return noFlow
}

// flow tests that a row is what some rows make less others, column by column. Where most columns do not keep it, other
// money comes in or goes out than the list prints.
func (c *checker) flow(s *sheet, l *list, whole int, in, out []int) {
	var own tally
	ids := make([]identity, 0, len(l.Columns))
	for k := range l.Columns {
		if l.Columns[k].Period == model.Change {
			continue
		}
		id := identity{whole: l.figures[whole][k]}
		for _, r := range in {
			if f := l.figures[r][k]; f != nil {
				id.parts.add(f)
			}
		}
		if f := l.figures[out[0]][k]; f != nil {
			id.parts.subtract(f)
		}
		if id.whole != nil && len(id.parts.parts) > 1 {
			ids = append(ids, id.compared())
		}
	}
	own.count(ids, true)
	for i := range ids {
		if ids[i].outcome != words.Unequal || own.kept > 1 && own.kept >= settings.slips*own.broken {
			c.hold(s, ids[i], model.Balance, model.BalanceMismatch)
		}
	}
}

// debtLimits tells of the debts that are more than their limits, once for a table.
func (c *checker) debtLimits(s *sheet, l *list) {
	var over []*figure
	for a := range l.Columns {
		for b := range l.Columns {
			x, y := &l.Columns[a], &l.Columns[b]
			if x.Measure != model.MeasureLimit || y.Measure != model.MeasureBalance || x.Year != y.Year || ofDebt(x.Path) != ofDebt(y.Path) || strings.Contains(strings.Join(x.Path, ""), "新增") {
				continue
			}
			for r := range l.Rows {
				over = append(over, exceeding(l.figures[r][b], l.figures[r][a])...)
			}
		}
	}
	over = append(over, l.overLimit()...)
	if len(over) == 0 {
		return
	}
	balance, limit := over[0], over[1]
	zh, en := "", ""
	if n := len(over)/2 - 1; n > 0 {
		zh, en = fmt.Sprintf("；另有 %d 处", n), fmt.Sprintf("; and %d more", n)
	}
	finding := c.report(model.BalanceExceedsLimit, fmt.Sprintf("%s为 %s，限额为 %s", c.called(balance), balance.printed(), limit.printed())+zh,
		fmt.Sprintf("%s is %s, the limit %s", c.called(balance), balance.printed(), limit.printed())+en, subjects(over...))
	finding.Expected, finding.Actual = "≤ "+balance.in(limit.value), balance.fact.Printed
}

// exceeding returns a balance and its limit where it is more.
func exceeding(balance, limit *figure) []*figure {
	if balance == nil || limit == nil || balance.value.Sub(limit.value).LessThanOrEqual(limit.half.Add(balance.half)) {
		return nil
	}
	return []*figure{balance, limit}
}

// overLimit returns the balances of a list that are more than their limits, where these are rows: column by column, or
// the only figures of both rows (the limit is of the budget, the balance of its execution).
func (l *list) overLimit() []*figure {
	rows := l.flowRows()[atClosing]
	if len(rows) != 1 {
		return nil
	}
	balance, year := rows[0], balanceYear(l.Rows[rows[0]].Label)
	var out []*figure
	for i := range l.Rows {
		label := words.Fold(l.Rows[i].Label)
		if l.Rows[i].Parent >= 0 || year == 0 || !strings.Contains(label, "限额") || strings.Contains(label, "新增") || words.YearIn(label) != year {
			continue
		}
		if a, b := printedOnly(l.figures[balance]), printedOnly(l.figures[i]); a != nil && b != nil {
			out = append(out, exceeding(a, b)...)
			continue
		}
		for k := range l.Columns {
			out = append(out, exceeding(l.figures[balance][k], l.figures[i][k])...)
		}
	}
	return out
}

// printedOnly is the only figure of a row, nil where it prints several or none.
func printedOnly(row []*figure) *figure {
	printed := slices.DeleteFunc(slices.Clone(row), func(f *figure) bool { return f == nil })
	if len(printed) != 1 {
		return nil
	}
	return printed[0]
}

// debtWords are what heads say of a debt's quantity, year and stage.
var debtWords = words.Pattern(`20[0-9]{2}|年|[初末底]|限额|余额|地方|政府|预计|实际|执行数|决算数?|预算数?|\([^()]*\)|小计|合计`)

// ofDebt is what a header says of whose or which debt it is.
func ofDebt(path []string) string { return debtWords().ReplaceAllString(strings.Join(path, "/"), "") }
