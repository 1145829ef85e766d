package budget

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// regionOf tells the place that a publisher is of: by its name, and where that may be of
// several places, by those that the document names around it; by the cover; of a
// government also by the titles of tables and by the places that they list. It is nil
// where the print leaves it open.
func regionOf(e *Evidence, titles []documentTitle, p *model.Publisher, year int) *regions.Region {
	found := placeIn(p.Name)
	switch found = regions.InYear(found, year); {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		return e.among(found, titles, year)
	case isCentral(p.Name):
		return nil
	}
	var named gazette
	named.add(e.front(func(text string) bool { return disclosed(text) != "" }), year)
	if p.Level != model.GovernmentLevel {
		return named.winner()
	}
	for _, s := range e.Sheets {
		named.add(words.Fold(s.Table.Title), year)
	}
	if region := named.winner(); region != nil {
		return region
	}
	return e.listed(year)
}

// placeIn returns the places that a name may be of: those that it begins with, or the province or city named inside it.
func placeIn(name string) []*regions.Region {
	s := withoutParty(words.Fold(name))
	if found, _ := regions.Leading(s); found != nil {
		return found
	}
	found, _, _ := regions.Cut(s)
	return slices.DeleteFunc(slices.Clone(found), func(r *regions.Region) bool { return r.Level() > 2 })
}

// withoutParty takes off what stands before the place in the names of the party's bodies.
func withoutParty(name string) string {
	for _, party := range []string{"中国共产党", "中共"} {
		if rest, ok := strings.CutPrefix(name, party); ok {
			return rest
		}
	}
	return name
}

// isCentral tells a body of the whole country by its name.
func isCentral(name string) bool {
	return slices.ContainsFunc([]string{"国家", "中华人民共和国", "中央", "全国", "最高人民", "国务院"}, func(s string) bool { return strings.HasPrefix(name, s) })
}

// among returns the one of several places of a name that lies in a place that the document names: in its titles or,
// where these name none, in its lines.
func (e *Evidence) among(places []*regions.Region, titles []documentTitle, year int) *regions.Region {
	var named gazette
	for _, t := range titles {
		named.add(t.folded, year)
	}
	for _, l := range e.Captions {
		named.add(words.Fold(l.Text), year)
	}
	if region := named.holding(places); region != nil {
		return region
	}
	for _, l := range e.Lines {
		if l.Page <= settings.evidencePages {
			named.add(words.Fold(l.Text), year)
		}
	}
	return named.holding(places)
}

// listed returns the smallest place that nearly all places lie in which the tables have rows for.
func (e *Evidence) listed(year int) *regions.Region {
	rows := map[string][]*regions.Region{}
	for _, s := range e.Sheets {
		for i := range s.cells {
			if c := &s.cells[i]; c.Row >= s.Table.HeaderRows && c.Column < settings.placeColumns {
				if found := regions.InYear(regions.Named(s.folded[i]), year); len(found) > 0 {
					rows[s.folded[i]] = found
				}
			}
		}
	}
	holds := map[*regions.Region]int{}
	for _, found := range rows {
		above := map[*regions.Region]bool{}
		for _, r := range found {
			above[r] = true
			for _, up := range r.Above() {
				above[up] = true
			}
		}
		for up := range above {
			holds[up]++
		}
	}
	var nearly []*regions.Region
	for r, n := range holds {
		if n >= settings.placeRows && settings.placeShare*(len(rows)-n) <= n {
			nearly = append(nearly, r)
		}
	}
	if len(nearly) == 0 {
		return nil
	}
	return slices.MinFunc(nearly, func(a, b *regions.Region) int {
		return cmp.Or(b.Level()-a.Level(), holds[b]-holds[a], strings.Compare(a.Code, b.Code))
	})
}

// gazette counts the places that texts name, but for names that several places have.
type gazette struct {
	votes []placeVote
}

type placeVote struct {
	region *regions.Region
	count  int
}

// add counts the places in a folded text.
func (g *gazette) add(text string, year int) {
	for _, found := range regions.In(text) {
		found = regions.InYear(found, year)
		if len(found) != 1 {
			continue
		}
		at := slices.IndexFunc(g.votes, func(v placeVote) bool { return v.region == found[0] })
		if at < 0 {
			at, g.votes = len(g.votes), append(g.votes, placeVote{region: found[0]})
		}
		g.votes[at].count++
	}
}

// winner returns the place named most often, the first named among equals; nil where none is named.
func (g *gazette) winner() *regions.Region {
	if len(g.votes) == 0 {
		return nil
	}
	return slices.MaxFunc(g.votes, func(a, b placeVote) int { return a.count - b.count }).region
}

// holding returns the only one of some places that lies in a place that is named, nil where none or several do.
func (g *gazette) holding(places []*regions.Region) *regions.Region {
	var only *regions.Region
	for _, p := range places {
		if slices.ContainsFunc(g.votes, func(v placeVote) bool { return v.region.Code != p.Code && v.region.Holds(p) }) {
			if only != nil {
				return nil
			}
			only = p
		}
	}
	return only
}

// idOf is the same for all disclosures of a publisher: the code that its place has in the newest list and its name
// without what changes from one to the next. A central body has no place; of others whose place is not told there may be many.
func idOf(p *model.Publisher, region *regions.Region) string {
	switch {
	case region == nil && !isCentral(p.Name):
		return ""
	case region == nil:
		return plainName(p.Name)
	case p.Level == model.GovernmentLevel:
		return region.Now() + ":政府"
	case p.Name == "":
		return ""
	}
	return region.Now() + ":" + plainName(p.Name)
}

// shortBodies are the usual short forms of what names of bodies are made of.
var shortBodies = strings.NewReplacer("人民代表大会常务委员会", "人大常委会", "人民代表大会", "人大", "中国人民政治协商会议", "政协", "人民政府", "政府", "委员会", "委")

// plainName is a name without its place, without what tells the own unit from the department, and in short form.
func plainName(name string) string {
	s := words.Fold(name)
	for _, own := range []string{"(本级)", "(机关)", "(汇总)", "机关本级", "本级", "机关"} {
		if rest, ok := strings.CutSuffix(s, own); ok && (words.IsBody(rest) || own[0] == '(') {
			s = rest
			break
		}
	}
	s = withoutParty(s)
	if found, rest := regions.Leading(s); found != nil && rest != "" {
		s = rest
	} else if found, before, after := regions.Cut(s); found != nil && found[0].Level() <= 2 {
		s = before + after
	}
	return shortBodies.Replace(s)
}
