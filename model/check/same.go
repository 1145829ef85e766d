package check

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// sameKey is what two figures of a government's volume have in common that are one: the same item, of one year and stage,
// in the table of its revenue or expenditure, in the balance, in the next year's draft beside its plan.
type sameKey struct {
	item      string // its code, or its name
	region    string
	fund      model.Fund
	direction model.Direction
	measure   model.Measure
	stage     model.Stage
	year      int
}

// printedAgain are the figures of a table by what they are; nil where a table prints different ones of a key.
type printedAgain map[sameKey]map[model.Scope]*figure

// again tests the figures that a government prints in several tables, and the whole's against its own and the lower levels'.
// Tables are held against each other where more of what they share is the same than is not: others tell of other money.
func (c *checker) again() {
	if c.doc.Publisher.Level != model.GovernmentLevel {
		return
	}
	all := make([]printedAgain, len(c.sheets))
	keys := map[sameKey][]int{} // by key: the sheets that print it
	for i := range c.sheets {
		all[i] = c.sheets[i].again()
		for key := range all[i] {
			keys[key] = append(keys[key], i)
		}
	}
	pairs, levels := map[[2]int][]identity{}, map[[3]int][]identity{}
	for key, sheets := range keys {
		for n, i := range sheets {
			for _, j := range sheets[n+1:] {
				pairs[[2]int{i, j}] = append(pairs[[2]int{i, j}], bothPrint(all[i][key], all[j][key])...)
			}
		}
		for _, w := range sheets {
			if whole := all[w][key][model.ScopeWhole]; whole != nil {
				addLevels(levels, all, key, sheets, w, whole)
			}
		}
	}
	for _, of := range slices.SortedFunc(maps.Keys(pairs), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) {
		broken := c.agreed(pairs[of])
		if c.sheets[of[0]].isOf() == c.sheets[of[1]].isOf() {
			c.printedOtherwise(broken)
		}
	}
	for _, of := range slices.SortedFunc(maps.Keys(levels), func(a, b [3]int) int { return slices.Compare(a[:], b[:]) }) {
		c.agreed(levels[of])
	}
}

// bothPrint are the identities of a key that two tables print.
func bothPrint(a, b map[model.Scope]*figure) []identity {
	var out []identity
	for scope, x := range a {
		if y := b[scope]; x != nil && y != nil {
			out = append(out, identity{whole: x, parts: sumOf(y)}.compared())
		}
	}
	return out
}

// addLevels adds that what a table prints of the whole is what two others print of the own and of the lower levels.
func addLevels(levels map[[3]int][]identity, all []printedAgain, key sameKey, sheets []int, w int, whole *figure) {
	for _, o := range sheets {
		own := all[o][key][model.ScopeOwn]
		if own == nil || o == w {
			continue
		}
		for _, l := range sheets {
			if lower := all[l][key][model.ScopeLower]; lower != nil && l != w && l != o {
				levels[[3]int{w, o, l}] = append(levels[[3]int{w, o, l}], identity{whole: whole, parts: sumOf(own, lower)}.compared())
			}
		}
	}
}

// agreed adds the identities of some tables that hold, where these are more than those that do not, and returns the latter.
func (c *checker) agreed(ids []identity) (broken []identity) {
	var kept []identity
	for _, id := range ids {
		switch {
		case id.whole.isUnder(settings.grouped):
		case id.outcome == words.Equal, id.outcome == words.Rounded && id.twin() != nil && !id.whole.half.Equal(id.twin().half):
			kept = append(kept, id)
		case id.outcome == words.Unequal:
			broken = append(broken, id)
		}
	}
	if len(kept) <= len(broken) {
		return nil
	}
	slices.SortFunc(kept, byPlace)
	for _, id := range kept {
		c.hold(c.sheetOf(id.whole), id, model.AcrossTables, model.ItemMismatch)
	}
	if settings.slips*len(broken) > len(kept) {
		return nil
	}
	broken = slices.DeleteFunc(broken, func(id identity) bool {
		return words.Fold(id.whole.fact.Label) != words.Fold(id.parts.parts[0].fact.Label)
	})
	slices.SortFunc(broken, byPlace)
	return slices.CompactFunc(broken, func(a, b identity) bool { return a.whole == b.whole })
}

