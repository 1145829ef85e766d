package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// IsGovernment tells a place's whole budget from that of a department or unit: more of its titles, and of those of its
// tables, are of the one than of the other. One office's budget has no table of revenue by tax, of debt or of transfers.
func IsGovernment(e *Evidence, tables []model.Table) bool {
	whole, part := 0, 0
	count := func(title string) {
		switch whose, _ := words.WhoseTitle.Of(title); whose.Means {
		case "government":
			whole++
		case "department", "unit":
			part++
		}
	}
	for _, t := range e.titles() {
		if t.page <= settings.titlePages {
			count(t.folded)
		}
	}
	for i := range tables {
		count(words.Fold(tables[i].Title))
	}
	return whole > part
}

// levelOf tells of what the budget is. What the name says of it decides, then the cover, then the list of units, then the
// titles of tables, and last what stands before the name beside them.
func levelOf(e *Evidence, titles []documentTitle, name string, whole bool) model.PublisherLevel {
	switch {
	case whole:
		return model.GovernmentLevel
	case isOwn(name):
		return model.UnitLevel
	}
	department, unit := 0, 0
	count := func(whose words.Meaning, ok bool) {
		switch {
		case ok && whose.Means == "department":
			department++
		case ok && whose.Means == "unit":
			unit++
		}
	}
	for _, t := range titles {
		if t.page <= settings.titlePages && t.lines == 1 || t.front {
			department += len(departmentBudget().FindAllStringIndex(t.folded, -1))
			unit += len(unitBudget().FindAllStringIndex(t.folded, -1))
		}
	}
	if department == unit && e.units() > 1 {
		return model.DepartmentLevel
	}
	if department == unit {
		for _, s := range e.Sheets {
			count(words.WhoseTitle.Of(words.Fold(s.Table.Title)))
		}
	}
	if department == unit {
		for _, l := range e.Captions {
			label, _, _ := departmentIn(l.Text)
			count(words.DepartmentLabel.Of(label))
		}
	}
	switch {
	case department > unit:
		return model.DepartmentLevel
	case unit > department:
		return model.UnitLevel
	}
	return model.NoLevel
}

var (
	departmentBudget = words.Pattern(`部门(?:综合|收支)?[预預决決]算`)
	unitBudget       = words.Pattern(`[单單]位(?:综合|收支)?[预預决決]算`)
)

// isOwn tells by its name the unit that a department is without its units: 某局（本级）.
func isOwn(name string) bool {
	s := words.Fold(name)
	return endsIn(s, "本级)", "(机关)", "机关本级") || strings.HasSuffix(s, "本级") && words.IsBody(strings.TrimSuffix(s, "本级"))
}

// units counts the units that the list of revenue names, a department's own not apart from it.
func (e *Evidence) units() int {
	names := map[string]bool{}
	for _, s := range e.Sheets {
		if s.Kind != model.IncomeSummary && s.Kind != model.FinalIncome {
			continue
		}
		for _, u := range s.units() {
			names[plainName(u.Name)] = true
		}
	}
	return len(names)
}

// disclosureOf tells what kind of publication it is.
func disclosureOf(e *Evidence, titles []documentTitle, whole bool) model.Disclosure {
	if !whole {
		return tabled(e, titles)
	}
	var told model.Disclosure
	e.front(func(text string) bool {
		told = disclosed(text)
		return told != ""
	})
	if told != "" {
		return told
	}
	tables := map[model.Disclosure]int{}
	for _, s := range e.Sheets {
		tables[disclosed(words.Fold(s.Table.Title))]++
	}
	delete(tables, "")
	if len(tables) == 0 {
		return tabled(e, titles)
	}
	return slices.MaxFunc(model.Disclosures(), func(a, b model.Disclosure) int { return tables[a] - tables[b] })
}

// disclosed tells what kind of publication a folded title of a government's is, "" where it tells none.
// Forms of debt are named for budgets and accounts, and reports speak of both.
func disclosed(title string) model.Disclosure {
	switch {
	case hasAny(title, "财政决算", "总决算", "决算草案"):
		return model.FinalAccounts
	case hasAny(title, "执行情况", "完成情况"):
		return model.Report
	case hasAny(title, "草案", "政府预算", "财政预算", "总预算", "總預算"):
		return model.Budget
	case hasAny(title, "债务", "债券"):
		return model.Debt
	case strings.Contains(title, "决算"):
		return model.FinalAccounts
	case strings.Contains(title, "预算"):
		return model.Budget
	}
	return ""
}

// tabled tells a 决算 from a 预算: by the tables' kinds, else by the titles;
// a document with neither tables nor a title of the kind is something else.
func tabled(e *Evidence, titles []documentTitle) model.Disclosure {
	budget, final := 0, 0
	for _, s := range e.Sheets {
		switch k := s.Kind; {
		case k == model.OtherTable:
		case strings.HasPrefix(string(k), "final-") || k == model.PerformanceEvaluation:
			final++
		default:
			budget++
		}
	}
	accounts, plan := speak(titles, "决算", "決算"), speak(titles, "预算", "預算")
	switch {
	case final > 0 && (final > budget || accounts):
		return model.FinalAccounts
	case budget > 0:
		return model.Budget
	case accounts:
		return model.FinalAccounts
	case plan:
		return model.Budget
	}
	return model.Other
}

// speak tells whether one of the titles on the first pages has one of the words.
func speak(titles []documentTitle, any ...string) bool {
	return slices.ContainsFunc(titles, func(t documentTitle) bool {
		return t.page <= settings.titlePages && hasAny(t.folded, any...) && hasAny(t.folded, "部门", "单位", "公开", "年度", "單位")
	})
}
