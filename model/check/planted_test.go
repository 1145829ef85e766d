package check

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// truths returns the true documents of the made PDFs, by name. Twins of one document count once.
func truths(t testing.TB) map[string]*model.Document {
	t.Helper()
	files, err := filepath.Glob("../../testdata/made/*.truth.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no truth: %v", err)
	}
	out, seen := map[string]*model.Document{}, map[string]bool{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var raw struct {
			ID, Kind   string
			FiscalYear int
			Tables     []model.Table
		}
		if err := json.Unmarshal(b, &raw); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if seen[raw.ID] {
			continue
		}
		seen[raw.ID] = true
		doc := &model.Document{FiscalYear: raw.FiscalYear, Disclosure: model.Budget, Tables: raw.Tables}
		if raw.Kind == "决算" {
			doc.Disclosure = model.FinalAccounts
		}
		for i := range doc.Tables {
			doc.Tables[i].ID = fmt.Sprintf("t%d", i+1)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".truth.json")] = doc
	}
	return out
}

// understand fills in what follows from the tables.
func understand(doc *model.Document) *budget.Book {
	sheets := budget.Read(doc.Tables, doc.Publisher.Level)
	for i, s := range sheets {
		doc.Tables[i].Kind, doc.Tables[i].Columns = s.Kind, s.Columns
	}
	book := budget.NewBook(sheets, doc.FiscalYear, doc.Disclosure)
	doc.Facts, doc.Indicators = book.Facts, budget.Indicators(sheets)
	return book
}

// insideTables are the errors that no true table has.
var insideTables = []string{"row-sum-mismatch", "column-sum-mismatch", "hierarchy-sum-mismatch", "revenue-expenditure-unequal",
	"change-mismatch", "change-rate-mismatch", "balance-mismatch"}

func TestTrueTablesAddUp(t *testing.T) {
	for name, doc := range truths(t) {
		for _, f := range findings(doc, "") {
			if slices.Contains(insideTables, f.Code) || f.Code == "table-total-mismatch" || f.Code == "item-mismatch" {
				t.Errorf("%s: %s %s", name, f.Code, f.Message.EN)
			}
		}
	}
}

// cellAt is a cell of a document, place where one begins.
type (
	cellAt struct{ table, cell int }
	place  struct{ table, row, column int }
)

// truth says that a cell is the sum of others.
type truth struct {
	sum   cellAt
	parts []cellAt
}

// exam is a document with the identities that its tables keep.
type exam struct {
	name     string
	doc      *model.Document
	truths   []truth
	amounts  []cellAt
	baseline map[string]bool
	at       map[place]cellAt
}

func (e *exam) text(c cellAt) string { return e.doc.Tables[c.table].Cells[c.cell].Text }

func (e *exam) value(c cellAt) (decimal.Decimal, bool) {
	n := words.ReadNumber(e.text(c))
	return n.Value(), n.Kind == words.Amount
}

// keeps tells whether an identity holds exactly; a blank sum or no parts at all tell nothing.
func (e *exam) keeps(id truth) (kept, told bool) {
	want, ok := e.value(id.sum)
	if !ok {
		return false, false
	}
	total, n := decimal.Zero, 0
	for _, p := range id.parts {
		if v, ok := e.value(p); ok {
			total = total.Add(v)
			n++
		}
	}
	return total.Equal(want), n > 0
}

// newExam collects the identities of a true document: an item is the sum of the
// items whose codes continue its code, 合计 that of the items without a parent,
// a total column that of the others. Only those that hold are identities.
func newExam(name string, doc *model.Document) *exam {
	e := &exam{name: name, doc: doc, baseline: map[string]bool{}, at: map[place]cellAt{}}
	book := understand(doc)
	tables := map[string]int{}
	for t := range doc.Tables {
		tables[doc.Tables[t].ID] = t
		for i, c := range doc.Tables[t].Cells {
			e.at[place{t, c.Row, c.Column}] = cellAt{t, i}
		}
	}
	for _, f := range findings(doc, "") {
		e.baseline[key(f)] = true
	}
	for _, f := range doc.Facts {
		e.amounts = append(e.amounts, e.at[place{tables[f.Table], f.Row, f.Column}])
	}
	for t := range book.Lists {
		for i := range book.Lists[t] {
			e.list(t, &book.Lists[t][i])
		}
	}
	return e
}

// list adds the identities of a list.
func (e *exam) list(t int, l *budget.List) {
	for r := range l.Rows {
		row := &l.Rows[r]
		var kids, tops []int
		for k, other := range l.Rows {
			switch {
			case other.Parent == r && !other.Within:
				kids = append(kids, k)
			case other.Parent < 0 && !other.Total && !other.Within:
				tops = append(tops, k)
			}
		}
		if row.Total {
			kids = tops
		}
		for c := range l.Columns {
			id := truth{sum: e.at[place{t, row.At, l.Column(row, c)}]}
			for _, k := range kids {
				id.parts = append(id.parts, e.at[place{t, l.Rows[k].At, l.Column(&l.Rows[k], c)}])
			}
			e.admit(id)
		}
		e.along(t, row, l)
	}
}

// along adds the total column of a row: the one without further header over it.
func (e *exam) along(t int, row *budget.Row, l *budget.List) {
	for c, col := range l.Columns {
		if !col.Total {
			continue
		}
		id := truth{sum: e.at[place{t, row.At, l.Column(row, c)}]}
		for k, other := range l.Columns {
			if !other.Total && !other.Within && other.Period == col.Period && len(other.Path) >= len(col.Path) &&
				slices.Equal(other.Path[:len(col.Path)-1], col.Path[:len(col.Path)-1]) {
				id.parts = append(id.parts, e.at[place{t, row.At, l.Column(row, k)}])
			}
		}
		e.admit(id)
	}
}

