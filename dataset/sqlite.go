package dataset

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver, without cgo
)

const (
	sqliteName = "dataset.sqlite"
	// waitForOthers is how long a transaction waits for programs that read or write the database.
	waitForOthers = "PRAGMA busy_timeout=60000"
	// rowsPerInsert is how many rows an INSERT brings: more of them spare calls,
	// up to SQLite's limit of 32,766 parameters.
	rowsPerInsert = 16
)

// sqliteFile writes a database. SQLite has no decimals: amounts are whole 分 in
// amount_fen, and amount_yuan is computed from them when it is asked for.
type sqliteFile struct {
	folder  *folder
	db      *sql.DB
	conn    *sql.Conn
	many    []driver.Stmt // by the table's number: INSERTs of rowsPerInsert rows
	one     []driver.Stmt // and of one row
	args    []driver.NamedValue
	trouble error // nothing can be finished after it
}

func newSQLite(f *folder) (*sqliteFile, error) {
	w := &sqliteFile{folder: f}
	if w.trouble = w.begin(); w.trouble != nil {
		return w, w.trouble
	}
	return w, nil
}

func (w *sqliteFile) begin() error {
	path, begin := w.folder.staged(sqliteName), w.prepareNew
	if w.folder.extended {
		path, begin = w.folder.in(sqliteName), w.prepareEarlier
	}
	var err error
	if w.db, err = sql.Open("sqlite", path); err != nil {
		return err
	}
	w.db.SetMaxOpenConns(1)
	if w.conn, err = w.db.Conn(context.Background()); err != nil {
		return err
	}
	if err := begin(); err != nil {
		return err
	}
	return w.prepareInserts()
}

// databaseRuns is the number of the run that the database of a folder is of, when what a run has left of a transaction is taken
// back; 0 where there is no database, or nothing was left.
func databaseRuns(f *folder) (runs int64, err error) {
	_, noJournal := os.Stat(f.in(sqliteName + "-journal"))
	_, noCommit := os.Stat(f.staged(commitName))
	if _, err := os.Stat(f.in(sqliteName)); err != nil || noJournal != nil && noCommit != nil {
		return 0, nil
	}
	db, err := sql.Open("sqlite", f.in(sqliteName))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, s := range []string{waitForOthers, "BEGIN EXCLUSIVE"} { // which takes back what is half done
		if _, err := db.Exec(s); err != nil {
			return 0, fmt.Errorf("%s: %w", sqliteName, err)
		}
	}
	if err := db.QueryRow("PRAGMA user_version").Scan(&runs); err != nil {
		return 0, fmt.Errorf("%s: %w", sqliteName, err)
	}
	if err := os.Remove(f.in(sqliteName + "-journal")); err != nil && !errors.Is(err, fs.ErrNotExist) { // of which nothing was done
		return 0, err
	}
	_, err = db.Exec("ROLLBACK")
	return runs, err
}

func (w *sqliteFile) prepareNew() error {
	// The file is nobody's until it is whole: no journal is needed. Sorting for
	// indexes spills to files beside the database's own temporary ones.
	err := w.exec("PRAGMA page_size=8192", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF",
		"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA cache_size=-16384", "PRAGMA temp_store=FILE", "PRAGMA user_version=1", "BEGIN")
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := w.exec(createTable(t)); err != nil {
			return err
		}
	}
	// Trigrams find Chinese text, which has no spaces between words.
	return w.exec(`CREATE VIRTUAL TABLE search USING fts5(text, kind UNINDEXED, document_sha256 UNINDEXED, table_id UNINDEXED, "row" UNINDEXED, tokenize='trigram', detail='full')`)
}

// prepareEarlier begins a transaction on the database that is there. Who reads it goes on to see what was, until the commit; he waits,
// or is told that it is locked, where more is changed than the cache holds, and while it is written.
func (w *sqliteFile) prepareEarlier() error {
	if err := w.exec(waitForOthers, "PRAGMA cache_size=-65536", "PRAGMA temp_store=FILE", "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	var runs int64
	if err := w.conn.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&runs); err != nil {
		return err
	}
	if runs != w.folder.set.Runs {
		return fmt.Errorf("%s is not that of the data set: make it whole, without --since", sqliteName)
	}
	for _, t := range tables {
		if t.whole != nil {
			if err := w.exec("DELETE FROM " + t.Name); err != nil {
				return err
			}
		}
	}
	return w.removeRows()
}

