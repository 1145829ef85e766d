package review

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"

	"yusuan/model"
)

var (
	//go:embed assets/style.css
	style string
	//go:embed assets/base.js
	baseScript string
	//go:embed assets/index.js
	indexScript string
	//go:embed assets/document.js
	documentScript string
	//go:embed assets/decisions.js
	decisionsScript string
	//go:embed assets/framed.js
	framedScript string
)

// generator names what made a page, in the page.
const generator = "yusuan review"

// block is data in a page, which its script finds by the id.
type block struct {
	id   string
	data any
}

// write writes a page: its data in blocks that no browser runs, its style and its one script. The policy names both by their
// digests, so that nothing else is run whatever the data hold, and lets only pictures beside the page be loaded.
func write(title, script string, served bool, blocks []block) ([]byte, error) {
	var out bytes.Buffer
	connect := ""
	if served {
		connect = "; connect-src 'self'"
	}
	fmt.Fprintf(&out, `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:; script-src %s; style-src %s%s; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
<meta name="generator" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>%s</title>
<style>%s</style>
</head>
<body>
<noscript>这些页面要用 JavaScript。These pages need JavaScript.</noscript>
`, HashOf(script), HashOf(style), connect, generator, html.EscapeString(title), style)
	for _, b := range blocks {
		// json.Marshal writes <, > and & as escapes, so that no text ends the element or begins another.
		data, err := json.Marshal(b.data)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "<script type=\"application/json\" id=%q>%s</script>\n", b.id, data)
	}
	fmt.Fprintf(&out, "<script>%s</script>\n</body>\n</html>\n", script)
	return out.Bytes(), nil
}

// HashOf is how a policy names what is inside an element.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// documentPage makes the page of a document.
func documentPage(doc *model.Document, d *documentData, pages []pageData) ([]byte, error) {
	blocks := []block{{"document", d}, {"proofs", proofs(doc)}}
	for i := range pages {
		blocks = append(blocks, block{fmt.Sprintf("page-%d", i+1), &pages[i]})
	}
	return write(doc.Source.Name, scriptOf(d), d.Served, blocks)
}

// scriptOf is the script of a document's page.
func scriptOf(d *documentData) string {
	script := baseScript
	if d.Served {
		script += "\n" + decisionsScript
	}
	if d.Framed {
		script += "\n" + framedScript
	}
	return script + "\n" + documentScript
}

// row is a document in the index.
type row struct {
	Name       string           `json:"name"`
	SHA256     string           `json:"sha256"`
	Publisher  string           `json:"publisher"`
	Year       int              `json:"year"`
	Disclosure model.Disclosure `json:"disclosure"`
	Pages      int              `json:"pages"`
	Tables     int              `json:"tables"`
	Proof      model.Proof      `json:"proof"`
	Errors     int              `json:"errors"`
	Warnings   int              `json:"warnings"`
	Remarks    int              `json:"remarks"`
	Codes      []string         `json:"codes"` // of its findings
}

func newRow(doc *model.Document) row {
	r := row{
		Name: doc.Source.Name, SHA256: doc.Source.SHA256, Publisher: doc.Publisher.Name, Year: doc.FiscalYear, Disclosure: doc.Disclosure,
		Pages: doc.Source.PageCount, Tables: len(doc.Tables), Proof: doc.Proof, Codes: []string{},
	}
	seen := map[string]bool{}
	for _, f := range doc.Findings {
		switch f.Severity {
		case model.Error:
			r.Errors++
		case model.Warning:
			r.Warnings++
		default:
			r.Remarks++
		}
		if !seen[f.Code] {
			seen[f.Code] = true
			r.Codes = append(r.Codes, f.Code)
		}
	}
	return r
}

// indexPage makes the list of documents.
func indexPage(rows []row, served bool) ([]byte, error) {
	return write("yusuan", baseScript+"\n"+indexScript, served, []block{{"documents", rows}})
}
