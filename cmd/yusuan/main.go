// Command yusuan extracts the tables of Chinese budget disclosures (预算公开,
// 决算公开) from PDF files.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
)

// enoughMemory is how much memory a process takes before it collects what is no more in use at once: documents of hundreds of
// pages keep half of it.
const enoughMemory = 84 << 20

func main() {
	// What is made of a file is garbage when its document is written: to collect it less often
	// takes memory that is there and saves a seventh of the time. GOGC decides where it is set.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	// Pages' pictures make so much of it that it is collected sooner: more than this is taken where it is in use. A worker
	// process takes more by itself, since it may not have all.
	most := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(most, enoughMemory))
	if len(os.Args) < 2 || os.Args[1] != readerName {
		go batch.LetMemoryRise(most)
	}
	l := language(os.Args[1:], os.Getenv)
	os.Exit(run(rootCommand(l), l))
}

func run(root *cobra.Command, l say.Language) int {
	cmd, err := root.ExecuteC()
	if err == nil {
		return exitDone
	}
	if code, ok := errors.AsType[exitError](err); ok {
		return int(code)
	}
	fmt.Fprintln(root.ErrOrStderr(), "yusuan:", printable(l.Error(naming(cmd, err))))
	return exitFatal
}

// printable is an error as a terminal may show it: it may name arguments and files as they are called. Lines after the
// first are set in, so that none of them passes for a message of its own.
func printable(told string) string {
	var lines []string
	for line := range strings.Lines(told) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, extract.Printable(line))
		}
	}
	return strings.Join(lines, "\n  ")
}

func rootCommand(l say.Language) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   "yusuan",
		Short: l.Of("Tables, facts and findings from Chinese budget disclosure PDFs", "从预算公开、决算公开的 PDF 中读取表格、金额和问题"),
		Long: l.Of(`yusuan reads budget disclosures (预算公开, 决算公开) in PDF and writes what their
tables say as canonical JSON: every cell with its place on the page, every
amount exact.

Each flag of a command can be set by an environment variable, too: by one for all
commands that have the flag, YUSUAN_ with its name in capitals and _ for -
(YUSUAN_TIMEOUT=5m for --timeout), or by one for a single command, which counts
more (YUSUAN_DATASET_FORMAT=csv). The flag itself counts most. An empty variable
is none, and what is no flag of the command is passed over.

`, `yusuan 读取 PDF 格式的预算公开、决算公开，把其中表格所载写成规范的 JSON：每个
单元格都带页面上的位置，每个金额都精确。

命令的每个选项也可以用环境变量设定。对所有带该选项的命令：YUSUAN_ 加选项名，用
大写，- 换成 _（--timeout 即 YUSUAN_TIMEOUT=5m）；只对一个命令，且更优先：
YUSUAN_DATASET_FORMAT=csv。命令行上的选项最优先。空变量视为没有，与命令的选项
都不相符的变量不起作用。

`) + exitHelp(l, exitFindings),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return errors.Join(setFromEnvironment(cmd, os.Getenv), checkLanguage(cmd))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if version {
				return printVersion(cmd.OutOrStdout())
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&version, "version", false, l.Of("print what yusuan version prints", "输出内容同 yusuan version"))
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(extractCommand(l), checkCommand(l), tablesCommand(l), datasetCommand(l), reviewCommand(l), inspectCommand(l), truthCommand(l), schemaCommand(l), codesCommand(l),
		versionCommand(l), licencesCommand(l), completionCommand(l), workerCommand(l), readerCommand(), painterCommand())
	defineLanguage(root, l)
	defineHelp(root, l)
	return root
}
