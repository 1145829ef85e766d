package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	pdfcpu "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"yusuan/extract"
	"yusuan/review/internal/chromium"
	"yusuan/review/web"
)

func TestMain(m *testing.M) {
	code := m.Run()
	chromium.Close()
	_ = os.RemoveAll(built.folder)
	os.Exit(code)
}

// The page holds what it runs and asks nobody for anything: its policy names each script and style in it, and no address stands in
// what loads.
func TestPageIsWhole(t *testing.T) {
	page, err := web.Page(&web.Parts{Program: []byte("program"), PDFium: []byte("pdfium"), GoScript: []byte("</script><script>alert(1)</script>")})
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(page, []byte("<script>")); n != 1 {
		t.Errorf("%d scripts run", n)
	}
	if m := regexp.MustCompile(`(?i)<(link|img|iframe|script)[^>]* (src|href)="[^d][^"]*"`).Find(page); m != nil {
		t.Errorf("%s is loaded", m)
	}
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindSubmatch(page)
	if policy == nil || !bytes.HasPrefix(policy[1], []byte("default-src 'none'; ")) || bytes.Contains(policy[1], []byte("connect-src")) || bytes.Contains(policy[1], []byte("http")) {
		t.Errorf("the policy is %s", policy)
	}
	again, err := web.Page(&web.Parts{Program: []byte("program"), PDFium: []byte("pdfium"), GoScript: []byte("</script><script>alert(1)</script>")})
	if err != nil || !bytes.Equal(page, again) {
		t.Error("the same parts make another page")
	}
}

// built is the page of this source, made once.
var built struct {
	sync.Once
	folder string
	err    error
}

