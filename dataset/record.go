package dataset

import (
	"encoding/json"
	"fmt"
)

// record is a document's row of documents. The manifest keeps it as JSON, so that tables over all documents are
// made anew on each run without reading the documents again.
type record struct {
	of     *table
	values []value
}

// appendValues appends the values of a row.
func (t *table) appendValues(to []value, r *row) []value {
	if r.record != nil {
		return append(to, r.record.values...)
	}
	for i := range t.Fields {
		to = append(to, t.Fields[i].value(r))
	}
	return to
}

// get is the value of a field.
func (r record) get(name string) value { return r.values[r.of.has(name)] }

// appendJSON writes an object of all fields, as JSON Lines spell them.
func (r record) appendJSON(b []byte) []byte {
	for j, v := range r.values {
		b = append(b, `{,`[min(j, 1)])
		b = append(append(append(b, '"'), r.of.Fields[j].Name...), `":`...)
		b = appendJSON(b, v, r.of.Fields[j].Type)
	}
	return append(b, '}')
}

// parseRecord reads what appendJSON wrote. A field that is not there is an error: the record is of another form.
func parseRecord(t *table, data []byte) (record, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return record{}, err
	}
	r := record{of: t, values: make([]value, len(t.Fields))}
	for i, f := range t.Fields {
		v, err := parseValue(members[f.Name], f.Type)
		if err != nil {
			return record{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		r.values[i] = v
	}
	return r, nil
}

// parseValue reads what appendJSON of a value wrote.
func parseValue(data json.RawMessage, t fieldType) (value, error) {
	if string(data) == "null" {
		return value{}, nil
	}
	switch t {
	case textField, moneyField:
		var s string
		err := json.Unmarshal(data, &s)
		if t == moneyField {
			return wholeFen(s), err
		}
		return text(s), err
	case textsField, integersField, jsonField:
		var items []json.RawMessage
		err := json.Unmarshal(data, &items)
		return text(string(data)), err
	case integerField:
		var n int64
		err := json.Unmarshal(data, &n)
		return value{n: n, set: true}, err
	case numberField:
		var f float64
		err := json.Unmarshal(data, &f)
		return number(f), err
	}
	var is bool
	err := json.Unmarshal(data, &is)
	return boolean(is), err
}
