package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"yusuan"
	"yusuan/model"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the program's version and the document format that it writes",
		Long: `Print the program's version, the release or commit where the build knows it, the
format of documents, and what the program was built with.

The version is made of the source: the digest of the program's files as they were
compiled, and of what go.mod and go.sum say of the modules that it uses. Every
build of the same source has the same version, on any machine, with or without
version control; any change of it, committed or not, gives another one. It stands
in manifests, and what another version extracted is extracted again.`,
		Example: "  yusuan version",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return printVersion(cmd.OutOrStdout()) },
	}
}

func printVersion(out io.Writer) error {
	release := ""
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		release = "release " + info.Main.Version + "\n"
	}
	_, err := fmt.Fprintf(out, "yusuan %s\n%sformat %s\n%s %s/%s\n",
		programVersion(), release, model.Format, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// programVersion names this program so that another one, which might read differently, has another name.
func programVersion() string { return "source-" + yusuan.Source() }
