package main

import (
	_ "embed"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
)

//go:embed licences.txt
var licences []byte

func licencesCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   "licences",
		Short: l.Of("Print the licences of all that the program is built of", "输出程序所含全部组件的许可证"),
		Long: l.Of(`Print the licences and notices of the program, of the modules that are built in on
any system, with their versions, and of what else is: PDFium, the recogniser of
print, lists of characters and places.`,
			`输出本程序、各系统上编入的模块（附版本）以及其他组成部分（PDFium、文字识别器、
字符表和地名表）的许可证和声明。`),
		Example: "  yusuan licences | less",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(licences)
			return err
		},
	}
}
