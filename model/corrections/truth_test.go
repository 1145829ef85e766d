package corrections

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"yusuan/model"
)

// The truth has the members that the truth of made documents has, which scorers read, and the tables that somebody decided about.
func TestTruth(t *testing.T) {
	tables := []model.Table{grid("t1", 0, "a|b\nc|1"), grid("t2", 100, "a|b\nc|1"), grid("t3", 200, "a|b\nc|1"), grid("t4", 300, "a|b\nc|1")}
	tables[1].Title = "乙"
	doc := &model.Document{FiscalYear: 2026, Publisher: model.Publisher{Name: "某局"}, Source: model.Source{PageCount: 1}, Tables: tables,
		Findings: []model.Finding{model.ColumnSumMismatch.Finding("", "", model.Subject{Table: "t4", Row: new(1), Column: new(1)})}}
	if _, err := Truth(doc); err == nil {
		t.Error("a document that nobody decided about is truth")
	}
	Apply(tables, []model.Correction{
		cellText(1, 1, "1", "7"),
		decided(model.Correction{Kind: model.TableUnit, Place: model.Subject{Table: "t3"}, Right: "元"}),
		decided(model.Correction{Kind: model.Slip, Place: model.Subject{Table: "t4", Row: new(1), Column: new(1)}, Was: "1", Code: "column-sum-mismatch"}),
	}).Finish(doc)
	text, err := Truth(doc)
	if err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile("../../testdata/made/final1-cairo.truth.json")
	if err != nil {
		t.Fatal(err)
	}
	type object = map[string]any
	members := func(text []byte) (head, table, cell object) {
		if err := json.Unmarshal(text, &head); err != nil {
			t.Fatal(err)
		}
		table = head["tables"].([]any)[0].(object)
		return head, table, table["cells"].([]any)[0].(object)
	}
	head, table, cell := members(text)
	_, wantTable, wantCell := members(made)
	for name, want := range map[string][]string{"table": slices.Sorted(maps.Keys(wantTable)), "cell": slices.Sorted(maps.Keys(wantCell))} {
		have := table
		if name == "cell" {
			have = cell
		}
		for _, member := range want {
			if _, ok := have[member]; !ok {
				t.Errorf("a %s has no %s", name, member)
			}
		}
	}
	skipped := head["skipped"].([]any)
	if head["publisher"] != "某局" || head["fiscalYear"] != 2026.0 || len(head["tables"].([]any)) != 3 || len(skipped) != 1 || skipped[0].(object)["title"] != "乙" {
		t.Errorf("the truth is %s", text)
	}
	if last := table["cells"].([]any)[3].(object); last["text"] != "7" || last["checked"] != true || cell["checked"] != nil {
		t.Errorf("cells are %v and %v", cell, last)
	}
}
