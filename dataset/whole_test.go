package dataset

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yusuan/model"
)

// recordsOf are what the manifest keeps of documents.
func recordsOf(docs ...*model.Document) []record {
	var all []record
	for _, d := range docs {
		r := row{doc: d}
		all = append(all, record{documentsTable, documentsTable.appendValues(nil, &r)})
	}
	return all
}

// published is a document of a publisher.
func published(name, id string, level model.PublisherLevel, year int, text string) *model.Document {
	return &model.Document{FiscalYear: year, Source: model.Source{SHA256: digestOf(fmt.Sprint(name, id, level, year, text)), TextSHA256: text},
		Publisher: model.Publisher{Name: name, ID: id, Level: level, Region: &model.Term{Code: fmt.Sprint(110000 + year), Name: fmt.Sprint("区划", year)}}}
}

// Of the copies of one disclosure one is taken, whatever the order of files; what has no text is no copy of another.
func TestTaken(t *testing.T) {
	const name = "示例市教育局"
	copies := []*model.Document{published(name, "a", "", 2024, "x"), published(name, "a", "", 2025, "x"), published(name, "a", "", 2026, "x")}
	least := slices.MinFunc(copies, func(a, b *model.Document) int {
		return slices.Compare([]byte(a.Source.SHA256), []byte(b.Source.SHA256))
	})
	docs := append(copies, published(name, "b", "", 2024, ""), published(name, "c", "", 2024, ""), published(name, "d", "", 2024, "y"))
	for range 20 {
		rand.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		i := 0
		err := documentRows(recordsOf(docs...), func(r *row) error {
			d := docs[i]
			if want := d.Source.TextSHA256 != "x" || d == least; r.record.get(takenName) != boolean(want) || r.record.get(documentKey.Name).text != d.Source.SHA256 {
				t.Errorf("document %d of text %q: taken is %v, want %v", i, d.Source.TextSHA256, r.record.get(takenName), want)
			}
			i++
			return nil
		})
		if err != nil || i != len(docs) {
			t.Fatalf("%d rows, %v", i, err)
		}
	}
}

// A publisher has one row for each level, with the name that most of its documents print, whatever the order of files.
func TestPublishers(t *testing.T) {
	docs := []*model.Document{
		published("某区委办公室", "110102:委办公室", model.DepartmentLevel, 2024, "a"),
		published("中共某区委办公室", "110102:委办公室", model.DepartmentLevel, 2025, "b"),
		published("中共某区委办公室", "110102:委办公室", model.DepartmentLevel, 2023, "c"),
		published("某区委 办公室", "110102:委办公室", model.DepartmentLevel, 2026, "d"), published("某区委 办公室", "110102:委办公室", model.DepartmentLevel, 2026, "d"), // a copy of it
		published("某区委办公室（本级）", "110102:委办公室", model.UnitLevel, 2024, "e"),
		published("", "110102:政府", model.NoLevel, 0, "f"),
		published("不知何处的局", "", model.DepartmentLevel, 2024, "g"),
		published("乙局", "110102:乙局", model.DepartmentLevel, 2024, "h"), published("甲局", "110102:乙局", model.DepartmentLevel, 2025, "i"), // the newer name of as many
	}
	docs[4].Source.SHA256 = digestOf("copy")
	want := []string{
		"甲局 [乙局] department {112025 区划2025} [2024 2025] 2 110102:乙局",
		"中共某区委办公室 [某区委 办公室 某区委办公室] department {112026 区划2026} [2023 2024 2025 2026] 4 110102:委办公室",
		"某区委办公室（本级） [] unit {112024 区划2024} [2024] 1 110102:委办公室",
		" []  {110000 区划0} [] 1 110102:政府",
	}
	for range 20 {
		rand.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		var got []string
		err := publisherRows(recordsOf(docs...), func(r *row) error {
			p := r.publisher
			got = append(got, fmt.Sprint(p.name, " ", p.others, " ", p.level, " ", p.region, " ", p.years, " ", p.documents, " ", p.id))
			return nil
		})
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("error %v, got\n%q, want\n%q", err, got, want)
		}
	}
}

// A finding has one row however many places it is about, and each of these one of its own.
func TestFindingsAndTheirPlaces(t *testing.T) {
	d := sample("a", 2026)
	d.Findings[0].Readings = []string{"1,820.50", "1,320.60"}
	rowsOf, told := map[string]int{}, 0
	err := rows(d, func(to *table, r *row) error {
		rowsOf[to.Name]++
		if to == findingsTable && r.finding.Code == "row-sum-mismatch" && (r.page != integer(1) || r.tableID == "" || r.table == nil) {
			t.Errorf("a finding's place is %v on page %v", r.tableID, r.page)
		}
		if to == findingsTable {
			if got, want := to.Fields[to.has("readings")].value(r), texts(r.finding.Readings); got != want {
				t.Errorf("the readings of %s are %v, want %v", r.finding.Code, got, want)
			}
			told += len(r.finding.Readings)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	places := 0
	for _, f := range d.Findings {
		places += len(f.Subjects)
	}
	extra := len(unrepresented(d.Facts))
	if told != 2 {
		t.Errorf("%d of 2 readings", told)
	}
	if rowsOf["findings"] != len(d.Findings)+extra || rowsOf["finding_subjects"] != places+extra || rowsOf["corrections"] != len(d.Corrections) {
		t.Errorf("rows %v of %d findings about %d places, %d corrections", rowsOf, len(d.Findings)+extra, places+extra, len(d.Corrections))
	}
}
