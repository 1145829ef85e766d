package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yusuan/model"
	"yusuan/model/corrections"
)

var source = model.Source{SHA256: strings.Repeat("a", 64), TextSHA256: strings.Repeat("b", 64), PageCount: 1}

// corrected makes the document of the tests with what is decided about it: one table of one row, 甲 | 1.
func corrected(_ context.Context, sha256 string, decided []model.Correction) (*model.Document, error) {
	if sha256 != source.SHA256 {
		return nil, ErrUnknown
	}
	cell := func(column int, text string) model.Cell {
		x := float64(10 * column)
		return model.Cell{Column: column, RowSpan: 1, ColumnSpan: 1, Text: text, Regions: []model.Region{{Page: 1, Box: model.Box{x, 0, x + 10, 10}}}}
	}
	column := model.Column{Role: model.RoleText}
	d := &model.Document{Format: model.Format, Source: source, Disclosure: model.Other, Tables: []model.Table{{
		ID: "t1", Kind: model.OtherTable, Method: model.Ruled, Pages: []int{1}, RowCount: 1, ColumnCount: 2,
		Columns: []model.Column{column, column}, Cells: []model.Cell{cell(0, "甲"), cell(1, "1")}}}}
	corrections.Apply(d.Tables, decided).Finish(d)
	return d, nil
}

// review is a server of the tests, its journal's path, and the pages' requests.
type review struct {
	*Server
	path  string
	pages []string
}

func newReview(t *testing.T) *review {
	t.Helper()
	r := &review{path: filepath.Join(t.TempDir(), corrections.Name)}
	journal, err := OpenJournal(r.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(journal.Close)
	pages := http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.pages = append(r.pages, q.RequestURI+" "+q.URL.String())
		fmt.Fprint(w, "a page")
	})
	if r.Server, err = New(Options{Host: "127.0.0.1:8080", Pages: pages, Journal: journal, Correct: corrected}); err != nil {
		t.Fatal(err)
	}
	clock := time.Date(2026, 1, 31, 8, 0, 0, 0, time.UTC)
	r.now = func() time.Time { clock = clock.Add(time.Second); return clock }
	return r
}

// decision is a request as the page sends it.
func (r *review) decision(body string) *http.Request {
	q := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/decisions", strings.NewReader(body))
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Origin", "http://127.0.0.1:8080")
	q.Header.Set(TokenHeader, r.token)
	return q
}

func (r *review) answer(q *http.Request) *http.Response {
	w := httptest.NewRecorder()
	r.ServeHTTP(w, q)
	return w.Result()
}

