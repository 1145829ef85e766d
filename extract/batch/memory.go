package batch

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// memoryLimit is the limit from which the collector works harder, in bytes.
type memoryLimit int64

// rise lets the limit rise with what is live, up to the most that it may be: the collector would do nothing else where a long
// document fills it.
func (l *memoryLimit) rise(live, most int64) {
	if room := min(live+live/2, most); room > int64(*l) {
		*l = memoryLimit(room)
		debug.SetMemoryLimit(room)
	}
}

// LetMemoryRise lets the limit from which the collector works harder rise with what is live, up to most, as long as the process lives.
// A worker process does so by itself.
func LetMemoryRise(most int64) {
	limit := memoryLimit(debug.SetMemoryLimit(-1))
	for ; ; time.Sleep(mostPause) {
		limit.rise(memoryInUse().live, most)
	}
}

// memoryUse is what the process takes of the machine's memory, but for the program's own code, and what of it the last
// collection found in use, in bytes.
type memoryUse struct{ taken, live int64 }

func memoryInUse() memoryUse {
	use := [3]metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(use[:])
	return memoryUse{
		taken: int64(min(use[0].Value.Uint64()-use[1].Value.Uint64(), math.MaxInt64)),
		live:  int64(min(use[2].Value.Uint64(), math.MaxInt64/2)),
	}
}
