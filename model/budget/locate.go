package budget

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// Locate gives the places of facts the codes that they have in a year (0: the newest). home is the publisher's place, nil where it
// is not told: of places of one name that in it is meant, else that beside the place before, and 全市 or 市本级 is itself. The code
// stays "" where the print leaves open which place it is, and of what is none (高新区, 待分配).
func Locate(facts []model.Fact, home *model.Term, year int) {
	l := locator{year: year}
	if home != nil {
		l.home = regions.ByCode(home.Code)
	}
	table := ""
	for i := range facts {
		f := &facts[i]
		if f.Region == nil || f.Region.Code != "" {
			continue
		}
		if f.Table != table {
			table, l.last = f.Table, nil
		}
		name := words.ItemName(words.Unspaced(f.Region.Name))
		if found := l.find(words.Fold(name)); found != nil {
			l.last = found
			f.Region = &model.Term{Code: found.Code, Name: name}
			if found == l.home && f.Scope == model.NoScope && f.BudgetUnit == nil {
				f.Scope = model.ScopeWhole // the publisher's own place in a list of places
			}
		}
	}
}

// TellScopes gives amounts of a government's table that tells no level and no place what its title tells: they are of all of
// the publisher's place where it names that place, and of another one where it names that (江海高新区; what 江海区 is given).
// home is nil where it is not told: then the place that most titles name is the publisher's.
func TellScopes(b *Book, home *model.Term, year int) {
	l := locator{year: year}
	if home != nil {
		l.home = regions.ByCode(home.Code)
	}
	usual := ""
	if l.home == nil {
		usual = b.usualPlace()
	}
	for i, s := range b.Sheets {
		received := governmentSides[s.Kind] == given && isReceived(s.title.folded)
		if !isGovernment(s.Kind) || s.title.scope != model.NoScope && !received {
			continue
		}
		name := s.title.placeName()
		place := l.find(name)
		whole := l.home != nil && place == l.home || l.home == nil && name != "" && name == usual || (name == "" || strings.HasPrefix(name, "我")) && received
		facts := b.FactsOf(i)
		for k := range facts {
			switch f := &facts[k]; {
			case f.Scope != s.title.scope || f.Region != nil: // its row or column tells it; who gives is not who receives
			case whole:
				f.Scope = model.ScopeWhole
			case place != nil || namesPlace(name) && !strings.HasPrefix(name, "我"):
				f.Region = &model.Term{Name: name}
			}
		}
	}
}

// usualPlace is the place that most titles name: the publisher's, where no list of places has it.
func (b *Book) usualPlace() string {
	counts := map[string]int{}
	for _, s := range b.Sheets {
		if !isGovernment(s.Kind) {
			continue
		}
		if name := s.title.placeName(); namesPlace(name) {
			counts[name]++
		}
	}
	best := ""
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] > counts[best] {
			best = name
		}
	}
	return best
}

// placeName is what a title names before it says what of it the table is: 江海市 in 2026年江海市政府性基金; of transfers to whom they go.
func (t *title) placeName() string {
	name := t.folded
	for _, to := range []string{"对", "补助", "下达"} {
		if _, behind, ok := strings.Cut(name, to); ok {
			name = behind
			break
		}
	}
	for n := words.CutYear(name); n > 0; n = words.CutYear(name) {
		name = strings.TrimLeft(name[n:], "末初底")
	}
	end := len(name)
	for _, w := range append(words.PlaceTitle.Words(), "1", "2") { // a year may stand behind as well
		if at := strings.Index(name, w); at >= 0 {
			end = min(end, at)
		}
	}
	return name[:end]
}

// locator finds the places that the rows of a table name, one after the other.
type locator struct {
	year       int
	home, last *regions.Region // the publisher's place, and the one before
}

// find returns the place of a folded name, nil where it names none or several.
func (l *locator) find(name string) *regions.Region {
	name, _, _ = strings.Cut(name, "(")
	name, _, _ = strings.Cut(name, "及") // 市本级及市辖区
	switch {
	case l.home != nil && isWhole(l.home, name):
		return l.home
	case l.last != nil && l.last.Level() == 2 && isWhole(l.last, name):
		return l.last
	}
	found, rest := regions.Leading(name)
	switch whole := regions.Named(name); {
	case len(whole) > 0: // also 城区, with which no text begins
		found = whole
	case rest != "" && rest != "本级" && rest != "级":
		found = nil
	}
	if found == nil {
		found = regions.Shortened(strings.TrimSuffix(name, "本级"))
	}
	found = regions.InYear(found, l.year)
	for _, near := range []*regions.Region{l.home, l.last} {
		if in := within(found, near); len(in) > 0 {
			found = in
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// within keeps the places that are in another or in the city or prefecture that it is in.
func within(found []*regions.Region, near *regions.Region) []*regions.Region {
	if near == nil {
		return nil
	}
	if up := near.Above(); near.Level() == 3 && len(up) > 0 {
		near = up[0]
	}
	return slices.DeleteFunc(slices.Clone(found), func(r *regions.Region) bool { return !near.Holds(r) })
}

// isWhole tells the words for a place in lists of its own: 全市, 市本级, 市级; of a 自治区 also 全区 and 区本级.
func isWhole(r *regions.Region, name string) bool {
	level := name
	for _, of := range []string{"本级", "级"} {
		level = strings.TrimSuffix(level, of)
	}
	level = strings.TrimPrefix(level, "全")
	return level != name && len(level) >= len("市") && strings.HasSuffix(r.Name, level) && (utf8.RuneCountInString(level) == 1 || level == "自治区")
}
