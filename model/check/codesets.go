package check

import (
	"fmt"

	"yusuan/model"
	"yusuan/model/budget"
)

// sameCodes tests that 收入总表 and 支出总表 have the same items of 功能分类, where both list them and total the same.
func (c *checker) sameCodes() {
	for _, p := range [][2]model.Kind{{model.IncomeSummary, model.ExpenditureSummary}, {model.FinalIncome, model.FinalExpenditure}} {
		a, b := c.one(p[0]), c.one(p[1])
		if a == nil || b == nil || !agreeing(a.totals(side{nil, model.NoDirection, budget.Whole}), b.totals(side{nil, model.NoDirection, budget.Whole})) {
			continue
		}
		left, right := a.functional(), b.functional()
		if len(left) == 0 || len(right) == 0 {
			continue
		}
		c.without(left, right, b)
		c.without(right, left, a)
	}
}

// functional are the amounts of a table's 类, by code.
func (s *sheet) functional() map[string]*figure {
	out := map[string]*figure{}
	for _, f := range s.facts {
		if t := f.fact.Functional; t != nil && len(t.Code) == 3 && f.fact.Period == model.Current && whole(f.fact) && !f.value.IsZero() {
			out[t.Code] = f
		}
	}
	return out
}

// without reports the items that one table has and another has not.
func (c *checker) without(there, other map[string]*figure, in *sheet) {
	for code, f := range sorted(there) {
		if other[code] == nil {
			c.report(model.CodeSetsDiffer, fmt.Sprintf("%s为 %s，《%s》没有 %s", c.called(f), f.printed(), name(in.Table), code),
				fmt.Sprintf("%s is %s, 《%s》 has no %s", c.called(f), f.printed(), name(in.Table), code), subjects(f)).Expected = code
		}
	}
}
