package check

import (
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// marks are identities as a set, by their places in model.Identities.
type marks uint16

func markOf(by model.Identity) marks { return 1 << slices.Index(model.Identities(), by) }

// prove marks the figures of all identities. One that holds confirms a figure where any other digit in it would break
// the identity: the sides are apart by less than half a unit of the figure's last decimal. Nothing but zeros confirms
// nothing, nor does what was sought until it held. Where one amount is printed twice and the last digits differ, either
// may be the wrong one: no other identity confirms them.
func (c *checker) prove() {
	for i := range c.identities {
		id := &c.identities[i]
		mark := markOf(id.by)
		switch {
		case id.outcome == words.Unequal && id.kind.Severity() == model.Error:
			id.whole.contradicted |= mark
			for _, f := range id.parts.parts {
				f.contradicted |= mark
			}
		case id.outcome != words.Unequal && id.whole != nil && id.says() && !id.sought:
			id.confirm(id.whole, mark)
			for _, f := range id.parts.parts {
				id.confirm(f, mark)
			}
		}
	}
	c.proveShares()
	for i := range c.identities {
		id := &c.identities[i]
		if twin := id.twin(); twin != nil && id.by != model.InText && id.outcome == words.Rounded && id.whole.half.Equal(twin.half) {
			id.whole.confirmed, twin.confirmed = 0, 0
		}
	}
}

// twin is the only part that is not nothing, nil where there are several.
func (id *identity) twin() *figure {
	var twin *figure
	for _, f := range id.parts.parts {
		switch {
		case f.value.IsZero():
		case twin != nil:
			return nil
		default:
			twin = f
		}
	}
	return twin
}

// says tells whether some figure is more than nothing.
func (id *identity) says() bool {
	return id.outcome.Holds() || id.outcome == words.Zeros && slices.ContainsFunc(id.parts.parts, func(f *figure) bool { return !f.value.IsZero() })
}

func (id *identity) confirm(f *figure, mark marks) {
	if id.outcome != words.Rounded || id.apart().LessThan(f.half) {
		f.confirmed |= mark
	}
}

// Verdict is what a document's identities say of one fact.
type Verdict struct{ Confirmed, Contradicted []model.Identity }

// verdicts are the marks of all figures, in the order of facts.
func (c *checker) verdicts() []Verdict {
	told := map[marks][]model.Identity{}
	list := func(set marks) []model.Identity {
		if _, ok := told[set]; !ok {
			told[set] = set.identities()
		}
		return told[set]
	}
	var out []Verdict
	for i := range c.sheets {
		for _, f := range c.sheets[i].facts {
			out = append(out, Verdict{list(f.confirmed), list(f.contradicted)})
		}
	}
	return out
}

// identities lists a set.
func (m marks) identities() []model.Identity {
	out := []model.Identity{}
	for i, by := range model.Identities() {
		if m&(1<<i) != 0 {
			out = append(out, by)
		}
	}
	return out
}

// Write writes the verdicts into the facts that they are of, and counts them.
func (r *Result) Write(facts []model.Fact) model.Proof {
	counts := model.Proof{Amounts: len(facts)}
	for i, v := range r.Verdicts {
		facts[i].ConfirmedBy, facts[i].ContradictedBy = v.Confirmed, v.Contradicted
		if len(v.Confirmed) > 0 {
			counts.Confirmed++
		}
		if len(v.Contradicted) > 0 {
			counts.Contradicted++
		}
	}
	return counts
}

// Statement is an identity that is true or broken of a document's facts, which it names by their places among these.
type Statement struct {
	By    model.Identity
	Holds bool
	Whole int   // what the parts make, or are to be
	Parts []int // without those that are no facts: figures of the text
	// Apart is by how much they differ, in 元 or where no unit is told as printed, and Allowed what of it rounding explains.
	Apart, Allowed decimal.Decimal
}

// Statements are the identities by which facts are confirmed and contradicted: what Verdicts are read off. Each confirms those
// of its facts that have its kind among ConfirmedBy. The text outside of tables is not looked at.
func Statements(doc *model.Document, book *budget.Book) []Statement {
	c := newChecker(doc, book)
	c.check(nil)
	return c.settled()
}

// Statements are those that the verdicts are read off, with the text outside of tables.
func (r *Result) Statements() []Statement { return r.of.settled() }

// settled are the identities whose outcome counts.
func (c *checker) settled() []Statement {
	at := make(map[*figure]int)
	for i := range c.sheets {
		for _, f := range c.sheets[i].facts {
			at[f] = len(at)
		}
	}
	var out []Statement
	for i := range c.identities {
		id := &c.identities[i]
		broken := id.outcome == words.Unequal
		if id.whole == nil || broken && id.kind.Severity() != model.Error || !broken && (!id.says() || id.sought) {
			continue
		}
		told := stated(id.by, !broken, at, id.whole, id.parts.parts...)
		told.Apart, told.Allowed = id.apart().Decimal(), tolerance(id.whole, id.parts).Decimal()
		out = append(out, told)
	}
	for i := range c.quotients {
		out = append(out, stated(model.Rate, true, at, c.quotients[i].of, c.quotients[i].base))
	}
	return out
}

func stated(by model.Identity, holds bool, at map[*figure]int, whole *figure, parts ...*figure) Statement {
	s := Statement{By: by, Holds: holds, Whole: at[whole], Parts: []int{}}
	for _, f := range parts {
		if i, ok := at[f]; ok {
			s.Parts = append(s.Parts, i)
		}
	}
	return s
}
