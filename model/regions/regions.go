package regions

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Region is a place with the code that it has or had.
type Region struct {
	Code  string // six digits
	Name  string // 江苏省, 南京市, 玄武区
	from  int    // the first year whose list has it, 0 for the first list
	until int    // the last one, 0 where it is in force
	now   string // the code under which it goes on, "" where that is its own or not known
	short string // 迪庆州 for 迪庆藏族自治州, "" where nothing is left out
}

// Now is the code of the place in the newest list: over the years, one place has one.
func (r *Region) Now() string {
	if r.now != "" {
		return r.now
	}
	return r.Code
}

// Holds tells whether a place is this one or lies in it.
func (r *Region) Holds(other *Region) bool {
	return strings.HasPrefix(other.Code, r.Code[:2*r.Level()])
}

// Level is 1 for provinces, 2 for their cities and prefectures, 3 for counties.
func (r *Region) Level() int {
	switch {
	case strings.HasSuffix(r.Code, "0000"):
		return 1
	case strings.HasSuffix(r.Code, "00"):
		return 2
	}
	return 3
}

// inForce tells whether a year's budget may be the place's: lists are of the ends of years, budgets of their beginnings.
func (r *Region) inForce(year int) bool {
	return r.from <= year && (r.until == 0 || year <= r.until+1)
}

// Above returns the city or prefecture and the province that a place lies in, itself left out.
func (r *Region) Above() []*Region {
	var above []*Region
	for _, code := range []string{r.Code[:4] + "00", r.Code[:2] + "0000"} {
		if up := list().byCode[code]; up != nil && code != r.Code {
			above = append(above, up)
		}
	}
	return above
}

// ByCode returns the place that has a code in the newest list that knows it, nil where none has.
func ByCode(code string) *Region { return list().byCode[code] }

// All returns the places in the order of their codes, of each code the newest.
func All() []*Region {
	return slices.SortedFunc(maps.Values(list().byCode), func(a, b *Region) int { return strings.Compare(a.Code, b.Code) })
}

// Named returns the places that have or had a name, or are called by it in short.
func Named(name string) []*Region { return list().byName[name] }

// Shortened returns the autonomous places whose names a name leaves characters out of, but for the first and the last: 喀左县.
func Shortened(name string) []*Region {
	first := name[:prefix(name, 1)]
	_, last := utf8.DecodeLastRuneInString(name)
	if len(name) < len("喀左县") || len(name) > len("湘西自治州") {
		return nil
	}
	var found []*Region
	for _, r := range list().autonomous {
		if strings.HasPrefix(r.Name, first) && strings.HasSuffix(r.Name, name[len(name)-last:]) && isWithin(name, r.Name) {
			found = append(found, r)
		}
	}
	return found
}

// isWithin tells whether the characters of a name stand in another one, in the same order.
func isWithin(name, long string) bool {
	for _, c := range name {
		_, rest, ok := strings.Cut(long, string(c))
		if !ok {
			return false
		}
		long = rest
	}
	return true
}

// Leading returns the places that a text without white space begins with and what
// comes after them: the county of 上海市普陀区财政局, with 财政局. Several where the text
// leaves open which; nil where it begins with none.
func Leading(text string) (found []*Region, rest string) { return leading(text, nil) }

func leading(text string, above []*Region) (found []*Region, rest string) {
	for end := prefix(text, longestName); end > 0; {
		if in := below(list().byName[text[:end]], above); len(in) > 0 {
			if deeper, rest := leading(text[end:], in); deeper != nil {
				return deeper, rest
			}
			return in, text[end:]
		}
		_, last := utf8.DecodeLastRuneInString(text[:end])
		end -= last
	}
	return nil, text
}

