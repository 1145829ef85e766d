package dataset

import (
	"cmp"
	"maps"
	"slices"

	"yusuan/model"
)

// Columns of documents that depend on the others, or that others depend on.
const (
	takenName      = "taken"
	textDigestName = "text_sha256"
)

// documentRows hands the rows of documents to emit, with the one that is taken of each disclosure.
func documentRows(documents []record, emit func(*row) error) error {
	taken := takenOf(documents)
	for _, d := range documents {
		d.values = slices.Clone(d.values)
		d.values[d.of.has(takenName)] = boolean(taken[d.get(documentKey.Name).text])
		if err := emit(&row{record: &d}); err != nil {
			return err
		}
	}
	return nil
}

// takenOf are the files that stand for those with the same text: of each such group the one with the least digest,
// whatever the order of documents. A file without text stands for itself.
func takenOf(documents []record) map[string]bool {
	least := make(map[string]string)
	for _, d := range documents {
		file, group := d.get(documentKey.Name).text, d.get(textDigestName).text
		if group == "" {
			group = file
		}
		if known, ok := least[group]; !ok || file < known {
			least[group] = file
		}
	}
	taken := make(map[string]bool, len(least))
	for _, file := range least {
		taken[file] = true
	}
	return taken
}

// publisherKey tells publishers apart: a department and the unit of its name are two.
type publisherKey struct{ id, level string }

// publisherRow is a publisher over all documents.
type publisherRow struct {
	publisherKey
	name      string
	others    []string
	region    model.Term
	years     []int
	documents int // copies counted once

	names   map[string]*nameCount
	regions map[model.Term]int // the newest year in which it was so
}

// nameCount is how often and until when a name is printed.
type nameCount struct{ documents, year int }

// publisherRows hands the publishers of all documents to emit, by key.
func publisherRows(documents []record, emit func(*row) error) error {
	found := make(map[publisherKey]*publisherRow)
	taken := takenOf(documents)
	for _, d := range documents {
		k := publisherKey{d.get(publisherID.Name).text, d.get("publisher_level").text}
		if k.id == "" {
			continue
		}
		if found[k] == nil {
			found[k] = &publisherRow{publisherKey: k, names: make(map[string]*nameCount), regions: make(map[model.Term]int)}
		}
		found[k].add(d, taken[d.get(documentKey.Name).text])
	}
	for _, k := range slices.SortedFunc(maps.Keys(found), publisherKey.compare) {
		found[k].settle()
		if err := emit(&row{publisher: found[k]}); err != nil {
			return err
		}
	}
	return nil
}

func (k publisherKey) compare(o publisherKey) int {
	return cmp.Or(cmp.Compare(k.id, o.id), cmp.Compare(k.level, o.level))
}

// add takes in what a document tells.
func (p *publisherRow) add(d record, taken bool) {
	year := int(d.get(fiscalYear.Name).n)
	if year != 0 {
		p.years = append(p.years, year)
	}
	once := 0 // for a copy
	if taken {
		once = 1
	}
	p.documents += once
	if name := d.get("publisher_name"); name.set {
		if p.names[name.text] == nil {
			p.names[name.text] = &nameCount{}
		}
		n := p.names[name.text]
		n.documents, n.year = n.documents+once, max(n.year, year)
	}
	if region := (model.Term{Code: d.get("publisher_region_code").text, Name: d.get("publisher_region_name").text}); region != (model.Term{}) {
		p.regions[region] = max(p.regions[region], year)
	}
}

// settle chooses the name and the region, by rules that do not depend on the order of documents.
func (p *publisherRow) settle() {
	slices.Sort(p.years)
	p.years = slices.Compact(p.years)
	names := slices.SortedFunc(maps.Keys(p.names), func(a, b string) int {
		x, y := p.names[a], p.names[b]
		return cmp.Or(cmp.Compare(y.documents, x.documents), cmp.Compare(y.year, x.year), cmp.Compare(a, b))
	})
	if len(names) > 0 {
		p.name, p.others = names[0], slices.Sorted(slices.Values(names[1:]))
	}
	for _, region := range slices.SortedFunc(maps.Keys(p.regions), func(a, b model.Term) int {
		return cmp.Or(cmp.Compare(p.regions[a], p.regions[b]), cmp.Compare(b.Code, a.Code), cmp.Compare(b.Name, a.Name))
	}) {
		p.region = region // the last
	}
}
