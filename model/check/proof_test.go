package check

import (
	"math/rand/v2"
	"slices"
	"testing"

	"yusuan/model"
)

// proven are the identities that confirm and contradict a document's amounts, by their cells.
func proven(doc *model.Document, prose string) map[place]Verdict {
	book := understand(doc)
	result := Document(doc, book, linesOf(prose))
	result.Write(doc.Facts)
	out := map[place]Verdict{}
	for i, f := range doc.Facts {
		table := slices.IndexFunc(doc.Tables, func(t model.Table) bool { return t.ID == f.Table })
		out[place{table, f.Row, f.Column}] = result.Verdicts[i]
	}
	return out
}

// Of 900 wrong digits planted in true documents none is in an amount that is confirmed, though before nearly all were.
func TestNoWrongDigitIsConfirmed(t *testing.T) {
	const planted, share = 900, 0.9
	var exams []*exam
	var before []map[place]Verdict
	for name, doc := range sorted(truths(t)) {
		exams = append(exams, newExam(name, doc))
		before = append(before, proven(doc, ""))
	}
	r := rand.New(rand.NewPCG(2026, 4))
	confirmed := 0
	for n := 0; n < planted; {
		e := exams[n%len(exams)]
		m, ok := e.wrongDigit(r)
		if !ok {
			continue
		}
		cell := e.doc.Tables[m.cells[0].table].Cells[m.cells[0].cell]
		at := place{m.cells[0].table, cell.Row, cell.Column}
		if len(before[n%len(exams)][at].Confirmed) > 0 {
			confirmed++
		}
		n++
		e.with(m, func() {
			if by := proven(e.doc, "")[at].Confirmed; len(by) > 0 {
				t.Errorf("%s: t%d[%d,%d] %q for %q is confirmed by %v", e.name, at.table+1, at.row, at.column, m.texts[0], cell.Text, by)
			}
		})
	}
	if float64(confirmed) < share*planted {
		t.Errorf("only %d of %d amounts were confirmed before: the test tells little", confirmed, planted)
	}
}

// What confirms and contradicts an amount.
func TestVerdicts(t *testing.T) {
	change := grid("一般公共预算支出表", "万元", 2, "科目编码|科目名称|2025年执行数|2026年预算数|比2025年|<", "^|^|^|^|增减额|增减%",
		"201|一般公共服务支出|10.00|12.00|2.00|20.00%", "205|教育支出|20.00|15.00|-5.00|-25.00%", "|合计|30.00|27.00|-3.00|-10.00%")
	balance := grid("政府性基金预算财政拨款收入支出决算表", "万元", 2, "科目编码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余", "^|^|^|^|小计|基本支出|项目支出|^",
		"21208|国有土地使用权出让收入安排的支出|1.00|5.00|4.00||4.00|2.00")
	for _, c := range []struct {
		name         string
		doc          *model.Document
		prose        string
		at           place
		confirmed    []model.Identity
		contradicted []model.Identity
	}{
		{"an item in its row, under its parent and over its own", document(spending), "", place{0, 2, 2}, []model.Identity{model.RowSum, model.Hierarchy}, nil},
		{"a total", document(spending), "", place{0, 7, 2}, []model.Identity{model.RowSum, model.ColumnSum}, nil},
		{"both sides, and another table", document(summary, spending), "", place{0, 4, 3}, []model.Identity{model.ColumnSum, model.Side, model.AcrossTables}, nil},
		{"running text", document(threePublic), "公务接待费2.00万元。", place{0, 2, 5}, []model.Identity{model.RowSum, model.InText}, nil},
		{"a change", document(change), "", place{0, 2, 4}, []model.Identity{model.ColumnSum, model.ChangeOf}, nil},
		{"a balance", document(balance), "", place{0, 2, 7}, []model.Identity{model.Balance}, nil},
		{"a broken row", document(changed(spending, texts{{3, 2}: "20.50"})), "", place{0, 3, 4}, []model.Identity{model.Hierarchy}, []model.Identity{model.RowSum}},
		{"nothing but zeros", document(grid("支出总表", "万元", 1, "科目编码|科目名称|合计|基本支出|项目支出", "205|教育支出|0.00|0.00|0.00", "|合计|0.00|0.00|0.00")), "", place{0, 1, 2}, nil, nil},
		{"a rounding that hides the last digit", document(grid("支出总表", "万元", 1, "科目编码|科目名称|合计|基本支出|项目支出", "205|教育支出|20.01|15.00|5.00")), "", place{0, 1, 3}, nil, nil},
		{"an amount whose twin differs", document(changed(spending, texts{{3, 2}: "20.01", {3, 3}: "15.01"})), "", place{0, 3, 2}, nil, nil},
		{"text that is coarser than the table", document(grid("“三公”经费支出表", "元", 1, "公务接待费", "20001")), "公务接待费2.00万元。", place{0, 1, 0}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := proven(c.doc, c.prose)[c.at]
			if !slices.Equal(got.Confirmed, c.confirmed) || !slices.Equal(got.Contradicted, c.contradicted) {
				t.Errorf("confirmed by %v, contradicted by %v; want %v, %v", got.Confirmed, got.Contradicted, c.confirmed, c.contradicted)
			}
		})
	}
}

// Many rows that break one sum are one finding; of two, each is one.
func TestOneFindingForOneCause(t *testing.T) {
	rows := []string{"科目编码|科目名称|合计|基本支出|项目支出"}
	for _, code := range []string{"201", "202", "203", "204", "205", "206", "207", "208", "210", "211"} {
		rows = append(rows, code+"|支出|20.00|15.00|5.00")
	}
	rows = append(rows, "|合计|200.00|150.00|50.00")
	whole := grid("支出总表", "万元", 1, rows...)
	count := func(doc *model.Document) (n int) {
		for _, f := range findings(doc, "") {
			if f.Code == model.RowSumMismatch.Code() {
				n++
			}
		}
		return n
	}
	if n := count(document(changed(whole, texts{{1, 2}: "21.00", {2, 2}: "19.00"}))); n != 2 {
		t.Errorf("two slips: %d findings", n)
	}
	if n := count(document(changed(whole, texts{{1, 2}: "21.00", {2, 2}: "19.00", {3, 2}: "21.00", {4, 2}: "19.00"}))); n != 1 {
		t.Errorf("a habit: %d findings", n)
	}
}
