package check

import (
	"cmp"
	"fmt"
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
	by        itemBy
	item      string // its code, or its name
	region    string
	fund      model.Fund
	direction model.Direction
	measure   model.Measure
	stage     model.Stage
	year      int
}

// itemBy tells what an item is known by.
type itemBy uint8

const (
	byCode itemBy = iota
	byName
	asWhole // all that a budget takes in or spends
)

// printedAgain are the figures of all sheets by what they are, of each key in the order of sheets.
type printedAgain map[sameKey][]printing

// printing is what a sheet prints of a key.
type printing struct {
	sheet                   int
	whole, own, lower, none scoped // of each scope
}

// scoped is the figure of a scope: nil where none is printed, or different ones are.
type scoped struct {
	figure  *figure
	printed bool
}

// of is what is printed of a scope.
func (p *printing) of(scope model.Scope) *scoped {
	switch scope {
	case model.ScopeWhole:
		return &p.whole
	case model.ScopeOwn:
		return &p.own
	case model.ScopeLower:
		return &p.lower
	}
	return &p.none
}

// again tests the figures that a government prints in several tables, and the whole's against its own and the lower levels'.
// Tables are held against each other where more of what they share is the same than is not: others tell of other money.
func (c *checker) again() {
	if c.doc.Publisher.Level != model.GovernmentLevel {
		return
	}
	printed := printedAgain{}
	for i := range c.sheets {
		printed.addSheet(i, &c.sheets[i])
	}
	pairs, levels := map[[2]int][]identity{}, map[[3]int][]identity{}
	for _, all := range printed {
		for n := range all {
			a := &all[n]
			for k := range all[n+1:] {
				b := &all[n+1+k]
				of := [2]int{a.sheet, b.sheet}
				if ids := appendBoth(pairs[of], a, b); len(ids) > 0 {
					pairs[of] = ids
				}
			}
			if a.whole.figure != nil {
				addLevels(levels, all, a.sheet, a.whole.figure)
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

// appendBoth appends the identities of a key that two tables print.
func appendBoth(out []identity, a, b *printing) []identity {
	for _, scope := range [...]model.Scope{model.ScopeWhole, model.ScopeOwn, model.ScopeLower, model.NoScope} {
		if x, y := a.of(scope).figure, b.of(scope).figure; x != nil && y != nil {
			out = append(out, identity{whole: x, parts: sumOf(y)}.compared())
		}
	}
	return out
}

// addLevels adds that what a table prints of the whole is what two others print of the own and of the lower levels.
func addLevels(levels map[[3]int][]identity, all []printing, w int, whole *figure) {
	for _, o := range all {
		own := o.own.figure
		if own == nil || o.sheet == w {
			continue
		}
		for _, l := range all {
			if lower := l.lower.figure; lower != nil && l.sheet != w && l.sheet != o.sheet {
				of := [3]int{w, o.sheet, l.sheet}
				levels[of] = append(levels[of], identity{whole: whole, parts: sumOf(own, lower)}.compared())
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

// addSheet adds what other tables may print as well: all amounts of a sheet but changes and parts of which.
func (p printedAgain) addSheet(sheet int, s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		for r := range l.Rows {
			row := &l.Rows[r]
			if row.Counts {
				continue
			}
			label := words.Fold(words.ItemName(row.Label))
			whole := row.Total && label == "合计" || isWholeSide(label)
			for k, f := range l.figures[r] {
				if f == nil || f.value.IsZero() || f.fact.Period == model.Change || f.fact.PrintedUnit == "" || l.Columns[k].Within {
					continue
				}
				p.addAll(sheet, keyOf(f.fact), row, label, whole, f)
			}
		}
	}
}

// addAll adds a figure under the names under which other tables may print it: its code, its row's label, and for a table's total
// what it is the total of.
func (p printedAgain) addAll(sheet int, key sameKey, r *budget.Row, label string, whole bool, f *figure) {
	for _, t := range [...]*model.Term{f.fact.Functional, f.fact.GovernmentEconomic, f.fact.RevenueItem} {
		if t != nil && t.Code != "" {
			p.add(sheet, key.of(byCode, t.Code), f)
		}
	}
	if label == "" {
		return
	}
	p.add(sheet, key.of(byName, label), f)
	if path := f.fact.Path; r.Total && !r.Named() && len(path) > 0 {
		p.add(sheet, key.of(byName, words.Fold(path[len(path)-1])), f)
	}
	if whole {
		p.add(sheet, key.of(asWhole, ""), f)
	}
}

func (p printedAgain) add(sheet int, key sameKey, f *figure) {
	all := p[key]
	if n := len(all); n == 0 || all[n-1].sheet != sheet {
		all = append(all, printing{sheet: sheet})
		p[key] = all
	}
	of := all[len(all)-1].of(f.fact.Scope)
	if of.printed && (of.figure == nil || !of.figure.value.Equal(f.value)) {
		f = nil // two amounts of one name: neither is meant elsewhere for certain
	}
	*of = scoped{f, true}
}

// of is the key of an item.
func (k sameKey) of(by itemBy, item string) sameKey {
	k.by, k.item = by, item
	return k
}

// keyOf is what all keys of a fact have in common.
func keyOf(f *model.Fact) sameKey {
	key := sameKey{fund: f.Fund, direction: f.Direction, measure: f.Measure, stage: f.Stage, year: f.Year}
	if f.Region != nil {
		key.region = f.Region.Code + f.Region.Name
	}
	return key
}

// wholeSide is a label for all that a budget takes in or spends, which is what another table has as its total.
var wholeSide = words.Pattern(`^(?:地方|本级|本年|全[省市区县州])*(?:一般公共预算|政府性基金|国有资本经营|社会保险基金)?(?:预算)?(?:本级|本年)?(?:收入|支出)(?:合计)?$`)

// isWholeSide tells such a label.
func isWholeSide(label string) bool {
	return (strings.HasSuffix(label, "收入") || strings.HasSuffix(label, "支出") || strings.HasSuffix(label, "合计")) && wholeSide().MatchString(label)
}
