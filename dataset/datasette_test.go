package dataset

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Datasette is told of columns, views and facets that the database has; every query that it offers is one.
func TestDatasetteMetadata(t *testing.T) {
	dir := t.TempDir()
	build(t, Options{Out: dir, Formats: []Format{SQLite}, About: About{Title: `预算 "<2026>"`, Licence: "CC-BY-4.0"}}, samples(2020, 2023)...)
	data, err := os.ReadFile(filepath.Join(dir, metadataName))
	if err != nil {
		t.Fatal(err)
	}
	var m metadata
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	told := m.Databases["dataset"]
	if m.Title != `预算 "<2026>"` || m.Licence != "CC-BY-4.0" || len(told.Tables) != len(tables)+len(views()) || len(told.Queries) < 5 {
		t.Errorf("title %q, licence %q, %d tables, %d queries", m.Title, m.Licence, len(told.Tables), len(told.Queries))
	}
	for name, about := range told.Tables {
		has := columnsOf(t, db, "SELECT * FROM "+name)
		named := slices.Concat(about.Facets, []string{about.Sort, about.Label})
		for column := range about.Columns {
			named = append(named, column)
		}
		for _, column := range named {
			if column != "" && !slices.Contains(has, column) {
				t.Errorf("%s has no %s", name, column)
			}
		}
		if about.Columns != nil && len(about.Columns) != len(has) || about.Description == "" {
			t.Errorf("%s: %d columns of %d are told of: %s", name, len(about.Columns), len(has), about.Description)
		}
	}
	for name, query := range told.Queries {
		if got := columnsOf(t, db, query.SQL, sql.Named("publisher", "示例"), sql.Named("region", "示例"), sql.Named("year", "")); len(got) < 3 {
			t.Errorf("%s has the columns %q", name, got)
		}
	}
}

func columnsOf(t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	args = slices.DeleteFunc(args, func(a any) bool { return !strings.Contains(query, ":"+a.(sql.NamedArg).Name) })
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

// A facet is found without reading the rows.
func TestFacetsHaveIndexes(t *testing.T) {
	dir := t.TempDir()
	build(t, Options{Out: dir, Formats: []Format{SQLite}}, samples(2020, 2021)...)
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for table, view := range tableViews {
		for _, facet := range view.Facets {
			var id, parent, unused int
			var plan string
			query := "EXPLAIN QUERY PLAN SELECT " + facet + ", count(*) FROM (SELECT * FROM " + table.Name + ") WHERE " + facet + " IS NOT NULL GROUP BY " + facet
			if err := db.QueryRow(query).Scan(&id, &parent, &unused, &plan); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(plan, "COVERING INDEX") {
				t.Errorf("%s by %s: %s", table.Name, facet, plan)
			}
		}
	}
}
