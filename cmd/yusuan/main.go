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

	"yusuan/extract"
)

// enoughMemory is how much memory a process takes before it collects what is no more in use at once.
const enoughMemory = 112 << 20

func main() {
	// What is made of a file is garbage when its document is written: to collect it less often
	// takes memory that is there and saves a seventh of the time. GOGC decides where it is set.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	// Pages' pictures make so much of it that it is collected sooner: more than this is taken where it is in use.
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), enoughMemory))
	os.Exit(run(rootCommand()))
}

func run(root *cobra.Command) int {
	cmd, err := root.ExecuteC()
	if err == nil {
		return exitDone
	}
	if code, ok := errors.AsType[exitError](err); ok {
		return int(code)
	}
	fmt.Fprintln(root.ErrOrStderr(), "yusuan:", printable(naming(cmd, err)))
	return exitFatal
}

// printable is an error as a terminal may show it: it may name arguments and files as they are called. Lines after the
// first are set in, so that none of them passes for a message of its own.
func printable(err error) string {
	var lines []string
	for line := range strings.Lines(err.Error()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, extract.Printable(line))
		}
	}
	return strings.Join(lines, "\n  ")
}

func rootCommand() *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   "yusuan",
		Short: "Tables, facts and findings from Chinese budget disclosure PDFs",
		Long: `yusuan reads budget disclosures (预算公开, 决算公开) in PDF and writes what their
tables say as canonical JSON: every cell with its place on the page, every
amount exact.

Each flag of a command can be set by an environment variable, too: by one for all
commands that have the flag, YUSUAN_ with its name in capitals and _ for -
(YUSUAN_TIMEOUT=5m for --timeout), or by one for a single command, which counts
more (YUSUAN_DATASET_FORMAT=csv). The flag itself counts most. An empty variable
is none, and what is no flag of the command is passed over.

` + exitHelp(exitFindings),
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return setFromEnvironment(cmd, os.Getenv) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if version {
				return printVersion(cmd.OutOrStdout())
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&version, "version", false, "print what yusuan version prints")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(extractCommand(), checkCommand(), tablesCommand(), datasetCommand(), reviewCommand(), inspectCommand(), truthCommand(), schemaCommand(), codesCommand(), versionCommand(), completionCommand(),
		workerCommand(), painterCommand())
	return root
}