// prefix is the length in bytes of a text's first characters, up to a number.
func prefix(text string, characters int) int {
	end := 0
	for range characters {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return end
}

// below keeps the places that lie in one of those above; without any above, those whose names are no common words.
func below(named, above []*Region) []*Region {
	var in []*Region
	for _, r := range named {
		if above == nil && !isWord(r.Name) || slices.ContainsFunc(above, func(a *Region) bool { return a.Code != r.Code && a.Holds(r) }) {
			in = append(in, r)
		}
	}
	return in
}

// isWord tells 城区, 郊区, 矿区, 东区: names of districts that any place may have.
func isWord(name string) bool {
	return len(name) == len("城区") && strings.HasSuffix(name, "区")
}

// Cut returns the places that a text without white space names first, as Leading does, with the texts before and behind them.
func Cut(text string) (found []*Region, before, after string) {
	for at := 0; at < len(text); at += prefix(text[at:], 1) {
		if !list().starts[text[at:at+prefix(text[at:], 2)]] {
			continue
		}
		if found, rest := leading(text[at:], nil); found != nil {
			return found, text[:at], rest
		}
	}
	return nil, text, ""
}

// In returns all the places that a text without white space names.
func In(text string) [][]*Region {
	var all [][]*Region
	for {
		found, _, rest := Cut(text)
		if found == nil {
			return all
		}
		all, text = append(all, found), rest
	}
}

// InYear keeps of places of one name those that had it in a year where there are such (0: the newest), and of each
// place one: a place that got a new code stands there under the year's, or under the newest before.
func InYear(found []*Region, year int) []*Region {
	if year == 0 {
		year = newest
	}
	forced := slices.DeleteFunc(slices.Clone(found), func(r *Region) bool { return !r.inForce(year) })
	if len(forced) == 0 {
		forced = found
	}
	var out []*Region
	for _, r := range forced {
		at := slices.IndexFunc(out, func(o *Region) bool { return o.Now() == r.Now() })
		switch {
		case at < 0:
			out = append(out, r)
		case out[at].from < r.from && r.from <= year:
			out[at] = r
		}
	}
	return out
}

// longestName is the length of the longest name in characters; newest the year of the newest list.
const (
	longestName = 16
	newest      = 2026
)

//go:embed divisions.tsv
var divisions string

// index is the list with its names.
type index struct {
	byCode map[string]*Region // the newest of each code
	byName map[string][]*Region
	starts map[string]bool // the first two characters of names

	autonomous []*Region // of peoples that their names name
}

// list reads the list once. It is part of the program, so that an error in it is a
// programming error, which the package's tests find.
var list = sync.OnceValue(func() *index {
	all, err := read(divisions)
	if err != nil {
		panic(err)
	}
	x := &index{byCode: make(map[string]*Region, len(all)), byName: make(map[string][]*Region, len(all)), starts: make(map[string]bool, len(all))}
	for i := range all {
		r := &all[i]
		x.byCode[r.Code] = r
		if strings.Contains(r.Name, "族") {
			x.autonomous = append(x.autonomous, r)
		}
		for _, name := range []string{r.Name, r.short} {
			if name != "" {
				x.byName[name] = append(x.byName[name], r)
				x.starts[name[:prefix(name, 2)]] = true
			}
		}
	}
	return x
})

// read takes the rows under the heading line; comments start with #.
func read(table string) ([]Region, error) {
	all := make([]Region, 0, strings.Count(table, "\n"))
	heading := true
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if heading {
			heading = false
			continue
		}
		field := append(strings.Split(line, "\t"), "", "", "", "")
		r := Region{Code: field[0], Name: field[1], now: field[4], short: field[5]}
		var err error
		if r.from, err = yearOf(field[2]); err != nil {
			return nil, fmt.Errorf("divisions: %s: from: %w", r.Code, err)
		}
		if r.until, err = yearOf(field[3]); err != nil {
			return nil, fmt.Errorf("divisions: %s: until: %w", r.Code, err)
		}
		all = append(all, r)
	}
	return all, nil
}

func yearOf(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}
