package check

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// projects tests that a project has one amount in all tables, and remarks where
// the projects of a list do not make up 项目支出: lists may be partial.
func (c *checker) projects() {
	known := map[string][]total{}
	for i := range c.sheets {
		s := &c.sheets[i]
		if ofParts[s.Kind] {
			continue
		}
		for _, p := range s.projects() {
			for _, q := range known[p.key] {
				c.oneProject(q, p)
			}
			known[p.key] = append(known[p.key], p)
		}
	}
	c.projectList()
}

// ofParts are the tables that give a part of a project's money: what of it is
// purchased, or left over from last year.
var ofParts = map[model.Kind]bool{
	model.GovernmentProcurement: true, model.ServicePurchase: true, model.CarryOver: true, model.OtherTable: true,
}

// total is what a table gives to a project.
type total struct {
	key   string
	sheet *sheet
	sum   sum
}

// projects sums the whole current amounts of a table by project.
func (s *sheet) projects() []total {
	var out []total
	at := map[string]int{}
	for _, f := range s.facts {
		p := f.fact.Project
		if p == nil || f.fact.TotalRow && f.fact.Label != p.Name || !whole(f.fact) || f.fact.Period != model.Current || f.fact.Stage != model.StageBudget {
			continue
		}
		key := projectKey(p)
		if key == "" {
			continue
		}
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, total{key: key, sheet: s})
		}
		out[k].sum.add(f)
	}
	return out
}

func projectKey(p *model.Term) string {
	name := words.Fold(p.Name)
	if len(name) < hanBytes*settings.projectName {
		return ""
	}
	return strings.TrimLeft(name, "0123456789-")
}

// oneProject compares a project's amount in two tables.
func (c *checker) oneProject(a, b total) {
	if a.sum.parts[0].fact.PrintedUnit == "" || b.sum.parts[0].fact.PrintedUnit == "" {
		return
	}
	f := b.sum.parts[0]
	if len(b.sum.parts) > 1 || len(a.sum.parts) > 1 {
		return // one project in several rows: for several units, of several years
	}
	c.equal(f, a.sum.parts[0], model.AcrossTables, model.ProjectAmountMismatch)
}

// projectList compares the sum of the projects in a list with 项目支出.
func (c *checker) projectList() {
	s := c.one(model.ProjectPerformance)
	if s == nil || s.Table.HeaderRows == 0 {
		return
	}
	var all sum
	for _, p := range s.projects() {
		all.addAll(p.sum)
	}
	if len(all.parts) < 2 {
		return
	}
	var candidates []*figure
	for _, k := range []model.Kind{model.ExpenditureSummary, model.GeneralPublicExpenditure} {
		if e := c.one(k); e != nil {
			candidates = append(candidates, e.totals(side{nil, model.NoDirection, forUse(model.UseProject)})...)
		}
	}
	if len(candidates) == 0 || slices.ContainsFunc(candidates, func(f *figure) bool { return compare(f, all) != words.Unequal }) {
		return
	}
	f := candidates[0]
	finding := c.report(model.ProjectSumDiffers,
		fmt.Sprintf("《%s》%d 个项目之和为 %s，%s为 %s；项目表可能只列出一部分", name(s.Table), len(all.parts), f.inUnit(all.value), c.called(f), f.printed()),
		fmt.Sprintf("the %d projects of 《%s》 sum to %s, %s is %s; the list may be partial", len(all.parts), name(s.Table), f.inUnit(all.value), c.called(f), f.printed()),
		subjects(append([]*figure{f}, all.parts...)...))
	finding.Expected, finding.Actual = f.in(all.value), f.fact.Printed
}
