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

// Exit codes. 2 stays Go's own for a panic.
const (
	exitDone        = 0
	exitFatal       = 1
	exitSomeFailed  = 3
	exitInterrupted = 130
	exitUnread      = 141 // as shells tell of a program that ends because nobody reads what it writes
)

const exitCodes = `Exit codes:
  0    everything was done
  1    wrong usage, or an error that concerns the whole run
  3    some files failed; the manifest and the last lines say which and why
  130  interrupted`

// exitError ends the program with a code; what is to be said has been said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

func main() {
	// What is made of a file is garbage when its document is written: to collect it less often
	// takes memory that is there and saves a seventh of the time. GOGC decides where it is set.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	os.Exit(run(rootCommand()))
}

func run(root *cobra.Command) int {
	err := root.Execute()
	if err == nil {
		return exitDone
	}
	if code, ok := errors.AsType[exitError](err); ok {
		return int(code)
	}
	fmt.Fprintln(root.ErrOrStderr(), "yusuan:", printable(err))
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
	root := &cobra.Command{
		Use:   "yusuan",
		Short: "Tables, facts and findings from Chinese budget disclosure PDFs",
		Long: `yusuan reads budget disclosures (预算公开, 决算公开) in PDF and writes what their
tables say as canonical JSON: every cell with its place on the page, every
amount exact.

` + exitCodes,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(extractCommand(), checkCommand(), datasetCommand(), reviewCommand(), inspectCommand(), truthCommand(), schemaCommand(), codesCommand(), versionCommand(), completionCommand(),
		workerCommand(), painterCommand())
	return root
}
