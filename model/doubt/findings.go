package doubt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yusuan/model"
)

// Findings adds to a document's findings the doubts about its figures: what was put right; each cell whose reading is doubtful; and
// of each table together the amounts that stand in an identity that does not hold and that none proves, and those whose columns
// are not told apart or have no heads. An identity with such an amount accuses nobody, nor does a sum where an amount could not
// be read: what it was an error of is a warning.
func (s *Scan) Findings(exam *Exam, repaired []Repaired, all []model.Finding) []model.Finding {
	now := exam.known()
	unsure, facts, stands := s.unsure(now), s.facts(now), s.stands()
	checked := len(all)
	for i := range repaired {
		all = append(all, s.told(&repaired[i]))
	}
	doubted, unread := make(map[int]bool), make(map[place]bool)
	shared := make(map[Reasons][][]model.Subject)
	for _, r := range sharedReasons {
		shared[r] = make([][]model.Subject, len(s.tables))
	}
	for i := range s.cells {
		fact, reasons := facts[i], stands[i]
		switch {
		case fact >= 0 && now.proved(fact, unsure):
			reasons &= asPrinted
		case fact >= 0 || s.isFigure(i) || s.amongAmounts(i) || s.isStained(i):
			reasons |= s.reasons(i)
		}
		if fact >= 0 && len(now.Facts[fact].ConfirmedBy) == 0 && len(now.brokenOf(fact)) > 0 {
			reasons |= Broken
		}
		doubted[i] = reasons != 0
		if t, c := s.cell(i); doubted[i] && fact < 0 && (s.isFigure(i) || s.amongAmounts(i)) {
			unread[rowOf(t.ID, c.Row)], unread[columnOf(t.ID, c.Column)] = true, true
		}
		if places, ok := shared[reasons]; ok {
			t, c := s.cell(i)
			places[s.cells[i].Table] = append(places[s.cells[i].Table], subject(t, c))
		} else if reasons != 0 {
			all = append(all, s.doubtful(model.FigureDoubtful, i, reasons))
		} else if s.isTextLost(i) {
			all = append(all, s.doubtful(model.TextDoubtful, i, s.cells[i].Print))
		}
	}
	s.soften(all[:checked], doubted, unread)
	for _, r := range sharedReasons {
		all = append(all, s.together(shared[r], r)...)
	}
	return all
}

// sharedReasons are those that many figures of a table have alike: where it is the only one, one finding tells of them together.
var sharedReasons = [...]Reasons{Broken, Columns, Headless}

// together tells of each table its figures that are doubtful for one reason that they share.
func (s *Scan) together(tables [][]model.Subject, why Reasons) []model.Finding {
	var all []model.Finding
	zh, en := why.words()
	for i, subjects := range tables {
		if n := len(subjects); n > 0 {
			in := name(&s.tables[i])
			all = append(all, model.FigureDoubtful.Finding(fmt.Sprintf("%s%d 处，%s", in, n, zh), fmt.Sprintf("%d in %s, %s", n, in, en), subjects...))
		}
	}
	return all
}

// rowOf and columnOf are a row and a column of a table as a whole.
func rowOf(table string, row int) place       { return place{table, row, -1} }
func columnOf(table string, column int) place { return place{table, -1, column} }

// soften makes warnings of the errors that are about a doubtful cell, and of sums along a row or a column with an amount that was not
// read.
func (s *Scan) soften(findings []model.Finding, doubted map[int]bool, unread map[place]bool) {
	for i := range findings {
		f := &findings[i]
		about := func(x model.Subject) bool {
			if x.Row == nil || x.Column == nil {
				return false
			}
			at, scanned := s.at[place{x.Table, *x.Row, *x.Column}]
			switch {
			case scanned && doubted[at]:
				return true
			case f.Code == model.RowSumMismatch.Code():
				return unread[rowOf(x.Table, *x.Row)]
			case f.Code == model.ColumnSumMismatch.Code(), f.Code == model.HierarchySumMismatch.Code():
				return unread[columnOf(x.Table, *x.Column)]
			}
			return false
		}
		if f.Severity == model.Error && slices.ContainsFunc(f.Subjects, about) {
			f.Severity = model.Warning
		}
	}
}

