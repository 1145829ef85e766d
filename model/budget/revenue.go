package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// completeRevenue gives 收入分类科目 of facts, in the order of their tables and rows, what the print leaves out: the code of a
// name by the items above it, the name of a code as in a year. What no item or several may be keeps what is printed.
func completeRevenue(facts []model.Fact, year int) {
	var s resolver
	var before *model.Fact
	var printed, complete model.Term
	for i := range facts {
		f := &facts[i]
		if f.RevenueItem == nil {
			continue
		}
		if before == nil || f.Table != before.Table {
			s = resolver{}
		}
		if same := before != nil && f.Table == before.Table && f.Row == before.Row && *f.RevenueItem == printed; !same {
			printed = *f.RevenueItem
			complete = s.revenue(printed, f.Fund, year)
		}
		before, f.RevenueItem = f, new(complete)
	}
}

// revenue completes one item and makes it the innermost one in force.
func (s *resolver) revenue(t model.Term, fund model.Fund, year int) model.Term {
	if t.Code != "" {
		if known := codes.Lookup(codes.Revenue, t.Code); known != nil && t.Name == "" {
			t.Name = known.NameIn(year)
		}
		s.enter(t.Code)
		return t
	}
	name := words.ItemName(t.Name)
	found := s.nearest(slices.DeleteFunc(slices.Clone(codes.Named(codes.Revenue, name)), func(e *codes.Entry) bool { return !isOfFund(e.Code, fund) }))
	if found == nil {
		return t
	}
	s.enter(found.Code)
	return model.Term{Code: found.Code, Name: name}
}

// revenueOfFund are the items of the funds that have their own: 其他收入 of 社会保险基金 is none of 非税收入.
var revenueOfFund = map[model.Fund][]string{
	model.FundGovernmentFund: {"10301", "10310", "105", "110"}, model.FundStateCapital: {"10306", "110"}, model.FundSocialInsurance: {"102"},
}

// isOfFund tells whether an item's money may be of a fund: it is one of the fund's, under one or above it.
func isOfFund(code string, fund model.Fund) bool {
	items, own := revenueOfFund[fund]
	return !own || slices.ContainsFunc(items, func(item string) bool { return strings.HasPrefix(code, item) || strings.HasPrefix(item, code) })
}

// nearest returns of items of one name the only one, else that under or beside the innermost one in force, else the
// one that the others are parts of: 其他收入 is a 款 and its 项.
func (s *resolver) nearest(found []*codes.Entry) *codes.Entry {
	if len(found) == 1 {
		return found[0]
	}
	for _, upper := range slices.Backward(s.path) {
		for _, above := range []string{upper, codes.Parent(upper)} {
			if at := slices.IndexFunc(found, func(e *codes.Entry) bool { return codes.Parent(e.Code) == above }); at >= 0 {
				return found[at]
			}
		}
	}
	for _, e := range found {
		if !slices.ContainsFunc(found, func(o *codes.Entry) bool { return o != e && !isAbove(e.Code, o.Code) }) {
			return e
		}
	}
	return nil
}