// removeRows takes out the rows of the documents that leave.
func (w *sqliteFile) removeRows() error {
	leaving := slices.Sorted(maps.Keys(w.folder.leaving)) // in an order: so the same runs make the same bytes
	for _, digest := range leaving {
		for _, t := range tables {
			if t.whole != nil {
				continue
			}
			// The key begins with that of the document: so the rows are found by it. After "/" comes "0".
			key, short := quoteName(t.Key[0]), shortKey(digest)
			statement := fmt.Sprintf("DELETE FROM %s WHERE %s = ?1 AND (%s = ?1 OR %s >= ?2 AND %s < ?3)", t.Name, documentKey.Name, key, key, key)
			if err := w.remove(statement, digest, short+"/", short+"0"); err != nil {
				return err
			}
		}
	}
	if len(leaving) == 0 {
		return nil
	}
	digests, err := json.Marshal(leaving)
	if err != nil {
		return err
	}
	return w.remove("DELETE FROM search WHERE document_sha256 IN (SELECT value FROM json_each(?))", string(digests))
}

func (w *sqliteFile) remove(statement string, args ...any) error {
	if _, err := w.conn.ExecContext(context.Background(), statement, args...); err != nil {
		return fmt.Errorf("%s: %.60s: %w", sqliteName, statement, err)
	}
	return nil
}

// createTable is the statement that makes a table.
func createTable(t *table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n", t.Name)
	for _, f := range t.Fields {
		fmt.Fprintf(&b, "  %s,\n", columnDefinition(f))
		if f.Type == moneyField {
			fmt.Fprintf(&b, "  %s REAL GENERATED ALWAYS AS (%s / 100.0) VIRTUAL,\n", quoteName(f.Name), quoteName(sqliteColumn(f)))
		}
	}
	for _, f := range t.Fields {
		if to, ok := t.Refers[f.Name]; ok {
			fmt.Fprintf(&b, "  FOREIGN KEY (%s) REFERENCES %s (%s),\n", quoteName(f.Name), to, quoteName(tableNamed(to).Key[0]))
		}
	}
	key := "PRIMARY KEY"
	if slices.ContainsFunc(t.Key, func(k string) bool { return !t.Fields[t.has(k)].required }) { // which a strict table's key must be
		key = "UNIQUE"
	}
	fmt.Fprintf(&b, "  %s (%s)\n) STRICT", key, quoteNames(t.Key))
	return b.String()
}

func columnDefinition(f field) string {
	types := map[fieldType]string{textField: "TEXT", textsField: "TEXT", integersField: "TEXT", jsonField: "TEXT", integerField: "INTEGER", numberField: "REAL", booleanField: "INTEGER", moneyField: "INTEGER"}
	s := quoteName(sqliteColumn(f)) + " " + types[f.Type]
	if f.required {
		s += " NOT NULL"
	}
	return s
}

// sqliteColumn is the name of the column that keeps a field.
func sqliteColumn(f field) string {
	if f.Type == moneyField {
		return strings.TrimSuffix(f.Name, "_yuan") + "_fen"
	}
	return f.Name
}

func tableNamed(name string) *table {
	for _, t := range tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// quoteName quotes a name of ours: row and column are words of SQL.
func quoteName(name string) string { return `"` + name + `"` }

func quoteNames(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quoteName(n)
	}
	return strings.Join(quoted, ", ")
}

func (w *sqliteFile) exec(statements ...string) error {
	for _, s := range statements {
		if _, err := w.conn.ExecContext(context.Background(), s); err != nil {
			return fmt.Errorf("%s: %.60s: %w", sqliteName, s, err)
		}
	}
	return nil
}

// prepareInserts prepares statements on the driver itself: database/sql checks
// and copies every argument, which takes as long as storing it.
func (w *sqliteFile) prepareInserts() error {
	return w.conn.Raw(func(c any) error {
		p, ok := c.(driver.Conn)
		if !ok {
			return fmt.Errorf("%s: the driver's connection is a %T", sqliteName, c)
		}
		for _, t := range written() {
			many, err := p.Prepare(insert(t, rowsPerInsert))
			if err != nil {
				return err
			}
			w.many = append(w.many, many)
			one, err := p.Prepare(insert(t, 1))
			if err != nil {
				return err
			}
			w.one = append(w.one, one)
		}
		return nil
	})
}

