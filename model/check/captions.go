package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// captions tests a table's form: its year, its unit, its line numbers, and whether
// an empty table says so.
func (c *checker) captions(s *sheet) {
	c.year(s)
	c.unit(s)
	c.emptiness(s)
	c.lineNumbers(s)
}

// year tests a year in the title against that of the document. Titles may name
// the years before, of which they report; a government's volume has tables of two years.
func (c *checker) year(s *sheet) {
	t := s.Table
	if c.doc.FiscalYear == 0 || t.Kind == model.OtherTable || c.doc.Publisher.Level == model.GovernmentLevel {
		return
	}
	years := slices.Collect(words.Years(words.Fold(t.Title)))
	if len(years) == 0 || slices.Contains(years, c.doc.FiscalYear) {
		return
	}
	finding := c.report(model.YearMismatch, fmt.Sprintf("《%s》写为 %d 年，文件为 %d 年", name(t), years[0], c.doc.FiscalYear),
		fmt.Sprintf("《%s》 names %d, the document is of %d", name(t), years[0], c.doc.FiscalYear), []model.Subject{tableSubject(t)})
	finding.Expected, finding.Actual = strconv.Itoa(c.doc.FiscalYear), strconv.Itoa(years[0])
}

// unit reports amounts of which nothing tells the unit.
func (c *checker) unit(s *sheet) {
	i := slices.IndexFunc(s.facts, func(f *figure) bool { return f.fact.PrintedUnit == "" && !f.value.IsZero() })
	if i < 0 || s.Kind == model.OtherTable {
		return
	}
	c.report(model.UnitMissing, fmt.Sprintf("《%s》没有写明金额单位", name(s.Table)), fmt.Sprintf("《%s》 tells no unit", name(s.Table)),
		[]model.Subject{tableSubject(s.Table), s.facts[i].subject()})
}

// emptyNote are the notes by which an empty table says that it is meant to be.
var emptyNote = words.Pattern(`空表|无数据|没有|不涉及|未安排|本表为空|[^\p{Han}]无|[我本](?:部门|单位|年度|局|委|厅|处)?(?:[^，。；]{0,12})无`)

// saysNothing tells whether a cell of an empty table says that there is nothing: 无, or a note.
func (s *sheet) saysNothing() bool {
	for i := range s.Table.Cells {
		text := s.Folded(i)
		if s.Table.Cells[i].Row >= s.Table.HeaderRows && (text == "无" ||
			len(text) < hanBytes*settings.note && emptyNote().MatchString(text) && !strings.Contains(text, "合计")) {
			return true
		}
	}
	return false
}

// emptiness reports an empty table without note, and a note that a table is
// empty under one that is not.
func (c *checker) emptiness(s *sheet) {
	t := s.Table
	if t.HeaderRows == 0 || !isObligatory(t.Kind) {
		return
	}
	empty := !slices.ContainsFunc(s.facts, func(f *figure) bool { return !f.value.IsZero() })
	note := strings.Join(t.Notes, "")
	said := emptyNote().MatchString(note)
	switch {
	case empty && !said && !s.saysNothing():
		c.report(model.EmptyTableWithoutNote, fmt.Sprintf("《%s》没有金额，也没有说明", name(t)), fmt.Sprintf("《%s》 has no amounts and no note says why", name(t)),
			[]model.Subject{tableSubject(t)})
	case !empty && strings.Contains(note, "空表") && emptyHere().MatchString(note):
		c.report(model.NoteContradictsTable, fmt.Sprintf("《%s》注明“%s”，但有金额", name(t), short(note)), fmt.Sprintf("the note under 《%s》 says “%s”, but it has amounts", name(t), short(note)),
			append([]model.Subject{tableSubject(t)}, subjects(s.facts[:1]...)...))
	}
}

var emptyHere = words.Pattern(`(?:故|因此|所以)?本表(?:为空|为空表|无数据)|(?:故|因此)为空表`)

// lineNumbers tests that 行次 run on without gaps.
func (c *checker) lineNumbers(s *sheet) {
	t := s.Table
	for col, column := range t.Columns {
		if len(column.Path) == 0 || words.Fold(column.Path[len(column.Path)-1]) != "行次" {
			continue
		}
		last := 0
		for row := t.HeaderRows; row < t.RowCount; row++ {
			cell := s.cell(row, col)
			if cell == nil {
				continue
			}
			n, err := strconv.Atoi(strings.TrimSpace(cell.Text))
			if err != nil {
				continue
			}
			if last > 0 && n != last+1 {
				finding := c.report(model.LineNumberGap, fmt.Sprintf("《%s》行次 %d 之后为 %d", name(t), last, n), fmt.Sprintf("in 《%s》 line %d is followed by %d", name(t), last, n),
					[]model.Subject{cellSubject(t, cell)})
				finding.Expected, finding.Actual = strconv.Itoa(last+1), cell.Text
			}
			last = n
		}
	}
}

