// Command generator prints documents whose truth is known, and makes of the pages what scanners make of paper: pictures in
// PDFs, each with its truth beside it.
//
//	go run ./testdata/scans/generator -out FOLDER [-seed N] [-pages N] [-kinds KIND,KIND]
//	go run ./testdata/scans/generator -out testdata/scans -kept
//
// The same seed makes the same bytes. It needs nothing but this repository.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

func main() {
	var run run
	out := flag.String("out", "", "`folder` to write to")
	testdata := flag.String("testdata", "testdata", "`folder` of the documents that are printed")
	pages := flag.Int("pages", 60, "how many pages are printed")
	flag.BoolVar(&run.kept, "kept", false, "make the scans that the repository keeps")
	only := flag.String("kinds", "", "`kinds` that are made, with commas between; all, if there are none")
	flag.Uint64Var(&run.seed, "seed", 1, "begins the random numbers")
	flag.Parse()
	run.kinds = slices.DeleteFunc(slices.Clone(kinds), func(k kind) bool {
		return *only != "" && !slices.Contains(strings.Split(*only, ","), k.name)
	})
	if err := run.all(context.Background(), *testdata, *out, *pages); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run makes scans. Its printer is for one of them at a time.
type run struct {
	seed     uint64
	kept     bool
	kinds    []kind
	printing sync.Mutex
	printer  *printer
}

func (g *run) all(ctx context.Context, testdata, out string, pages int) error {
	if out == "" || len(g.kinds) == 0 {
		return errors.New("-out is missing, or none of the kinds is known")
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	var sections []section
	for _, name := range sourceNames {
		s, err := readSource(ctx, testdata, name)
		if err != nil {
			return err
		}
		sections = append(sections, s.sections()...)
	}
	var err error
	if g.printer, err = newPrinter(ctx); err != nil {
		return err
	}
	jobs := plan(sections, g.kinds, pages, rand.New(rand.NewPCG(g.seed, 0)))
	if g.kept {
		if jobs, err = keep(sections); err != nil {
			return err
		}
	}
	failures := make([]error, len(jobs))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var done sync.WaitGroup
	for i, j := range jobs {
		slots <- struct{}{}
		done.Go(func() {
			failures[i] = g.make(&j, rand.New(rand.NewPCG(g.seed, uint64(i+1))), out)
			<-slots
		})
	}
	done.Wait()
	return errors.Join(failures...)
}

// job is a scan to be made.
type job struct {
	section
	kinds []kind
	dpi   int
	name  string
}

// plan gives each kind sections to print, as many pages to each as can be, until there are enough.
func plan(sections []section, kinds []kind, pages int, r *rand.Rand) (jobs []job) {
	resolutions := []int{200, 150, 200, 300}
	count := make([]int, len(kinds))
	for pages > 0 {
		for _, i := range r.Perm(len(sections)) {
			s := sections[i]
			if s.count() > pages {
				continue
			}
			least := 0
			for k := range kinds {
				if count[k] < count[least] {
					least = k
				}
			}
			j := job{s, kinds[least : least+1], resolutions[len(jobs)%len(resolutions)], ""}
			j.name = fmt.Sprintf("%02d-%s-%s-p%d-%ddpi", len(jobs)+1, j.kind(), s.of.name, s.first, j.dpi)
			jobs = append(jobs, j)
			count[least] += s.count()
			pages -= s.count()
		}
	}
	return jobs
}

// kind names what is done.
func (j *job) kind() string {
	var names []string
	for _, k := range j.kinds {
		names = append(names, k.name)
	}
	return strings.Join(names, "-")
}

// keep plans the scans that the repository keeps, which are small.
func keep(sections []section) (jobs []job, err error) {
	for _, k := range []struct {
		source     string
		first, dpi int
		kinds      []string
	}{
		{"province1-calc-repeat", 2, 150, []string{"turn", "jpeg"}},
		{"xicheng-chromium", 1, 150, []string{"jpeg", "bent", "red-seal"}},
		{"final1-cairo", 5, 200, []string{"fax", "skew", "dark-seal"}},
	} {
		i := slices.IndexFunc(sections, func(s section) bool { return s.of.name == k.source && s.first == k.first })
		if i < 0 {
			return nil, fmt.Errorf("%s has no section at page %d", k.source, k.first)
		}
		j := job{section: sections[i], dpi: k.dpi}
		for _, name := range k.kinds {
			j.kinds = append(j.kinds, kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })])
		}
		j.name = fmt.Sprintf("%s-%s", j.kind(), k.source)
		jobs = append(jobs, j)
	}
	return jobs, nil
}

// make makes a scan and writes it and its truth.
func (g *run) make(j *job, r *rand.Rand, out string) error {
	g.printing.Lock()
	sheets, err := g.printer.print(j.of.data, j.first, j.last, j.dpi)
	var back []*sheet
	if err == nil {
		other := j.last%j.of.pages + 1 // the page after it, or the first
		back, err = g.printer.print(j.of.data, other, other, j.dpi)
	}
	g.printing.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", j.name, err)
	}
	amounts := j.amounts()
	covered := make(map[int][][2]int)
	var pages []scanned
	for i, s := range sheets {
		w := good(r)
		if j.dpi == 150 && r.IntN(2) == 0 {
			w.format = flate
		}
		for _, k := range j.kinds {
			k.add(&w, r)
		}
		on := onPage(amounts, j.first+i)
		for k := range w.seals {
			w.seals[k].place(s, on, r)
		}
		for _, b := range on {
			if w.hides(s, b) {
				covered[b.table] = append(covered[b.table], [2]int{b.row, b.column})
			}
		}
		var other *sheet
		if w.through > 0 {
			other = back[0].copy()
		}
		w.apply(s, other, r)
		page, err := scan(s, &w)
		if err != nil {
			return fmt.Errorf("%s: %w", j.name, err)
		}
		pages = append(pages, page)
	}
	truth := j.truth(covered)
	truth.ID = j.name
	truth.Scan = &told{j.of.name, nil, j.kind(), j.dpi, g.seed}
	for page := j.first; page <= j.last; page++ {
		truth.Scan.Printed = append(truth.Scan.Printed, page)
	}
	data, err := json.Marshal(truth)
	return errors.Join(err,
		os.WriteFile(filepath.Join(out, j.name+".pdf"), pdf(pages), 0o666),
		os.WriteFile(filepath.Join(out, j.name+".truth.json"), append(data, '\n'), 0o666))
}

func onPage(all []box, page int) (here []box) {
	for _, b := range all {
		if b.page == page {
			here = append(here, b)
		}
	}
	return here
}