// kept is what the journal's file holds.
func (r *review) kept(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(r.path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(data)
}

const place = `"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","place":{"table":"t1","row":0,"column":1,"page":1,"box":[10,0,20,10]}`

func text(was, right string) string {
	return fmt.Sprintf(`{"kind":"text",%s,"was":%q,"right":%q,"who":"某人"}`, place, was, right)
}

// sent sends a decision that is to be kept, and returns it and the text that the cell has then.
func (r *review) sent(t *testing.T, body string) (model.Correction, string) {
	t.Helper()
	response := r.answer(r.decision(body))
	data, _ := io.ReadAll(response.Body)
	var answer struct {
		Correction model.Correction
		Document   json.RawMessage
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		t.Fatalf("%d %s", response.StatusCode, data)
	}
	doc, err := model.Parse(answer.Document)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Correction, doc.Tables[0].Cells[1].Text
}

func TestDecisions(t *testing.T) {
	r := newReview(t)
	first, now := r.sent(t, text("1", "7"))
	if now != "7" || first.When != "2026-01-31T08:00:01.000Z" || first.TextSHA256 != source.TextSHA256 || first.Who != "某人" {
		t.Errorf("the cell is %q by %+v", now, first)
	}
	second, now := r.sent(t, text("7", "8"))
	if now != "8" {
		t.Errorf("the cell is %q", now)
	}
	if _, now = r.sent(t, fmt.Sprintf(`{"kind":"withdrawn","sha256":%q,"place":{},"of":%q}`, source.SHA256, second.ID)); now != "7" {
		t.Errorf("without the second the cell is %q", now)
	}
	set, err := corrections.Read(strings.NewReader(r.kept(t)))
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Of(source.SHA256); len(got) != 1 || got[0].ID != first.ID || strings.Count(r.kept(t), "\n") != 3 {
		t.Errorf("kept is %s", r.kept(t))
	}
}

// What a decision is refused for leaves the file and the document as they were.
func TestDecisionsRefused(t *testing.T) {
	r := newReview(t)
	r.sent(t, text("1", "7"))
	before := r.kept(t)
	for _, c := range []struct {
		what, body string
		status     int
	}{
		{"other text stands there", text("1.0", "8"), http.StatusConflict},
		{"place that is not there", strings.Replace(text("7", "8"), "[10,0,20,10]", "[10,50,20,60]", 1), http.StatusConflict},
		{"table that is not there", strings.Replace(strings.Replace(text("7", "8"), `,"page":1,"box":[10,0,20,10]`, "", 1), "t1", "t2", 1), http.StatusConflict},
		{"no change", text("7", "7"), http.StatusBadRequest},
		{"other document", strings.Replace(text("7", "8"), "aaaa", "bbbb", 1), http.StatusNotFound},
		{"path for a document", strings.Replace(text("7", "8"), source.SHA256, "../../etc/passwd", 1), http.StatusNotFound},
		{"withdrawal of nothing", fmt.Sprintf(`{"kind":"withdrawn","sha256":%q,"place":{},"of":%q}`, source.SHA256, source.TextSHA256), http.StatusConflict},
		{"unknown kind", strings.Replace(text("7", "8"), `"text"`, `"guess"`, 1), http.StatusBadRequest},
		{"unknown member", strings.Replace(text("7", "8"), `"who"`, `"whom"`, 1), http.StatusBadRequest},
		{"time of the page", strings.Replace(text("7", "8"), `"who"`, `"when"`, 1), http.StatusBadRequest},
		{"control character", text("7", "8\x1b"), http.StatusBadRequest},
		{"two", text("7", "8") + text("8", "9"), http.StatusBadRequest},
		{"no JSON", "right=8", http.StatusBadRequest},
		{"nothing", "", http.StatusBadRequest},
		{"too much", text("7", strings.Repeat("8", maxDecision)), http.StatusRequestEntityTooLarge},
	} {
		response := r.answer(r.decision(c.body))
		if told, _ := io.ReadAll(response.Body); response.StatusCode != c.status || bytes.Count(told, []byte("\n")) != 1 {
			t.Errorf("%s: %d %s, want %d and a line", c.what, response.StatusCode, told, c.status)
		}
	}
	if r.kept(t) != before {
		t.Errorf("kept is %s", r.kept(t))
	}
	if _, now := r.sent(t, text("7", "8")); now != "8" {
		t.Errorf("afterwards the cell is %q", now)
	}
}

// A page of another origin cannot post, whatever it sends along, and a name that it made lead here reads nothing.
func TestOthersAreRefused(t *testing.T) {
	r := newReview(t)
	for what, change := range map[string]func(q *http.Request){
		"another origin":                  func(q *http.Request) { q.Header.Set("Origin", "https://example.org") },
		"another port of this machine":    func(q *http.Request) { q.Header.Set("Origin", "http://127.0.0.1:8081") },
		"an origin that begins alike":     func(q *http.Request) { q.Header.Set("Origin", "http://127.0.0.1:8080.example.org") },
		"the other name of this server":   func(q *http.Request) { q.Header.Set("Origin", "http://localhost:8080") },
		"an opaque origin":                func(q *http.Request) { q.Header.Set("Origin", "null") },
		"no origin":                       func(q *http.Request) { q.Header.Del("Origin") },
		"two origins":                     func(q *http.Request) { q.Header.Add("Origin", "https://example.org") },
		"a name that leads here":          func(q *http.Request) { q.Host = "example.org:8080"; q.Header.Set("Origin", "http://example.org:8080") },
		"a name that leads here, no port": func(q *http.Request) { q.Host = "127.0.0.1" },
		"no token":                        func(q *http.Request) { q.Header.Del(TokenHeader) },
		"another token":                   func(q *http.Request) { q.Header.Set(TokenHeader, "A"+r.token[1:]) },
		"the token of a page":             func(q *http.Request) { q.Header.Del(TokenHeader); q.URL.RawQuery = "token=" + r.token },
	} {
		q := r.decision(text("1", "7"))
		change(q)
		if got := r.answer(q); got.StatusCode != http.StatusForbidden {
			t.Errorf("decision with %s: %d", what, got.StatusCode)
		}
	}
	// What a form of another page can send without asking first.
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""} {
		q := r.decision(text("1", "7"))
		q.Header.Set("Content-Type", kind)
		if got := r.answer(q); got.StatusCode != http.StatusUnsupportedMediaType {
			t.Errorf("decision as %q: %d", kind, got.StatusCode)
		}
	}
	for what, change := range map[string]func(q *http.Request){
		"a name that leads here": func(q *http.Request) { q.Host = "example.org:8080" },
		"no token":               func(q *http.Request) { q.URL.RawQuery = "" },
		"half a token":           func(q *http.Request) { q.URL.RawQuery = "token=" + r.token[:10] },
		"another origin":         func(q *http.Request) { q.Header.Set("Origin", "https://example.org") },
	} {
		q := httptest.NewRequest(http.MethodGet, r.Address(), nil)
		change(q)
		if got := r.answer(q); got.StatusCode != http.StatusForbidden {
			t.Errorf("page with %s: %d", what, got.StatusCode)
		}
	}
	// A browser asks first whether another page may send JSON and a header: it is not told so.
	q := r.decision("")
	q.Method = http.MethodOptions
	q.Header.Del(TokenHeader)
	q.Header.Set("Origin", "https://example.org")
	q.Header.Set("Access-Control-Request-Method", "POST")
	got := r.answer(q)
	for name := range got.Header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("another page is told %s", name)
		}
	}
	if got.StatusCode != http.StatusForbidden || r.kept(t) != "" || len(r.pages) > 0 {
		t.Errorf("%d, kept %q, pages %q", got.StatusCode, r.kept(t), r.pages)
	}
}