func insert(t *table, rows int) string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = sqliteColumn(f)
	}
	places := "(" + strings.TrimSuffix(strings.Repeat("?,", len(names)), ",") + ")"
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES %s", t.Name, quoteNames(names),
		strings.TrimSuffix(strings.Repeat(places+",", rows), ","))
}

func (w *sqliteFile) write(c *chunk) error {
	n := c.rows()
	for i := 0; i < n; {
		statement, rows := w.one[c.table.number], 1
		if n-i >= rowsPerInsert {
			statement, rows = w.many[c.table.number], rowsPerInsert
		}
		if w.trouble = w.insert(statement, c, i, rows); w.trouble != nil {
			return w.trouble
		}
		i += rows
	}
	return nil
}

func (w *sqliteFile) insert(statement driver.Stmt, c *chunk, from, rows int) error {
	fields := len(c.table.Fields)
	w.args = w.args[:0]
	for k, v := range c.values[from*fields : (from+rows)*fields] {
		w.args = append(w.args, driver.NamedValue{Ordinal: k + 1, Value: sqliteValue(v, c.table.Fields[k%fields].Type)})
	}
	s, ok := statement.(driver.StmtExecContext)
	if !ok {
		return fmt.Errorf("%s: the driver's statement is a %T", sqliteName, statement)
	}
	if _, err := s.ExecContext(context.Background(), w.args); err != nil {
		return fmt.Errorf("%s: %s: %w", sqliteName, c.table.Name, err)
	}
	return nil
}

func sqliteValue(v value, t fieldType) driver.Value {
	switch {
	case !v.set:
		return nil
	case t.isText():
		return v.text
	case t == numberField:
		return v.number()
	}
	return v.n
}

// close makes indexes and views and finishes the file; the transaction on one that was there is left to commit.
func (w *sqliteFile) close() error {
	var err error // what there was before is told already
	if w.trouble == nil {
		err = w.finish()
		w.trouble = err
	}
	for _, s := range append(w.many, w.one...) {
		_ = s.Close() // the database is closed next
	}
	if w.trouble != nil || !w.folder.extended {
		err = errors.Join(err, w.disconnect())
	}
	return err
}

// disconnect closes the database; a transaction that is open is taken back.
func (w *sqliteFile) disconnect() error {
	var err error
	if w.conn != nil {
		err = w.conn.Close()
	}
	if w.db != nil {
		err = errors.Join(err, w.db.Close())
	}
	w.conn, w.db = nil, nil
	return err
}

// commit ends the transaction on a database that was there, which then is of the next run.
func (w *sqliteFile) commit() error { return w.exec("COMMIT") }

// abandon takes back the transaction, if it is open.
func (w *sqliteFile) abandon() {
	if w.conn != nil {
		_ = w.exec("ROLLBACK") // there is none after the commit
	}
	_ = w.disconnect()
}

func (w *sqliteFile) finish() error {
	if w.folder.extended {
		return w.finishEarlier()
	}
	for _, t := range tables {
		for _, fields := range indexesOf(t) {
			if err := w.exec(createIndex(t, fields)); err != nil {
				return err
			}
		}
	}
	return w.exec(commonViews, governmentViews, "INSERT INTO search(search) VALUES ('optimize')", "COMMIT", "PRAGMA optimize")
}

// finishEarlier makes the views anew, which come with the program, and numbers the run.
func (w *sqliteFile) finishEarlier() error {
	for _, v := range slices.Backward(views()) {
		if err := w.exec("DROP VIEW IF EXISTS " + v.name); err != nil {
			return err
		}
	}
	return w.exec(commonViews, governmentViews, "PRAGMA optimize", fmt.Sprint("PRAGMA user_version=", w.folder.set.Runs+1))
}

// createIndex makes an index of the rows that have the first of its fields.
func createIndex(t *table, fields []string) string {
	s := fmt.Sprintf("CREATE INDEX IF NOT EXISTS %s ON %s (%s)", quoteName(t.Name+"_"+strings.Join(fields, "_")), t.Name, quoteNames(fields))
	if f := t.Fields[t.has(fields[0])]; !f.required {
		s += fmt.Sprintf(" WHERE %s IS NOT NULL", quoteName(f.Name))
	}
	return s
}
