package extract

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestMeaning measures the facts of documents whose meaning is known exactly, field by field, against what
// was reached when it was last recorded. Worse fails; better passes, and -update records it.
//
// Facts are read from the canonical JSON, so that a field the program does not write yet counts as wrong.
func TestMeaning(t *testing.T) {
	const ratchet = "../testdata/meaning/figures.txt"
	paths, err := filepath.Glob("../testdata/meaning/*.facts.jsonl")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d documents to measure, error %v", len(paths), err)
	}
	least := readMeaningFigures(t, ratchet)
	var reached strings.Builder
	reached.WriteString("# document: facts in the truth, found, invented, right in every field; right of asked, field by field\n")
	all := newMeaningScore()
	for _, path := range paths {
		base := strings.TrimSuffix(path, ".facts.jsonl")
		d, err := File(t.Context(), base+".pdf", Options{})
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		var written struct{ Facts []meaningFact }
		if err := json.Unmarshal(d.AppendJSON(nil), &written); err != nil {
			t.Fatal(err)
		}
		score := scoreMeaning(readMeaningTruth(t, path), readMeaningAreas(t, base+".areas.json"), written.Facts)
		all.add(score)
		name := filepath.Base(base)
		fmt.Fprintf(&reached, "%s: %s\n", name, score)
		if !*update {
			score.compare(t, name, least[name])
		}
		delete(least, name)
	}
	fmt.Fprintf(&reached, "all: %s\n", all)
	delete(least, "all")
	if *update {
		if err := os.WriteFile(ratchet, []byte(reached.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range least {
		t.Errorf("%s has figures and no document", name)
	}
}

// meaningFields are the fields of a fact that are asked, as the document names them.
var meaningFields = []string{"label", "direction", "list", "measure", "fund", "use", "item", "period", "year", "stage", "scope", "region",
	"functional", "governmentEconomic", "departmentEconomic", "revenueItem", "budgetUnit", "project", "amount", "printedUnit", "totalRow", "totalColumn", "addend", "level"}

// meaningTerms are the fields whose value is a code and a name, absent where a fact has none.
var meaningTerms = []string{"functional", "governmentEconomic", "departmentEconomic", "revenueItem", "budgetUnit", "project", "region"}

// meaningDefaults are the values that the truth leaves out.
var meaningDefaults = map[string]any{"fund": "", "use": "", "item": "", "scope": "", "quantity": "amount", "level": 0.0, "addend": false}

// meaningScopes are the contract's words for the levels that the truth writes as they are printed.
var meaningScopes = map[string]string{"": "", "全市": "whole", "市本级": "own", "市县": "lower"}

// meaningFact is a fact of the truth or of the document: the fields as JSON.
type meaningFact map[string]any

func (f meaningFact) text(field string) string { s, _ := f[field].(string); return s }

func (f meaningFact) box() (b [4]float64) {
	values, _ := f["box"].([]any)
	for i, v := range values[:min(len(values), 4)] {
		b[i], _ = v.(float64)
	}
	return b
}

// free tells whether the truth leaves a field open.
func (f meaningFact) free(field string) bool {
	names, _ := f["free"].([]any)
	if field == "measure" {
		field = "quantity" // measure is the older vocabulary's word
	}
	return slices.Contains(names, any(field))
}

// agrees tells whether a document's fact has the truth's value in a field. A field that must be there and is not is wrong.
func (f meaningFact) agrees(field string, got meaningFact) bool {
	switch {
	case slices.Contains(meaningTerms, field):
		return sameTerm(f[field], got[field])
	case field == "label":
		return squeeze(f.text(field)) == squeeze(got.text(field))
	case field == "scope":
		scope, told := got[field].(string)
		return told && scope == meaningScopes[f.text(field)]
	case field == "measure":
		return got[field] == f.value("quantity")
	}
	return got[field] == f.value(field)
}

func (f meaningFact) value(field string) any {
	if v, ok := f[field]; ok {
		return v
	}
	return meaningDefaults[field]
}

// meaningOrdinal is the number before an item's name.
var meaningOrdinal = regexp.MustCompile(`^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)`)

// sameTerm compares terms: by code where the truth prints one, else by name without white space and number.
// A code that the row does not print may be missing, and may not be another than the derived one.
func sameTerm(truth, got any) bool {
	want, wanted := truth.(map[string]any)
	have, had := got.(map[string]any)
	if !wanted || !had {
		return wanted == had
	}
	text := func(m map[string]any, key string) string { s, _ := m[key].(string); return squeeze(s) }
	if code := text(want, "code"); code != "" {
		return text(have, "code") == code
	}
	name := func(m map[string]any) string { return meaningOrdinal.ReplaceAllString(text(m, "name"), "") }
	derived, code := text(want, "derivedCode"), text(have, "code")
	return name(want) == name(have) && (derived == "" || code == "" || code == derived)
}

// meaningScore counts facts, and for each field how many were asked and right.
type meaningScore struct {
	truth, found, invented, right int
	asked, fields                 map[string]int
}

func newMeaningScore() meaningScore {
	return meaningScore{asked: make(map[string]int), fields: make(map[string]int)}
}

func (s *meaningScore) add(o meaningScore) {
	s.truth, s.found, s.invented, s.right = s.truth+o.truth, s.found+o.found, s.invented+o.invented, s.right+o.right
	for _, f := range meaningFields {
		s.asked[f] += o.asked[f]
		s.fields[f] += o.fields[f]
	}
}

func (s meaningScore) String() string {
	out := fmt.Sprintf("facts %d, found %d, invented %d, right %d", s.truth, s.found, s.invented, s.right)
	for _, f := range meaningFields {
		out += fmt.Sprintf(", %s %d/%d", f, s.fields[f], s.asked[f])
	}
	return out
}

// compare fails where a figure is worse than the least that is to be reached.
func (s meaningScore) compare(t *testing.T, name string, least map[string]int) {
	t.Helper()
	if least == nil {
		t.Errorf("%s has no figures: run go test ./extract -run TestMeaning -update", name)
		return
	}
	if s.invented > least["invented"] {
		t.Errorf("%s: %d amounts are invented, want at most %d", name, s.invented, least["invented"])
	}
	got := map[string]int{"found": s.found, "right": s.right}
	for _, f := range meaningFields {
		got[f] = s.fields[f]
	}
	for f, n := range got {
		if n < least[f] {
			t.Errorf("%s: %s is right %d times, want at least %d", name, f, n, least[f])
		}
	}
}

// scoreMeaning finds each fact of the truth among a document's facts and compares the fields that are not free.
// What stands on an area that the truth covers and is in no truth is invented.
func scoreMeaning(truth []meaningFact, areas []meaningFact, got []meaningFact) meaningScore {
	s := newMeaningScore()
	of, used := matchMeaning(truth, got)
	for i, want := range truth {
		s.truth++
		have, found := meaningFact(nil), of[i] >= 0
		if found {
			have, s.found = got[of[i]], s.found+1
		}
		right := found
		for _, f := range meaningFields {
			if want.free(f) {
				continue
			}
			s.asked[f]++
			if found && want.agrees(f, have) {
				s.fields[f]++
			} else {
				right = false
			}
		}
		if right {
			s.right++
		}
	}
	for i, have := range got {
		if !used[i] && slices.ContainsFunc(areas, func(a meaningFact) bool { return a["page"] == have["page"] && standsOn(a.box(), have.box()) }) {
			s.invented++
		}
	}
	return s
}

// matchMeaning pairs facts by page, printed text and place, those that overlap most first.
func matchMeaning(truth, got []meaningFact) (of []int, used []bool) {
	type pair struct {
		overlap    float64
		want, have int
	}
	at := make(map[string][]int)
	key := func(f meaningFact) string { return fmt.Sprint(f["page"], " ", squeeze(f.text("printed"))) }
	for i, f := range got {
		at[key(f)] = append(at[key(f)], i)
	}
	var pairs []pair
	for i, f := range truth {
		for _, j := range at[key(f)] {
			if o := overlapShare(f.box(), got[j].box()); o > 0.3 {
				pairs = append(pairs, pair{o, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.want, b.want), cmp.Compare(a.have, b.have))
	})
	of, used = slices.Repeat([]int{-1}, len(truth)), make([]bool, len(got))
	for _, p := range pairs {
		if of[p.want] < 0 && !used[p.have] {
			of[p.want], used[p.have] = p.have, true
		}
	}
	return of, used
}

// overlapShare is the common area of two boxes as a share of the smaller one's.
func overlapShare(a, b [4]float64) float64 {
	wide, high := min(a[2], b[2])-max(a[0], b[0]), min(a[3], b[3])-max(a[1], b[1])
	least := min((a[2]-a[0])*(a[3]-a[1]), (b[2]-b[0])*(b[3]-b[1]))
	if wide <= 0 || high <= 0 || least <= 0 {
		return 0
	}
	return wide * high / least
}

// standsOn tells whether the middle of a box lies on an area.
func standsOn(area, box [4]float64) bool {
	x, y := (box[0]+box[2])/2, (box[1]+box[3])/2
	return area[0] <= x && x <= area[2] && area[1] <= y && y <= area[3]
}

func readMeaningTruth(t *testing.T, path string) []meaningFact {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var facts []meaningFact
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var f meaningFact
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		facts = append(facts, f)
	}
	return facts
}

func readMeaningAreas(t *testing.T, path string) []meaningFact {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var areas []meaningFact
	if err := json.Unmarshal(data, &areas); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return areas
}

// readMeaningFigures reads the figures by document; of right and asked it keeps what was right. Without a file there are none.
func readMeaningFigures(t *testing.T, path string) map[string]map[string]int {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	out := make(map[string]map[string]int)
	for line := range strings.Lines(string(text)) {
		name, figures, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		out[name] = make(map[string]int)
		for figure := range strings.SplitSeq(figures, ", ") {
			field, value, _ := strings.Cut(figure, " ")
			value, _, _ = strings.Cut(value, "/")
			if out[name][field], err = strconv.Atoi(value); err != nil {
				t.Fatalf("%s: %q: %v", path, line, err)
			}
		}
	}
	return out
}

// TestMeaningScore holds the measure itself to facts small enough to count by hand.
func TestMeaningScore(t *testing.T) {
	truth := func(more string) meaningFact {
		return readFact(t, `{"page":1,"box":[10,10,30,20],"printed":"1.00","label":"合计","direction":"expenditure","list":"unit","period":"current","year":2026,
			"stage":"budget","amount":"10000","printedUnit":"万元","totalRow":true,"totalColumn":false`+more+`}`)
	}
	whole := func(more string) meaningFact {
		return readFact(t, `{"page":1,"box":[0,8,40,22],"printed":"1.00","label":"合 计","direction":"expenditure","list":"unit","measure":"amount","fund":"","use":"","item":"",
			"period":"current","year":2026,"stage":"budget","scope":"","amount":"10000","printedUnit":"万元","totalRow":true,"totalColumn":false,"addend":false,"level":0`+more+`}`)
	}
	without := func(field string) meaningFact { f := whole(""); delete(f, field); return f }
	area := readFact(t, `{"page":1,"box":[0,0,100,100]}`)
	other := whole("")
	other["box"] = []any{50.0, 50.0, 60.0, 60.0}
	for _, c := range []struct {
		name            string
		want            meaningFact
		got             []meaningFact
		right, invented int
	}{
		{"all fields", truth(""), []meaningFact{whole("")}, 1, 0},
		{"a field that is not written", truth(""), []meaningFact{without("addend")}, 0, 0},
		{"a free field", truth(`,"free":["addend"]`), []meaningFact{without("addend")}, 1, 0},
		{"the older measure is free, the kind of quantity is not", truth(`,"free":["measure"],"quantity":"limit"`), []meaningFact{whole("")}, 0, 0},
		{"scope as printed", truth(`,"scope":"市本级"`), []meaningFact{whole(`,"scope":"own"`)}, 1, 0},
		{"a term too many", truth(""), []meaningFact{whole(`,"project":{"code":"","name":"a"}`)}, 0, 0},
		{"a name behind a number", truth(`,"functional":{"code":"","name":"教育支出","derivedCode":"205"}`), []meaningFact{whole(`,"functional":{"code":"205","name":"一、教育支出"}`)}, 1, 0},
		{"another code than the derived one", truth(`,"functional":{"code":"","name":"教育支出","derivedCode":"205"}`), []meaningFact{whole(`,"functional":{"code":"206","name":"教育支出"}`)}, 0, 0},
		{"elsewhere on the page", truth(""), []meaningFact{other}, 0, 1},
	} {
		if s := scoreMeaning([]meaningFact{c.want}, []meaningFact{area}, c.got); s.right != c.right || s.invented != c.invented {
			t.Errorf("%s: %d right, %d invented, want %d and %d", c.name, s.right, s.invented, c.right, c.invented)
		}
	}
}

func readFact(t *testing.T, text string) meaningFact {
	t.Helper()
	var f meaningFact
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	return f
}
