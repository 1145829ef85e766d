package review

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chosen is the cell that is chosen in a table, and the one whose box is chosen on the picture.
const chosenCells = `[...document.querySelectorAll(".shown .is-chosen, .sheet .is-chosen")].map((e) => e.dataset.key).join(" ")`

// A cell that is pointed at lights its box, and the other way round; a click chooses both.
func TestCellsAndBoxes(t *testing.T) {
	out, sources := usualSite(t)
	b := newTab(t, 1400, 900, fileURL(out))
	b.open(fileURL(page(out, sources[0].Document)) + "#p4")
	keys := eval[[]string](b, `[...document.querySelectorAll(".shown td")].filter((e) => e.textContent).map((e) => e.dataset.key)`)
	if len(keys) < 40 {
		t.Fatalf("%d cells", len(keys))
	}
	for i := range 20 {
		key := keys[i*len(keys)/20]
		cell, box := fmt.Sprintf(`document.querySelector('.shown [data-key="%s"]')`, key), fmt.Sprintf(`document.querySelector('.sheet [data-key="%s"]')`, key)
		from, to := cell, box
		if i%2 == 1 {
			from, to = box, cell
		}
		x, y := b.at(from)
		b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
		want(b, to+`.classList.contains("is-hover")`, true)
		b.click(from)
		want(b, chosenCells, key+" "+key)
		want(b, `(() => { const r = `+to+`.getBoundingClientRect(), p = `+to+`.closest(".stage, .tables").getBoundingClientRect();
			return r.bottom > p.top && r.top < p.bottom; })()`, true) // it is in view
	}
}

// An amount shows what confirms it: the members of each identity, on this page and on others.
func TestProofIsLit(t *testing.T) {
	out, sources := usualSite(t)
	doc := sources[0].Document
	b := newTab(t, 1400, 900, fileURL(out))
	b.open(fileURL(page(out, doc)))
	b.do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(0)`))
	lit := eval[int](b, `document.querySelectorAll(".shown .is-good").length`)
	boxes := eval[int](b, `document.querySelectorAll(".sheet .is-good").length`)
	if lit < 2 || boxes < 2 {
		t.Errorf("%d cells and %d boxes are lit", lit, boxes)
	}
	want(b, `document.querySelectorAll(".detail .identity").length > 0`, true)
	// The one that is pointed at is lit alone.
	x, y := b.at(`document.querySelector(".detail .identity")`)
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	want(b, `state.only !== null && document.querySelectorAll(".shown .is-good").length <= `+fmt.Sprint(lit), true)
}

// What contradicts comes first, then what nothing proves; each filter leaves what it says.
func TestOrderAndFilters(t *testing.T) {
	out, sources := usualSite(t)
	b := newTab(t, 1400, 900, fileURL(out))
	b.open(fileURL(page(out, sources[0].Document)))
	want(b, `listed.every((item, i) => i === 0 || listed[i - 1].rank <= item.rank)`, true)
	proof := sources[0].Document.Proof
	for show, n := range map[string]int{
		"unproved": proof.Amounts - proof.Confirmed - proof.Contradicted, "confirmed": proof.Confirmed, "findings": len(sources[0].Document.Findings),
	} {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`state.show = %q; filter()`, show)))
		want(b, `listed.length`, n)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {show: "all", severity: "warning"}); filter()`))
	want(b, `listed.length > 0 && listed.every((i) => doc.findings[i.finding].severity === "warning")`, true)
	b.do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {severity: "", kind: doc.tables[0].kind}); filter()`))
	want(b, `listed.length > 0 && listed.every((i) => i.fact < 0 || doc.tables[doc.facts[i.fact][0]].kind === state.kind)`, true)
	b.do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {kind: "", text: "no such text"}); filter()`))
	want(b, `listed.length`, 0)
}

