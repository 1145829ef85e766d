package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/layout/draw"
	"yusuan/model"
)

// inspectFlags are the flags of inspect.
type inspectFlags struct {
	pages      []string
	draw       []string
	out        string
	password   string
	timeout    time.Duration
	pagesApart bool
	time       bool
	ocrFlags
	lang say.Language

	times extract.Times
}

// inspectHelp tells what the command does.
var inspectHelp = say.Both(`Show what the stages of extract saw on the pages of a PDF.

FILE is a PDF, or - for standard input. Without --draw it is told in words:
the file, and each page's size, fonts, glyphs, rulings, where alignment looked for tables,
grids and why their rows and columns begin where they do, the text outside of them,
the parts of tables with their captions, tables with method and confidence, and findings.
The words are the code's own, in any language, as ARCHITECTURE.md explains them.
With --time it is told how long each stage took instead, with the canonical JSON last.

--draw makes an SVG picture for each page and stage, from the very values that
extract goes on with:

  chars          glyphs as read, each in its box
  words          glyphs that stand together
  rulings        lines as read
  edges          lines after snapping and joining
  intersections  where edges meet
  lines          text that no ruled grid took, in pieces: what alignment looks at
  regions        where alignment looked for tables, and what it saw there; dashed
                 where it saw none
  columns        where the columns of each grid begin; dashed where no ruling is
                 drawn, with the reason
  rows           where its rows begin, likewise
  cells          the cells of each grid; dashed where alignment told them
  captions       what was read over each part of a table, and the notes under it
  joins          which table each part begins, goes on with or has further columns of
  tables         logical tables with their headers and captions
  findings       what is to be known of the data

A single picture goes to standard output or to the file that --output names,
ending in .svg; several go into the folder that it names, as
budget-p003-cells.svg.

`, `展示 extract 各阶段在 PDF 页面上看到的内容。

文件是 PDF，或表示标准输入的 -。没有 --draw 时用文字说明：文件，以及每页的尺寸、
字体、字形、框线，按对齐找表的区域，网格及其各行各列为何始于此处，网格之外的文字，
表的各部分及其表名，表的读法和可信度，以及问题。用语是代码中的名称，不随语言而变，含义
见 ARCHITECTURE.zh-CN.md。有 --time 时改为说明各阶段用时，最后一项是写出规范 JSON。

--draw 为每页每个阶段画一幅 SVG，所画即 extract 往下用的值：

  chars          所读的字形，各在框中
  words          连在一起的字形
  rulings        所读的框线
  edges          对齐、接合之后的框线
  intersections  框线相交之处
  lines          不在有框线的网格中的文字，分段：按对齐找表时所看
  regions        按对齐找表的区域，以及在那里看到什么；没有表的画虚线
  columns        各网格的列始于何处；没有框线的画虚线，并注明理由
  rows           各网格的行始于何处，同上
  cells          各网格的单元格；由对齐得出的画虚线
  captions       表的各部分之上读到的表名，以及之下的注
  joins          各部分开始、接续哪张表，或是哪张表的另一些列
  tables         完整的表，连同表头和表名
  findings       使用数据时须知道的问题

只有一幅图时写到标准输出，或写到 --output 所指以 .svg 结尾的文件；有几幅时写入它
所指的文件夹，名为 budget-p003-cells.svg。

`)

