package dataset

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"yusuan/model"
)

// origins are the sources and licences of the documents, each once.
type origins struct {
	urls, licences map[string]bool
}

func (o *origins) add(m *model.Meta) {
	if o.urls == nil {
		o.urls, o.licences = make(map[string]bool), make(map[string]bool)
	}
	if m == nil {
		return
	}
	if m.URL != "" {
		o.urls[m.URL] = true
	}
	if m.Licence != "" {
		o.licences[m.Licence] = true
	}
}

// readEarlier takes in what an earlier data package tells.
func (o *origins) readEarlier(f *folder) error {
	data, err := os.ReadFile(f.in(packageName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var earlier descriptor
	if err := json.Unmarshal(data, &earlier); err != nil {
		return fmt.Errorf("%s: %w", packageName, err)
	}
	for _, s := range earlier.Sources {
		o.add(&model.Meta{URL: cmp.Or(s.Path, s.Title)})
	}
	for _, l := range earlier.Licences {
		if l.told() != "" {
			o.add(&model.Meta{Licence: l.told()})
		}
	}
	return nil
}

func sorted(set map[string]bool) []string {
	var all []string
	for s := range set {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}
