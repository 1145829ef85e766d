package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// classify puts the terms of a row where a fact has them: its own, and of the rows that contain it the unit and the project.
func (l *List) classify(f *model.Fact, i, year int) {
	if name := totalName(l.Rows[i].folded); l.Rows[i].Total && l.Kind == model.ListRegion && namesPlace(name) && !isLower(l.Rows[i].folded) {
		f.Region = &model.Term{Name: name} // 江海市合计, over its counties
	}
	if l.Rows[i].Total && !l.ofKind(i) {
		return
	}
	for k := range l.Rows[i].Terms {
		if t := &l.Rows[i].Terms[k]; !t.empty() && (t.Known != nil || t.Code != "" || !l.balances(i)) {
			t.put(f, year)
		}
	}
	if place := l.Rows[i].place; place != nil {
		place.put(f, year)
	}
	a := &l.above[i]
	if a.unit != nil && f.BudgetUnit == nil {
		a.unit.put(f, year)
	}
	if a.project != nil && f.Project == nil {
		a.project.put(f, year)
	}
	if a.procurement != nil && f.Procurement == nil {
		a.procurement.put(f, year)
	}
}

// headsClasses tells a row that no classification knows over 类: 一、本年支出.
func (l *List) headsClasses(i int) bool {
	return slices.ContainsFunc(l.Rows[i].kids, func(k int) bool { return len(itemCode(&l.Rows[k])) == 3 })
}

// balances tells a row that stands beside the items of its list without being one: 结转下年, and what follows 本年支出合计.
func (l *List) balances(i int) bool {
	if carriesOver(l.Rows[i].folded) || l.headsClasses(i) {
		return true
	}
	foot := l.above[i].foot
	return foot >= 0 && len(l.Rows[foot].Parts) > 0 && l.Rows[foot].Parts[0] < foot && l.Rows[i].Parent < 0
}

// classify puts what a header names, a place or an item, where a fact has it.
func (c *Column) classify(f *model.Fact, year int) {
	if c.term != nil {
		c.term.put(f, year)
	}
}

// scopes gives the total over columns of places whose it is: that of all places below.
func (l *List) scopes() {
	if !slices.ContainsFunc(l.Columns, func(c Column) bool { return c.term.names() == subjectRegion }) {
		return
	}
	for i := range l.Columns {
		if c := &l.Columns[i]; c.Total && c.Scope == model.NoScope && c.term == nil {
			c.Scope = model.ScopeLower
		}
	}
}

// names is what a term names, a category where there is none.
func (t *Term) names() subject {
	if t == nil {
		return subjectCategory
	}
	return t.subject
}

// put puts a term where a fact has it.
func (t *Term) put(f *model.Fact, year int) {
	list := t.List
	switch t.subject {
	case subjectUnit:
		f.BudgetUnit = t.model(year)
		return
	case subjectProject:
		f.Project = t.model(year)
		return
	case subjectRegion:
		if !isLower(words.Fold(t.Name)) {
			f.Region = t.model(year)
			if regions.ByCode(f.Region.Code) == nil {
				f.Region.Code = "" // a number of the publisher's own
			}
		}
		return
	case subjectRevenue:
		f.RevenueItem = t.model(year)
		return
	case subjectProcurement:
		f.Procurement = goods(t, f.Procurement)
		return
	case subjectFunctional:
		list = codes.Functional
	case subjectDepartment:
		list = codes.DepartmentEconomic
	case subjectGovernment:
		list = codes.GovernmentEconomic
	case subjectEconomic:
		if list == "" {
			list = codes.DepartmentEconomic
		}
	case subjectItem:
	default:
		return
	}
	switch list {
	case codes.Functional:
		f.Functional = t.model(year)
	case codes.DepartmentEconomic:
		f.DepartmentEconomic = t.model(year)
	case codes.GovernmentEconomic:
		f.GovernmentEconomic = t.model(year)
	}
}

// goods is the part of purchases that a category names, as the official catalogue calls it; before where it names none.
func goods(t *Term, before *model.Term) *model.Term {
	name := words.ItemName(words.Fold(t.Name))
	for _, g := range [...]model.Term{{Code: "A", Name: "货物"}, {Code: "B", Name: "工程"}, {Code: "C", Name: "服务"}} {
		if strings.HasPrefix(name, g.Name) || name == "" && t.Code == g.Code {
			return &g
		}
	}
	return before
}

// kind says what the rows of a list are: its innermost ones.
func (l *List) kind(s *Sheet) model.List {
	if s.Kind == model.GovernmentProcurement || s.Kind == model.ServicePurchase {
		return model.ListProcurement
	}
	inner, rank := model.ListOther, -1
	for _, d := range l.runs[0].dims {
		if d.name < 0 && len(d.codes) == 0 || d.subject.rank() < rank {
			continue
		}
		if k, ok := l.kindOf(d); ok {
			inner, rank = k, d.subject.rank()
		}
	}
	if rank < 0 && len(l.runs[0].dims) == 0 && slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Item != "" }) {
		return model.ListItem
	}
	return inner
}

// kindOf is the kind of list that a dimension makes, false where it makes none.
func (l *List) kindOf(d dimension) (model.List, bool) {
	switch d.subject {
	case subjectFunctional:
		return model.ListFunctional, true
	case subjectDepartment, subjectEconomic:
		return model.ListDepartmentEconomic, true
	case subjectGovernment:
		return model.ListGovernmentEconomic, true
	case subjectUnit:
		return model.ListUnit, true
	case subjectProject, subjectRegionOrProject:
		return model.ListProject, true
	case subjectRegion:
		return model.ListRegion, true
	case subjectRevenue, subjectSource:
		return model.ListRevenue, true
	case subjectUse:
		return model.ListUse, true
	case subjectExpense:
		return model.ListItem, true
	case subjectBond:
		return model.ListBond, true
	case subjectProcurement:
		return model.ListProcurement, true
	case subjectItem, subjectUnitOrProject:
		return l.innermost(), true
	}
	return model.ListOther, false
}

// innermost is what most of the rows are that contain no others, where the head leaves it open.
func (l *List) innermost() model.List {
	count := map[model.List]int{}
	best := model.ListOther
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Total || len(r.kids) > 0 {
			continue
		}
		for k := range r.Terms {
			t := &r.Terms[k]
			if !t.Own {
				continue
			}
			kind := model.ListOther
			switch {
			case t.subject == subjectUnit:
				kind = model.ListUnit
			case t.subject == subjectProject:
				kind = model.ListProject
			case t.List == codes.Functional:
				kind = model.ListFunctional
			case t.List == codes.DepartmentEconomic, t.subject == subjectDepartment:
				kind = model.ListDepartmentEconomic
			case t.List == codes.GovernmentEconomic:
				kind = model.ListGovernmentEconomic
			}
			if count[kind]++; count[kind] > count[best] {
				best = kind
			}
		}
	}
	return best
}
