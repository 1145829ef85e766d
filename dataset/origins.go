package dataset

import "slices"

// origins are the sources and licences of the documents, each once.
type origins struct {
	urls, licences map[string]bool
}

// originsOf takes them from the documents' rows.
func originsOf(documents []record) origins {
	o := origins{make(map[string]bool), make(map[string]bool)}
	for _, d := range documents {
		if url := d.get("source_url"); url.set {
			o.urls[url.text] = true
		}
		if l := d.get("licence"); l.set {
			o.licences[l.text] = true
		}
	}
	return o
}

func sorted(set map[string]bool) []string {
	var all []string
	for s := range set {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}
