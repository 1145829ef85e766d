package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/extract"
	"yusuan/extract/picture"
	"yusuan/files"
)

// ocrFlags are the flags of all commands that read PDFs: which pages are read from their pictures, and by what.
type ocrFlags struct {
	ocr     string
	model   string
	command string
	cache   string
}

// ocrHelp tells of them in the help of extract.
const ocrHelp = `Pages without text, or with none that can be read, are read from their pictures:
scans, sideways and skewed ones too. A layer of text under a scan counts where it
is what the picture shows. --ocr always reads all pages so, --ocr never none.
--ocr-model names another recogniser, as PaddleOCR's in ONNX. --ocr-cmd names a
program of your own, with arguments parted by spaces (those between ' or " stand
together); no shell is used. For each line of print it gets a line of JSON as
{"id":1,"path":"1.png","kind":"line","dpi":200} and answers, in any order, with
{"id":1,"text":"合计","conf":0.98}; it must answer a batch before it gets the next.`

func (f *ocrFlags) define(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.ocr, "ocr", string(extract.Auto), "read pages from their pictures: auto, those without text that can be read; always; never")
	flags.StringVar(&f.model, "ocr-model", "", "ONNX file of another recogniser than the one that is built in")
	flags.StringVar(&f.command, "ocr-cmd", "", "program that recognises lines of print, with its arguments; yusuan extract --help tells what it is asked")
	flags.StringVar(&f.cache, "cache", defaultCache(), `folder for PDFium as compiled for this machine; "" for none`)
	flags.Lookup("cache").DefValue = "yusuan/pdfium in the user's folder for caches"
	completeWith(cmd, "ocr", completeOne(recognizedPages()...))
}

func recognizedPages() []string {
	var all []string
	for _, v := range extract.RecognizedPagesValues() {
		all = append(all, string(v))
	}
	return all
}

// recognition is what the flags say.
func (f *ocrFlags) recognition() (r extract.Recognition, err error) {
	switch {
	case !slices.Contains(recognizedPages(), f.ocr):
		return r, fmt.Errorf("--ocr is %q; it may be %s", f.ocr, strings.Join(recognizedPages(), ", "))
	case f.model != "" && f.command != "":
		return r, fmt.Errorf("--ocr-model and --ocr-cmd are two recognisers: say one")
	}
	r.Pages, r.Model = extract.RecognizedPages(f.ocr), f.model
	if f.command != "" {
		if r.Command, err = extract.CommandWords(f.command); err != nil {
			return r, fmt.Errorf("--ocr-cmd %s: %w", f.command, err)
		}
	}
	if _, err := r.Recognizer(); err != nil {
		return r, fmt.Errorf("--ocr-model %s: %w", f.model, files.Cause(err))
	}
	painter, err := ownProcess("painter")
	r.Painter = picture.Options{Command: painter, Cache: f.cache, Fonts: picture.FontFolders()}
	return r, err
}
