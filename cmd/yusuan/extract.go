package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
)

// extractFlags are the flags of extract.
type extractFlags struct {
	pdfFlags
	out        string
	pagesApart bool
	pretty     bool
	force      bool
	isolate    bool
	memory     byteSize
	sharding   shardFlags
}

// extractHelp tells what the command does.
var extractHelp = say.Both(`Read PDFs and write one canonical JSON document each.

PATH is a file, a folder (its PDFs, at any depth; other files are not seen), a
glob (** for folders at any depth), or - for standard input. --files-from names a
file with further paths, one a line, or with NUL after each (--null). With --output the documents go into a folder, at
the same places below it as the PDFs below the folders that were given, with a
line for every file in manifest.jsonl. Without it, the document of a single PDF
goes to standard output.

Into an output folder PDFs are read in worker processes, each with limited
memory and time: a PDF that takes more, or that ends its worker, fails alone.
--isolate=false reads them in one process, and --isolate reads a PDF whose
document goes to standard output in a process of its own.

Into an output folder a second run writes only what is new: PDFs that were done
before from the same bytes, by the same version and with the same settings, are
skipped. A run that was interrupted is taken up the same way. A bad PDF gives
one line and a manifest entry and stops nothing. Interrupt once (Ctrl-C) to
finish what is under way, twice to stop at once.

--shard 3/8 reads the fourth of eight parts of the PDFs, into OUTPUT/shard-3-of-8,
so that eight runs over the same PATHs, on any machines, share the work: a PDF
belongs to a part by the SHA-256 of its bytes, one without bytes by its name's. A
part that was run to its end has shard.json in its folder; given OUTPUT, the other
commands take the documents of all parts as those of one folder. Each run reads all
PDFs to know their digests, but for those that --digests lists, as sha256sum writes
them: these belong to the part of the listed digest, also if they have changed since.

`, `读取 PDF，每个写成一个规范的 JSON 文档。

路径是文件、文件夹（其中各层的 PDF，其他文件不看）、通配符（** 表示任意层文件夹），
或表示标准输入的 -。--files-from 指定一个列有更多路径的文件，每行一个，或每个以 NUL
结尾（--null）。有 --output 时，文档写入该文件夹，在其中的位置与 PDF 在所给文件夹中
的位置相同，manifest.jsonl 为每个文件写一行。没有 --output 时，单个 PDF 的文档写到
标准输出。

写入文件夹时，PDF 在工作进程中读取，每个进程的内存和时间都有上限：超出的，或使进程
中止的 PDF，只有它自己失败。--isolate=false 在一个进程里读取全部 PDF；文档写到标准
输出时，--isolate 让该 PDF 在单独的进程中读取。

写入文件夹时，再次运行只写新的：字节、程序版本和设置都没有变的 PDF 不再读取。被中断
的运行也这样接着做。坏的 PDF 只有一行说明和清单里的一行，不影响其他文件。中断一次
（Ctrl-C）做完手上的文件，两次立即停止。

--shard 3/8 把 PDF 分成八份，读取其中第四份，写入“输出文件夹/shard-3-of-8”；八次运行
给出同样的路径，在任何机器上，就分担了全部工作。PDF 属于哪一份由其字节的 SHA-256
决定，读不到字节的由名称的 SHA-256 决定。一份运行到底后，其文件夹里有 shard.json；
其他命令以输出文件夹为路径时，把各份的文档当作一个文件夹的文档。每次运行要读取全部
PDF 才知道摘要，--digests 所列的除外，其格式如 sha256sum 所写：这些 PDF 属于所列摘要
的那一份，此后有变动也不改。

`).Then(ocrHelp, say.Both("\n\n", "\n\n"), correctionsHelp, say.Both(`

--meta names a file of tab-separated values with a header line: name or sha256,
and any of url, retrieved (a date as 2026-01-31), region_code (as 110102),
region_name, licence. What it tells of a PDF goes into the document's source.
Rows that no PDF is of are told. --region is the place of all PDFs of which it
tells none.

`, `

--meta 指定一个以制表符分隔、带表头行的文件：name 或 sha256 列，以及 url、retrieved
（取得日期，如 2026-01-31）、region_code（如 110102）、region_name、licence 中的任意
几列。其中对某个 PDF 的说明写入其文档的 source；与任何 PDF 都不符的行会列出。
--region 是 --meta 没有说明地区的全部 PDF 所在的地区。

`))

