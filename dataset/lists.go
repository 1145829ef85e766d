package dataset

import "encoding/json"

// knownLists are the items of lists by their JSON: most lists come back on row after row.
type knownLists[T any] map[string][]T

const (
	// mostLists is how many lists are remembered.
	mostLists = 1 << 12
	// mostListBytes is how long these are: longer ones are notes, which do not come back.
	mostListBytes = 1 << 9
)

// of returns the items of a list, which are only read.
func (l knownLists[T]) of(text string) ([]T, error) {
	if known, ok := l[text]; ok {
		return known, nil
	}
	var items []T
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return nil, err
	}
	if len(text) > mostListBytes {
		return items, nil
	}
	if len(l) >= mostLists {
		clear(l)
	}
	l[text] = items
	return items, nil
}