// All can be done with keys.
func TestKeys(t *testing.T) {
	out, sources := usualSite(t)
	b := newTab(t, 1400, 900, fileURL(out))
	b.open(fileURL(filepath.Join(out, indexName)))
	b.press("j")
	want(b, `document.activeElement.localName`, "a")
	b.press("/")
	b.do(chromedp.KeyEvent(sources[0].Document.Source.Name[:7]))
	b.until(`document.querySelectorAll("tbody a").length === 1`)
	b.press(kb.Escape)
	b.press("j")
	b.press(kb.Enter)
	b.until(`document.querySelector(".review") !== null`)
	want(b, `state.item`, 0)
	b.press("j")
	b.press("j")
	b.press("k")
	want(b, `state.item`, 1)
	want(b, `document.querySelectorAll(".items [aria-current]").length`, 1)
	at := eval[int](b, `state.page`)
	b.press("n")
	want(b, `state.page`, at+1)
	b.press("p")
	want(b, `state.page`, at)
	b.press("/")
	want(b, `document.activeElement.type`, "search")
	b.press(kb.Escape)
	b.press("+")
	want(b, `state.zoom > 1`, true)
	b.press("0")
	want(b, `state.zoom`, 1)
	b.press("o")
	b.until(`document.querySelector(".sheet canvas + img")?.naturalWidth > 0`)
	b.press("l")
	want(b, `document.documentElement.lang`, "en")
	b.press("d")
	want(b, `document.documentElement.dataset.theme`, "dark")
	b.press("?")
	want(b, `document.querySelector("dialog").open && document.activeElement.closest("dialog") !== null`, true)
	b.press(kb.Escape)
	b.until(`document.querySelector("dialog") === null`)
	// In a table: to its first cell, one to the right, one down, and there.
	b.do(chromedp.Evaluate[chromedp.Void](`showPage(4); document.querySelector(".shown [tabindex='0']").focus()`))
	first := eval[string](b, `document.activeElement.dataset.key`)
	b.press(kb.ArrowDown)
	b.press(kb.Enter)
	key := eval[string](b, `document.activeElement.dataset.key`)
	if key == first {
		t.Errorf("an arrow moves nowhere from %s", first)
	}
	want(b, chosenCells, key+" "+key)
	b.press("u")
	b.until(`document.querySelector(".documents") !== null`)
}

// Whatever a document says is shown as it is, and nothing of it is run.
func TestHostileTexts(t *testing.T) {
	out := t.TempDir()
	s, cells := hostile(t)
	build(t, options(t, out), s)
	b := newTab(t, 1400, 900, fileURL(out))
	for _, address := range []string{filepath.Join(out, indexName), page(out, s.Document)} {
		b.open(fileURL(address))
		want(b, `typeof window.broken`, "undefined")
		want(b, `document.querySelectorAll("script:not([type='application/json'])").length`, 1)
		want(b, `document.querySelectorAll("img, iframe, object, b, body > table").length`, 0)
		want(b, `document.body.textContent.includes(`+quoted(t, strings.Join(hostileTexts, ""))+`)`, true)
	}
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`showPage(%d)`, s.Document.Tables[0].Pages[0])))
	for at, text := range cells {
		want(b, fmt.Sprintf(`document.querySelector('.shown [data-key="0,%d,%d"]').textContent`, at[0], at[1]), text)
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell("0,%d,%d")`, at[0], at[1])))
	}
	for _, language := range []string{"zh", "en"} {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`language = %q; start(); showKeys(keys); listed.forEach((_, i) => { if (i < 20) chooseItem(i); })`, language)))
	}
	want(b, `typeof window.broken`, "undefined")
	want(b, `document.querySelectorAll("img").length`, 0)
}

func quoted(t *testing.T, text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// On a phone, one part is shown at a time, and nothing is wider than the screen.
func TestPhone(t *testing.T) {
	out, sources := usualSite(t)
	b := newTab(t, 390, 800, fileURL(out))
	b.open(fileURL(page(out, sources[0].Document)))
	for _, view := range []string{"list", "page", "tables"} {
		b.click(fmt.Sprintf(`document.querySelector('.views [data-view="%s"]')`, view))
		want(b, `[...document.querySelectorAll(".pane")].filter((e) => e.offsetWidth > 0).map((e) => e.classList[1]).join()`, view)
		want(b, `document.documentElement.scrollWidth <= innerWidth`, true)
	}
	b.open(fileURL(filepath.Join(out, indexName)))
	want(b, `document.documentElement.scrollWidth <= innerWidth`, true)
}

func TestAccessible(t *testing.T) {
	script := axe(t)
	out, sources := usualSite(t)
	for _, width := range []int64{1400, 390} {
		b := newTab(t, width, 900, fileURL(out))
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			b.open(fileURL(filepath.Join(out, indexName)))
			b.accessible(script, fmt.Sprint("index ", scheme, width))
			b.open(fileURL(page(out, sources[0].Document)) + "#p4")
			b.do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(0)`))
			for _, view := range []string{"list", "page", "tables"} {
				b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`setView(%q)`, view)))
				b.accessible(script, fmt.Sprint("document ", scheme, width, view))
			}
			b.press("?")
			b.accessible(script, fmt.Sprint("keys ", scheme, width))
		}
	}
}

