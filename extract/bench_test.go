package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var timed = flag.String("pdf", "", "the files, globs parted by commas, that benchmarks read instead of made ones")

// timedFiles are the bytes of the files to time, by their names.
func timedFiles(b *testing.B) map[string][]byte {
	b.Helper()
	all := make(map[string][]byte)
	if *timed == "" {
		for _, name := range []string{"final1-cairo", "province2-gs", "xicheng-cid", "xicheng-chromium", "xicheng-weasy-turned"} {
			all[name] = made(b, name)
		}
		return all
	}
	for glob := range strings.SplitSeq(*timed, ",") {
		paths, err := filepath.Glob(glob)
		if err != nil || len(paths) == 0 {
			b.Fatalf("no files %q: %v", glob, err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			all[path] = data
		}
	}
	return all
}

// BenchmarkBytes reads whole documents, from the file's bytes to the canonical bytes.
func BenchmarkBytes(b *testing.B) {
	for name, data := range timedFiles(b) {
		b.Run(filepath.Base(name), func(b *testing.B) {
			d, err := Bytes(b.Context(), name, data, Options{})
			if err != nil || len(d.Tables) == 0 {
				b.Fatalf("no tables to time: %v", err)
			}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				d, err := Bytes(b.Context(), name, data, Options{})
				if err != nil {
					b.Fatal(err)
				}
				d.AppendJSON(nil)
			}
			b.ReportMetric(float64(b.N*d.Source.PageCount)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// BenchmarkStage reads all the files, and times and counts what one stage does of that.
func BenchmarkStage(b *testing.B) {
	files := timedFiles(b)
	for _, stage := range []Stage{StageOpen, StageRead, StageLayout, StageBudget, StageCheck, stageJSON} {
		b.Run(string(stage), func(b *testing.B) {
			b.ReportAllocs()
			pages := 0
			for b.Loop() {
				b.StopTimer()
				pages = 0
				for name, data := range files {
					pages += timeStage(b, name, data, stage)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pages), "ns/page")
		})
	}
}

// timeStage reads a file with the timer running in one stage, and returns how many pages it has.
func timeStage(b *testing.B, name string, data []byte, stage Stage) int {
	at := Stage("")
	enter := func(next Stage, _ int) {
		switch {
		case at == next:
		case next == stage:
			b.StartTimer()
		case at == stage:
			b.StopTimer()
		}
		at = next
	}
	d, err := (&run{name: name, data: data, opt: Options{OnStage: enter}}).document(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	enter(stageJSON, 0)
	d.AppendJSON(nil)
	enter("", 0)
	return d.Source.PageCount
}
