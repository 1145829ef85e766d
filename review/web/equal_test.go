package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yusuan/dataset/printed"
	"yusuan/extract"
	"yusuan/model"
	"yusuan/review/internal/chromium"
)

// documents are made ones, and where they are beside the repository, published ones.
func documents(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"../../testdata/made", "../../testdata/scans", "../../testdata/golden", "../../../shared/corpus/real"} {
		found, err := filepath.Glob(filepath.FromSlash(folder) + "/*.pdf")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

// The page reads what the program reads, to the byte, and makes its workbooks.
func TestReadsLikeTheProgram(t *testing.T) {
	b := openPage(t, "file")
	chromium.Eval[bool](b, `Boolean(shownFile = {})`) // nothing is to be shown
	var took strings.Builder
	equal := 0
	for _, path := range documents(t) {
		began := time.Now()
		doc, err := extract.File(t.Context(), path, extract.Options{OCR: extract.Recognition{Pages: extract.Never}})
		native := time.Since(began)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		began = time.Now()
		drop(b, path)
		page := time.Since(began)
		fmt.Fprintf(&took, "%s: %d pages, %v and %v\n", filepath.Base(path), doc.Source.PageCount, native.Round(time.Millisecond), page.Round(time.Millisecond))
		data := doc.AppendJSON(nil)
		if got := chromium.Eval[string](b, `files[0].json ? files[0].json.text() : reason(files[0].error, files[0])`); got != string(data) {
			t.Errorf("%s: another document, of %d bytes: %.200s", path, len(got), got)
		}
		if got, want := digestOfWorkbook(b), workbook(t, data); got != want {
			t.Errorf("%s: another workbook", path)
		}
		equal++
		b.Click(`document.querySelector(".actions button:last-child")`)
		chromium.Want(b, `files.length`, 0)
	}
	if equal < 20 {
		t.Errorf("only %d documents were compared", equal)
	}
	t.Logf("by the program and in the page:\n%s", &took)
}

// workbook is the digest of what yusuan tables makes of a document.
func workbook(t *testing.T, data []byte) string {
	t.Helper()
	doc, err := model.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	print, err := printed.New(doc, printed.Choice{}, printed.Options{Language: printed.Chinese})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(print.XLSX())
	return hex.EncodeToString(sum[:])
}

func digestOfWorkbook(b *chromium.Tab) string {
	return chromium.Eval[string](b, `(async () => {
		const book = await maker.ask("workbook", [await documentOf(files[0]), "zh"]);
		const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", book));
		return [...sum].map((x) => x.toString(16).padStart(2, "0")).join("");
	})()`)
}
