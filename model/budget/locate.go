package budget

import (
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
		}
	}
}

// TellScopes makes amounts of a government's table that tells no level and no place those of all of the publisher's place
// where its title names that place. home is nil where it is not told.
func TellScopes(b *Book, home *model.Term, year int) {
	if home == nil {
		return
	}
	place := regions.ByCode(home.Code)
	for i, s := range b.Sheets {
		if place == nil || !s.isAbout(place, year) {
			continue
		}
		facts := b.FactsOf(i)
		for k := range facts {
			if f := &facts[k]; f.Scope == model.NoScope && f.Region == nil {
				f.Scope = model.ScopeWhole
			}
		}
	}
}

// isAbout tells a table of a government's volume whose title names a place and nothing in it: 江海市2026年政府性基金, 2026年江海市
// 地方政府债务, but not 江海高新区, nor who gives to whom.
func (s *Sheet) isAbout(place *regions.Region, year int) bool {
	if _, ok := governmentSides[s.Kind]; !ok || s.title.scope != model.NoScope || hasAny(s.title.folded, "对", "补助", "下达") {
		return false
	}
	found, _, rest := regions.Cut(s.title.folded)
	if !slices.ContainsFunc(regions.InYear(found, year), func(r *regions.Region) bool { return r.Now() == place.Now() }) {
		return false
	}
	return words.CutYear(rest) > 0 || words.PlaceTitle.Says(rest)
}

// locator finds the places that the rows of a table name, one after the other.
type locator struct {
	year       int
	home, last *regions.Region // the publisher's place, and the one before
}

// find returns the place of a folded name, nil where it names none or several.
func (l *locator) find(name string) *regions.Region {
	name, _, _ = strings.Cut(name, "(")
	for _, total := range []string{"合计", "小计", "总计"} {
		name = strings.TrimSuffix(name, total) // 江海市合计, over its counties
	}
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