func extractCommand(l say.Language) *cobra.Command {
	f := extractFlags{memory: defaultMemory}
	cmd := &cobra.Command{
		Use:   l.Of("extract PATH...", "extract 路径..."),
		Short: l.Of("Read PDFs, write one canonical JSON each and a manifest", "读取 PDF，各写出一个规范 JSON，另有清单"),
		Long:  extractHelp.In(l) + exitHelp(l),
		Example: `  yusuan extract budget.pdf --pretty
  yusuan extract disclosures/ --output documents/
  yusuan extract 'disclosures/2026-*.pdf' -o documents/ --meta sources.tsv
  yusuan extract 'disclosures/**/2026*.pdf' -o documents/ --region 440300
  find disclosures -newer documents/manifest.jsonl -name '*.pdf' -print0 | yusuan extract --files-from - -0 -o documents/
  curl -s https://example.org/budget.pdf | yusuan extract - > budget.json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.define(cmd, l)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", l.Of("folder for the documents and manifest.jsonl", "存放文档和 manifest.jsonl 的文件夹"))
	flags.BoolVar(&f.isolate, "isolate", false, l.Of("read PDFs in worker processes (default: true with --output)", "在工作进程中读取 PDF（有 --output 时默认如此）"))
	flags.Var(&f.memory, "memory", memoryUsage(l))
	flags.BoolVar(&f.pagesApart, "pages-apart", false, pagesApartUsage(l))
	flags.BoolVar(&f.pretty, "pretty", false, l.Of("write documents with white space, for people", "文档中加空白，便于阅读"))
	flags.BoolVar(&f.force, "force", false, l.Of("read PDFs again that are done already", "已完成的 PDF 也重新读取"))
	f.sharding.define(cmd, l)
	completeWith(cmd, "output", completeFolders)
	return cmd
}

// pagesApartUsage is that of --pages-apart.
func pagesApartUsage(l say.Language) string {
	return l.Of("keep each page's tables to themselves instead of joining them over page breaks", "各页的表格分开，不跨页拼接")
}

// memoryUsage is that of --memory.
func memoryUsage(l say.Language) string {
	return l.Of("memory for one worker process, over which its PDF fails; 0 for no limit", "每个工作进程的内存上限，超出则该 PDF 失败；0 表示不限")
}

func (f *extractFlags) run(cmd *cobra.Command, args []string) error {
	if !cmd.Flags().Changed("isolate") {
		f.isolate = f.out != ""
	}
	if !f.isolate && onCommandLine(cmd, "memory") {
		return say.Errorf("--memory limits worker processes: it needs --isolate or --output", "--memory 限制工作进程，须有 --isolate 或 --output")
	}
	part, err := f.sharding.part(cmd, f.out)
	if err != nil {
		return err
	}
	inputs, err := batch.Expand(args)
	if err != nil {
		return err
	}
	listed, err := f.sharding.listed(part, inputs)
	if err != nil {
		return err
	}
	f.told.see(inputs)
	opt := batch.Options{
		Out: f.out, Shard: part, Listed: listed, Workers: f.workers, Force: f.force, Pretty: f.pretty,
		Extract: extract.Options{Password: f.password, PagesApart: f.pagesApart, Timeout: f.timeout, OCR: f.recognised},
		Memory:  int64(f.memory), Asked: args, Meta: f.told.of,
	}
	if f.isolate {
		if opt.Worker, err = readerProcess(); err != nil {
			return err
		}
	}
	beside := args
	if f.out != "" {
		beside = append(slices.Clone(args), f.out+string(filepath.Separator))
	}
	if err := f.readCorrections(f.display(cmd), beside...); err != nil {
		return err
	}
	opt.Corrections = f.decided.Of
	if f.out == "" {
		return f.toStdout(cmd, inputs, opt)
	}
	return f.toFolder(cmd, inputs, opt)
}

// toStdout writes the document of a single PDF to standard output.
func (f *extractFlags) toStdout(cmd *cobra.Command, inputs []batch.Input, opt batch.Options) error {
	if len(inputs) != 1 {
		return say.Errorf("%d PDFs and no folder to write to: say --output FOLDER", "有 %d 个 PDF 而没有写入的文件夹：请给出 --output 文件夹", len(inputs))
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), interrupts...)
	defer stop()
	opt.Stdin = waitingReader{ctx, cmd.InOrStdin()}
	text, err := batch.One(ctx, inputs[0], opt)
	if err == nil {
		if _, ok := terminalOf(cmd.OutOrStdout()); ok { // which is to show it; what programs read is canonical
			text = extract.PrintableJSON(text)
		}
		_, err = waitingWriter{ctx, cmd.OutOrStdout()}.Write(text)
	}
	return ended(ctx, cmd, err, f.lang)
}

// ended tells why there is no result, of a single file, and returns the exit code.
func ended(ctx context.Context, cmd *cobra.Command, err error, l say.Language) error {
	failed, ofFile := errors.AsType[*extract.Error](err)
	switch {
	case ctx.Err() != nil && err != nil:
		fmt.Fprintln(cmd.ErrOrStderr(), "yusuan:", l.Of("interrupted", "被中断"))
		return exitError(exitInterrupted)
	case ofFile:
		fmt.Fprintln(cmd.ErrOrStderr(), "yusuan:", fileError(failed, l))
		return exitError(exitSomeFailed)
	}
	return err
}

// toFolder writes the documents and the manifest into a folder.
func (f *extractFlags) toFolder(cmd *cobra.Command, inputs []batch.Input, opt batch.Options) error {
	opt.Program = programVersion()
	display := f.display(cmd)
	end, done := interruptible(cmd.Context(), display, func() {})
	defer done()
	opt.Stdin = end.stdin(cmd)
	progress := newProgress(display, inputs)
	opt.Observer = progress
	stop := display.follow(progress.status)
	summary, err := batch.Run(end.asked, inputs, opt)
	stop()
	if err != nil {
		return err
	}
	progress.summary(summary)
	switch {
	case summary.Left > 0:
		return exitError(exitInterrupted)
	case summary.Failed > 0:
		return exitError(exitSomeFailed)
	}
	return nil
}
