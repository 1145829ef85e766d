package doubt

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/check"
	"yusuan/model/words"
)

// Repaired is a cell that was given another text than was read first.
type Repaired struct {
	Table, At   int // among the document's tables, and among the table's cells, as they were then
	Region      model.Region
	First, Text string
}

// Repair gives cells of the tables the texts that the document's arithmetic leaves them; examine tells what it says of the tables as
// they are.
//
// A reading takes the first one's place where, with it, an identity that did not hold does, the amount is proved, no identity of it is
// broken, and none that held is broken anywhere; where no other cell has a reading that closes one of these identities, and its own
// cell has no second one. Several such readings are taken together. What two misreadings broke is closed so where each of them
// closes an identity of its own as well; where none does, several pairs of readings could, and nothing is taken.
func (s *Scan) Repair(examine func() Exam) []Repaired {
	s.regroup()
	s.evenDecimals()
	trials := settings.trials
	for range settings.rounds {
		exam := examine()
		now := exam.known()
		tries := s.tries(now)
		tries = tries[:min(len(tries), trials)]
		trials -= len(tries)
		if found := s.unambiguous(s.closing(now, tries, examine)); len(found) == 0 || !s.take(now, found, examine) {
			break
		}
	}
	s.unspecked()
	var out []Repaired
	for i := range s.cells {
		if first, ok := s.first[i]; ok {
			_, c := s.cell(i)
			out = append(out, Repaired{s.cells[i].Table, s.cells[i].At, c.Regions[0], first, c.Text})
		}
	}
	return out
}

// regroup gives cells whose text is none of an amount for its separators alone the only amount that it can be.
func (s *Scan) regroup() {
	for i := range s.cells {
		t, c := s.cell(i)
		if forms := regrouped(Reading{c.Text, 1}); len(forms) == 1 && c.Row >= t.HeaderRows {
			s.give(i, forms[0].Text)
		}
	}
}

// evenDecimals gives amounts that alone have other decimals than their table and their row the reading that has these and is worth the same:
// of 353.04 a stroke behind it makes 353.040.
func (s *Scan) evenDecimals() {
	all, numbers := s.alike()
	for k := range all {
		a := &all[k]
		for _, i := range a.cells {
			if !a.odd(s.rowDecimals(i, numbers)) {
				continue
			}
			same := func(r Reading) bool {
				n := words.ReadNumber(r.Text)
				return r.Share >= settings.plausible && n.Kind == words.Amount && n.Decimals == a.usual && n.Compare(numbers[i]) == 0
			}
			if at := slices.IndexFunc(s.cells[i].Readings, same); at >= 0 {
				s.give(i, s.cells[i].Readings[at].Text)
			}
		}
	}
}

// unspecked gives cells that say a number with specks before it, which no identity put right, the likeliest of their readings that is a number of
// the same digits: .198.36 says 198.36 or -198.36.
func (s *Scan) unspecked() {
	all, _ := s.alike()
	for i := range s.cells {
		_, c := s.cell(i)
		folded := words.Fold(c.Text)
		bare, digits := strings.TrimLeft(folded, ".,:·•"), digitsOf(folded)
		if digits == "" || bare == folded || isRead(words.ReadNumber(c.Text)) || !s.amongAmounts(i) && !s.isFigure(i) {
			continue
		}
		for _, r := range append(slices.Clone(s.cells[i].Readings), Reading{bare, 1}) {
			n := words.ReadNumber(r.Text)
			if isRead(n) && digitsOf(words.Fold(r.Text)) == digits && (n.Kind == words.Percent || n.Decimals == all[s.cells[i].Table].usual) {
				s.give(i, r.Text)
				break
			}
		}
	}
}

func isRead(n words.Number) bool { return n.Kind == words.Amount || n.Kind == words.Percent }

// digitsOf are the digits of a folded text.
func digitsOf(folded string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, folded)
}

// try is a reading that may take the place of a cell's text, with the identities that it closes.
type try struct {
	cell   int
	text   string
	closes []claim
}

