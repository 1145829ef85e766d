package words

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Use is a question that the wording of a form answers. dialects.tsv has the words.
type Use string

const (
	TitleKind         Use = "title"      // a table's title: its kind
	GovernmentTable   Use = "government" // a title in a government's volume, its head, labels and shape: what the table is about
	GovernmentAccount Use = "account"    // the same where the title names none: of which of the four budgets
	StructureKind     Use = "structure"  // its header and row labels: its kind
	IsAccounts        Use = "accounts"   // its header and row labels: whether it is of final accounts
	ColumnRole        Use = "role"       // the leaf of a column's header: what the column holds
	MoneyHead         Use = "money"      // a header text: whether it is over amounts
	ScoreHead         Use = "score"      // a head in a form: whether it is over weights and scores
	FundWord          Use = "fund"       // a head, a row's label or a title: whose money
	UseWord           Use = "use"        // the same: what it is spent on, or what becomes of it
	ItemWord          Use = "item"       // the same: which of the expenses that are disclosed for themselves
	QuantityWord      Use = "quantity"   // a head or a row's label: which kind of quantity, where it is no flow
	StageWord         Use = "stage"      // a head or a title: which stage of the budget cycle
	ScopeWord         Use = "scope"      // a title of a government's table: whose level
	PlaceTitle        Use = "whole"      // what stands behind a place in the title of a table of all of it
	LevelWord         Use = "level"      // a head or label of one that names a level and nothing else: whose it is
	HeadSubject       Use = "subject"    // the header over labels: what these name
	IndicatorPart     Use = "indicator"  // a head of an indicator list: what its column holds
	FormField         Use = "field"      // a label in a form: what its value is
	GoalLabel         Use = "goal"       // a label or head: whether a goal is beside or under it
	OwnerLabel        Use = "owner"      // a label in a form: whose name is beside it
	DepartmentLabel   Use = "department" // what stands before the department in a caption
	WhoseTitle        Use = "whose"      // a title: whose budget it is of, a government's, a department's or a unit's
	WholeCost         Use = "cost"       // an indicator's name: whether it limits all of a project
	FirstLevel        Use = "level1"     // the beginning of an indicator's run-together levels
	SecondLevel       Use = "level2"
	BodyEnding        Use = "body"    // how names of bodies end
	PlaceEnding       Use = "place"   // how names of places end
	TableNumber       Use = "number"  // what stands around the digits of a table's number
	Counter           Use = "counter" // behind a number: whether it is one of things
)

// Meaning is what a wording means. The words are those of the vocabularies of package
// model where there is one (kinds, roles, measures).
type Meaning struct {
	Means string
	Final string // where the table is of final accounts, "" for no difference
}

// In is the meaning in a table of final accounts, or in another.
func (m Meaning) In(accounts bool) string {
	if accounts && m.Final != "" {
		return m.Final
	}
	return m.Means
}

// Of returns what a folded text means: the first row of the use whose condition holds.
func (u Use) Of(text string) (Meaning, bool) {
	return u.Among(text, func(string) []string { return nil })
}

// Among is Of for uses whose conditions ask for other texts too, by the name that they have there.
func (u Use) Among(text string, others func(name string) []string) (Meaning, bool) {
	rows, letters := dialects()[u], lettersOf(text)
	for i := range rows {
		if rows[i].holds(text, letters, others) {
			return rows[i].Meaning, true
		}
	}
	return Meaning{}, false
}

// Says tells whether the use has a row whose condition holds for a folded text.
func (u Use) Says(text string) bool {
	_, ok := u.Of(text)
	return ok
}

// Words returns all words of the use's rows of some meanings, of any where none is given.
func (u Use) Words(meanings ...string) []string {
	var out []string
	for _, w := range dialects()[u] {
		if len(meanings) > 0 && !slices.Contains(meanings, w.Means) {
			continue
		}
		for _, c := range w.conditions {
			for _, word := range c.words {
				out = append(out, word.text)
			}
		}
	}
	return out
}

// wording is a row of the table.
type wording struct {
	Meaning
	conditions []condition
}

func (w *wording) holds(text string, in letters, others func(name string) []string) bool {
	for i := range w.conditions {
		c := &w.conditions[i]
		holds := false
		switch {
		case c.texts == "":
			holds = c.matches(text, in)
		case c.sign == '<':
			holds = len(others(c.texts)) < c.fewer
		default:
			holds = slices.ContainsFunc(others(c.texts), func(other string) bool { return c.matches(other, anyLetters) })
		}
		if holds == c.not {
			return false
		}
	}
	return true
}

// condition is a term of a row.
type condition struct {
	texts string // the name of the texts that it asks, "" for the one in question
	not   bool
	sign  byte // ~ = ^ $ <
	words []word
	fewer int
}

// word is a word of the table, with its letters.
type word struct {
	text    string
	letters letters
}

// letters are the bytes that a text has, by their last six bits: nearly all words are sorted out by a letter that a text
// lacks, without being looked for in it.
type letters uint64

const anyLetters = ^letters(0)

func lettersOf(s string) letters {
	var all letters
	for i := range len(s) {
		all |= 1 << (s[i] % 64)
	}
	return all
}

// matches tells whether a text, which has no other letters than some, does what the sign says to one of the words.
func (c *condition) matches(s string, in letters) bool {
	for _, w := range c.words {
		if w.letters&^in != 0 {
			continue
		}
		switch {
		case c.sign == '~' && strings.Contains(s, w.text), c.sign == '=' && s == w.text,
			c.sign == '^' && strings.HasPrefix(s, w.text), c.sign == '$' && strings.HasSuffix(s, w.text):
			return true
		}
	}
	return false
}

//go:embed dialects.tsv
var dialectTable string

// dialects reads the table once, when it is first asked. It is part of the program, so
// that an error in it is a programming error, which the package's tests find.
var dialects = sync.OnceValue(func() map[Use][]wording {
	table, err := readDialects(dialectTable)
	if err != nil {
		panic(err)
	}
	return table
})

func readDialects(table string) (map[Use][]wording, error) {
	out := map[Use][]wording{}
	number := 0
	for line := range strings.Lines(table) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		field := append(strings.Split(line, "\t"), "", "")
		if len(field) < 5 || field[2] == "" {
			return nil, fmt.Errorf("dialects, line %d: no meaning", number)
		}
		w := wording{Meaning: Meaning{Means: field[2], Final: field[3]}}
		for term := range strings.SplitSeq(field[1], " ") {
			c, err := readCondition(term)
			if err != nil {
				return nil, fmt.Errorf("dialects, line %d: %w", number, err)
			}
			w.conditions = append(w.conditions, c)
		}
		out[Use(field[0])] = append(out[Use(field[0])], w)
	}
	return out, nil
}

// readCondition reads a term: the name of texts, a sign with or without !, the words.
func readCondition(term string) (c condition, err error) {
	at := strings.IndexAny(term, "!~=^$<")
	if at < 0 {
		return c, fmt.Errorf("the term %q has no sign", term)
	}
	c.texts, term = term[:at], term[at:]
	term, c.not = strings.CutPrefix(term, "!")
	if term == "" || !strings.Contains("~=^$<", term[:1]) {
		return c, fmt.Errorf("the term %q has no sign behind its mark of negation", c.texts+"!"+term)
	}
	c.sign = term[0]
	if c.sign == '<' {
		c.fewer, err = strconv.Atoi(term[1:])
		return c, err
	}
	for text := range strings.SplitSeq(term[1:], "|") {
		c.words = append(c.words, word{text, lettersOf(text)})
	}
	return c, nil
}
