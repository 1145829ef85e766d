package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/extract/picture"
)

// defaultMemory is what a worker may take: no disclosure was seen that takes a third of it.
const defaultMemory = 1 << 30

// readerName is the command of the processes that read PDFs for this program.
const readerName = "reader"

// readerCommand is what this program starts to read PDFs in other processes. Users never call it.
func readerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    readerName,
		Short:  "Read PDFs for a run of extract",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// A terminal sends its interrupt to all processes of a run. It is for the run
			// to say what of it is finished; a reader ends when its input does.
			signal.Ignore(interrupts...)
			painter, err := ownProcess("painter")
			if err != nil {
				return err
			}
			own := batch.Server{Painter: picture.Options{Command: painter}, Rows: rowsOf}
			if code := own.Serve(cmd.InOrStdin(), cmd.OutOrStdout()); code != exitDone {
				return exitError(code)
			}
			return nil
		},
	}
}

// rowsOf makes rows of tables, of one document after the other.
func rowsOf(tables []string, lines bool) (batch.Rows, error) {
	form := dataset.ArrowRows
	if lines {
		form = dataset.JSONRows
	}
	single, err := dataset.NewSingle(tables, form)
	if err != nil {
		return nil, err
	}
	return single.Rows, nil
}

// workerFlags are the flags of worker.
type workerFlags struct {
	ocrFlags
	parts      []string
	lines      bool
	password   string
	pagesApart bool
	readers    int
	timeout    time.Duration
	memory     byteSize
}

// workerHelp tells what the command does.
var workerHelp = say.Both(`Read PDFs one after the other for another program: a cluster's engine, a queue's
consumer, a package for another language. It asks on standard input and gets exactly
one record of each request on standard output, in order, whatever the file does: a
file that takes too much time or memory, or ends the process that reads it, is a
record that says so, and the next one is read. The worker ends when its input does.

A message is a frame: the lengths of its head and of its body, 32 bits each,
big-endian; the head, JSON; the body.

  request  {"name":"a.pdf"} with the PDF as its body, or {"path":"/data/a.pdf"};
           also "password", and "meta": {"regionCode":"110102", ...} as documents have it
  record   {"name":"a.pdf","status":"ok", ... ,"parts":[{"name":"document","bytes":9000}]}
           with the parts as its body, one after the other, or
           {"name":"a.pdf","status":"failed","stage":"open","error":{"code":"not-a-pdf", ...}}

--parts names what a record brings: document, the canonical JSON, and tables of data
sets, each a stream of Arrow IPC with the columns and types that dataset writes;
whether a document is taken is told of all documents together, and false here.
With --lines each message is a line of JSON: a request may be the path alone or have
the PDF in Base64 as "data", and a record has its parts as an object, rows as JSON.

`, `逐个读取 PDF，供其他程序使用：集群的引擎、队列的消费者、其他语言的程序包。它在标准输入
上提出请求，在标准输出上按次序得到每个请求的恰好一条记录，无论文件如何：耗时过长、占用
内存过多或使读取进程中止的文件，记录说明如此，接着读下一个。输入结束，工作进程即结束。

一条消息是一帧：头和体的长度，各 32 位，大端序；头是 JSON；然后是体。

  请求  {"name":"a.pdf"}，以 PDF 为体；或 {"path":"/data/a.pdf"}；还可有
        "password"，以及与文档中相同的 "meta"：{"regionCode":"110102", ...}
  记录  {"name":"a.pdf","status":"ok", ... ,"parts":[{"name":"document","bytes":9000}]}，
        各部分依次为体；或
        {"name":"a.pdf","status":"failed","stage":"open","error":{"code":"not-a-pdf", ...}}

--parts 指定记录带来什么：document 即规范 JSON，以及数据集的表，每张表是一个 Arrow IPC
流，列和类型与 dataset 所写相同；文件是否取作代表须看全部文件，这里总为 false。
有 --lines 时每条消息是一行 JSON：请求可以只是路径，或以 Base64 的 "data" 带上 PDF；
记录的各部分是一个对象，行是 JSON。

`)