func (e *exam) admit(id truth) {
	if kept, told := e.keeps(id); kept && told {
		e.truths = append(e.truths, id)
	}
}

func key(f model.Finding) string {
	b, _ := json.Marshal(f)
	return string(b)
}

// mutation changes the texts of a few cells.
type mutation struct {
	name  string
	cells []cellAt
	texts []string
}

// mutate draws a mutation: a digit that is another, the amounts of two rows
// changed for each other, or an amount that slipped into the next column.
func (e *exam) mutate(r *rand.Rand) (mutation, bool) {
	kind := r.IntN(3)
	if kind == 0 {
		return e.wrongDigit(r)
	}
	at := e.amounts[r.IntN(len(e.amounts))]
	cell := e.doc.Tables[at.table].Cells[at.cell]
	switch kind {
	case 1:
		other, ok := e.at[place{at.table, cell.Row + 1 + r.IntN(3), cell.Column}]
		if _, amount := e.value(other); !ok || !amount || e.text(other) == cell.Text {
			return mutation{}, false
		}
		return mutation{"swap", []cellAt{at, other}, []string{e.text(other), cell.Text}}, true
	default:
		other, ok := e.at[place{at.table, cell.Row, cell.Column + 1}]
		if !ok || strings.TrimSpace(e.text(other)) != "" {
			return mutation{}, false
		}
		return mutation{"move", []cellAt{at, other}, []string{"", cell.Text}}, true
	}
}

// wrongDigit draws a digit of an amount that is another.
func (e *exam) wrongDigit(r *rand.Rand) (mutation, bool) {
	at := e.amounts[r.IntN(len(e.amounts))]
	text := []byte(e.text(at))
	i := r.IntN(len(text))
	if text[i] < '0' || text[i] > '9' {
		return mutation{}, false
	}
	text[i] = '0' + (text[i]-'0'+1+byte(r.IntN(9)))%10
	return mutation{"digit", []cellAt{at}, []string{string(text)}}, true
}

// with applies a mutation while f runs.
func (e *exam) with(m mutation, f func()) {
	old := make([]string, len(m.cells))
	for i, c := range m.cells {
		text := &e.doc.Tables[c.table].Cells[c.cell].Text
		old[i], *text = *text, m.texts[i]
	}
	f()
	for i, c := range m.cells {
		e.doc.Tables[c.table].Cells[c.cell].Text = old[i]
	}
}

// broken returns the cells at which a finding is right: those that were changed,
// and the sums of the identities that no longer hold; none where all hold.
func (e *exam) broken(m mutation) map[cellAt]bool {
	right := map[cellAt]bool{}
	for _, id := range e.truths {
		if kept, told := e.keeps(id); !kept && told {
			right[id.sum] = true
		}
	}
	if len(right) > 0 {
		for _, c := range m.cells {
			right[c] = true
		}
	}
	return right
}

// finds tells whether a new finding names one of the cells.
func (e *exam) finds(right map[cellAt]bool) bool {
	for _, f := range findings(e.doc, "") {
		if e.baseline[key(f)] {
			continue
		}
		for _, s := range f.Subjects {
			if s.Row == nil || s.Column == nil {
				continue
			}
			table := slices.IndexFunc(e.doc.Tables, func(t model.Table) bool { return t.ID == s.Table })
			if right[e.at[place{table, *s.Row, *s.Column}]] {
				return true
			}
		}
	}
	return false
}

// Of 300 errors planted in true documents, nineteen of twenty that break an
// identity are found where they are.
func TestPlantedErrors(t *testing.T) {
	const planted, atLeast = 300, 0.95
	var exams []*exam
	docs := truths(t)
	for name, doc := range sorted(docs) {
		exams = append(exams, newExam(name, doc))
	}
	r := rand.New(rand.NewPCG(2026, 300))
	kinds, breaking, found := map[string]int{}, 0, 0
	for n := 0; n < planted; {
		e := exams[n%len(exams)]
		m, ok := e.mutate(r)
		if !ok {
			continue
		}
		n++
		kinds[m.name]++
		e.with(m, func() {
			right := e.broken(m)
			if len(right) == 0 {
				return
			}
			breaking++
			if e.finds(right) {
				found++
				return
			}
			cell := e.doc.Tables[m.cells[0].table].Cells[m.cells[0].cell]
			t.Logf("%s: %s at t%d[%d,%d] to %q is not found", e.name, m.name, m.cells[0].table+1, cell.Row, cell.Column, m.texts)
		})
	}
	t.Logf("%d planted %v, %d break an identity, %d of them found", planted, kinds, breaking, found)
	if breaking < planted*2/3 {
		t.Errorf("only %d of %d planted errors break an identity: the test tells little", breaking, planted)
	}
	if float64(found) < atLeast*float64(breaking) {
		t.Errorf("%d of %d found, want %.0f %%", found, breaking, 100*atLeast)
	}
	for _, e := range exams { // the documents are whole again
		for _, f := range findings(e.doc, "") {
			if !e.baseline[key(f)] {
				t.Errorf("%s: a new finding on the untouched document: %s", e.name, f.Message.EN)
			}
		}
	}
}