// The pictures of README: go test ./review -run Pictures -pictures FOLDER.
func TestPictures(t *testing.T) {
	if *picturesFolder == "" {
		t.Skip("no -pictures FOLDER")
	}
	out, sources := usualSite(t)
	b := newTab(t, 1360, 760, fileURL(out))
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		b.open(fileURL(page(out, sources[1].Document)))
		b.do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(listed.findIndex((i) => proofsOf(i.fact).some((p) => p[3].length > 3 && p[3].every((m) => doc.facts[m][3] === i.page))))`))
		b.until(`document.querySelector(".sheet [data-drawn]") !== null`)
		picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*picturesFolder, "review-"+scheme+".png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Limits for a document of hundreds of pages, on a machine that has something else to do.
const (
	firstView  = 2 * time.Second
	pageSwitch = 50 * time.Millisecond
	memory     = 300 << 20 // bytes
)

func TestLongDocument(t *testing.T) {
	if *longPDF == "" {
		t.Skip("no -pdf FILE")
	}
	out, s := t.TempDir(), source(t, *longPDF)
	path, err := filepath.Abs(s.PDF)
	if err != nil {
		t.Fatal(err)
	}
	s.PDF = path
	begin := time.Now()
	if lacks := build(t, options(t, out), s); len(lacks) > 0 {
		t.Fatal(lacks)
	}
	info, err := os.Stat(page(out, s.Document))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages, built in %s, HTML of %d KB", s.Document.Source.PageCount, time.Since(begin).Round(time.Millisecond), info.Size()>>10)
	b := newTab(t, 1400, 900, fileURL(out))
	b.open(fileURL(page(out, s.Document)))
	b.until(`document.querySelector(".sheet [data-drawn]") !== null`)
	b.until(`performance.getEntriesByName("first-contentful-paint").length > 0`)
	first := eval[float64](b, `performance.getEntriesByName("first-contentful-paint")[0].startTime`)
	// A switch is script and layout; the next one waits until the picture is drawn.
	switches := eval[[]float64](b, `(async () => {
		const took = [];
		for (let i = 1; i <= 60; i++) {
			const begin = performance.now();
			showPage(1 + (i * 7) % doc.sizes.length);
			document.body.offsetHeight; // laid out
			took.push(performance.now() - begin);
			while (!document.querySelector(".sheet [data-drawn]")) await new Promise((done) => setTimeout(done, 5));
			await new Promise((done) => setTimeout(done, 20));
		}
		return took.sort((a, b) => a - b);
	})()`)
	used := b.memory()
	t.Logf("first view %.0f ms, page switch median %.1f ms, 95 in 100 %.1f ms, most %.1f ms, memory of the page's process %d MB",
		first, switches[len(switches)/2], switches[len(switches)*95/100], switches[len(switches)-1], used>>20)
	if first > float64(firstView.Milliseconds()) || switches[len(switches)/2] > float64(pageSwitch.Milliseconds()) || used > memory {
		t.Error("over the limits")
	}
}

// memory is what the largest process of a page takes of the machine's memory, shared parts by their shares, in bytes; 0 where the
// system does not tell.
func (b *tab) memory() (most int64) {
	b.Helper()
	info, err := cdp.Call(b.ctx, chromedp.FromContext(b.ctx).Browser, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range info.ProcessInfo {
		rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p.ID))
		if p.Type != "renderer" || err != nil {
			continue
		}
		if m := regexp.MustCompile(`(?m)^Pss: +(\d+) kB$`).FindSubmatch(rollup); m != nil {
			kilobytes, _ := strconv.ParseInt(string(m[1]), 10, 64)
			most = max(most, kilobytes<<10)
		}
	}
	return most
}
