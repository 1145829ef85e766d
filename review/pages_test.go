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

	"yusuan/review/internal/chromium"
)

// chosen is the cell that is chosen in a table, and the one whose box is chosen on the picture.
const chosenCells = `[...document.querySelectorAll(".shown .is-chosen, .sheet .is-chosen")].map((e) => e.dataset.key).join(" ")`

// A cell that is pointed at lights its box, and the other way round; a click chooses both.
func TestCellsAndBoxes(t *testing.T) {
	out, sources := usualSite(t)
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	b.Open(chromium.FileURL(page(out, sources[0].Document)) + "#p4")
	keys := chromium.Eval[[]string](b, `[...document.querySelectorAll(".shown td")].filter((e) => e.textContent).map((e) => e.dataset.key)`)
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
		x, y := b.At(from)
		b.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
		chromium.Want(b, to+`.classList.contains("is-hover")`, true)
		b.Click(from)
		chromium.Want(b, chosenCells, key+" "+key)
		chromium.Want(b, `(() => { const r = `+to+`.getBoundingClientRect(), p = `+to+`.closest(".stage, .tables").getBoundingClientRect();
			return r.bottom > p.top && r.top < p.bottom; })()`, true) // it is in view
	}
}

// An amount shows what confirms it: the members of each identity, on this page and on others.
func TestProofIsLit(t *testing.T) {
	out, sources := usualSite(t)
	doc := sources[0].Document
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	b.Open(chromium.FileURL(page(out, doc)))
	b.Do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(0)`))
	lit := chromium.Eval[int](b, `document.querySelectorAll(".shown .is-good").length`)
	boxes := chromium.Eval[int](b, `document.querySelectorAll(".sheet .is-good").length`)
	if lit < 2 || boxes < 2 {
		t.Errorf("%d cells and %d boxes are lit", lit, boxes)
	}
	chromium.Want(b, `document.querySelectorAll(".detail .identity").length > 0`, true)
	// The one that is pointed at is lit alone.
	x, y := b.At(`document.querySelector(".detail .identity")`)
	b.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	chromium.Want(b, `state.only !== null && document.querySelectorAll(".shown .is-good").length <= `+fmt.Sprint(lit), true)
}

// What contradicts comes first, then what nothing proves; each filter leaves what it says.
func TestOrderAndFilters(t *testing.T) {
	out, sources := usualSite(t)
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	b.Open(chromium.FileURL(page(out, sources[0].Document)))
	chromium.Want(b, `listed.every((item, i) => i === 0 || listed[i - 1].rank <= item.rank)`, true)
	proof := sources[0].Document.Proof
	for show, n := range map[string]int{
		"unproved": proof.Amounts - proof.Confirmed - proof.Contradicted, "confirmed": proof.Confirmed, "findings": len(sources[0].Document.Findings),
	} {
		b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`state.show = %q; filter()`, show)))
		chromium.Want(b, `listed.length`, n)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {show: "all", severity: "warning"}); filter()`))
	chromium.Want(b, `listed.length > 0 && listed.every((i) => doc.findings[i.finding].severity === "warning")`, true)
	b.Do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {severity: "", kind: doc.tables[0].kind}); filter()`))
	chromium.Want(b, `listed.length > 0 && listed.every((i) => i.fact < 0 || doc.tables[doc.facts[i.fact][0]].kind === state.kind)`, true)
	b.Do(chromedp.Evaluate[chromedp.Void](`Object.assign(state, {kind: "", text: "no such text"}); filter()`))
	chromium.Want(b, `listed.length`, 0)
}

// All can be done with keys.
func TestKeys(t *testing.T) {
	out, sources := usualSite(t)
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	b.Open(chromium.FileURL(filepath.Join(out, indexName)))
	b.Press("j")
	chromium.Want(b, `document.activeElement.localName`, "a")
	b.Press("/")
	b.Do(chromedp.KeyEvent(sources[0].Document.Source.Name[:7]))
	b.Until(`document.querySelectorAll("tbody a").length === 1`)
	b.Press(kb.Escape)
	b.Press("j")
	b.Press(kb.Enter)
	b.Until(`document.querySelector(".review") !== null`)
	chromium.Want(b, `state.item`, 0)
	b.Press("j")
	b.Press("j")
	b.Press("k")
	chromium.Want(b, `state.item`, 1)
	chromium.Want(b, `document.querySelectorAll(".items [aria-current]").length`, 1)
	at := chromium.Eval[int](b, `state.page`)
	b.Press("n")
	chromium.Want(b, `state.page`, at+1)
	b.Press("p")
	chromium.Want(b, `state.page`, at)
	b.Press("/")
	chromium.Want(b, `document.activeElement.type`, "search")
	b.Press(kb.Escape)
	b.Press("+")
	chromium.Want(b, `state.zoom > 1`, true)
	b.Press("0")
	chromium.Want(b, `state.zoom`, 1)
	b.Press("o")
	b.Until(`document.querySelector(".sheet canvas + img")?.naturalWidth > 0`)
	b.Press("l")
	chromium.Want(b, `document.documentElement.lang`, "en")
	b.Press("d")
	chromium.Want(b, `document.documentElement.dataset.theme`, "dark")
	b.Press("?")
	chromium.Want(b, `document.querySelector("dialog").open && document.activeElement.closest("dialog") !== null`, true)
	b.Press(kb.Escape)
	b.Until(`document.querySelector("dialog") === null`)
	// In a table: to its first cell, one to the right, one down, and there.
	b.Do(chromedp.Evaluate[chromedp.Void](`showPage(4); document.querySelector(".shown [tabindex='0']").focus()`))
	first := chromium.Eval[string](b, `document.activeElement.dataset.key`)
	b.Press(kb.ArrowDown)
	b.Press(kb.Enter)
	key := chromium.Eval[string](b, `document.activeElement.dataset.key`)
	if key == first {
		t.Errorf("an arrow moves nowhere from %s", first)
	}
	chromium.Want(b, chosenCells, key+" "+key)
	b.Press("u")
	b.Until(`document.querySelector(".documents") !== null`)
}

// Whatever a document says is shown as it is, and nothing of it is run.
func TestHostileTexts(t *testing.T) {
	out := t.TempDir()
	s, cells := hostile(t)
	build(t, options(t, out), s)
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	for _, address := range []string{filepath.Join(out, indexName), page(out, s.Document)} {
		b.Open(chromium.FileURL(address))
		chromium.Want(b, `typeof window.broken`, "undefined")
		chromium.Want(b, `document.querySelectorAll("script:not([type='application/json'])").length`, 1)
		chromium.Want(b, `document.querySelectorAll("img, iframe, object, b, body > table").length`, 0)
		chromium.Want(b, `document.body.textContent.includes(`+quoted(t, strings.Join(hostileTexts, ""))+`)`, true)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`showPage(%d)`, s.Document.Tables[0].Pages[0])))
	for at, text := range cells {
		chromium.Want(b, fmt.Sprintf(`document.querySelector('.shown [data-key="0,%d,%d"]').textContent`, at[0], at[1]), text)
		b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell("0,%d,%d")`, at[0], at[1])))
	}
	for _, language := range []string{"zh", "en"} {
		b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`language = %q; start(); showKeys(keys); listed.forEach((_, i) => { if (i < 20) chooseItem(i); })`, language)))
	}
	chromium.Want(b, `typeof window.broken`, "undefined")
	chromium.Want(b, `document.querySelectorAll("img").length`, 0)
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
	b := chromium.NewTab(t, 390, 800, chromium.FileURL(out))
	b.Open(chromium.FileURL(page(out, sources[0].Document)))
	for _, view := range []string{"list", "page", "tables"} {
		b.Click(fmt.Sprintf(`document.querySelector('.views [data-view="%s"]')`, view))
		chromium.Want(b, `[...document.querySelectorAll(".pane")].filter((e) => e.offsetWidth > 0).map((e) => e.classList[1]).join()`, view)
		chromium.Want(b, `document.documentElement.scrollWidth <= innerWidth`, true)
	}
	b.Open(chromium.FileURL(filepath.Join(out, indexName)))
	chromium.Want(b, `document.documentElement.scrollWidth <= innerWidth`, true)
}

