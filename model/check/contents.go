package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// entry is a table that the contents of a document list.
type entry struct {
	page   int    // on which the contents stand
	title  string // as printed
	core   string // what tells it from others
	number int    // of the page that they give, 0 for none
	table  *model.Table
	sure   bool // one table has just this title
}

// contents tests the list of contents against the tables: every table that it lists is there, in its order and on its
// page. It is taken for a list of the tables where most of what it lists is found.
func (c *checker) contents(prose []budget.Line) {
	entries := listed(prose)
	if len(entries) == 0 {
		return
	}
	cores := make([]string, len(c.doc.Tables))
	for i := range cores {
		cores[i] = coreOf(c.doc.Tables[i].Title)
	}
	found := 0
	for i := range entries {
		if entries[i].table, entries[i].sure = c.titled(entries[i].core, cores); entries[i].table != nil {
			found++
		}
	}
	if found < settings.tables || 2*found < len(entries) {
		return
	}
	for i := range entries {
		e := &entries[i]
		if e.table == nil && !c.untitled() && !c.reworded(e, entries, cores) {
			c.report(model.ContentsTableMissing, fmt.Sprintf("目录列有“%s”", short(e.title)), fmt.Sprintf("the contents list “%s”", short(e.title)),
				[]model.Subject{{Page: e.page}}).Expected = e.title
			c.promised[e.core] = true
		}
	}
	c.contentsPages(entries)
	c.contentsOrder(entries)
}

// leaders are the dots between an entry and its page.
var (
	leaders   = words.Pattern(`[.…·⋯-]*([0-9]{0,3})$`)
	tableMark = words.Pattern(`^(?:[0-9]+-[0-9]+[.、]|附?表[0-9一二三四五六七八九十]+(?:-[0-9]+)?|(?:预算|公开|财决|附)[0-9]+表)[:、.]?`)
	titleSkip = words.Pattern(`\([^()]*\)|20[0-9]{2}年度?|部门|单位|情况|预算|决算|公开|明细|草案|执行|[“”"《》()]`)
)

// coreOf is what tells a title from others.
func coreOf(title string) string { return titleSkip().ReplaceAllString(words.Fold(title), "") }

// listed reads the tables that the contents list.
func listed(prose []budget.Line) []entry {
	head := slices.IndexFunc(prose, func(l budget.Line) bool { s := words.Fold(l.Text); return s == "目录" || s == "目次" })
	if head < 0 {
		return nil
	}
	var out []entry
	seen := map[string]bool{}
	for _, l := range prose[head+1:] {
		s := words.Fold(l.Text)
		if strings.HasPrefix(s, "第") && strings.Contains(s, "部分") {
			continue // a part, not a table
		}
		if l.Page > prose[head].Page+1 || len(s) > hanBytes*settings.clause {
			break
		}
		m := leaders().FindStringSubmatchIndex(s)
		title := s[:m[0]]
		_, title = words.CutNumbering(title)
		title = tableMark().ReplaceAllString(title, "")
		core := titleSkip().ReplaceAllString(title, "")
		if !strings.HasSuffix(core, "表") || len(core) < hanBytes*3 {
			continue
		}
		if seen[core] {
			break // the text itself begins
		}
		seen[core] = true
		number, _ := strconv.Atoi(s[m[2]:m[3]])
		out = append(out, entry{page: l.Page, title: title, core: core, number: number})
	}
	return out
}

// titled returns the table of a title, the one that is closest to it, and whether it alone has just that one; nil where
// there is none.
func (c *checker) titled(core string, cores []string) (best *model.Table, sure bool) {
	same := 0
	for i := range c.doc.Tables {
		t := &c.doc.Tables[i]
		other := cores[i]
		switch {
		case other == core:
			best = t
			same++
		case best == nil && len(other) >= hanBytes*3 && (within(core, other) || within(other, core) || c.usual(t, core)):
			best = t
		}
	}
	return best, same == 1
}

// reworded tells whether a table that the contents do not list otherwise has nearly the title of an entry.
func (c *checker) reworded(e *entry, entries []entry, cores []string) bool {
	for i := range cores {
		t := &c.doc.Tables[i]
		if alike(e.core, cores[i]) && !slices.ContainsFunc(entries, func(o entry) bool { return o.table == t }) {
			return true
		}
	}
	return false
}

