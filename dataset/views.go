package dataset

import (
	_ "embed"
	"regexp"
	"strings"
)

// viewsName is the file of the views beside the Parquet files, for DuckDB.
const viewsName = "views.sql"

var (
	//go:embed views.sql
	commonViews string
	//go:embed government.sql
	governmentViews string
)

// view is a query that the database has under a name.
type view struct{ name, zh, en string }

// viewDefinition finds a view with the lines of comment over it.
var viewDefinition = regexp.MustCompile(`((?:-- .*\n)+)CREATE VIEW IF NOT EXISTS (\w+) AS`)

// viewStatements make the views: the same over the tables in SQLite and over their Parquet files in DuckDB.
func viewStatements() string { return commonViews + "\n" + governmentViews }

// views are all views with what the comments over them say, in Chinese and in English.
func views() []view {
	var all []view
	for _, m := range viewDefinition.FindAllStringSubmatch(viewStatements(), -1) {
		said := strings.TrimSpace(strings.ReplaceAll("\n"+m[1], "\n-- ", " "))
		zh, en, _ := strings.Cut(said, " / ")
		all = append(all, view{name: m[2], zh: zh, en: en})
	}
	return all
}
