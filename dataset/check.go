package dataset

import (
	"fmt"
	"slices"

	"yusuan/model"
)

// check tells why a document cannot be part of a data set, nil if it can: keys
// that are there twice, places in tables that are not there, amounts that are no
// amounts and words outside of closed vocabularies would break what the data
// package promises of its tables.
func check(doc *model.Document) error {
	return rows(doc, func(t *table, r *row) error {
		if t == factsTable && r.fact.Amount != "" && !validAmount(r.fact.Amount) {
			return fmt.Errorf("fact %s: amount %q", r.id, r.fact.Amount)
		}
		for _, f := range checked[t.number] {
			v := f.value(r)
			switch {
			case !v.set && f.required:
				return fmt.Errorf("%s: no %s", t.Name, f.Name)
			case v.set && f.Enum != nil && !slices.Contains(f.Enum, v.text):
				return fmt.Errorf("%s: %s is %q", t.Name, f.Name, v.text)
			}
		}
		return nil
	})
}

// checked are the fields of each table that check looks at.
var checked = func() [][]field {
	all := make([][]field, len(tables))
	for i, t := range tables {
		for _, f := range t.Fields {
			if f.Type == textField && (f.required || f.Enum != nil) {
				all[i] = append(all[i], f)
			}
		}
	}
	return all
}()