func byPlace(a, b identity) int {
	x, y := a.whole.fact, b.whole.fact
	return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Column, y.Column))
}

// isOf is a title without what tells this year's execution from the next one's draft.
func (s *sheet) isOf() string { return strings.TrimSuffix(coreOf(s.Table.Title), "表") }

// printedOtherwise tells of the figures that two tables of one thing print differently, though most are the same in both:
// no more than a likely slip, since a draft may count what the execution does not.
func (c *checker) printedOtherwise(broken []identity) {
	if len(broken) == 0 {
		return
	}
	var places []*figure
	for i := range broken {
		places = append(places, broken[i].whole, broken[i].parts.parts[0])
	}
	a, b := places[0], places[1]
	zh, en := "", ""
	if n := len(broken) - 1; n > 0 {
		zh, en = fmt.Sprintf("；另有 %d 处", n), fmt.Sprintf("; and %d more", n)
	}
	finding := c.report(model.ItemMismatch, fmt.Sprintf("%s为 %s，%s为 %s", c.called(a), a.printed(), c.called(b), b.printed())+zh,
		fmt.Sprintf("%s is %s, %s is %s", c.called(a), a.printed(), c.called(b), b.printed())+en, subjects(places...))
	finding.Severity, finding.Expected, finding.Actual = model.Warning, a.in(b.value), a.fact.Printed
}

// again returns what other tables may print as well: all amounts but changes and parts of which.
func (s *sheet) again() printedAgain {
	out := printedAgain{}
	for i := range s.lists {
		l := &s.lists[i]
		for r := range l.Rows {
			for k, f := range l.figures[r] {
				if f == nil || f.value.IsZero() || f.fact.Period == model.Change || f.fact.PrintedUnit == "" || l.Rows[r].Counts || l.Columns[k].Within {
					continue
				}
				for item := range itemsOf(&l.Rows[r], f.fact) {
					out.add(keyOf(item, f.fact), f)
				}
			}
		}
	}
	return out
}

func (p printedAgain) add(key sameKey, f *figure) {
	scope := f.fact.Scope
	if p[key] == nil {
		p[key] = map[model.Scope]*figure{}
	}
	if before, ok := p[key][scope]; ok && (before == nil || !before.value.Equal(f.value)) {
		p[key][scope] = nil // two amounts of one name: neither is meant elsewhere for certain
		return
	}
	p[key][scope] = f
}

func keyOf(item string, f *model.Fact) sameKey {
	key := sameKey{item: item, fund: f.Fund, direction: f.Direction, measure: f.Measure, stage: f.Stage, year: f.Year}
	if f.Region != nil {
		key.region = f.Region.Code + f.Region.Name
	}
	return key
}

// wholeSide is a label for all that a budget takes in or spends, which is what another table has as its total.
var wholeSide = words.Pattern(`^(?:地方|本级|本年|全[省市区县州])*(?:一般公共预算|政府性基金|国有资本经营|社会保险基金)?(?:预算)?(?:本级|本年)?(?:收入|支出)(?:合计)?$`)

// itemsOf are the names under which other tables may print an amount: its code, its label, and for a table's total what it
// is the total of.
func itemsOf(r *budget.Row, f *model.Fact) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, t := range []*model.Term{f.Functional, f.GovernmentEconomic, f.RevenueItem} {
			if t != nil && t.Code != "" && !yield("code "+t.Code) {
				return
			}
		}
		label := words.Fold(words.ItemName(r.Label))
		if label == "" || !yield("name "+label) {
			return
		}
		if r.Total && !r.Named() && len(f.Path) > 0 && !yield("name "+words.Fold(f.Path[len(f.Path)-1])) {
			return
		}
		if r.Total && label == "合计" || wholeSide().MatchString(label) {
			yield("whole")
		}
	}
}