func workerCommand(l say.Language) *cobra.Command {
	f := workerFlags{memory: defaultMemory}
	cmd := &cobra.Command{
		Use:   "worker",
		Short: l.Of("Read PDFs for another program: one record for each that it asks for", "供其他程序读取 PDF：每个请求一条记录"),
		Long:  workerHelp.In(l) + exitHelp(l),
		Example: `  find disclosures -name '*.pdf' | yusuan worker --lines > documents.jsonl
  echo '{"path":"budget.pdf"}' | yusuan worker --lines --parts facts,findings --memory 512MiB --timeout 1m`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.ocrFlags.define(cmd, l)
	flags := cmd.Flags()
	flags.StringSliceVar(&f.parts, "parts", []string{batch.DocumentPart}, l.Format("what a record brings, with commas between: document, %v", "记录带来什么，以逗号分隔：document、%v", say.List(dataset.SingleTables())))
	flags.BoolVar(&f.lines, "lines", false, l.Of("requests and records are lines of JSON, not frames", "请求和记录是 JSON 行，而不是帧"))
	flags.StringVar(&f.password, "password", "", l.Of("password of encrypted PDFs whose request has none", "加密 PDF 的密码，请求中没有时使用"))
	flags.BoolVar(&f.pagesApart, "pages-apart", false, pagesApartUsage(l))
	flags.IntVar(&f.readers, "readers", 1, l.Of("how many pages of a PDF are read at the same time", "同时读取 PDF 的几页"))
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, timeoutUsage(l))
	flags.Var(&f.memory, "memory", memoryUsage(l))
	completeWith(cmd, "parts", completeList(allParts()...))
	return cmd
}

func (f *workerFlags) run(cmd *cobra.Command) error {
	if f.readers < 1 || f.timeout < 0 {
		return say.Errorf("--readers must be 1 or more, and --timeout not negative", "--readers 须不小于 1，--timeout 不能为负")
	}
	if err := checkParts(f.parts); err != nil {
		return err
	}
	work := batch.Work{Parts: f.parts, Lines: f.lines, Options: batch.Options{Program: programVersion(), Memory: int64(f.memory),
		Extract: extract.Options{Password: f.password, PagesApart: f.pagesApart, Timeout: f.timeout, Readers: f.readers}}}
	var err error
	if work.Extract.OCR, err = f.recognition(); err != nil {
		return err
	}
	if work.Worker, err = readerProcess(); err != nil {
		return err
	}
	signal.Ignore(interrupts...) // they are for the program that asks
	ctx, stop := cmd.Context(), func() {}
	if pipe, ok := cmd.OutOrStdout().(*os.File); ok {
		ctx, stop = batch.UntilUnread(ctx, pipe)
	}
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- work.Run(ctx, cmd.InOrStdin(), cmd.OutOrStdout()) }()
	select {
	case <-ctx.Done():
		return exitError(exitUnread)
	case err := <-ended:
		if ctx.Err() != nil {
			return exitError(exitUnread)
		}
		return err
	}
}

// allParts are the parts that a record may bring.
func allParts() []string { return append([]string{batch.DocumentPart}, dataset.SingleTables()...) }

// checkParts refuses parts that are none, or asked for twice.
func checkParts(parts []string) error {
	all := allParts()
	if len(parts) == 0 {
		return say.Errorf("--parts names none", "--parts 没有写明部分")
	}
	for i, name := range parts {
		if !slices.Contains(all, name) {
			return say.Errorf("--parts is %q; it may be %v", "--parts 为 %q，只能是 %v", name, say.List(all))
		}
		if slices.Contains(parts[:i], name) {
			return say.Errorf("--parts names %s twice", "--parts 两次写明 %s", name)
		}
	}
	return nil
}

// running is the running program on Linux, whatever is at its path by now.
const running = "/proc/self/exe"

// readerProcess returns how a process that reads is started: by this very program, also when
// a new version takes its place on the disk while it runs, where that can be had.
func readerProcess() (func() *exec.Cmd, error) { return ownProcess(readerName) }

// ownProcess returns how this program is started with a command.
func ownProcess(command string) (func() *exec.Cmd, error) {
	path := running
	if _, err := os.Stat(running); err != nil {
		if path, err = programPath(); err != nil {
			return nil, say.Errorf("find this program: %v", "查找本程序：%v", err)
		}
	}
	return func() *exec.Cmd { return exec.Command(path, command) }, nil
}

// programPath is the program's path as the system tells it, or else as it was called.
func programPath() (string, error) {
	if path, err := os.Executable(); err == nil {
		return path, nil
	}
	path, err := exec.LookPath(os.Args[0])
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// byteSize is a flag's number of bytes, written as "512MiB".
type byteSize int64

var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}}

func (b *byteSize) Type() string { return "SIZE" }

func (b *byteSize) String() string {
	for _, u := range units {
		if *b > 0 && int64(*b)%u.bytes == 0 {
			return strconv.FormatInt(int64(*b)/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}

// Set implements pflag.Value.
func (b *byteSize) Set(s string) error {
	if s == "0" {
		*b = 0
		return nil
	}
	for _, u := range units {
		number, ok := strings.CutSuffix(s, u.name)
		n, err := strconv.ParseInt(number, 10, 32)
		if !ok || err != nil {
			continue
		}
		if *b = byteSize(n * u.bytes); *b < batch.MinMemory {
			return say.Errorf("less than %d MiB", "少于 %d MiB", batch.MinMemory>>20)
		}
		return nil
	}
	return say.Errorf("no size as 512MiB or 2GiB", "不是 512MiB、2GiB 这样的大小")
}
