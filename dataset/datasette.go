package dataset

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Files with which Datasette shows the database: `datasette FOLDER` finds them beside it.
const (
	metadataName = "metadata.json"
	settingsName = "settings.json"
)

// metadata is what Datasette is told of the database (https://docs.datasette.io/en/stable/metadata.html).
type metadata struct {
	Title       string                      `json:"title"`
	Description string                      `json:"description"`
	Licence     string                      `json:"license,omitempty"`
	LicenceURL  string                      `json:"license_url,omitempty"`
	Databases   map[string]databaseMetadata `json:"databases"`
}

type databaseMetadata struct {
	Description string                   `json:"description"`
	Tables      map[string]tableMetadata `json:"tables"`
	Queries     map[string]cannedQuery   `json:"queries,omitempty"`
}

// tableMetadata is that of a table or a view.
type tableMetadata struct {
	Title       string            `json:"title"`
	Description string            `json:"description,omitempty"`
	HTML        string            `json:"description_html,omitempty"`
	Columns     map[string]string `json:"columns,omitempty"`
	tableView
}

// tableView is how a table is first shown. Facets are of columns that have an index where the table is large; a table as
// large as facts is not sorted otherwise than by its key.
type tableView struct {
	Facets []string `json:"facets,omitempty"`
	Sort   string   `json:"sort,omitempty"`
	Label  string   `json:"label_column,omitempty"` // shown where another table refers to a row
	Size   int      `json:"size,omitempty"`         // rows of a page
	Hidden bool     `json:"hidden,omitempty"`
}

type cannedQuery struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	SQL         string `json:"sql"`
}

// tableViews are how tables are first shown.
var tableViews = map[*table]tableView{
	documentsTable:  {Facets: []string{"fiscal_year", "disclosure"}, Sort: "publisher_name", Label: "name"},
	tablesTable:     {Facets: []string{"table_kind"}, Label: "table_title"},
	cellsTable:      {Hidden: true, Size: 50},
	factsTable:      {Facets: []string{"fiscal_year", "table_kind"}, Size: 50},
	indicatorsTable: {Facets: []string{"fiscal_year"}, Size: 50},
	projectsTable:   {Facets: []string{"fiscal_year"}, Label: "project_name", Size: 50},
	totalsTable:     {Facets: []string{"year", "stage"}},
	publishersTable: {Facets: []string{"publisher_level"}, Label: "publisher_name"},
	findingsTable:   {Facets: []string{"severity", "code"}},
	codesTable:      {Facets: []string{"list"}},
}

// indexesOf are a table's indexes in the database: those of facets, too.
func indexesOf(t *table) [][]string {
	all := slices.Clone(t.Indexes)
	for _, facet := range tableViews[t].Facets {
		if !slices.ContainsFunc(all, func(fields []string) bool { return fields[0] == facet }) {
			all = append(all, []string{facet})
		}
	}
	return all
}

// datasetteSettings keep pages quick: Datasette would try every column of a table as a facet, each time that the table is shown,
// and end a view over all facts after a second.
const datasetteSettings = `{
  "suggest_facets": false,
  "sql_time_limit_ms": 10000,
  "facet_time_limit_ms": 1000
}
`

// describeDatabase writes what Datasette is told of the database.
func (b *builder) describeDatabase() error {
	text, err := metadataJSON(b.opt, originsOf(b.records))
	return errors.Join(err, b.writeFile(metadataName, text), b.writeFile(settingsName, []byte(datasetteSettings)))
}

