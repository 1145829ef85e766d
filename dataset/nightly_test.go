package dataset

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"yusuan/model"
)

// rowsOf are the rows of a data set by format and table, sorted; not the codes, which are most of a small one and come with the program.
func rowsOf(t *testing.T, dir string) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	add := func(key string, cells ...string) { all[key] = append(all[key], strings.Join(cells, "\x1f")) }
	for name, text := range contents(t, dir) {
		base, path := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Join(dir, name)
		if base == codesTable.Name {
			continue
		}
		switch filepath.Ext(name) {
		case ".csv":
			records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, r := range records {
				add("csv "+base, r...)
			}
		case ".jsonl":
			for line := range strings.Lines(text) {
				add("jsonl "+base, line)
			}
		case ".parquet":
			parquetRows(t, path, func(r string) { add("parquet "+tableOf(name).Name, r) })
		case ".sqlite":
			sqliteRows(t, path, add)
		case ".xlsx":
			for sheet, lines := range sheetsOf(t, path) {
				for _, line := range lines {
					add("xlsx "+sheet, line...)
				}
			}
		}
	}
	for key := range all {
		slices.Sort(all[key])
	}
	return all
}

func parquetRows(t *testing.T, path string, add func(string)) {
	t.Helper()
	file, err := openParquet(path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer file.close()
	for _, g := range file.RowGroups() {
		rows, buffer := g.Rows(), make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buffer)
			for _, r := range buffer[:n] {
				add(fmt.Sprintf("%+v", r))
			}
			if err != nil {
				break
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func sqliteRows(t *testing.T, path string, add func(key string, cells ...string)) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var sound string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		t.Fatalf("%s: %s, %v", path, sound, err)
	}
	if _, err := db.Exec("INSERT INTO search(search) VALUES ('integrity-check')"); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for _, of := range written() {
		if of == codesTable {
			continue
		}
		rows, err := db.Query("SELECT * FROM " + of.Name)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			cells, places := make([]string, len(columns)), make([]any, len(columns))
			for i := range columns {
				places[i] = new(any)
			}
			if err := rows.Scan(places...); err != nil {
				t.Fatal(err)
			}
			for i := range columns {
				cells[i] = fmt.Sprint(*places[i].(*any))
			}
			add("sqlite "+of.Name, cells...)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// sameRows tells what differs between the rows of two data sets, but for what their manifests say.
func sameRows(got, want map[string][]string) string {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if key != "jsonl manifest" && !slices.Equal(got[key], want[key]) {
			return fmt.Sprintf("%s: %d rows, want %d, or others", key, len(got[key]), len(want[key]))
		}
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	return ""
}

// given is a document under the name of its file.
type given struct {
	name     string
	document *model.Document
	err      error
}

// offer hands over documents under names.
func offer(all ...given) Documents {
	return func(wanted func(int) bool) iter.Seq[Item] {
		return func(yield func(Item) bool) {
			for i, g := range all {
				if wanted != nil && !wanted(i) {
					continue
				}
				item := Item{Name: g.name, Document: g.document, Err: g.err}
				if g.document != nil {
					item.SHA256 = digestOf(string(g.document.AppendJSON(nil)))
				}
				if !yield(item) {
					return
				}
			}
		}
	}
}

// sinceOf are the documents of a data set, for Options.Since.
func sinceOf(t *testing.T, dir string) []Entry {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := ReadManifest(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// A data set that is brought up to date has the rows of one that is made of what it should have by now, in every format.
func TestNightly(t *testing.T) {
	document := func(name string, file, publisher string) given {
		d := sample(file, 2020+int(file[0]-'a'))
		d.Publisher.Name = publisher
		return given{name: name, document: d}
	}
	a, b, c := document("a.json", "a", "甲"), document("b.json", "b", "乙"), document("c.json", "c", "丙")
	d, twin := document("d.json", "d", "丁"), document("b2.json", "b", "乙")
	a2, bAnew := document("a.json", "e", "甲二"), document("b.json", "b", "乙二")
	bMoved := document("z.json", "b", "乙")
	gone := given{name: "a.json", err: errStale}
	broken := given{name: "a.json", err: errors.New("it is damaged")}
	sets := madeSets{"": t.TempDir()}
	for name, k := range map[string]struct {
		before, now, want []given
		prune             bool
		summary           string
	}{
		"added":                            {[]given{a, b}, []given{a, b, c, d}, []given{a, b, c, d}, false, "2 done, 0 duplicate, 2 present, 0 failed, 0 replaced, 0 removed"},
		"added alone":                      {[]given{a, b}, []given{c}, []given{a, b, c}, false, "1 done, 0 duplicate, 0 present, 0 failed, 0 replaced, 0 removed"},
		"nothing new":                      {[]given{a, b}, []given{a, b}, []given{a, b}, false, "0 done, 0 duplicate, 2 present, 0 failed, 0 replaced, 0 removed"},
		"renamed":                          {[]given{a, b, c}, []given{a, bMoved, c}, []given{a, b, c}, true, "0 done, 0 duplicate, 3 present, 0 failed, 0 replaced, 0 removed"},
		"twin renamed":                     {[]given{a, b, twin}, []given{a, b, bMoved}, []given{a, b}, true, "0 done, 0 duplicate, 3 present, 0 failed, 0 replaced, 0 removed"},
		"twin of what is there":            {[]given{a, b}, []given{a, b, twin}, []given{a, b}, false, "0 done, 0 duplicate, 3 present, 0 failed, 0 replaced, 0 removed"},
		"replaced":                         {[]given{a, b, c}, []given{a2, b, c}, []given{a2, b, c}, false, "1 done, 0 duplicate, 2 present, 0 failed, 1 replaced, 0 removed"},
		"replaced, and its twin stays":     {[]given{b, twin}, []given{given{"b.json", d.document, nil}, twin}, []given{b, d}, true, "1 done, 0 duplicate, 1 present, 0 failed, 0 replaced, 0 removed"},
		"extracted anew":                   {[]given{a, b, c}, []given{a, bAnew, c}, []given{a, bAnew, c}, false, "1 done, 0 duplicate, 2 present, 0 failed, 1 replaced, 0 removed"},
		"extracted anew, and as it was":    {[]given{a, b}, []given{given{"x.json", bAnew.document, nil}, a, b}, []given{a, b}, false, "0 done, 1 duplicate, 2 present, 0 failed, 0 replaced, 0 removed"},
		"gone":                             {[]given{a, b, c}, []given{b, c}, []given{a, b, c}, false, "0 done, 0 duplicate, 2 present, 0 failed, 0 replaced, 0 removed"},
		"gone, as its extraction says":     {[]given{a, b, c}, []given{gone, b, c}, []given{a, b, c}, false, "0 done, 0 duplicate, 2 present, 0 failed, 0 replaced, 0 removed"},
		"gone, pruned":                     {[]given{a, b, c}, []given{gone, b}, []given{b}, true, "0 done, 0 duplicate, 1 present, 0 failed, 0 replaced, 2 removed"},
		"not to be read is not pruned":     {[]given{a, b, c}, []given{broken, b}, []given{a, b}, true, "0 done, 0 duplicate, 1 present, 1 failed, 0 replaced, 1 removed"},
		"replaced by what can't be read":   {[]given{a, b}, []given{broken, b, c}, []given{a, b, c}, false, "1 done, 0 duplicate, 1 present, 1 failed, 0 replaced, 0 removed"},
		"all replaced":                     {[]given{a, b}, []given{a2, bAnew}, []given{a2, bAnew}, false, "2 done, 0 duplicate, 0 present, 0 failed, 2 replaced, 0 removed"},
		"pruned, replaced and added":       {[]given{a, b, c}, []given{a2, b, d}, []given{a2, b, d}, true, "2 done, 0 duplicate, 1 present, 0 failed, 1 replaced, 1 removed"},
		"two of one new file":              {[]given{a}, []given{a, b, twin}, []given{a, b}, false, "1 done, 1 duplicate, 1 present, 0 failed, 0 replaced, 0 removed"},
		"a name that two have replaces no": {[]given{a, given{"a.json", b.document, nil}}, []given{given{"a.json", c.document, nil}}, []given{a, b, c}, false, "1 done, 0 duplicate, 0 present, 0 failed, 0 replaced, 0 removed"},
	} {
		t.Run(name, func(t *testing.T) {
			opt := Options{Formats: []Format{CSV, JSONLines, Parquet, SQLite}}
			if strings.Contains(name, "pruned") { // some of all kinds
				opt = Options{Formats: Formats(), Partition: true}
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(sets.of(t, opt, k.before))); err != nil {
				t.Fatal(err)
			}
			update := func() Summary {
				s, err := Build(t.Context(), offer(k.now...), Options{Out: dir, Since: sinceOf(t, dir), Prune: k.prune})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			s := update()
			if got := fmt.Sprintf("%d done, %d duplicate, %d present, %d failed, %d replaced, %d removed", s.Done, s.Duplicates, s.Present, s.Failed, s.Replaced, s.Removed); got != k.summary {
				t.Errorf("%s, want %s", got, k.summary)
			}
			if differs := sameRows(rowsOf(t, dir), rowsOf(t, sets.of(t, opt, k.want))); differs != "" {
				t.Error(differs)
			}
			checkDigests(t, dir)
			after := contents(t, dir)
			update()
			if !maps.Equal(contents(t, dir), after) {
				t.Error("the next run changes the data set, of the same documents")
			}
		})
	}
}

// madeSets are the folders of data sets that are made whole, each once.
type madeSets map[string]string

// of is a folder with the data set of some documents. It is to be left as it is.
func (m madeSets) of(t *testing.T, opt Options, documents []given) string {
	t.Helper()
	key := fmt.Sprint(opt.Formats)
	for _, g := range documents {
		key += " " + g.name + " " + digestOf(string(g.document.AppendJSON(nil)))
	}
	if m[key] != "" {
		return m[key]
	}
	var err error
	if opt.Out, err = os.MkdirTemp(m[""], ""); err == nil {
		_, err = Build(t.Context(), offer(documents...), opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	m[key] = opt.Out
	return opt.Out
}

// checkDigests holds the files of a data set to what it tells of them.
func checkDigests(t *testing.T, dir string) {
	t.Helper()
	s, err := readSet(&folder{path: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range s.Files {
		if a.Name == sqliteName {
			continue
		}
		now, err := artefact{Name: a.Name}.add(filepath.Join(dir, a.Name))
		if err != nil || now.Bytes != a.Bytes || now.SHA256 != a.SHA256 {
			t.Errorf("%s is not what the data set tells of it: %v", a.Name, err)
		}
	}
}

// Nothing that is there is replaced by less: what a run cannot do leaves the folder as it was, byte for byte.
func TestNothingIsReplacedByLess(t *testing.T) {
	dir := t.TempDir()
	docs := samples(2020, 2022)
	build(t, Options{Out: dir, Formats: []Format{CSV, Parquet, SQLite}}, docs...)
	before, since := contents(t, dir), sinceOf(t, dir)
	broken := given{name: "x.json", err: errors.New("it is damaged")}
	added := given{name: "new.json", document: sample("new", 2026)}
	older := func(change func(text string) string) func() {
		return func() {
			if err := os.WriteFile(filepath.Join(dir, setName), []byte(change(before[setName])), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, k := range map[string]struct {
		documents []given
		opt       Options
		first     func()
		want      string
	}{
		"no document":                {nil, Options{Since: since}, nil, ErrNothingRead.Error()},
		"no document, pruned":        {nil, Options{Since: since, Prune: true}, nil, ErrNothingRead.Error()},
		"no document, made whole":    {nil, Options{Formats: []Format{CSV}}, nil, ErrNothingRead.Error()},
		"none is read":               {[]given{broken}, Options{Since: since, Prune: true}, nil, ErrNothingRead.Error()},
		"none is read, made whole":   {[]given{broken}, Options{Formats: []Format{CSV}}, nil, ErrNothingRead.Error()},
		"a format that is not there": {[]given{added}, Options{Since: since, Formats: []Format{CSV, XLSX}}, nil, "the data set has no xlsx, but [csv parquet sqlite]: make it whole, without --since, to have it"},
		"another data set":           {[]given{added}, Options{Since: since[:1]}, nil, "the folder holds another data set than the manifest tells of"},
		"an older form": {[]given{added}, Options{Since: since}, older(func(s string) string { return strings.Replace(s, form(), "0123456789abcdef", 1) }),
			"the data set was made by another version of the program, with other tables: make it whole, without --since"},
		"a file that was changed": {[]given{added}, Options{Since: since}, older(func(s string) string { return strings.Replace(s, `"bytes": `, `"bytes": 1`, 1) }),
			" was changed since the data set was made: make it whole, without --since"},
		"a database of another run": {[]given{added}, Options{Since: since}, older(func(s string) string { return strings.Replace(s, `"runs": 1`, `"runs": 2`, 1) }),
			"dataset.sqlite is not that of the data set: make it whole, without --since"},
	} {
		if k.first != nil {
			k.first()
		}
		k.opt.Out = dir
		_, err := Build(t.Context(), offer(k.documents...), k.opt)
		if err == nil || !strings.Contains(err.Error(), k.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v", name, err)
		}
		older(func(s string) string { return s })()
		if !maps.Equal(contents(t, dir), before) {
			t.Fatalf("%s: the folder changed", name)
		}
	}
}

// With fewer formats all that are there are brought up to date.
func TestNarrowerFormats(t *testing.T) {
	dir, whole := t.TempDir(), t.TempDir()
	docs := samples(2020, 2023)
	build(t, Options{Out: dir}, docs[:2]...)
	build(t, Options{Out: dir, Formats: []Format{CSV}, Since: sinceOf(t, dir)}, docs...)
	build(t, Options{Out: whole}, docs...)
	if differs := sameRows(rowsOf(t, dir), rowsOf(t, whole)); differs != "" {
		t.Error(differs)
	}
}

// A document that changes while it is read, between being compared and being taken in, leaves the data set as it was.
func TestChangedWhileRead(t *testing.T) {
	dir := t.TempDir()
	build(t, Options{Out: dir}, samples(2020, 2021)...)
	before := contents(t, dir)
	changing := func(wanted func(int) bool) iter.Seq[Item] {
		d := sample("new", 2026)
		if wanted != nil {
			d.Publisher.Name = "另一版"
		}
		return items(d)(wanted)
	}
	_, err := Build(t.Context(), changing, Options{Out: dir, Since: sinceOf(t, dir)})
	if err == nil || !strings.Contains(err.Error(), "new.pdf was changed while it was read") || !maps.Equal(contents(t, dir), before) {
		t.Errorf("error %v", err)
	}
}

// Row groups are few, however many runs add to a file.
func TestRowGroupsAreFew(t *testing.T) {
	dir := t.TempDir()
	docs := samples(2020, 2020+33)
	build(t, Options{Out: dir, Formats: []Format{Parquet}}, docs[0])
	for i := range docs[1:] {
		build(t, Options{Out: dir, Formats: []Format{Parquet}, Since: sinceOf(t, dir)}, docs[i+1])
	}
	file, err := openParquet(filepath.Join(dir, "facts.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.close()
	if n := len(file.RowGroups()); n > 6 || file.NumRows() != int64(len(docs)*len(docs[0].Facts)) {
		t.Errorf("%d row groups of %d rows after %d runs", n, file.NumRows(), len(docs))
	}
}