// doubtful tells of a cell why it is doubtful, and what it may say otherwise.
func (s *Scan) doubtful(kind model.FindingKind, i int, why Reasons) model.Finding {
	t, c := s.cell(i)
	zh, en := why.words()
	f := kind.Finding(fmt.Sprintf("%s“%s”，%s", name(t), c.Text, zh), fmt.Sprintf("“%s” in %s, %s", c.Text, name(t), en), subject(t, c))
	if why&(Several|Joined) != 0 {
		f.Subjects = append(f.Subjects, s.beside(i)...)
	}
	f.Actual = c.Text
	for _, r := range s.cells[i].Readings {
		if len(f.Readings) < settings.named && r.Text != c.Text && !slices.Contains(f.Readings, r.Text) {
			f.Readings = append(f.Readings, r.Text)
		}
	}
	return f
}

// isStained tells an unsure amount with signs at its ends that are none of an amount's, anywhere in a table's body: of a seal's strokes
// some are read so.
func (s *Scan) isStained(i int) bool {
	t, c := s.cell(i)
	return c.Row >= t.HeaderRows && s.cells[i].Sure < settings.sure && isWords(c.Text) &&
		slices.ContainsFunc(cores(c.Text), func(r Reading) bool { return strings.Contains(r.Text, ".") })
}

// isTextLost tells a cell without text that has ink, and one of words under a seal of which ink was not read or characters are unsure.
func (s *Scan) isTextLost(i int) bool {
	c, text := &s.cells[i], s.read(i)
	return text == "" && c.Print&Unread != 0 || isWords(text) && c.Print&Seal != 0 && (c.Print&Unread != 0 || c.Sure < settings.sure)
}

// beside are the places where the numbers of a cell of several may belong: those that it covers, and the cells without text at its sides.
func (s *Scan) beside(i int) (places []model.Subject) {
	t, c := s.cell(i)
	at := func(column int) bool {
		k, ok := s.at[place{t.ID, c.Row, column}]
		if !ok || k != i && s.read(k) != "" {
			return false
		}
		x := subject(t, c)
		if k != i {
			_, of := s.cell(k)
			x = subject(t, of)
		}
		x.Column = new(column)
		places = append(places, x)
		return true
	}
	for column := c.Column + 1; column < t.ColumnCount && at(column); column++ {
	}
	for column := c.Column - 1; column >= 0 && at(column); column-- {
	}
	return places
}

// told tells of a cell that was put right.
func (s *Scan) told(r *Repaired) model.Finding {
	t := &s.tables[r.Table]
	at := model.Subject{Page: r.Region.Page, Box: &r.Region.Box}
	if i := slices.IndexFunc(t.Cells, func(c model.Cell) bool { return len(c.Regions) > 0 && c.Regions[0] == r.Region }); i >= 0 {
		at = subject(t, &t.Cells[i]) // rows before it may have been parted or joined since
	}
	f := model.OCRRepaired.Finding(fmt.Sprintf("%s“%s”取作“%s”", name(t), r.First, r.Text), fmt.Sprintf("“%s” in %s is taken for “%s”", r.First, name(t), r.Text), at)
	f.Expected, f.Actual = r.Text, r.First
	return f
}

func name(t *model.Table) string {
	return "《" + cmp.Or(t.Title, t.Number, t.ID) + "》"
}

func subject(t *model.Table, c *model.Cell) model.Subject {
	s := model.Subject{Table: t.ID, Row: new(c.Row), Column: new(c.Column)}
	if len(c.Regions) > 0 {
		s.Page, s.Box = c.Regions[0].Page, new(c.Regions[0].Box)
	}
	return s
}
