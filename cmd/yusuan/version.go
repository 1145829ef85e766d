package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"yusuan"
	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

func versionCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: l.Of("Print the program's version and the document format that it writes", "输出程序版本和所写文档的格式"),
		Long: l.Of(`Print the program's version, the release or commit where the build knows it, the
format of documents, and what the program was built with.

The version is made of the source: the digest of the program's files as they were
compiled, and of what go.mod and go.sum say of the modules that it uses. Every
build of the same source has the same version, on any machine, with or without
version control; any change of it, committed or not, gives another one. It stands
in manifests, and what another version extracted is extracted again.`, `输出程序的版本、构建时所知的发行版或提交、文档的格式，以及构建所用的工具。

版本由源代码决定：所编译的程序文件的摘要，加上 go.mod 和 go.sum 对所用模块的记载。
同一份源代码在任何机器上构建，无论有没有版本管理，版本都相同；源代码有任何改动，
无论是否提交，版本都不同。版本写入清单，由其他版本提取的会重新提取。`),
		Example: "  yusuan version",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return printVersion(cmd.OutOrStdout()) },
	}
}

// release is the version of a release, which its build sets (-X main.release); "" for other builds.
var release string

func printVersion(out io.Writer) error {
	named := ""
	if r := releaseName(); r != "" {
		named = "release " + r + "\n"
	}
	_, err := fmt.Fprintf(out, "yusuan %s\n%sformat %s\n%s %s/%s\n",
		programVersion(), named, model.Format, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// releaseName is the release, or else what the go command knows of the module: a version that was asked for, or the tag or
// commit of a clone. It is "" where nothing tells one.
func releaseName() string {
	if info, ok := debug.ReadBuildInfo(); release == "" && ok && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return release
}

// programVersion names this program so that another one, which might read differently, has another name.
func programVersion() string { return "source-" + yusuan.Source() }
