package extract

import (
	"sync"
	"time"
)

// Times are how long the stages of a file took. Pages that are read at the same time count together.
type Times struct {
	mu    sync.Mutex
	spent map[Stage]time.Duration
}

// Spent returns the time of each stage that was entered, in seconds.
func (t *Times) Spent() map[Stage]float64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make(map[Stage]float64, len(t.spent))
	for stage, d := range t.spent {
		all[stage] = d.Seconds()
	}
	return all
}

// Add adds to a stage what was spent since then, and returns what time it is. There may be no Times to add to.
func (t *Times) Add(stage Stage, since time.Time) time.Time {
	now := time.Now()
	if t == nil {
		return now
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.spent == nil {
		t.spent = make(map[Stage]time.Duration)
	}
	t.spent[stage] += now.Sub(since)
	return now
}
