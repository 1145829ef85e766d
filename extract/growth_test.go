package extract

import (
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"yusuan/extract/hostile"
	"yusuan/model"
)

var only = flag.String("of", "", "")
var mult = flag.Int("mult", 1, "")
var prof = flag.String("prof", "", "")

func cpu() time.Duration {
	var ts syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, 3, uintptr(unsafe.Pointer(&ts)), 0)
	return time.Duration(ts.Nano())
}

func stages(t *testing.T, data []byte) (map[Stage]time.Duration, *model.Document) {
	took := map[Stage]time.Duration{}
	var at Stage
	var since time.Duration
	runtime.GC()
	next := func(s Stage) {
		if at == "" {
			runtime.LockOSThread()
		}
		now := cpu()
		if at != "" {
			took[at] += now - since
		}
		at, since = s, now
	}
	r := run{name: "x", data: data, opt: Options{OnStage: func(s Stage, page int) {
		if s != at {
			next(s)
		}
	}}}
	d, err := r.document(t.Context())
	if err != nil {
		t.Error(err)
		return took, nil
	}
	next("json")
	d.AppendJSON(nil)
	next("")
	runtime.UnlockOSThread()
	return took, d
}

func TestGrowth(t *testing.T) {
	all := []Stage{StageOpen, StageRead, StageLayout, StageBudget, StageCheck, "json"}
	for _, k := range hostile.SizedDocuments() {
		if *only != "" && !strings.Contains(","+*only+",", ","+k.Of+",") {
			continue
		}
		if *prof != "" {
			f, _ := os.Create(*prof)
			data := k.Make(16 * k.Least * *mult)
			pprof.StartCPUProfile(f)
			stages(t, data)
			pprof.StopCPUProfile()
			f.Close()
			continue
		}
		var took [5]map[Stage]time.Duration
		var doc *model.Document
		var sz int
		for d := range 5 {
			data := k.Make(k.Least * *mult << d)
			sz = len(data)
			for i := range 3 {
				if i > 0 && d > 2 {
					break
				}
				var m map[Stage]time.Duration
				m, doc = stages(t, data)
				if doc == nil {
					return
				}
				if took[d] == nil {
					took[d] = m
				}
				for s, v := range m {
					took[d][s] = min(took[d][s], v)
				}
			}
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%-34s %7d", k.Of, 16*k.Least**mult)
		for _, s := range all {
			ms := func(d int) float64 { return float64(took[d][s].Microseconds()) / 1000 }
			fmt.Fprintf(&b, "  %s %.1f", s, ms(4))
			if ms(4) > 5 {
				e := math.Log2(ms(4)/ms(2)) / 2
				fmt.Fprintf(&b, " [%.2f]", e)
				if e > 1.3 {
					b.WriteString("!")
				}
			}
		}
		fmt.Fprintf(&b, "  | %dK %d tables %d facts %d indic %d findings", sz>>10, len(doc.Tables), len(doc.Facts), len(doc.Indicators), len(doc.Findings))
		fmt.Println(b.String())
	}
}
