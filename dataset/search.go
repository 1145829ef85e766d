package dataset

import (
	"slices"

	"yusuan/model"
)

// searchTable is the full-text index of the database: the names and goals of a
// document, each once with the first place where it stands. Kinds are publisher,
// title, unit, project, label, goal and indicator.
var searchTable = &table{Name: "search", number: len(tables), Fields: []field{
	{Name: "text"}, {Name: "kind"}, {Name: "document_sha256"}, {Name: "table_id"}, {Name: "row", Type: integerField},
}}

// written are the tables that rows are made for: those of the data set and the search's.
func written() []*table { return append(slices.Clone(tables), searchTable) }

// searchRows hands the texts of a document that are worth finding to emit, as
// rows of searchTable that are valid during the call only.
func searchRows(doc *model.Document, emit func([]value) error) error {
	type entry struct{ kind, text string }
	seen := make(map[entry]bool)
	key := shortKey(doc.Source.SHA256)
	var err error
	add := func(kind, s, table string, at value) {
		if e := (entry{kind, s}); err != nil || s == "" || seen[e] {
			return
		} else {
			seen[e] = true
		}
		id := value{}
		if table != "" {
			id = text(key + "/" + table)
		}
		err = emit([]value{text(s), text(kind), text(doc.Source.SHA256), id, at})
	}
	term := func(kind string, t *model.Term, table string, at int) {
		if t != nil {
			add(kind, t.Name, table, integer(at))
		}
	}
	add("publisher", doc.Publisher.Name, "", value{})
	for i := range doc.Tables {
		add("title", doc.Tables[i].Title, doc.Tables[i].ID, value{})
	}
	for i := range doc.Facts {
		f := &doc.Facts[i]
		term("unit", f.BudgetUnit, f.Table, f.Row)
		term("project", f.Project, f.Table, f.Row)
		add("label", f.Label, f.Table, integer(f.Row))
	}
	for i := range doc.Indicators {
		x := &doc.Indicators[i]
		term("project", x.Project, x.Table, x.Row)
		add("goal", x.GoalPlain, x.Table, integer(x.Row))
		add("indicator", x.Level3, x.Table, integer(x.Row))
	}
	return err
}
