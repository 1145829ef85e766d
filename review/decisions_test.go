package review

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"yusuan/extract"
	"yusuan/model"
	"yusuan/review/internal/chromium"
	"yusuan/review/serve"
)

// served serves documents and takes decisions about them, and returns the address and the file of these.
func served(t *testing.T, sources ...Source) (address, journalPath string) {
	t.Helper()
	opt := options(t, t.TempDir())
	opt.Extract = extract.Options{}
	find := func(_ context.Context, sha256 string) (Source, error) {
		for _, s := range sources {
			if s.Document.Source.SHA256 == sha256 {
				return s, nil
			}
		}
		return Source{}, ErrNoDocument
	}
	pages, err := NewPages(opt, func(yield func(*model.Document) bool) {
		for _, s := range sources {
			if !yield(s.Document) {
				return
			}
		}
	}, find)
	if err != nil {
		t.Fatal(err)
	}
	journalPath = filepath.Join(t.TempDir(), "corrections.jsonl")
	journal, err := serve.OpenJournal(journalPath)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := serve.Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	server, err := serve.New(serve.Options{Host: listener.Addr().String(), Pages: pages, Journal: journal,
		Correct: func(ctx context.Context, sha256 string, decided []model.Correction) (*model.Document, error) {
			doc, err := pages.Correct(ctx, sha256, decided)
			if errors.Is(err, ErrNoDocument) {
				err = serve.ErrUnknown
			}
			return doc, err
		}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		journal.Close()
		pages.Close()
	})
	return server.Address(), journalPath
}

// What a person decides on the page is kept, and shown by the page that is loaded anew; what is taken back is so no longer.
func TestDecisions(t *testing.T) {
	s := source(t, made("final1-cairo.pdf"))
	address, journalPath := served(t, s)
	b := chromium.NewTab(t, 1400, 900, address[:strings.Index(address, "?")])
	b.Open(address)
	b.Click(`document.querySelector("tbody a")`)
	b.Until(`document.querySelector(".review .sheet [data-drawn]") !== null`)
	fact := s.Document.Facts[0]
	key := fmt.Sprintf("0,%d,%d", fact.Row, fact.Column)
	cell := fmt.Sprintf(`document.querySelector('.shown [data-key="%s"]')`, key)
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`showPage(%d); chooseCell(%q)`, fact.Page, key)))
	if os.Getenv("YUSUAN_AXE") != "" {
		b.Accessible(chromium.Axe(t), "decisions")
	}
	decide(b, "text", `form.querySelector("textarea").value = "4,065.21"`)
	b.Until(cell + `?.textContent === "4,065.21"`)
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell(%q)`, key)))
	decide(b, "table-title", `form.querySelectorAll("input")[0].value = "另一个标题"`)
	b.Until(`doc.tables[0].title === "另一个标题"`)
	line, err := os.ReadFile(journalPath)
	if err != nil || strings.Count(string(line), "\n") != 2 || !strings.Contains(string(line), `"right":"4,065.21"`) {
		t.Errorf("%s, %v", line, err)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell(%q)`, key)))
	b.Click(`document.querySelector("form.decision li button")`)
	b.Until(cell + `?.textContent === ` + quoted(t, fact.Printed))

	// Two rows are one, and a cell of it is right.
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell(%q)`, key)))
	rows := chromium.Eval[int](b, `doc.tables[0].rows`)
	decide(b, "join-rows", ``)
	b.Until(fmt.Sprintf(`doc.tables[0].rows === %d`, rows-1))
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell(%q)`, key)))
	decide(b, "right", ``)
	b.Until(`doc.corrections.length === 3`)
	for _, stage := range []string{"cells", "chars"} {
		b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`state.overlay = %q; showPage(state.page)`, stage)))
		b.Until(`document.querySelector(".sheet canvas + img")?.naturalWidth > 0`)
	}
}

// What may have been read wrongly comes first, and what it may say otherwise is one click away.
func TestDoubtfulCells(t *testing.T) {
	s := source(t, made("final1-cairo.pdf"))
	fact := s.Document.Facts[0]
	at := model.Subject{Table: fact.Table, Row: &fact.Row, Column: &fact.Column, Page: fact.Page, Box: &fact.Box}
	doubtful := model.FigureDoubtful.Finding("印章", "a seal", at)
	doubtful.Readings = []string{"4,065.21", "4,065.27"}
	s.Document.Findings = append(s.Document.Findings, model.RowSumMismatch.Finding("", "", at), doubtful)
	address, journalPath := served(t, s)
	b := chromium.NewTab(t, 1400, 900, address[:strings.Index(address, "?")])
	b.Open(address)
	b.Click(`document.querySelector("tbody a")`)
	b.Until(`document.querySelector(".review .sheet [data-drawn]") !== null`)
	chromium.Want(b, `doc.findings[listed[0].finding].code`, "figure-doubtful")
	chromium.Want(b, `state.finding === listed[0].finding`, true) // chosen from the beginning
	key := fmt.Sprintf("0,%d,%d", fact.Row, fact.Column)
	cell := fmt.Sprintf(`document.querySelector('.shown [data-key="%s"]')`, key)
	chromium.Want(b, cell+`.classList.contains("is-doubtful")`, true)
	chromium.Want(b, fmt.Sprintf(`document.querySelector('.sheet rect[data-key="%s"]').classList.contains("is-doubtful")`, key), true)
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`chooseCell(%q)`, key)))
	chromium.Want(b, `document.querySelector(".detail").textContent.includes("印章")`, true)
	chromium.Want(b, `[...document.querySelectorAll("form.decision .members button")].map((b) => b.textContent).join()`, fact.Printed+" ✓,4,065.21,4,065.27")
	if os.Getenv("YUSUAN_AXE") != "" {
		b.Accessible(chromium.Axe(t), "readings")
	}
	b.Click(`document.querySelectorAll("form.decision .members button")[1]`)
	b.Until(cell + `?.textContent === "4,065.21"`)
	line, err := os.ReadFile(journalPath)
	if err != nil || strings.Count(string(line), "\n") != 1 || !strings.Contains(string(line), `"right":"4,065.21"`) {
		t.Errorf("%s, %v", line, err)
	}
}

// decide sends the form of what is chosen, with a kind and what a script fills in, and waits for the page that comes of it.
func decide(b *chromium.Tab, kind, fill string) {
	b.Helper()
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
		window.before = true;
		const form = document.querySelector("form.decision");
		form.querySelector("select").value = %q;
		form.querySelector("select").dispatchEvent(new Event("change"));
		%s;
		form.requestSubmit();
	})()`, kind, fill)))
	b.Until(`document.querySelector(".review") !== null && !window.before`)
}

// Whoever has no token sees nothing.
func TestServedWithoutToken(t *testing.T) {
	address, _ := served(t, source(t, made("final1-cairo.pdf")))
	b := chromium.NewTab(t, 1400, 900, address[:strings.Index(address, "?")])
	b.Do(chromedp.Navigate(address[:strings.Index(address, "?")]))
	chromium.Want(b, `document.querySelector("main") === null && document.body.textContent.includes("not for you")`, true)
	b.Forgive() // the browser tells of the refusal
}
