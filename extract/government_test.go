package extract

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// governmentShares is what is to be reached over all documents of testdata/government: the share that is right of
// what is asked of facts, tables and documents. Worse fails; better is logged, and belongs here.
var governmentShares = map[string]float64{
	// Facts.
	"found": 1, "right": 0.9925, "label": 1, "direction": 1, "list": 0.9876, "measure": 1, "fund": 1, "use": 1, "item": 1, "period": 1, "year": 1,
	"stage": 1, "scope": 1, "region": 1, "functional": 0.9905, "governmentEconomic": 1, "departmentEconomic": 1, "revenueItem": 1,
	"budgetUnit": 1, "project": 1, "amount": 1, "printedUnit": 1, "totalRow": 1, "totalColumn": 1, "addend": 1, "level": 1,
	// Tables: all facts in one table of their own, and what is told of it.
	"table": 1, "kind": 1, "number": 0.8490, "title": 1, "unit": 1, "notes": 1,
	// Documents.
	"publisher": 1, "publisherLevel": 1, "publisherRegion": 1, "fiscalYear": 1, "disclosure": 1,
}

// governmentInvented is how many amounts may be told that are in no truth.
const governmentInvented = 0

// TestGovernment measures volumes of governments whose meaning is known exactly: facts field by field, kinds and
// captions of tables, publisher, year and disclosure.
func TestGovernment(t *testing.T) {
	paths, err := filepath.Glob("../testdata/government/*.facts.jsonl")
	if err != nil || len(paths) < 8 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	all := newGovernmentScore()
	for _, path := range paths {
		base := strings.TrimSuffix(path, ".facts.jsonl")
		d, err := File(t.Context(), base+".pdf", Options{})
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		var got governmentDocument
		if err := json.Unmarshal(d.AppendJSON(nil), &got); err != nil {
			t.Fatal(err)
		}
		score := newGovernmentScore()
		score.document(readGovernment(t, base+".tables.json"), got, readMeaningTruth(t, path), readMeaningAreas(t, base+".areas.json"))
		t.Logf("%s: %s", filepath.Base(base), score)
		all.add(score)
	}
	t.Logf("all: %s", all)
	all.compare(t)
}

// governmentDocument is what is told of a document as a whole and of its tables: by the truth, and by the program.
type governmentDocument struct {
	Publisher struct {
		Name, Level string
		Region      *struct{ Code string }
	}
	FiscalYear int
	Disclosure string
	Free       []string // of the truth: fields of the publisher that the print leaves open
	Tables     []governmentTable
	Facts      []meaningFact
}

type governmentTable struct {
	T, ID               string // of the truth and of the program
	Kind                string
	Also                []string // kinds that the print allows as well
	Number, Title, Unit string
	Notes               []string
	Pages               []int
}

func readGovernment(t *testing.T, path string) (d governmentDocument) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &d)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return d
}

// governmentScore counts what is asked and what is right, by field.
type governmentScore struct {
	asked, right map[string]int
	invented     int
}

func newGovernmentScore() governmentScore {
	return governmentScore{asked: make(map[string]int), right: make(map[string]int)}
}

func (s *governmentScore) ask(field string, right bool) {
	s.asked[field]++
	if right {
		s.right[field]++
	}
}

func (s *governmentScore) add(o governmentScore) {
	for field, n := range o.asked {
		s.asked[field] += n
		s.right[field] += o.right[field]
	}
	s.invented += o.invented
}

// governmentFields are the fields in the order in which they are told: facts, tables, documents.
var governmentFields = slices.Concat([]string{"found", "right"}, meaningFields,
	[]string{"table", "kind", "number", "title", "unit", "notes", "publisher", "publisherLevel", "publisherRegion", "fiscalYear", "disclosure"})

func (s governmentScore) String() string {
	var out strings.Builder
	for _, f := range governmentFields {
		if s.asked[f] > 0 {
			fmt.Fprintf(&out, "%s %d/%d, ", f, s.right[f], s.asked[f])
		}
	}
	fmt.Fprintf(&out, "invented %d", s.invented)
	return out.String()
}

// compare fails for each field that is worse than it is to be.
func (s governmentScore) compare(t *testing.T) {
	t.Helper()
	for _, f := range governmentFields {
		least, told := governmentShares[f]
		got := float64(s.right[f]) / float64(max(1, s.asked[f]))
		switch {
		case !told || s.asked[f] == 0:
			t.Errorf("%s: asked of %d facts, tables or documents; a share to be reached: %t", f, s.asked[f], told)
		case got < least:
			t.Errorf("%s is right %d of %d times, %.4f, want at least %.4f", f, s.right[f], s.asked[f], got, least)
		case got > least+0.0002:
			t.Logf("%s reaches %.4f, more than the %.4f that is asked", f, got, least)
		}
	}
	if s.invented > governmentInvented {
		t.Errorf("%d amounts are invented, want at most %d", s.invented, governmentInvented)
	}
}

