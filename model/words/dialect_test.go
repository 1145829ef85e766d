package words

import (
	"slices"
	"strings"
	"testing"
)

// uses are all uses that the code asks for.
var uses = []Use{TitleKind, GovernmentTable, GovernmentAccount, StructureKind, IsAccounts, ColumnRole, MoneyHead, ScoreHead, FundWord, UseWord, ItemWord, QuantityWord, StageWord, ScopeWord, PlaceTitle, LevelWord, HeadSubject, IndicatorPart, FormField, GoalLabel,
	OwnerLabel, DepartmentLabel, WhoseTitle, WholeCost, FirstLevel, SecondLevel, BodyEnding, PlaceEnding, TableNumber, Counter}

// Every use has rows, and every row a use.
func TestDialects(t *testing.T) {
	for u := range dialects() {
		if !slices.Contains(uses, u) {
			t.Errorf("no code asks for %q", u)
		}
	}
	for _, u := range uses {
		if len(dialects()[u]) == 0 {
			t.Errorf("%q has no rows", u)
		}
		for _, word := range u.Words() {
			if word != Fold(word) {
				t.Errorf("%s: %s is not folded", u, word)
			}
		}
	}
}

// Every word of a row is in reach: no row before it takes it.
func TestDialectsAreInReach(t *testing.T) {
	for _, u := range uses {
		for _, w := range dialects()[u] {
			c := &w.conditions[0]
			if len(w.conditions) > 1 || c.texts != "" || c.not {
				continue
			}
			for _, word := range c.words {
				if m, ok := u.Of(word.text); word.text != "" && (!ok || m != w.Meaning) {
					t.Errorf("%s: %s means %+v, its row says %+v", u, word.text, m, w.Meaning)
				}
			}
		}
	}
}

func TestReadDialects(t *testing.T) {
	const use Use = "test"
	table, err := readDialects("# remark\n\ntest\t=a|b ~b\tone\nTEST\t~x\tother\ntest\t^a !$z\ttwo\tzwei\tremark\ntest\thead~c body!=d body<2\tthree\n")
	if err != nil || len(table[use]) != 3 {
		t.Fatal(table, err)
	}
	others := map[string][]string{"head": {"xcx"}, "body": {"e"}}
	for _, c := range []struct{ text, want string }{{"b", "one"}, {"a", "two"}, {"ab", "two"}, {"az", "three"}, {"", "three"}} {
		i := slices.IndexFunc(table[use], func(w wording) bool {
			return w.holds(c.text, lettersOf(c.text), func(name string) []string { return others[name] })
		})
		if got := table[use][i].Means; got != c.want {
			t.Errorf("%q means %s, want %s", c.text, got, c.want)
		}
	}
	others["body"] = []string{"d"}
	if table[use][2].holds("", 0, func(name string) []string { return others[name] }) {
		t.Error("a text that none may be is there")
	}
	if m := table[use][1].Meaning; m.In(true) != "zwei" || m.In(false) != "two" || table[use][0].In(true) != "one" {
		t.Error("the meaning in final accounts")
	}
	for _, bad := range []string{"test\t~a", "test\ta\tb", "test\t!a\tb", "test\tx<y\tb", "test\t~a !\tb", "test"} {
		if _, err := readDialects(bad); err == nil {
			t.Errorf("%q is read", strings.ReplaceAll(bad, "\t", " | "))
		}
	}
}
