package main

import (
	"slices"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
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
var ocrHelp = say.Both(`Pages without text, or with none that can be read, are read from their pictures:
scans, sideways and skewed ones too. A layer of text under a scan counts where it
is what the picture shows. --ocr always reads all pages so, --ocr never none.
--ocr-model names another recogniser, as PaddleOCR's in ONNX. --ocr-cmd names a
program of your own, with arguments parted by spaces (those between ' or " stand
together); no shell is used. For each line of print it gets a line of JSON as
{"id":1,"path":"1.png","kind":"line","dpi":200} and answers, in any order, with
{"id":1,"text":"合计","conf":0.98}; it must answer a batch before it gets the next.`, `没有文字的页，或文字都不可读的页，从图像识别；扫描件、横放和倾斜的也行。扫描件下的
文字层与图像相符的采用。--ocr always 把全部页这样读，--ocr never 一律不识别。
--ocr-model 换用另一个识别模型，如 PaddleOCR 的 ONNX 模型。--ocr-cmd 用自己的程序，
参数以空格分开（' 或 " 之间的连在一起），不经过 shell。每行文字给它一行 JSON：
{"id":1,"path":"1.png","kind":"line","dpi":200}，它以任意次序回答：
{"id":1,"text":"合计","conf":0.98}；答完一批才有下一批。`)

func (f *ocrFlags) define(cmd *cobra.Command, l say.Language) {
	flags := cmd.Flags()
	flags.StringVar(&f.ocr, "ocr", string(extract.Auto), l.Of("read pages from their pictures: auto, those without text that can be read; always; never", "从图像识别页面：auto 只识别没有可读文字的页；always 全部；never 一律不识别"))
	flags.StringVar(&f.model, "ocr-model", "", l.Of("ONNX file of another recogniser than the one that is built in", "代替内置识别模型的 ONNX 文件"))
	flags.StringVar(&f.command, "ocr-cmd", "", l.Of("program that recognises lines of print, with its arguments; yusuan extract --help tells what it is asked", "识别文字行的程序及其参数；怎样问它见 yusuan extract --help"))
	flags.StringVar(&f.cache, "cache", defaultCache(), l.Of(`folder for PDFium as compiled for this machine; "" for none`, `存放为本机编译好的 PDFium 的文件夹；"" 表示不存`))
	flags.Lookup("cache").DefValue = l.Of("yusuan/pdfium in the user's folder for caches", "用户缓存文件夹中的 yusuan/pdfium")
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
		return r, say.Errorf("--ocr is %q; it may be %v", "--ocr 为 %q，只能是 %v", f.ocr, say.List(recognizedPages()))
	case f.model != "" && f.command != "":
		return r, say.Errorf("--ocr-model and --ocr-cmd are two recognisers: say one", "--ocr-model 和 --ocr-cmd 是两个识别程序：请只用一个")
	}
	r.Pages, r.Model = extract.RecognizedPages(f.ocr), extract.ModelFile(f.model)
	if f.command != "" {
		if r.Command, err = extract.CommandWords(f.command); err != nil {
			return r, say.Errorf("--ocr-cmd %s: %v", "--ocr-cmd %s：%v", f.command, err)
		}
	}
	if _, err := r.Recognizer(); err != nil {
		return r, say.Errorf("--ocr-model %s: %v", "--ocr-model %s：%v", f.model, files.Cause(err))
	}
	painter, err := ownProcess("painter")
	r.Painter = picture.Options{Command: painter, Cache: f.cache, Fonts: picture.FontFolders()}
	return r, err
}