// alike tells whether two titles share half of their pairs of characters.
func alike(a, b string) bool {
	pairs := map[[2]rune]int{}
	r, s := []rune(a), []rune(b)
	for i := range len(r) - 1 {
		pairs[[2]rune{r[i], r[i+1]}]++
	}
	both := 0
	for i := range max(len(s)-1, 0) {
		if p := [2]rune{s[i], s[i+1]}; pairs[p] > 0 {
			pairs[p]--
			both++
		}
	}
	return 4*both >= len(r)+len(s)-2
}

// within tells whether a title is another's end, and what stands before it no word that makes it another table's.
func within(core, longer string) bool {
	before, ok := strings.CutSuffix(longer, core)
	return ok && !whoseMoney().MatchString(before)
}

var whoseMoney = words.Pattern(`一般公共|政府性|基金|国有|财政拨款|基本|项目|三公|收入|支出|采购`)

// usual tells whether a title is that which tables of this table's kind have as a rule.
func (c *checker) usual(t *model.Table, core string) bool {
	return slices.ContainsFunc(slices.Concat(budgetTables, finalTables), func(o obligatoryTable) bool {
		return o.kind == t.Kind && coreOf(o.title) == core
	})
}

// untitled tells whether a table stands without title, or a page is a picture: what is listed may be that.
func (c *checker) untitled() bool {
	return len(c.doc.Source.ImageOnlyPages) > 0 || slices.ContainsFunc(c.doc.Tables, func(t model.Table) bool { return t.Title == "" })
}

// contentsPages reports the entries whose page is further from their table's, or nearer, than those of most.
func (c *checker) contentsPages(entries []entry) {
	offsets := map[int]int{}
	all, usual := 0, 0
	offset := func(e *entry) int { return e.table.Pages[0] - e.number }
	for i := range entries {
		if e := &entries[i]; e.sure && e.number > 0 && len(e.table.Pages) > 0 {
			all++
			offsets[offset(e)]++
		}
	}
	for o, n := range offsets {
		if n > offsets[usual] || n == offsets[usual] && o < usual {
			usual = o
		}
	}
	if 3*offsets[usual] < 2*all || offsets[usual] < settings.tables {
		return
	}
	for i := range entries {
		e := &entries[i]
		if !e.sure || e.number == 0 || len(e.table.Pages) == 0 || offset(e) == usual {
			continue
		}
		finding := c.report(model.ContentsPageWrong, fmt.Sprintf("目录中“%s”在第 %d 页，实为第 %d 页", short(e.title), e.number, e.table.Pages[0]-usual),
			fmt.Sprintf("the contents give page %d for “%s”, it is on page %d", e.number, short(e.title), e.table.Pages[0]-usual), []model.Subject{{Page: e.page}, tableSubject(e.table)})
		finding.Expected, finding.Actual = strconv.Itoa(e.table.Pages[0]-usual), strconv.Itoa(e.number)
	}
}

// contentsOrder reports the tables that stand before one that is listed before them.
func (c *checker) contentsOrder(entries []entry) {
	last, first := -1, ""
	var moved []model.Subject
	for i := range entries {
		e := &entries[i]
		if !e.sure {
			continue
		}
		at := c.tables[e.table.ID]
		if at < last {
			if first == "" {
				first = fmt.Sprintf("“%s” | “%s”", short(c.doc.Tables[last].Title), short(e.title))
			}
			moved = append(moved, tableSubject(e.table))
		}
		last = max(last, at)
	}
	if len(moved) > 0 {
		c.report(model.ContentsOrder, first, first, moved)
	}
}

// repeatedTables reports the tables that stand twice: of one number, title and content.
func (c *checker) repeatedTables() {
	type called struct{ number, title string }
	before := map[called][]*sheet{}
	for i := range c.sheets {
		s := &c.sheets[i]
		key := called{s.Table.Number, s.Table.Title}
		if len(s.facts) == 0 || s.Table.Title == "" {
			continue
		}
		same := func(o *sheet) bool {
			return slices.EqualFunc(s.Table.Cells, o.Table.Cells, func(a, b model.Cell) bool { return a.Text == b.Text })
		}
		if n := slices.IndexFunc(before[key], same); n >= 0 {
			t := before[key][n].Table
			c.report(model.TableRepeated, "《"+name(t)+"》", "《"+name(t)+"》", []model.Subject{tableSubject(s.Table), tableSubject(t)})
			continue
		}
		before[key] = append(before[key], s)
	}
}