func TestPages(t *testing.T) {
	r := newReview(t)
	for _, c := range []struct {
		method, target, host string
		status               int
	}{
		{"GET", "/?token=" + r.token, "127.0.0.1:8080", http.StatusOK},
		{"GET", "/documents/a%20b.html?page=2&token=" + r.token, "localhost:8080", http.StatusOK},
		{"HEAD", "/pictures/0001.png?token=" + r.token, "127.0.0.1:8080", http.StatusOK},
		{"GET", "/decisions?token=" + r.token, "127.0.0.1:8080", http.StatusOK}, // a page like any other
		{"GET", "/../secret?token=" + r.token, "127.0.0.1:8080", http.StatusNotFound},
		{"GET", "/documents/..%2f..%2fsecret?token=" + r.token, "127.0.0.1:8080", http.StatusNotFound},
		{"GET", "/documents/..%5csecret?token=" + r.token, "127.0.0.1:8080", http.StatusNotFound},
		{"GET", "//example.org/x?token=" + r.token, "127.0.0.1:8080", http.StatusNotFound},
		{"GET", "/a%00b?token=" + r.token, "127.0.0.1:8080", http.StatusNotFound},
		{"PUT", "/documents/a.html?token=" + r.token, "127.0.0.1:8080", http.StatusMethodNotAllowed},
		{"POST", "/elsewhere?token=" + r.token, "127.0.0.1:8080", http.StatusMethodNotAllowed},
	} {
		q := httptest.NewRequest(c.method, "http://127.0.0.1:8080/", nil)
		u, err := url.ParseRequestURI(c.target)
		if err != nil {
			t.Fatal(err)
		}
		q.URL, q.RequestURI, q.Host = u, c.target, c.host
		got := r.answer(q)
		if got.StatusCode != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.target, got.StatusCode, c.status)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %s is %q", c.target, name, got.Header.Get(name))
			}
		}
	}
	if want := []string{"/ /", "/documents/a%20b.html?page=2 /documents/a%20b.html?page=2", "/pictures/0001.png /pictures/0001.png", "/decisions /decisions"}; len(r.pages) != len(want) {
		t.Errorf("pages see %q", r.pages)
	} else {
		for i := range want {
			if got := r.pages[i]; got != want[i] {
				t.Errorf("a page sees %q, want %q", got, want[i])
			}
		}
	}
}

