// Package chromium is a browser in which tests look at pages.
package chromium

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browsers are what Chromium is called.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"}

// Path finds Chromium; the test is skipped where there is none.
func Path(t *testing.T) string {
	t.Helper()
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium: none of ", strings.Join(browsers, ", "))
	return ""
}

// Tab is a browser with one page, of which everything is noted that no page may do.
type Tab struct {
	*testing.T
	Ctx context.Context // of chromedp

	mu    sync.Mutex
	wrong []string
	home  string // what every request must begin with
}

// browser is the one that all tests use, nil before the first.
var browser struct {
	sync.Mutex
	ctx   context.Context
	close func()
}

// Close ends the browser, after all tests.
func Close() {
	if browser.close != nil {
		browser.close()
	}
}

// startBrowser starts it where it does not run.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := Path(t)
	browser.Lock()
	defer browser.Unlock()
	if browser.ctx != nil {
		return browser.ctx
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("accept-lang", "zh-CN"), chromedp.Flag("disable-background-networking", true))
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	browser.ctx, browser.close = ctx, func() { cancel(); stop() }
	return ctx
}

// NewTab opens a tab; the test fails for console errors, and for requests of what does not begin with home.
func NewTab(t *testing.T, width, height int64, home string) *Tab {
	t.Helper()
	b := &Tab{T: t, home: home}
	ctx, cancel := chromedp.NewContext(startBrowser(t), chromedp.WithListener(b.note), chromedp.WithNewBrowserContext())
	b.Ctx = ctx
	t.Cleanup(func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, w := range b.wrong {
			t.Error(w)
		}
	})
	b.Do(chromedp.EmulateViewport(width, height))
	return b
}

// note keeps what a page may not do.
func (b *Tab) note(event any) {
	wrong := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		wrong = "exception: " + e.ExceptionDetails.Text + fmt.Sprintf(" %+v", e.ExceptionDetails.Exception)
	case *runtime.EventConsoleAPICalled:
		wrong = fmt.Sprintf("console: %s %v", e.Type, e.Args)
	case *log.EventEntryAdded:
		wrong = fmt.Sprintf("log: %s %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *network.EventRequestWillBeSent:
		inside := strings.HasPrefix(e.Request.URL, "blob:") || e.Request.URL == "about:blank" || e.Request.URL == "data:,"
		if !inside && !strings.HasPrefix(e.Request.URL, b.home) {
			wrong = "request: " + e.Request.URL
		}
	}
	if wrong != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.wrong = append(b.wrong, wrong)
	}
}

// Forgive forgets what the page did until now that no page may do.
func (b *Tab) Forgive() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = nil
}

// Do runs actions, none of which may take long.
func (b *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.Ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// Open opens a page and waits until it is drawn.
func (b *Tab) Open(address string) {
	b.Helper()
	b.Do(chromedp.Navigate(address))
	b.Until(`document.querySelector("main") !== null`)
}

// Eval is what an expression of the page's has for its value.
func Eval[T any](b *Tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.Ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// Until waits for an expression to be true, also over the load of another page.
func (b *Tab) Until(expression string) {
	b.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if is, err := chromedp.Run(b.Ctx, chromedp.Evaluate[bool](expression)); err == nil && is {
			return
		}
	}
	b.Fatalf("never: %s", expression)
}

// Want compares the value of an expression.
func Want[T comparable](b *Tab, expression string, wanted T) {
	b.Helper()
	if got := Eval[T](b, expression); got != wanted {
		b.Errorf("%s is %v, want %v", expression, got, wanted)
	}
}

// Press presses a key of one character, which is a command and enters no field; Enter and the like are keys of kb.
func (b *Tab) Press(key string) {
	b.Helper()
	if key < " " || key > "~" {
		b.Do(chromedp.KeyEvent(key))
		return
	}
	b.Do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: key})
		return chromedp.Void{}, err
	})
}

// At brings an element into view and returns the point in its middle, or rather where nothing else lies over it.
func (b *Tab) At(element string) (x, y float64) {
	b.Helper()
	at := Eval[[]float64](b, fmt.Sprintf(`(() => {
		const e = %s;
		e.scrollIntoView({block: "center", inline: "center"});
		const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	})()`, element))
	return at[0], at[1]
}

func (b *Tab) Click(element string) {
	b.Helper()
	x, y := b.At(element)
	b.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// Scheme emulates what the system prefers: light or dark.
func (b *Tab) Scheme(name string) {
	b.Helper()
	b.Do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return chromedp.Void{}, err
	})
}

// Axe is the script of axe-core; the test is skipped where YUSUAN_AXE does not name it.
func Axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("YUSUAN_AXE")
	if path == "" {
		t.Skip("YUSUAN_AXE names no axe.min.js of axe-core")
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// Accessible runs axe-core over the page.
func (b *Tab) Accessible(script, name string) {
	b.Helper()
	if _, err := chromedp.Run(b.Ctx, chromedp.Evaluate[any](script+"; 0")); err != nil {
		b.Fatal(err)
	}
	found := Eval[string](b, `axe.run({resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map(
		(v) => ({id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary)}))))`)
	var violations []struct {
		ID, Impact string
		Nodes      []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.Errorf("%s: %s %s: %s", name, v.Impact, v.ID, strings.Join(v.Nodes, "\n\t"))
		} else {
			b.Logf("%s: %s %s: %s", name, v.Impact, v.ID, strings.Join(v.Nodes, "\n\t"))
		}
	}
}

func FileURL(path string) string { return "file://" + filepath.ToSlash(path) }