// metadataJSON describes the database for Datasette.
func metadataJSON(opt Options, from origins) ([]byte, error) {
	m := metadata{
		Title:       cmp.Or(opt.About.Title, defaultTitle),
		Description: both("中国预算、决算公开文件中的表格、金额、绩效指标和发现的问题", "tables, amounts, performance indicators and findings from Chinese budget disclosures"),
	}
	if all := licences(opt.About.Licence, from); len(all) == 1 {
		m.Licence, m.LicenceURL = cmp.Or(all[0].Title, all[0].Name), all[0].Path
	}
	d := databaseMetadata{
		Description: both("金额一律为元；amount_fen 等列为整分。同一笔钱见于多张表：求和须指定表的种类，或用视图", "amounts are in yuan; columns as amount_fen are whole fen. The same money stands in several tables: sums keep to one kind of table, or take a view"),
		Tables:      make(map[string]tableMetadata), Queries: make(map[string]cannedQuery),
	}
	for _, t := range tables {
		d.Tables[t.Name] = shownTable(t)
	}
	columns, err := viewColumns()
	if err != nil {
		return nil, err
	}
	for _, v := range views() {
		d.Tables[v.name] = tableMetadata{Title: v.name, Description: both(v.zh, v.en)}
		if q, ok := queryOf(v, columns[v.name]); ok {
			d.Queries["find_"+v.name] = q
		}
	}
	m.Databases = map[string]databaseMetadata{strings.TrimSuffix(sqliteName, ".sqlite"): d}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(m)
	return b.Bytes(), err
}

// both is a text in both languages.
func both(zh, en string) string { return zh + " / " + en }

// shownTable describes a table with its columns. Datasette hides no columns by default; a link does.
func shownTable(t *table) tableMetadata {
	m := tableMetadata{Title: both(t.Name, zhName(t)), Columns: make(map[string]string), tableView: tableViews[t]}
	var aside []string
	for _, f := range t.Fields {
		m.Columns[f.Name] = both(f.ZH, f.EN)
		if f.Type == moneyField {
			m.Columns[sqliteColumn(f)] = both("同 "+f.Name+"，以整分计", "the same in whole fen")
		}
		if head, hidden := (look{lang: English}).headOf(t, f); hidden || head == "" && f.Name != "message_zh" {
			aside = append(aside, "_nocol="+f.Name)
		}
	}
	m.Description = both(t.ZH, t.EN)
	if len(aside) > 0 {
		m.HTML = fmt.Sprintf(`%s<br><a href="?%s">%s</a>`, m.Description, strings.Join(aside, "&amp;"), both("不显示键和位置", "without keys and places"))
	}
	return m
}

// viewColumns are the columns of all views, as an empty database tells them.
func viewColumns() (map[string][]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // another connection has another memory
	statements := []string{commonViews, governmentViews}
	for _, t := range slices.Backward(tables) {
		statements = slices.Insert(statements, 0, createTable(t))
	}
	if _, err := db.Exec(strings.Join(statements, ";")); err != nil {
		return nil, err
	}
	all := make(map[string][]string)
	for _, v := range views() {
		rows, err := db.Query("SELECT * FROM " + v.name)
		if err != nil {
			return nil, err
		}
		all[v.name], err = rows.Columns()
		if err := errors.Join(err, rows.Close()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// queryOf asks a view for a publisher, or a region, and a year, as far as it has them.
func queryOf(v view, columns []string) (cannedQuery, bool) {
	parameters := map[string]string{"publisher_name": "publisher", "region_name": "region", "publisher_region_name": "region"}
	i := slices.IndexFunc(columns, func(name string) bool { return parameters[name] != "" })
	if i < 0 {
		return cannedQuery{}, false
	}
	query := fmt.Sprintf("SELECT * FROM %s WHERE %s LIKE '%%' || :%s || '%%'", v.name, columns[i], parameters[columns[i]])
	if y := slices.IndexFunc(columns, func(name string) bool { return name == "year" || name == "fiscal_year" }); y >= 0 {
		query += fmt.Sprintf(" AND (:year = '' OR %s = CAST(:year AS INTEGER))", columns[y])
	}
	const most = 200
	return cannedQuery{
		Title:       both("查："+v.zh, v.en),
		Description: both(fmt.Sprintf("名称写一部分即可，年度可空；至多 %d 行", most), fmt.Sprintf("a part of the name will do, the year may be left empty; %d rows at most", most)),
		SQL:         fmt.Sprintf("%s LIMIT %d", query, most),
	}, true
}