// tries are the readings that are worth a trial: of amounts in identities that do not hold, which they would close; of
// amounts that are doubtful and that nothing proves; and of cells that are no amounts where amounts stand.
func (s *Scan) tries(now *known) []try {
	var out []try
	unsure := s.unsure(now)
	facts := s.facts(now)
	for i := range s.cells {
		_, c := s.cell(i)
		fact := facts[i]
		switch {
		case fact < 0 && !s.amongAmounts(i), fact >= 0 && (now.Facts[fact].Printed != c.Text || now.proved(fact, unsure)):
			continue
		}
		var broken []*check.Statement
		if fact >= 0 {
			broken = now.brokenOf(fact)
		}
		if fact >= 0 && len(broken) == 0 && s.reasons(i) == 0 {
			continue
		}
		for _, r := range readingsOf(&s.cells[i], c.Text) {
			fits := func(b *check.Statement) bool { return closes(b, &now.Facts[fact], r.Text) }
			if (fact < 0 || r.Share >= settings.plausible) && (len(broken) == 0 || slices.ContainsFunc(broken, fits)) {
				out = append(out, try{cell: i, text: r.Text})
			}
		}
	}
	return out
}

// facts are those of an exam by cell, -1 for none.
func (s *Scan) facts(k *known) []int {
	out := make([]int, len(s.cells))
	for i := range out {
		out[i] = s.fact(k, i)
	}
	return out
}

// fact is that of an exam that a cell is, -1 for none.
func (s *Scan) fact(k *known, cell int) int {
	t, c := s.cell(cell)
	last := -1
	for row := range c.RowSpan {
		for column := range c.ColumnSpan {
			if f, ok := k.at[place{t.ID, c.Row + row, c.Column + column}]; ok {
				last = max(last, f)
			}
		}
	}
	return last
}

// closing are those tries that close an identity and break none, with what they close.
func (s *Scan) closing(now *known, tries []try, examine func() Exam) []try {
	var out []try
	for _, t := range tries {
		_, c := s.cell(t.cell)
		text := c.Text
		s.give(t.cell, t.text)
		exam := examine()
		t.closes = s.closed(now, exam.known(), t.cell)
		s.give(t.cell, text)
		if len(t.closes) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// closed are the identities that hold and prove a cell's amount since it has another text; none where it broke one. Where
// none was broken before, one that is no more than that two amounts are one proves nothing: it may not be meant.
func (s *Scan) closed(before, now *known, cell int) []claim {
	fact := s.fact(now, cell)
	if fact < 0 || now.breaksMoreThan(before) {
		return nil
	}
	wasBroken := false
	var out []claim
	for _, i := range now.of[fact] {
		st := &now.Statements[i]
		was := before.broken[now.claim(st)] > now.broken[now.claim(st)]
		if now.proves(st, fact, func(int) bool { return !was }) {
			wasBroken = wasBroken || was
			out = append(out, now.claim(st))
		}
	}
	if f, known := before.at[placeOf(&now.Facts[fact])]; known && len(before.brokenOf(f)) > 0 && !wasBroken {
		return nil
	}
	return out
}

// breaksMoreThan tells whether an identity is broken that was not before.
func (k *known) breaksMoreThan(before *known) bool {
	for c, n := range k.broken {
		if n > before.broken[c] {
			return true
		}
	}
	return false
}

// unambiguous are the tries that close nothing that another one closes as well, and whose cell has no other one.
func (s *Scan) unambiguous(tries []try) []try {
	cells, claims := map[int]int{}, map[claim]int{}
	for _, t := range tries {
		cells[t.cell]++
		for _, c := range t.closes {
			claims[c]++
		}
	}
	return slices.DeleteFunc(tries, func(t try) bool {
		return cells[t.cell] > 1 || slices.ContainsFunc(t.closes, func(c claim) bool { return claims[c] > 1 })
	})
}

// take gives cells their texts together, and takes back those in whose identities one stays broken, until none is left
// that has any. It tells whether a cell has another text.
func (s *Scan) take(before *known, found []try, examine func() Exam) bool {
	read := make(map[int]string, len(found))
	for _, t := range found {
		_, c := s.cell(t.cell)
		read[t.cell] = c.Text
		s.give(t.cell, t.text)
	}
	for len(found) > 0 {
		exam := examine()
		now := exam.known()
		facts, unsure := s.facts(now), func(int) bool { return false }
		broke := now.breaksMoreThan(before)
		kept := slices.DeleteFunc(slices.Clone(found), func(t try) bool {
			return broke || facts[t.cell] < 0 || !now.proved(facts[t.cell], unsure)
		})
		if len(kept) == len(found) {
			return true
		}
		for _, t := range found {
			if !slices.ContainsFunc(kept, func(k try) bool { return k.cell == t.cell }) {
				s.give(t.cell, read[t.cell])
			}
		}
		found = kept
	}
	return false
}