func inspectCommand(l say.Language) *cobra.Command {
	f := inspectFlags{lang: l}
	cmd := &cobra.Command{
		Use:   l.Of("inspect FILE", "inspect 文件"),
		Short: l.Of("Show what each stage saw on a PDF's pages, in words or as pictures", "用文字或图片展示各阶段在页面上看到的内容"),
		Long:  inspectHelp.In(l) + exitHelp(l),
		Example: `  yusuan inspect budget.pdf --page 3
  yusuan inspect budget.pdf --page 3 --draw cells > cells.svg
  yusuan inspect budget.pdf --page 3-5,8 --draw rulings,cells --output pictures/`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.pages, "page", nil, l.Of("pages: 3, 3-5, several with commas (default: all)", "页：3、3-5，几项之间用逗号（默认全部）"))
	flags.StringSliceVar(&f.draw, "draw", nil, l.Of("stages to draw: ", "要画的阶段：")+l.List(stageNames()))
	flags.StringVarP(&f.out, "output", "o", "", l.Of("file for one picture (.svg), or folder for several", "一幅图的文件（.svg），或几幅图的文件夹"))
	flags.StringVar(&f.password, "password", "", l.Of("password of an encrypted PDF", "加密 PDF 的密码"))
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, l.Of("time for the PDF, after which it fails; 0 for no limit", "PDF 的时限，超过则失败；0 表示不限"))
	flags.BoolVar(&f.time, "time", false, l.Of("tell how long each stage took instead of what it saw", "说明各阶段用时，而不是所见"))
	flags.BoolVar(&f.pagesApart, "pages-apart", false, pagesApartUsage(l))
	f.ocrFlags.define(cmd, l)
	completeWith(cmd, "draw", completeList(stageNames()...))
	return cmd
}

func stageNames() []string {
	var names []string
	for _, s := range draw.Stages() {
		names = append(names, string(s))
	}
	return names
}

// unknownStage tells of a stage that there is not.
func unknownStage(name string) error {
	return say.Errorf("--draw %s: there are %v", "--draw %s：只有 %v", name, say.List(stageNames()))
}

func (f *inspectFlags) run(cmd *cobra.Command, path string) error {
	wanted, err := parsePages(f.pages)
	if err != nil {
		return err
	}
	for _, s := range f.draw {
		if !slices.Contains(draw.Stages(), draw.Stage(s)) {
			return unknownStage(s)
		}
	}
	if f.timeout < 0 {
		return say.Errorf("--timeout must not be negative", "--timeout 不能为负")
	}
	if f.time && len(f.draw) > 0 {
		return say.Errorf("--time tells of stages and --draw draws them: say one of the two", "--time 说明各阶段用时，--draw 画出各阶段：请只用一个")
	}
	if f.out != "" && len(f.draw) == 0 {
		return say.Errorf("--output is for pictures: say --draw STAGE", "--output 用于图片：请给出 --draw 阶段")
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), interrupts...)
	defer stop()
	return ended(ctx, cmd, f.inspect(ctx, cmd, path, wanted), f.lang)
}

func (f *inspectFlags) inspect(ctx context.Context, cmd *cobra.Command, path string, wanted pageRanges) error {
	seen, err := f.read(ctx, cmd, path, wanted)
	if err != nil {
		return err
	}
	if last := wanted.last(); last > seen.Document.Source.PageCount {
		return say.Errorf("--page %d: %s has %d pages", "--page %d：%s 只有 %d 页", last, extract.Printable(path), seen.Document.Source.PageCount)
	}
	out := waitingWriter{ctx, cmd.OutOrStdout()}
	if f.time {
		return f.tellTimes(out, seen.Document)
	}
	if len(f.draw) == 0 {
		return tell(out, seen)
	}
	return f.pictures(out, path, seen)
}

