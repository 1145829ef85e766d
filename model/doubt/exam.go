package doubt

import (
	"slices"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/check"
	"yusuan/model/words"
)

// Exam is what the arithmetic of a document says of its tables as they are: its facts, with what confirms and contradicts each, and
// the identities.
type Exam struct {
	Facts      []model.Fact
	Statements []check.Statement
}

// place is a place in a table.
type place struct {
	table       string
	row, column int
}

// claim names an identity, whatever its parts are.
type claim struct {
	by    model.Identity
	whole place
}

// known is an exam whose facts are known by place.
type known struct {
	*Exam
	at     map[place]int // facts
	of     [][]int       // statements, by the facts that stand in them
	broken map[claim]int // how many statements of a claim do not hold
	zeros  []zero        // facts, as far as they were asked
}

// zero tells whether an amount is nothing, once that was asked.
type zero uint8

const (
	unasked zero = iota
	isZero
	isMore
)

func (k *known) isZero(fact int) bool {
	if k.zeros[fact] == unasked {
		k.zeros[fact] = isMore
		if words.ReadNumber(k.Facts[fact].Printed).Coefficient == 0 {
			k.zeros[fact] = isZero
		}
	}
	return k.zeros[fact] == isZero
}

func (e *Exam) known() *known {
	k := &known{e, make(map[place]int, len(e.Facts)), make([][]int, len(e.Facts)), map[claim]int{}, make([]zero, len(e.Facts))}
	for i := range e.Facts {
		k.at[placeOf(&e.Facts[i])] = i
	}
	for i := range e.Statements {
		s := &e.Statements[i]
		for _, f := range membersOf(s) {
			k.of[f] = append(k.of[f], i)
		}
		if !s.Holds {
			k.broken[k.claim(s)]++
		}
	}
	return k
}

func placeOf(f *model.Fact) place { return place{f.Table, f.Row, f.Column} }

// membersOf are the facts of a statement, each once.
func membersOf(s *check.Statement) []int {
	all := append([]int{s.Whole}, s.Parts...)
	slices.Sort(all)
	return slices.Compact(all)
}

func (k *known) claim(s *check.Statement) claim { return claim{s.By, placeOf(&k.Facts[s.Whole])} }

// brokenOf are the identities of a fact that do not hold.
func (k *known) brokenOf(fact int) []*check.Statement {
	var out []*check.Statement
	for _, i := range k.of[fact] {
		if s := &k.Statements[i]; !s.Holds {
			out = append(out, s)
		}
	}
	return out
}

// proves tells whether an identity that holds proves a fact: any other digit in it would break the identity. Where all
// others of it are nothing but one amount, that one must be sure: a digit can be misread in both prints alike.
func (k *known) proves(s *check.Statement, fact int, unsure func(fact int) bool) bool {
	f := &k.Facts[fact]
	if !s.Holds || !slices.Contains(f.ConfirmedBy, s.By) {
		return false
	}
	var others []int
	for _, m := range membersOf(s) {
		if m != fact && !k.isZero(m) {
			others = append(others, m)
		}
	}
	return len(others) > 1 || len(others) == 1 && !unsure(others[0]) || s.By == model.InText
}

// proved tells whether a fact is proved and nothing contradicts it.
func (k *known) proved(fact int, unsure func(fact int) bool) bool {
	f := &k.Facts[fact]
	return len(f.ContradictedBy) == 0 && slices.ContainsFunc(k.of[fact], func(i int) bool { return k.proves(&k.Statements[i], fact, unsure) })
}

// closes tells whether an identity that does not hold would, had one of its facts another value.
func closes(s *check.Statement, f *model.Fact, text string) bool {
	d := value(text, f.PrintedUnit).Sub(value(f.Printed, f.PrintedUnit))
	return s.Apart.Sub(d.Abs()).Abs().LessThanOrEqual(s.Allowed)
}

// value is what a printed amount is worth in 元, or as printed where its unit is no unit of money.
func value(text, unit string) decimal.Decimal {
	n := words.ReadNumber(text)
	u, _ := words.UnitOf(words.Fold(unit))
	return decimal.New(n.Coefficient, int32(u.Zeros)-int32(n.Decimals))
}
