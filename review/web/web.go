// Package web makes the program a page for browsers: one HTML file that holds all of it. PDFs that are dropped on it are read in
// the browser; tables and findings stand beside the page, as in a review, and may be taken away as a workbook or as JSON.
//
// The file has the program as WebAssembly, which a worker runs, and PDFium's build of extract/picture, which another one draws
// with. The page's policy lets no request leave it: it works without a network, opened from a server or from a folder.
package web

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"yusuan/review"
)

var (
	//go:embed assets/app.js
	appScript string
	//go:embed assets/app.css
	appStyle string
	//go:embed assets/worker.js
	workerScript string
	//go:embed assets/reader.js
	readerScript string
	//go:embed assets/painter.js
	painterScript string
)

// Parts are what the page is put together of.
type Parts struct {
	Program  []byte // cmd/yusuan-web as WebAssembly
	PDFium   []byte // as WebAssembly
	GoScript []byte // lib/wasm/wasm_exec.js of the Go that compiled the program
	Licences []byte // of all this
	Sample   []byte // a PDF that is read before any other
}

// Page puts the page together.
func Page(p *Parts) ([]byte, error) {
	// json.Marshal writes <, > and & as escapes, so that no script ends the element.
	scripts, err := json.Marshal(map[string]string{
		"reader": string(p.GoScript) + "\n" + workerScript + readerScript, "painter": workerScript + painterScript,
	})
	if err != nil {
		return nil, err
	}
	outer := review.NewOuter()
	script, style := outer.Script+"\n"+appScript, outer.Style+appStyle
	var out bytes.Buffer
	fmt.Fprintf(&out, `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="generator" content="yusuan">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>yusuan</title>
<style>%s</style>
</head>
<body>
<noscript>此页要用 JavaScript。This page needs JavaScript.</noscript>
<script type="application/json" id="scripts">%s</script>
`, policy(append(outer.Scripts, review.HashOf(script)), append(outer.Styles, review.HashOf(style))), style, scripts)
	for _, block := range []struct {
		id   string
		data []byte
	}{{"yusuan.wasm", p.Program}, {"pdfium.wasm", p.PDFium}, {"licences.txt", p.Licences}, {"sample.pdf", p.Sample}} {
		if err := writePacked(&out, block.id, block.data); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(&out, "<script>%s</script>\n</body>\n</html>\n", script)
	return out.Bytes(), nil
}

// policy lets the page run its own scripts, the workers that it makes, and WebAssembly, and load nothing: there is no address that
// anything could be sent to. Documents inside of it, and workers, have it too.
func policy(scripts, styles []string) string {
	return strings.Join([]string{
		"default-src 'none'", "script-src 'wasm-unsafe-eval' " + strings.Join(scripts, " "), "style-src " + strings.Join(styles, " "),
		"worker-src blob:", "frame-src blob:", "img-src data:", "base-uri 'none'", "form-action 'none'",
		"require-trusted-types-for 'script'", "trusted-types yusuan",
	}, "; ")
}

// writePacked writes data as a block that no browser runs.
func writePacked(out *bytes.Buffer, id string, data []byte) error {
	fmt.Fprintf(out, "<script type=\"application/gzip\" id=%q>", id)
	text := base64.NewEncoder(base64.StdEncoding, out)
	packed, err := gzip.NewWriterLevel(text, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := packed.Write(data); err != nil {
		return err
	}
	if err := packed.Close(); err != nil {
		return err
	}
	if err := text.Close(); err != nil {
		return err
	}
	out.WriteString("</script>\n")
	return nil
}