func TestRun(t *testing.T) {
	listener, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	host := listener.Addr().String()
	if !strings.HasPrefix(host, "127.0.0.1:") {
		t.Fatalf("it listens on %s", host)
	}
	r := newReview(t)
	opt := r.opt
	opt.Host = host
	server, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	if server.token == r.token || len(server.token) < 26 {
		t.Errorf("tokens %q and %q", server.token, r.token)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- server.Run(ctx, listener) }()
	response, err := http.Get(server.Address())
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(response.Body)
	response.Body.Close()
	if string(body) != "a page" {
		t.Errorf("the page is %q", body)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), corrections.Name)
	line := func(right string) string {
		c := model.Correction{Kind: model.CellText, SHA256: source.SHA256, Place: model.Subject{Table: "t1", Row: new(0), Column: new(1)}, Was: "1", Right: right}
		c.ID = c.Digest()
		return string(append(c.AppendJSON(nil), '\n'))
	}
	for _, c := range []struct {
		what, before string
		want         []string // what is right, with 9 behind
		recovered    bool
	}{
		{"no file", "-", []string{"9"}, false},
		{"nothing", "", []string{"9"}, false},
		{"a line", line("2"), []string{"2", "9"}, false},
		{"a line without its end", strings.TrimSuffix(line("2"), "\n"), []string{"2", "9"}, false},
		{"a line that breaks off", line("2") + line("3")[:50], []string{"2", "9"}, true},
		{"the first line breaks off", line("3")[:50], []string{"9"}, true},
	} {
		_ = os.Remove(path)
		if c.before != "-" {
			if err := os.WriteFile(path, []byte(c.before), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		j, err := OpenJournal(path)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if _, err := OpenJournal(path); err == nil || !strings.Contains(err.Error(), "another run") {
			t.Errorf("%s: a second one is told %v", c.what, err)
		}
		last, err := corrections.Parse([]byte(strings.TrimSpace(line("9"))))
		if err == nil {
			err = j.Append(last)
		}
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		rights := func(all []model.Correction) (texts []string) {
			for _, x := range all {
				texts = append(texts, x.Right)
			}
			return texts
		}
		if got := rights(j.Of(source.SHA256)); !slices.Equal(got, c.want) || j.Recovered != c.recovered {
			t.Errorf("%s: got %q, recovered %v", c.what, got, j.Recovered)
		}
		j.Close()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		set, err := corrections.Read(bytes.NewReader(data))
		if err != nil || set.Torn || !slices.Equal(rights(set.Of(source.SHA256)), c.want) {
			t.Errorf("%s: the file is %s, %v", c.what, data, err)
		}
	}
	if err := os.WriteFile(path, []byte("{}\n"+line("2")), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(path); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a wrong line is told as %v", err)
	}
	if _, err := os.Stat(path + lockSuffix); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock stays: %v", err)
	}
}

// What cannot be kept is not answered as kept, and the document is as it was.
func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	r := newReview(t)
	var last int
	r.opt.Correct = func(ctx context.Context, sha256 string, decided []model.Correction) (*model.Document, error) {
		last = len(decided)
		return corrected(ctx, sha256, decided)
	}
	r.opt.Journal.path = "/dev/full"
	if got := r.answer(r.decision(text("1", "7"))); got.StatusCode != http.StatusInternalServerError || last != 0 {
		t.Errorf("%d, the document has %d decisions", got.StatusCode, last)
	}
	if len(r.opt.Journal.Of(source.SHA256)) != 0 {
		t.Error("it is kept")
	}
}
