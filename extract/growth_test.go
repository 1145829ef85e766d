package extract

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"yusuan/extract/hostile"
)

var growth = flag.Int("growth", 0, "print the table of TestGrowth, for documents so many times as large")

// What there is more of in a document, each stage takes time for it that grows with n·log n at most. Time is that of the
// one thread that reads, without the garbage collector's, so that what else the machine does hardly counts.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("times documents of twice the size each")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	stages := []string{string(StageRead), string(StageLayout), string(StageBudget), string(StageCheck), string(StageJSON)}
	if *growth > 0 {
		fmt.Printf("| of a document | %s |\n|%s\n", strings.Join(stages, " | "), strings.Repeat(" --- |", len(stages)+1))
	}
	for _, k := range hostile.SizedDocuments() {
		t.Run(k.Of, func(t *testing.T) {
			least := k.Least * max(*growth, 1)
			made := map[int][]byte{}
			g := hostile.GrowthOf(least, func(n int) map[string]time.Duration {
				if made[n] == nil {
					made[n] = k.Make(n)
				}
				return stageTimes(t, made[n])
			})
			g.Check(t)
			if *growth > 0 {
				fmt.Println(g.Row(k.Of, least<<hostile.Doublings, stages...))
			}
		})
	}
}

// stageTimes is what each stage takes for a file.
func stageTimes(t *testing.T, data []byte) map[string]time.Duration {
	t.Helper()
	runtime.GC()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	took, at, since := map[string]time.Duration{}, StageOpen, threadTime()
	enter := func(next Stage, _ int) {
		now := threadTime()
		took[string(at)] += now - since
		at, since = next, now
	}
	doc, err := (&run{name: "x.pdf", data: data, opt: Options{OnStage: enter}}).document(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	enter(StageJSON, 0)
	doc.AppendJSON(nil)
	enter("", 0)
	return took
}