// obligatoryTable is a table that a whole disclosure has, with its usual title.
type obligatoryTable struct {
	kind  model.Kind
	title string
}

// The tables that 财政部's model of a disclosure has, of budgets and of final accounts.
var (
	budgetTables = []obligatoryTable{
		{model.IncomeExpenditureSummary, "收支总表"}, {model.IncomeSummary, "收入总表"}, {model.ExpenditureSummary, "支出总表"},
		{model.FiscalAppropriationSummary, "财政拨款收支总表"}, {model.GeneralPublicExpenditure, "一般公共预算支出表"},
		{model.BasicExpenditure, "一般公共预算基本支出表"}, {model.ThreePublicExpenses, "“三公”经费支出表"},
		{model.GovernmentFund, "政府性基金预算支出表"}, {model.StateCapitalOperations, "国有资本经营预算支出表"},
	}
	finalTables = []obligatoryTable{
		{model.FinalIncomeExpenditureSummary, "收入支出决算总表"}, {model.FinalIncome, "收入决算表"}, {model.FinalExpenditure, "支出决算表"},
		{model.FinalFiscalAppropriation, "财政拨款收入支出决算总表"}, {model.FinalGeneralPublicExpenditure, "一般公共预算财政拨款支出决算表"},
		{model.FinalBasicExpenditure, "一般公共预算财政拨款基本支出决算表"}, {model.FinalThreePublicExpenses, "财政拨款“三公”经费支出决算表"},
		{model.FinalGovernmentFund, "政府性基金预算财政拨款收入支出决算表"}, {model.FinalStateCapitalOperations, "国有资本经营预算财政拨款支出决算表"},
	}
)

// The tables of universities by the form of 教育部, 财政拨款支出预算表 in the place of those of each fund.
var (
	universityBudgetTables = []obligatoryTable{
		{model.IncomeExpenditureSummary, "收支预算总表"}, {model.IncomeSummary, "收入预算表"}, {model.ExpenditureSummary, "支出预算表"},
		{model.FiscalAppropriationExpense, "财政拨款支出预算表"},
	}
	universityFinalTables = []obligatoryTable{
		{model.FinalIncomeExpenditureSummary, "高等学校收支决算总表"}, {model.FinalIncome, "高等学校收入决算表"},
		{model.FinalExpenditure, "高等学校支出决算表"}, {model.FinalFiscalAppropriation, "高等学校财政拨款支出决算表"},
	}
)

// isUniversityForm tells a university's disclosure by the form of 教育部: it has no table of a single fund. By other forms
// universities disclose what all units do.
func (c *checker) isUniversityForm() bool {
	name := c.doc.Publisher.Name
	return (strings.HasSuffix(name, "大学") || strings.HasSuffix(name, "学院")) && !slices.ContainsFunc(c.doc.Tables, func(t model.Table) bool {
		switch t.Kind {
		case model.FiscalAppropriationSummary, model.GeneralPublicExpenditure, model.BasicExpenditure, model.GovernmentFund, model.StateCapitalOperations,
			model.FinalGeneralPublicExpenditure, model.FinalBasicExpenditure, model.FinalGovernmentFund, model.FinalStateCapitalOperations:
			return true
		}
		return false
	})
}

// isObligatory tells the kinds of which every disclosure has a table, if only an empty one.
func isObligatory(k model.Kind) bool {
	of := func(t obligatoryTable) bool { return t.kind == k }
	return slices.ContainsFunc(budgetTables, of) || slices.ContainsFunc(finalTables, of)
}

// absent returns the obligatory tables that the document lacks, and how many it has.
func (c *checker) absent() (missing []obligatoryTable, there int) {
	tables, accounts := budgetTables, c.doc.Disclosure == model.FinalAccounts
	switch university := c.isUniversityForm(); {
	case university && accounts:
		tables = universityFinalTables
	case university:
		tables = universityBudgetTables
	case accounts:
		tables = finalTables
	}
	for _, o := range tables {
		if !slices.ContainsFunc(c.doc.Tables, func(t model.Table) bool { return t.Kind == o.kind }) {
			missing = append(missing, o)
		}
	}
	return missing, len(tables) - len(missing)
}

// whole tells a department's or unit's disclosure from an annex, and from a government's, which has other tables.
func (c *checker) whole() bool {
	_, there := c.absent()
	return c.doc.Disclosure != model.Other && c.doc.Publisher.Level != model.GovernmentLevel && there >= settings.tables
}

// obligatory reports the tables that a whole disclosure lacks. Forms of other places and years have other tables: only
// what the contents list is more than a remark.
func (c *checker) obligatory() {
	if !c.whole() {
		return
	}
	missing, _ := c.absent()
	for _, o := range missing {
		finding := c.report(model.TableMissing, "《"+o.title+"》", "《"+o.title+"》 ("+string(o.kind)+")", []model.Subject{})
		finding.Expected = string(o.kind)
		if !c.promised[coreOf(o.title)] {
			finding.Severity = model.Info
		}
	}
}