// openPage opens it in Chromium, as a file or from a server, which is gone when it is there.
func openPage(t *testing.T, address string) *chromium.Tab {
	t.Helper()
	if os.Getenv("YUSUAN_FULL") == "" {
		t.Skip("the program is compiled as WebAssembly for it: set YUSUAN_FULL=1")
	}
	chromium.Path(t)
	built.Do(func() {
		built.folder, built.err = os.MkdirTemp("", "yusuan-web-test")
		if built.err == nil {
			var out []byte
			if out, built.err = exec.Command("go", "run", "yusuan/review/web/build", "-o", built.folder).CombinedOutput(); built.err != nil {
				built.err = fmt.Errorf("%w: %s", built.err, out)
			}
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	home := chromium.FileURL(filepath.Join(built.folder, "index.html"))
	var server *httptest.Server
	if address == "http" {
		server = httptest.NewServer(http.FileServer(http.Dir(built.folder)))
		home = server.URL + "/"
	}
	b := chromium.NewTab(t, 1400, 900, home)
	b.Open(home)
	if server != nil {
		server.Close()
	}
	return b
}

func made(names ...string) []string {
	for i, name := range names {
		names[i] = filepath.Join("..", "..", "testdata", "made", name)
	}
	return names
}

// drop gives files to the page, and waits until all were read.
func drop(b *chromium.Tab, paths ...string) {
	b.Helper()
	for i, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			b.Fatal(err)
		}
		paths[i] = absolute
	}
	b.Do(chromedp.SetUploadFiles("input[type=file]", paths))
	limit := time.Now().Add(time.Duration(30+20*len(paths)) * time.Second)
	for chromium.Eval[bool](b, `files.some((f) => f.state === "waiting" || f.state === "reading")`) && time.Now().Before(limit) {
		time.Sleep(20 * time.Millisecond)
	}
}

// inFrame is an expression about the document that is shown. Of a page that was opened as a file, only the browser sees it.
func inFrame(expression string) string {
	return `(() => { const document = frame.contentDocument; return ` + expression + `; })()`
}

// A PDF that is dropped alone is shown, its page's picture beside its tables, without a network, from a server and from a folder; and in
// two seconds, as long as the machine reads it in a hundredth of that without a browser.
func TestOnePDF(t *testing.T) {
	path := made("xicheng-calc.pdf")[0]
	began := time.Now()
	if _, err := extract.File(t.Context(), path, extract.Options{OCR: extract.Recognition{Pages: extract.Never}}); err != nil {
		t.Fatal(err)
	}
	limit := max(2*time.Second, 100*time.Since(began))
	for _, address := range []string{"file", "http"} {
		t.Run(address, func(t *testing.T) {
			b := openPage(t, address)
			chromium.Eval[bool](b, `Promise.all([rehearsed, compiled("pdfium.wasm")]).then(() => true)`)
			chromium.Eval[bool](b, `(() => {
				const ask = painter.ask;
				painter.ask = async (what, ...more) => { const value = await ask(what, ...more); if (what === "draw") window.drawn = value.bitmap.width; return value; };
				return true;
			})()`)
			began := time.Now()
			drop(b, path)
			b.Until(`window.drawn > 0`)
			if took := time.Since(began); took > limit {
				t.Errorf("it took %v, which is more than %v", took, limit)
			} else {
				t.Log(took)
			}
			if address == "http" {
				b.Until(inFrame(`document.querySelector("canvas[data-drawn]") !== null && document.querySelectorAll(".shown td").length > 20`))
				b.Do(chromedp.Evaluate[chromedp.Void](inFrame(`document.querySelector(".head button").click()`)))
				b.Until(`document.querySelector("iframe") === null && document.activeElement.textContent === say("open")`)
			}
		})
	}
}

// The first file that is read takes the page at most ten times as long as it takes the program, a process of its own, which
// is five times where nothing else is done meanwhile.
func TestFirstFile(t *testing.T) {
	const most = 10
	path := made("xicheng-calc.pdf")[0]
	program := filepath.Join(t.TempDir(), "yusuan.exe") // as Windows wants it; others take any name
	ratios := make([]float64, 3)
	for i := range ratios {
		b := openPage(t, "file")
		if i == 0 {
			if out, err := exec.Command("go", "build", "-o", program, "yusuan/cmd/yusuan").CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
		}
		chromium.Eval[bool](b, `rehearsed.then(() => Boolean(shownFile = {}))`) // nothing is to be shown
		began := time.Now()
		drop(b, path)
		page := time.Since(began)
		began = time.Now()
		if out, err := exec.Command(program, "extract", path, "-o", filepath.Join(t.TempDir(), "out")).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		ratios[i] = page.Seconds() / time.Since(began).Seconds()
		t.Logf("%v, %.1f times the program's", page, ratios[i])
	}
	if ratio := slices.Min(ratios); ratio > most {
		t.Errorf("it takes %.1f times as long as the program", ratio)
	}
}

// A file that cannot be read is told of, by itself: what is no PDF, what is damaged, what needs a password and gets a wrong one first.
func TestBadFiles(t *testing.T) {
	b := openPage(t, "http")
	folder := t.TempDir()
	locked := filepath.Join(folder, "locked.pdf")
	api.DisableConfigDir()
	if err := api.EncryptFile(made("final1-cairo.pdf")[0], locked, pdfcpu.NewAESConfiguration("开门", "owner", 256)); err != nil {
		t.Fatal(err)
	}
	none, broken := filepath.Join(folder, "none.pdf"), filepath.Join(folder, "broken.pdf")
	for path, data := range map[string]string{none: "no PDF", broken: "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"} {
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	drop(b, none, broken, locked, made("central1-wkhtml.pdf")[0])
	chromium.Want(b, `files.map((f) => f.state + " " + (f.error?.code || "")).join()`, "failed not-a-pdf,failed damaged,failed password,done ")
	for _, try := range []struct{ password, want string }{{"sesame", "密码不对。"}, {"开门", "已读"}} {
		b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
			const form = document.querySelector(".state form");
			form.querySelector("input").value = %q;
			form.requestSubmit();
		})()`, try.password)))
		b.Until(fmt.Sprintf(`files[2].row.querySelector(".state").textContent.includes(%q)`, try.want))
	}
}

// A program that dies takes one file with it, which is named and can be read again; what is drawn goes on as well.
func TestProgramDies(t *testing.T) {
	b := openPage(t, "http")
	chromium.Eval[bool](b, `rehearsed.then(() => {
		const [dying] = readers, { ask } = dying;
		dying.ask = (what, [name, data, ...more], options) => { dying.ask = ask; return ask(what, [name, 1, ...more]); }; // which is no bytes
		readers.splice(0, readers.length, dying);
		return true;
	})`)
	drop(b, made("final1-cairo.pdf", "central1-wkhtml.pdf")...)
	b.Forgive() // Go tells of the panic
	chromium.Want(b, `files.map((f) => f.name + " " + f.state + " " + (f.error?.code || "")).join()`, "final1-cairo.pdf failed died,central1-wkhtml.pdf done ")
	b.Click(`files[0].row.querySelector("button")`)
	b.Until(`files[0].state === "done" && frame !== null`)
}

// A page that is a picture is not read here, and that is said beside the file.
func TestScansAreNamed(t *testing.T) {
	b := openPage(t, "http")
	drop(b, filepath.Join("..", "..", "testdata", "scans", "turn-jpeg-province1-calc-repeat.pdf"))
	chromium.Want(b, `files[0].row.querySelector(".state .open").textContent.startsWith("第 1 页是图片")`, true)
	chromium.Want(b, `files[0].unread.join()`, "1")
}

// Texts whose font is not in the file are drawn all the same, and that is said over the picture.
func TestForeignFonts(t *testing.T) {
	b := openPage(t, "http")
	path := filepath.Join(t.TempDir(), "foreign.pdf")
	content := "BT /F 60 Tf 50 100 Td <98847B97516C5F00> Tj ET"
	pdf := fmt.Sprintf(`%%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R]>> endobj
6 0 obj <</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>> /DW 1000>> endobj
trailer <</Size 7 /Root 1 0 R>>
%%%%EOF
`, len(content), content)
	if err := os.WriteFile(path, []byte(pdf), 0o666); err != nil {
		t.Fatal(err)
	}
	drop(b, path)
	b.Until(`frame !== null`)
	b.Until(inFrame(`document.querySelector(".substituted") !== null`))
	dark := chromium.Eval[float64](b, `(async () => {
		const { bitmap, substituted } = await picture(shownFile, 1);
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
		canvas.drawImage(bitmap, 0, 0);
		const text = canvas.getImageData(100, 80, 480, 140).data; // four characters of 60 points, two pixels a point
		return substituted === 4 ? text.filter((x, i) => i % 4 === 0 && x < 128).length / (text.length / 4) : -1;
	})()`)
	if dark < 0.03 || dark > 0.5 {
		t.Errorf("%.3f of the text's place is dark", dark)
	}
}

// The page and a document in it have no serious violations of WCAG that axe-core finds, in both languages and colours.
func TestAccessible(t *testing.T) {
	script := chromium.Axe(t)
	b := openPage(t, "http")
	b.Accessible(script, "empty")
	drop(b, append(made("final1-cairo.pdf"), filepath.Join("..", "..", "testdata", "scans", "turn-jpeg-province1-calc-repeat.pdf"))...)
	b.Click(`document.querySelector("footer button")`)
	b.Until(`document.querySelector("dialog pre")?.textContent.includes("PDFium") === true`)
	b.Accessible(script, "licences")
	b.Click(`document.querySelector("dialog button")`)
	for _, scheme := range []string{"light", "dark"} {
		b.Scheme(scheme)
		b.Accessible(script, "list, "+scheme)
		b.Press("l")
		b.Until(`document.documentElement.lang === "` + map[string]string{"light": "en", "dark": "zh-CN"}[scheme] + `"`)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("tbody button").focus()`), chromedp.KeyEvent(kb.Enter))
	b.Until(`frame !== null && frame.contentDocument.querySelector("canvas[data-drawn]") !== null`)
	b.Accessible(script, "document")
	b.Do(chromedp.KeyEvent("u"))
	b.Until(`frame === null`)
}
