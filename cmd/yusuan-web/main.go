//go:build js

// Command yusuan-web is the program inside a web page, in a worker of which it is all that runs: see review/web.
//
// It gives the worker an object `yusuan`, whose functions take two more values than they need: what is called with the result,
// and what is called with an error as {code, page, message}. What is read goes through memory only.
package main

import (
	"context"
	"encoding/json"
	"io"
	"runtime/debug"
	"slices"
	"syscall/js"

	"yusuan/dataset/printed"
	"yusuan/extract"
	"yusuan/model"
	"yusuan/review"
)

// gcPercent is how much the heap grows before it is looked through, in percent: there is one thread, which waits meanwhile.
const gcPercent = 400

func main() {
	debug.SetGCPercent(gcPercent)
	js.Global().Set("yusuan", js.ValueOf(map[string]any{
		"extract": answering(document), "page": answering(page), "workbook": answering(workbook),
	}))
	select {} // the functions go on
}

// answering makes a function for JavaScript, which ends at once; what it is asked for is done behind it.
func answering(work func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		n := len(args) - 2
		go func() {
			value, err := work(args[:n])
			if err != nil {
				e := extract.Classify("", err)
				args[n+1].Invoke(map[string]any{"code": string(e.Code), "page": e.Page, "message": e.Reason()})
				return
			}
			args[n].Invoke(value)
		}()
		return nil
	})
}

// document reads a PDF: name, bytes, password, and what is called after each page with how many were read, and how many there are. It
// gives the document's bytes, its summary, and the pages that are not read since they are pictures.
func document(args []js.Value) (any, error) {
	unread := []any{}
	opt := extract.Options{
		Password: args[2].String(),
		OCR:      extract.Recognition{Pages: extract.Never},
		OnPage:   func(page, pages int) { args[3].Invoke(page, pages) },
		OnUnread: func(page int) {
			if !slices.Contains(unread, any(page)) {
				unread = append(unread, page)
			}
		},
	}
	data, err := extract.ReadAll(&array{args[1], 0}, int64(args[1].Length())) // which has a limit
	if err != nil {
		return nil, err
	}
	doc, err := extract.Bytes(context.Background(), args[0].String(), data, opt)
	if err != nil {
		return nil, err
	}
	summary, err := review.Summary(doc)
	if err != nil {
		return nil, err
	}
	return map[string]any{"document": arrayOf(doc.AppendJSON(nil)), "summary": string(summary), "unread": unread}, nil
}

// page makes the page of a document, whose bytes it takes with the sizes of the PDF's pages in JSON.
func page(args []js.Value) (any, error) {
	doc, err := model.Parse(bytesOf(args[0]))
	if err != nil {
		return nil, err
	}
	var sizes [][2]float64
	if err := json.Unmarshal([]byte(args[1].String()), &sizes); err != nil {
		return nil, err
	}
	made, err := review.Framed(doc, sizes)
	return arrayOf(made), err
}

// workbook makes the workbook of a document, whose bytes it takes with the language of what is not printed.
func workbook(args []js.Value) (any, error) {
	doc, err := model.Parse(bytesOf(args[0]))
	if err != nil {
		return nil, err
	}
	print, err := printed.New(doc, printed.Choice{}, printed.Options{Language: printed.Language(args[1].String())})
	if err != nil {
		return nil, err
	}
	return arrayOf(print.XLSX()), nil
}

// array reads a Uint8Array from a place on.
type array struct {
	js.Value
	at int
}

func (a *array) Read(p []byte) (int, error) {
	n := js.CopyBytesToGo(p, a.Call("subarray", a.at))
	if a.at += n; n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

func bytesOf(array js.Value) []byte {
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data
}

func arrayOf(data []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}
