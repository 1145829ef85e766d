package check

import (
	"fmt"
	"strconv"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// classification tests the codes of 功能分类 and 经济分类 items: that the lists
// have them, that their names are theirs, that their parents are printed where
// the list prints parents, and that one item stands there once.
func (c *checker) classification(s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		c.names(s, l)
		c.parents(s, l)
		c.duplicates(s, l)
	}
}

// rowSubject is the first cell of a row that holds a text or, failing that, the row's first cell.
func (c *checker) rowSubject(s *sheet, row int, text string) model.Subject {
	var first *model.Cell
	for col := range s.Table.ColumnCount {
		cell := s.cell(row, col)
		if cell == nil {
			continue
		}
		if text != "" && strings.Contains(cell.Text, text) {
			return cellSubject(s.Table, cell)
		}
		if first == nil {
			first = cell
		}
	}
	if first == nil {
		return tableSubject(s.Table)
	}
	return cellSubject(s.Table, first)
}

// codeKey is a code with its name.
type codeKey struct {
	list       codes.List
	code, name string
}

// names tests codes and names against the lists, each once in a document.
func (c *checker) names(s *sheet, l *list) {
	for i := range l.Rows {
		r := &l.Rows[i]
		for k := range r.Terms {
			t := &r.Terms[k]
			key := codeKey{t.List, t.Code, t.Name}
			if !t.Own || t.List == "" || t.Code == "" || c.codes[key] {
				continue
			}
			c.codes[key] = true
			switch {
			case t.Known == nil && len(t.Code) == 7 && t.List != codes.Functional:
				// 7-digit economic codes are local items
			case t.Known == nil:
				c.unknown[t.List] = append(c.unknown[t.List], unknownCode{t.Code + " " + short(t.Name), t.Code, c.rowSubject(s, r.At, t.Code)})
			case t.Name != "" && !t.Found && !named(t, l.Year) && t.Known.Evidence == codes.Strong:
				official := t.Known.NameIn(l.Year)
				finding := c.report(model.CodeNameMismatch, fmt.Sprintf("《%s》中 %s 印为“%s”，应为“%s”", name(s.Table), t.Code, short(t.Name), official),
					fmt.Sprintf("%s in 《%s》 is printed as “%s”; it is “%s”", t.Code, name(s.Table), short(t.Name), official), []model.Subject{c.rowSubject(s, r.At, t.Code)})
				finding.Expected, finding.Actual = official, t.Name
				if !t.Known.SeenIn(c.doc.FiscalYear) {
					finding.Severity = model.Info // the list does not know that year's names
				}
			}
		}
	}
}

// unknownCode is a code that the lists do not have, with its name and the first place where it stands.
type unknownCode struct {
	text, code string
	subject    model.Subject
}

// unknownCodes reports the codes that a list does not have, all of one list together: lists of published codes are
// never complete.
func (c *checker) unknownCodes() {
	for _, list := range codes.Lists() {
		all := c.unknown[list]
		if len(all) == 0 {
			continue
		}
		texts, printed, subjects := make([]string, len(all)), make([]string, len(all)), make([]model.Subject, len(all))
		for i, u := range all {
			texts[i], printed[i], subjects[i] = u.text, u.code, u.subject
		}
		c.report(model.CodeUnknown, strings.Join(texts, "、"), strings.Join(texts, ", "), subjects).Actual = strings.Join(printed, " ")
	}
}

// named tells whether the name of a term is that of its code in a year, 的 in it or not.
func named(t *budget.Term, year int) bool {
	name := words.ItemName(words.Unspaced(t.Name))
	return t.Known.Named(name, year) || strings.ReplaceAll(name, "的", "") == strings.ReplaceAll(t.Known.NameIn(year), "的", "")
}

// parents tests that items stand under their 款 and 类 in a list that prints these.
func (c *checker) parents(s *sheet, l *list) {
	for k := range termCount(l) {
		printed := map[string]bool{}
		missing := map[string]int{}
		levels := map[int]int{}
		for i := range l.Rows {
			if t := term(l, i, k); t != nil {
				printed[t.Code] = true
				levels[len(t.Code)]++
			}
		}
		if levels[3] == 0 || levels[5] == 0 && levels[7] == 0 {
			continue
		}
		for i := range l.Rows {
			t := term(l, i, k)
			if t == nil {
				continue
			}
			up := codes.Parent(t.Code)
			if up == "" || printed[up] || levels[len(up)] == 0 {
				continue
			}
			if _, told := missing[up]; told {
				continue
			}
			missing[up] = i
			c.report(model.CodeParentMissing, fmt.Sprintf("《%s》有 %s %s，没有 %s", name(s.Table), t.Code, short(t.Name), up),
				fmt.Sprintf("《%s》 has %s %s but not %s", name(s.Table), t.Code, short(t.Name), up),
				[]model.Subject{c.rowSubject(s, l.Rows[i].At, t.Code)}).Expected = up
		}
	}
}

func termCount(l *list) int {
	if len(l.Rows) == 0 {
		return 0
	}
	return len(l.Rows[0].Terms)
}

// term returns the k-th term of a row where it is an item of a code list, printed there.
func term(l *list, row, k int) *budget.Term {
	t := &l.Rows[row].Terms[k]
	if t.List == "" || !t.Own || t.Code == "" {
		return nil
	}
	return t
}

// duplicates reports rows of one list that have the same terms throughout: their
// amounts are summed, not overwritten.
func (c *checker) duplicates(s *sheet, l *list) {
	seen := map[string]int{}
	var key []byte
	var places []model.Subject
	label := ""
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Total || r.Within || r.Counts || len(r.Terms) == 0 {
			continue
		}
		key = strconv.AppendInt(key[:0], int64(r.Parent), 10)
		coded := false
		for k := range r.Terms {
			t := &r.Terms[k]
			coded = coded || t.List != "" && t.Own
			for _, part := range [...]string{t.Code, words.ItemName(words.Unspaced(t.Name))} {
				key = append(append(key, 0), part...)
			}
			if t.IsCategory() {
				coded = false
				break
			}
		}
		if !coded {
			continue
		}
		first, twice := seen[string(key)]
		if !twice {
			seen[string(key)] = i
			continue
		}
		if len(places) == 0 {
			places, label = append(places, c.rowSubject(s, l.Rows[first].At, "")), r.Label
		}
		places = append(places, c.rowSubject(s, r.At, ""))
	}
	if len(places) > 0 {
		c.report(model.DuplicateKey, fmt.Sprintf("《%s》有 %d 行重复前面的科目，如“%s”", name(s.Table), len(places)-1, short(label)),
			fmt.Sprintf("%d rows of 《%s》 repeat an item above, such as “%s”", len(places)-1, name(s.Table), short(label)), places).Actual = label
	}
}
