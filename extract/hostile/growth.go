package hostile

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// Doublings is how many times GrowthOf doubles an input.
const Doublings = 4

// mostGrowth is the exponent over which time grows with more than n·log n: that has 1.15 at these sizes, a square 2, and
// a machine on which others work moves what is measured of either by less than 0.3.
const mostGrowth = 1.45

// tries is how often sizes are timed where time seems to grow too fast; the least time counts.
const tries = 6

// Growth is how long each stage takes for an input, and for ones of twice the size, four times and so on.
type Growth map[string]*[Doublings + 1]time.Duration

// GrowthOf times inputs of least and more: run makes one of n and tells how long each stage takes for it.
func GrowthOf(least int, run func(n int) map[string]time.Duration) Growth {
	g := Growth{}
	for i := 0; i == 0 || i < tries && g.tooFast() != nil; i++ {
		for d := range Doublings + 1 {
			for stage, took := range run(least << d) {
				if g[stage] == nil {
					g[stage] = new([Doublings + 1]time.Duration)
				}
				if at := &g[stage][d]; *at == 0 || took < *at {
					*at = took
				}
			}
		}
	}
	return g
}

// Exponent is the power of its size with which a stage's time grows over the last three doublings; 0 where it takes too
// little time to tell.
func (g Growth) Exponent(stage string) float64 {
	const enough = 4 * time.Millisecond
	last, before := g[stage][Doublings], g[stage][Doublings-3]
	if last < enough || before == 0 {
		return 0
	}
	return math.Log2(float64(last)/float64(before)) / 3
}

// tooFast are the stages whose time grows with more than n·log n.
func (g Growth) tooFast() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(g)), func(stage string) bool { return g.Exponent(stage) <= mostGrowth })
}

// Check fails where the time of a stage grows with more than n·log n.
func (g Growth) Check(t *testing.T) {
	t.Helper()
	for _, stage := range g.tooFast() {
		t.Errorf("%s takes %v for inputs of twice the size each: time grows with the power %.2f", stage, *g[stage], g.Exponent(stage))
	}
}

// Row is a row of a table in Markdown: what there are n of, then for each stage the time for n of it and the exponent.
func (g Growth) Row(of string, n int, stages ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %d %s |", n, of)
	for _, stage := range stages {
		if e := g.Exponent(stage); e > 0 {
			fmt.Fprintf(&b, " %d ms, %.1f |", g[stage][Doublings].Milliseconds(), e)
		} else {
			b.WriteString(" |")
		}
	}
	return b.String()
}
