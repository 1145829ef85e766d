// Package codes holds the code lists of the budget classification: 收入分类科目,
// 支出功能分类科目, 部门预算支出经济分类科目 and 政府预算支出经济分类科目.
//
// The lists were harvested from published disclosures of departments and of governments;
// every entry says on how many documents, and from which years, it rests. What was
// printed beside a code without being its name (cut, misspelt, a row too far) was looked
// at and left out: refused.tsv lists it. Items of the official lists
// that none of these documents showed are added as general knowledge. A code that
// is missing here may still exist: absence is a reason to look, not a proof. The lists serve to
// check what is printed and to fill what a table leaves out; they never replace
// a printed code or name.
package codes

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yusuan/model/words"
)

// List names a code list, by the word that model.List has for it.
type List string

const (
	Functional         List = "functional"         // 功能分类科目: 类 3, 款 5, 项 7 digits
	DepartmentEconomic List = "departmentEconomic" // 部门预算支出经济分类科目: 类 3, 款 5, local items 7 digits
	GovernmentEconomic List = "governmentEconomic" // 政府预算支出经济分类科目: 类 3, 款 5 digits
	Revenue            List = "revenue"            // 收入分类科目: 类 3, 款 5, 项 7 digits
)

// Lists returns every list.
func Lists() []List { return []List{Functional, DepartmentEconomic, GovernmentEconomic, Revenue} }

// Evidence says what an entry rests on.
type Evidence string

const (
	Strong Evidence = "strong" // the same code and name in two documents or more
	Weak   Evidence = "weak"   // in one document
	Memory Evidence = "memory" // general knowledge, not seen next to its code
)

// Entry is one item of a list.
type Entry struct {
	Code string
	Name string // as in force in the newest year of the list
	// Others are the names that the same code is also printed with.
	Others    []OtherName
	Documents int // how many documents show it
	Evidence  Evidence
	Years     []int // fiscal years in which it was seen, ascending
}

// OtherName is an earlier or variant name of an item.
type OtherName struct {
	Name     string
	From     int // first fiscal year in which it was in force; 0 where none is known
	Until    int // the last one; 0 where none is known
	Evidence Evidence
}

// NameIn returns the name that was in force in a fiscal year; year 0 asks for the newest.
func (e *Entry) NameIn(year int) string {
	for _, o := range e.Others {
		if year != 0 && o.Until != 0 && o.From <= year && year <= o.Until {
			return o.Name
		}
	}
	return e.Name
}

// Named tells whether a name is one of the item's: in force in a fiscal year (0: the
// newest), earlier or a known variant. White space, brackets and the word 支出 at the
// end, which short forms of a 类 leave out, make no difference.
func (e *Entry) Named(name string, year int) bool {
	key := nameKey(name)
	return key == nameKey(e.NameIn(year)) || slices.ContainsFunc(e.Others, func(o OtherName) bool { return nameKey(o.Name) == key })
}

// SeenIn tells whether a document of the fiscal year shows the item.
func (e *Entry) SeenIn(year int) bool { return slices.Contains(e.Years, year) }

// Parent returns the code one level up: 类 of a 款, 款 of an 项; "" of a 类.
func Parent(code string) string {
	if len(code) < 5 {
		return ""
	}
	return code[:len(code)-2]
}

// Lookup returns the entry of a code, nil where the list has none.
func Lookup(list List, code string) *Entry { return tables()[list].byCode[code] }

// Named returns the entries of a list that bear a name, by code. They are the list's own and not to be changed.
func Named(list List, name string) []*Entry { return tables()[list].byName[nameKey(name)] }

// Entries returns a list by code.
func Entries(list List) []Entry { return slices.Clone(tables()[list].entries) }

// nameKey folds what publishers vary in a name; where a 款 and its 项 have one name, they tell them apart behind it.
func nameKey(name string) string {
	name = words.Fold(name)
	for _, level := range [...]string{"(类)", "(款)", "(项)"} {
		name = strings.TrimSuffix(name, level)
	}
	name = strings.Map(func(r rune) rune {
		if r == '(' || r == ')' || r == '、' {
			return -1
		}
		return r
	}, name)
	if short := strings.TrimSuffix(name, "支出"); len(short) >= 6 {
		return short
	}
	return name
}