func TestAccessible(t *testing.T) {
	script := chromium.Axe(t)
	out, sources := usualSite(t)
	for _, width := range []int64{1400, 390} {
		b := chromium.NewTab(t, width, 900, chromium.FileURL(out))
		for _, scheme := range []string{"light", "dark"} {
			b.Scheme(scheme)
			b.Open(chromium.FileURL(filepath.Join(out, indexName)))
			b.Accessible(script, fmt.Sprint("index ", scheme, width))
			b.Open(chromium.FileURL(page(out, sources[0].Document)) + "#p4")
			b.Do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(0)`))
			for _, view := range []string{"list", "page", "tables"} {
				b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`setView(%q)`, view)))
				b.Accessible(script, fmt.Sprint("document ", scheme, width, view))
			}
			b.Press("?")
			b.Accessible(script, fmt.Sprint("keys ", scheme, width))
		}
	}
}

// The pictures of README: go test ./review -run Pictures -pictures FOLDER.
func TestPictures(t *testing.T) {
	if *picturesFolder == "" {
		t.Skip("no -pictures FOLDER")
	}
	out, sources := usualSite(t)
	b := chromium.NewTab(t, 1360, 760, chromium.FileURL(out))
	for _, scheme := range []string{"light", "dark"} {
		b.Scheme(scheme)
		b.Open(chromium.FileURL(page(out, sources[1].Document)))
		b.Do(chromedp.Evaluate[chromedp.Void](`state.show = "confirmed"; filter(); chooseItem(listed.findIndex((i) => proofsOf(i.fact).some((p) => p[3].length > 3 && p[3].every((m) => doc.facts[m][3] === i.page))))`))
		b.Until(`document.querySelector(".sheet [data-drawn]") !== null`)
		picture, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
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
	b := chromium.NewTab(t, 1400, 900, chromium.FileURL(out))
	b.Open(chromium.FileURL(page(out, s.Document)))
	b.Until(`document.querySelector(".sheet [data-drawn]") !== null`)
	b.Until(`performance.getEntriesByName("first-contentful-paint").length > 0`)
	first := chromium.Eval[float64](b, `performance.getEntriesByName("first-contentful-paint")[0].startTime`)
	// A switch is script and layout; the next one waits until the picture is drawn.
	switches := chromium.Eval[[]float64](b, `(async () => {
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
	used := processMemory(b)
	t.Logf("first view %.0f ms, page switch median %.1f ms, 95 in 100 %.1f ms, most %.1f ms, memory of the page's process %d MB",
		first, switches[len(switches)/2], switches[len(switches)*95/100], switches[len(switches)-1], used>>20)
	if first > float64(firstView.Milliseconds()) || switches[len(switches)/2] > float64(pageSwitch.Milliseconds()) || used > memory {
		t.Error("over the limits")
	}
}

// processMemory is what the largest process of a page takes of the machine's memory, shared parts by their shares, in bytes; 0 where the
// system does not tell.
func processMemory(b *chromium.Tab) (most int64) {
	b.Helper()
	info, err := cdp.Call(b.Ctx, chromedp.FromContext(b.Ctx).Browser, systeminfo.GetProcessInfo, cdp.Empty{})
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
