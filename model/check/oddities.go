package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/model"
	"yusuan/model/words"
)

var digits = words.Pattern(`[0-9]+(?:-[0-9]+)*`)

// numbers reports the one table whose number is written otherwise than all others': 预算表12 for 预算12表.
func (c *checker) numbers() {
	if c.doc.Disclosure == model.Other {
		return
	}
	written := map[string][]*model.Table{}
	for i := range c.doc.Tables {
		t := &c.doc.Tables[i]
		if number := words.Fold(t.Number); digits().MatchString(number) {
			form := digits().ReplaceAllString(number, "#")
			written[form] = append(written[form], t)
		}
	}
	if len(written) != 2 {
		return
	}
	var odd, usual []*model.Table
	for _, tables := range sorted(written) {
		if len(tables) == 1 {
			odd = tables
		} else {
			usual = tables
		}
	}
	if len(odd) == 0 || len(usual) < settings.siblings {
		return
	}
	c.report(model.TableNumberOdd, fmt.Sprintf("“%s”，其他表写作“%s”等", odd[0].Number, usual[0].Number),
		fmt.Sprintf("“%s” among “%s” and the like", odd[0].Number, usual[0].Number), []model.Subject{tableSubject(odd[0])}).Actual = odd[0].Number
}

// breaksOff tells a text that ends in a sign at which no sentence can.
func breaksOff(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，,、：:（(“《", last)
}

// goals reports the goals that break off in the middle of a sentence.
func (c *checker) goals() {
	seen := map[string]bool{}
	for i := range c.doc.Indicators {
		in := &c.doc.Indicators[i]
		goal := strings.TrimSpace(in.GoalPlain)
		if seen[goal] || !breaksOff(goal) {
			continue
		}
		seen[goal] = true
		end := []rune(goal)
		end = end[max(0, len(end)-settings.label):]
		c.report(model.GoalBreaksOff, fmt.Sprintf("《%s》“…%s”", name(c.table(in.Table)), string(end)), fmt.Sprintf("“…%s” in 《%s》", string(end), name(c.table(in.Table))),
			[]model.Subject{c.goalSubject(in)}).Actual = string(end)
	}
}

// goalSubject is the cell that holds an indicator's goal.
func (c *checker) goalSubject(in *model.Indicator) model.Subject {
	s := &c.sheets[c.tables[in.Table]]
	i := slices.IndexFunc(s.Table.Cells, func(k model.Cell) bool {
		return in.Goal != "" && k.Row <= in.Row && in.Row < k.Row+max(k.RowSpan, 1) && strings.TrimSpace(k.Text) == strings.TrimSpace(in.Goal)
	})
	if i < 0 {
		return c.indicatorSubject(in)
	}
	return cellSubject(s.Table, &s.Table.Cells[i])
}

// unitTold is the unit of money behind 单位: in a folded text, "" where there is none.
func unitTold(s string) string {
	for told := true; told; {
		if _, s, told = strings.Cut(s, "单位:"); told {
			if u, _, ok := words.CutUnit(s); ok {
				return u.Name
			}
		}
	}
	return ""
}

// units reports a table that tells two units of money for all of it: one in its
// caption, another in a row or a note.
func (c *checker) units(s *sheet) {
	t := s.Table
	caption := words.Fold(t.Unit)
	if _, isMoney := words.UnitOf(caption); !isMoney {
		return
	}
	tell := func(folded string, subject model.Subject) {
		if other := unitTold(folded); other != "" && other != caption {
			finding := c.report(model.UnitConflict, fmt.Sprintf("《%s》写明“%s”，又写明“%s”", name(t), caption, other),
				fmt.Sprintf("《%s》 tells “%s” and “%s”", name(t), caption, other), []model.Subject{subject})
			finding.Expected, finding.Actual = caption, other
		}
	}
	for i := range t.Cells {
		if strings.Contains(s.Folded(i), "单位") {
			tell(s.Folded(i), cellSubject(t, &t.Cells[i]))
		}
	}
	for _, note := range t.Notes {
		tell(words.Fold(note), tableSubject(t))
	}
}

// uses reports the items of 基本支出 whose amounts stand on the other side than
// their 类 has by rule: 301 and 303 are personal, 302 and 310 are public.
// 30239 其他交通费用 is often personal.
func (c *checker) uses(s *sheet) {
	if s.Kind != model.BasicExpenditure && s.Kind != model.FinalBasicExpenditure {
		return
	}
	var odd []*figure
	for i := range s.lists {
		l := &s.lists[i]
		personal := l.column(side{nil, model.NoDirection, forUse(model.UsePersonnel)})
		public := l.column(side{nil, model.NoDirection, forUse(model.UseOperating)})
		if personal < 0 || public < 0 {
			continue
		}
		for r := range l.Rows {
			here, other := l.figures[r][personal], l.figures[r][public]
			switch code := economicCode(&l.Rows[r]); {
			case code == "" || strings.HasPrefix(code, "30239"):
				continue
			case strings.HasPrefix(code, "301"), strings.HasPrefix(code, "303"):
				here, other = other, here
			case !strings.HasPrefix(code, "302") && !strings.HasPrefix(code, "310"):
				continue
			}
			if here != nil && !here.value.IsZero() && (other == nil || other.value.IsZero()) {
				odd = append(odd, here)
			}
		}
	}
	if len(odd) > 0 {
		c.report(model.UnusualUse, fmt.Sprintf("%s等 %d 处", c.called(odd[0]), len(odd)), fmt.Sprintf("%s (%d in all)", c.called(odd[0]), len(odd)), subjects(odd...))
	}
}