//go:embed *.tsv
var files embed.FS

type table struct {
	entries []Entry
	byCode  map[string]*Entry
	byName  map[string][]*Entry
}

// tables parses the embedded lists once. They are part of the program, so an
// error in them is a programming error that the package's tests find.
var tables = sync.OnceValue(func() map[List]table {
	out := map[List]table{}
	for _, list := range Lists() {
		t, err := readList(list)
		if err != nil {
			panic(err)
		}
		out[list] = t
	}
	return out
})

func readList(list List) (table, error) {
	entries, err := harvested(list)
	if err != nil {
		return table{}, err
	}
	official, err := readTSV("official.tsv", 3)
	if err != nil {
		return table{}, err
	}
	for _, row := range official {
		if List(row[0]) == list {
			entries = append(entries, Entry{Code: row[1], Name: row[2], Evidence: Memory})
		}
	}
	earlier, err := renamed(list)
	if err != nil {
		return table{}, err
	}
	t := table{entries: entries, byCode: map[string]*Entry{}, byName: map[string][]*Entry{}}
	slices.SortFunc(t.entries, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	for i := range t.entries {
		e := &t.entries[i]
		dated := earlier[e.Code]
		e.Others = slices.DeleteFunc(e.Others, func(o OtherName) bool {
			return slices.ContainsFunc(dated, func(d OtherName) bool { return d.Name == o.Name })
		})
		e.Others = append(e.Others, dated...)
		t.byCode[e.Code] = e
		keys := []string{nameKey(e.Name)}
		for _, o := range e.Others {
			keys = append(keys, nameKey(o.Name))
		}
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			t.byName[k] = append(t.byName[k], e)
		}
	}
	return t, nil
}

// harvested reads the items that disclosures show.
func harvested(list List) ([]Entry, error) {
	rows, err := readTSV(string(list)+".tsv", 6)
	if err != nil {
		return nil, err
	}
	out := make([]Entry, 0, len(rows))
	for _, row := range rows {
		e := Entry{Code: row[0], Name: row[1], Evidence: Evidence(row[3])}
		if e.Documents, err = strconv.Atoi(row[2]); err != nil {
			return nil, fmt.Errorf("code list %s: %s: documents: %w", list, e.Code, err)
		}
		for y := range strings.SplitSeq(row[4], ",") {
			if year, err := strconv.Atoi(y); err == nil {
				e.Years = append(e.Years, year)
			}
		}
		for other := range strings.SplitSeq(row[5], ",") {
			if name := trimCount(other); name != "" {
				e.Others = append(e.Others, OtherName{Name: name, Evidence: e.Evidence})
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// renamed reads the earlier names of a list's items by code.
func renamed(list List) (map[string][]OtherName, error) {
	rows, err := readTSV("renamed.tsv", 6)
	if err != nil {
		return nil, err
	}
	out := map[string][]OtherName{}
	for _, row := range rows {
		if List(row[0]) != list {
			continue
		}
		o := OtherName{Name: row[2], Evidence: Evidence(row[5])}
		if row[3] != "" {
			if o.From, err = strconv.Atoi(row[3]); err != nil {
				return nil, fmt.Errorf("renamed items: %s: from: %w", row[1], err)
			}
		}
		if o.Until, err = strconv.Atoi(row[4]); err != nil {
			return nil, fmt.Errorf("renamed items: %s: until: %w", row[1], err)
		}
		out[row[1]] = append(out[row[1]], o)
	}
	return out, nil
}

// trimCount takes the number of documents off another name: 津贴补贴(2).
func trimCount(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		if _, err := strconv.Atoi(s[i+1 : len(s)-1]); err == nil {
			return s[:i]
		}
	}
	return s
}

// readTSV returns the rows under the heading line; comments start with #.
func readTSV(name string, columns int) ([][]string, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	heading := true
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if heading {
			heading = false
			continue
		}
		row := strings.Split(line, "\t")
		for len(row) < columns {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows, nil
}