// document counts one document.
func (s *governmentScore) document(want, got governmentDocument, truth, areas []meaningFact) {
	facts := scoreMeaning(truth, areas, got.Facts)
	s.asked["found"], s.right["found"] = facts.truth, facts.found
	s.asked["right"], s.right["right"] = facts.truth, facts.right
	s.invented = facts.invented
	for _, f := range meaningFields {
		s.asked[f], s.right[f] = facts.asked[f], facts.fields[f]
	}
	s.tables(want, got, truth)
	if !slices.Contains(want.Free, "name") {
		s.ask("publisher", want.Publisher.Name == got.Publisher.Name)
	}
	s.ask("publisherLevel", want.Publisher.Level == got.Publisher.Level)
	code := func(d governmentDocument) string {
		if d.Publisher.Region == nil {
			return ""
		}
		return d.Publisher.Region.Code
	}
	s.ask("publisherRegion", code(want) == code(got))
	s.ask("fiscalYear", want.FiscalYear == got.FiscalYear)
	s.ask("disclosure", want.Disclosure == got.Disclosure)
}

// tables counts the tables of the truth: whether all their facts stand in one table of their own, and what is said of that one.
func (s *governmentScore) tables(want, got governmentDocument, truth []meaningFact) {
	of, _ := matchMeaning(truth, got.Facts)
	votes := make(map[string]map[string]int) // by the truth's table, how many of its facts each of the document's has
	for i, f := range truth {
		name := f.text("t")
		if votes[name] == nil {
			votes[name] = make(map[string]int)
		}
		if of[i] >= 0 {
			votes[name][got.Facts[of[i]].text("table")]++
		}
	}
	taken := make(map[string]int)
	for _, by := range votes {
		for id := range by {
			taken[id]++
		}
	}
	for _, w := range want.Tables {
		by, found := votes[w.T]
		g := got.tableFor(w, by)
		if found {
			s.ask("table", len(by) == 1 && taken[g.ID] == 1)
		}
		s.ask("kind", g.Kind == w.Kind || slices.Contains(w.Also, g.Kind))
		s.ask("number", squeeze(g.Number) == squeeze(w.Number))
		s.ask("title", squeeze(g.Title) == squeeze(w.Title))
		s.ask("unit", g.Unit == w.Unit)
		s.ask("notes", squeeze(strings.Join(g.Notes, "")) == squeeze(strings.Join(w.Notes, "")))
	}
}

// tableFor is the document's table that has most of a table's facts; for one without facts the first on its page, of its title if one has it.
func (d governmentDocument) tableFor(want governmentTable, votes map[string]int) (best governmentTable) {
	for _, g := range d.Tables {
		switch {
		case len(votes) > 0:
			if votes[g.ID] > votes[best.ID] {
				best = g
			}
		case slices.Contains(g.Pages, want.Pages[0]) && (best.ID == "" || squeeze(g.Title) == squeeze(want.Title)):
			best = g
		}
	}
	return best
}

// TestGovernmentScore holds the measure of tables and documents to ones small enough to count by hand.
func TestGovernmentScore(t *testing.T) {
	const truth = `{"publisher":{"name":"","level":"government","region":{"code":"630000"}},"free":["name"],"fiscalYear":2025,"disclosure":"budget","tables":[
		{"t":"t1","kind":"bond-use","also":["other"],"number":"表1","title":"甲","unit":"万元","notes":[],"pages":[1]},{"t":"t2","kind":"other","number":"表2","title":"乙","unit":"万元","notes":[],"pages":[2]}]}`
	facts := []meaningFact{readFact(t, `{"t":"t1","page":1,"box":[10,10,30,20],"printed":"1.00"}`), readFact(t, `{"t":"t1","page":1,"box":[10,30,30,40],"printed":"2.00"}`)}
	got := func(second, kind, region string) string {
		return fmt.Sprintf(`{"publisher":{"name":"丙","level":"government"%s},"fiscalYear":2025,"disclosure":"budget","facts":[
			{"table":"t1","page":1,"box":[10,10,30,20],"printed":"1.00"},{"table":"%s","page":1,"box":[10,30,30,40],"printed":"2.00"}],"tables":[
			{"id":"t1","kind":"%s","number":"表1","title":"甲","unit":"万元","pages":[1]},{"id":"t2","kind":"other","number":"表 2","title":"乙","unit":"万元","pages":[2]}]}`, region, second, kind)
	}
	region := `,"region":{"code":"630000","name":"青海省"}`
	for _, c := range []struct {
		name, got           string
		table, kind, region int
	}{
		{"all right", got("t1", "bond-use", region), 1, 2, 1},
		{"another kind that the print allows", got("t1", "other", region), 1, 2, 1},
		{"another kind", got("t1", "bond-terms", region), 1, 1, 1},
		{"a table in two", got("t2", "bond-use", region), 0, 2, 1},
		{"no place", got("t1", "bond-use", ""), 1, 2, 0},
	} {
		var want, have governmentDocument
		if err := cmp.Or(json.Unmarshal([]byte(truth), &want), json.Unmarshal([]byte(c.got), &have)); err != nil {
			t.Fatal(err)
		}
		s := newGovernmentScore()
		s.document(want, have, facts, nil)
		if s.right["table"] != c.table || s.right["kind"] != c.kind || s.right["publisherRegion"] != c.region || s.right["number"] != 2 || s.asked["publisher"] != 0 {
			t.Errorf("%s: %s", c.name, s)
		}
	}
}