func (f *inspectFlags) read(ctx context.Context, cmd *cobra.Command, path string, wanted pageRanges) (*extract.Inspection, error) {
	var data []byte
	var err error
	if path == batch.Stdin {
		if data, err = extract.ReadAll(waitingReader{ctx, cmd.InOrStdin()}, 0); err != nil {
			err = extract.Classify(path, err)
		}
	} else {
		data, err = extract.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	recognised, err := f.recognition()
	if err != nil {
		return nil, err
	}
	opt := extract.Options{Password: f.password, Timeout: f.timeout, PagesApart: f.pagesApart, OCR: recognised, Readers: runtime.GOMAXPROCS(0), Times: &f.times}
	if f.time { // of pages one after the other
		opt.Readers = 1
	}
	return extract.Inspect(ctx, path, data, wanted.contain, opt)
}

// tellTimes writes how long each stage took, the writing of the document among them.
func (f *inspectFlags) tellTimes(out io.Writer, doc *model.Document) error {
	since := time.Now()
	doc.AppendJSON(nil)
	f.times.Add(extract.StageJSON, since)
	spent, text := f.times.Spent(), ""
	for _, stage := range []extract.Stage{extract.StageOpen, extract.StageRead, extract.StageLayout, extract.StageBudget, extract.StageCheck, extract.StageJSON} {
		text += f.lang.Format("%-7s %9.3f ms, a page %7.3f ms\n", "%-7s %9.3f 毫秒，每页 %7.3f 毫秒\n", stage, 1000*spent[stage], 1000*spent[stage]/float64(max(doc.Source.PageCount, 1)))
	}
	_, err := io.WriteString(out, text)
	return err
}

// tell writes what was seen in words.
func tell(out io.Writer, seen *extract.Inspection) error {
	text := draw.FileSummary(seen.Document)
	for _, p := range seen.Pages {
		text = append(append(text, '\n'), draw.Summary(p.Seen, p.Rotate, p.Scan, seen.Document)...)
	}
	_, err := out.Write(text)
	return err
}

// pictures draws what was seen and writes it where --output says.
func (f *inspectFlags) pictures(out io.Writer, path string, seen *extract.Inspection) error {
	if single := strings.EqualFold(filepath.Ext(f.out), ".svg"); single || f.out == "" {
		if n := len(f.draw) * len(seen.Pages); n != 1 {
			return say.Errorf("%d pictures and no folder to write to: say --output FOLDER, or one --page and one stage", "有 %d 幅图而没有写入的文件夹：请给出 --output 文件夹，或只要一页、一个阶段", n)
		}
		picture := draw.SVG(seen.Pages[0].Seen, seen.Document, draw.Stage(f.draw[0]))
		if single {
			return files.Replace(f.out, picture)
		}
		_, err := out.Write(picture)
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return err
	}
	for _, p := range seen.Pages {
		for _, stage := range f.draw {
			name := fmt.Sprintf("%s-p%03d-%s.svg", pictureID(path), p.Page.Number, stage)
			if err := files.Replace(filepath.Join(f.out, name), draw.SVG(p.Seen, seen.Document, draw.Stage(stage))); err != nil {
				return err
			}
		}
	}
	return nil
}

// pictureID is what the names of a PDF's pictures begin with: its own without the
// extension, as long as a file system takes it with page and stage behind it.
func pictureID(path string) string {
	const longest = 200 // bytes, of the usual 255
	if path == batch.Stdin {
		return "stdin"
	}
	id := filepath.Base(path)
	if ext := filepath.Ext(id); strings.EqualFold(ext, ".pdf") {
		id = id[:len(id)-len(ext)]
	}
	for len(id) > longest {
		_, n := utf8.DecodeLastRuneInString(id)
		id = id[:len(id)-n]
	}
	return id
}

// pageRanges are the pages asked for, first and last of each range; none stand for all.
type pageRanges [][2]int

// parsePages reads 3 and 3-5.
func parsePages(args []string) (pageRanges, error) {
	var all pageRanges
	for _, arg := range args {
		first, last, isRange := strings.Cut(strings.TrimSpace(arg), "-")
		if !isRange {
			last = first
		}
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from < 1 || to < from {
			return nil, say.Errorf("--page %q is neither a page as 3 nor a range as 3-5", "--page %q 既不是 3 这样的页，也不是 3-5 这样的范围", arg)
		}
		all = append(all, [2]int{from, to})
	}
	return all, nil
}

func (r pageRanges) contain(page int) bool {
	return len(r) == 0 || slices.ContainsFunc(r, func(p [2]int) bool { return p[0] <= page && page <= p[1] })
}

// last is the highest page asked for, 0 where none is.
func (r pageRanges) last() int {
	last := 0
	for _, p := range r {
		last = max(last, p[1])
	}
	return last
}
