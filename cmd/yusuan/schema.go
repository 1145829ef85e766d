package main

import (
	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

func schemaCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: l.Of("Print the JSON Schema of the canonical document", "输出规范文档的 JSON Schema"),
		Long: l.Of(`Print the JSON Schema (2020-12) of the canonical document to standard output.
Every document that extract writes is valid under it.`, `把规范文档的 JSON Schema（2020-12）写到标准输出。extract 写出的每个文档都符合它。`),
		Example: "  yusuan schema > document.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(model.Schema())
			return err
		},
	}
}
