package main

import (
	_ "embed"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

// The schemas of manifests, messages and records are made from their types and comments by the test that holds them to these.
//go:generate go test -run ^TestSchemasAreCurrent$ -update-schemas .

//go:embed manifest.schema.json
var manifestSchema []byte

//go:embed messages.schema.json
var messagesSchema []byte

//go:embed records.schema.json
var recordsSchema []byte

func schemaCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [document|manifest|messages|records]",
		Short: l.Of("Print the JSON Schema of documents, manifests, messages or records", "输出文档、清单、消息或记录的 JSON Schema"),
		Long: l.Of(`Print a JSON Schema (2020-12) to standard output: of the canonical document (by
default), of a line of manifest.jsonl, which extract and dataset write, of a message,
a line that commands write with --json, or of a record, which worker answers with.

Every document, line, message and record is valid under its schema, and has no other
members. COMPATIBILITY.md says what may change.`,
			`把一个 JSON Schema（2020-12）写到标准输出：规范文档的（默认），extract 和 dataset
所写 manifest.jsonl 各行的，各命令用 --json 写出的消息的，或 worker 所答记录的。

每个文档、每一行、每条消息、每条记录都符合各自的模式，没有别的成员。什么会变，见
COMPATIBILITY.zh-CN.md。`),
		Example: `  yusuan schema > document.schema.json
  yusuan schema messages`,
		ValidArgs: []string{"document", "manifest", "messages", "records"},
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := model.Schema()
			switch {
			case len(args) == 0:
			case args[0] == "manifest":
				text = manifestSchema
			case args[0] == "messages":
				text = messagesSchema
			case args[0] == "records":
				text = recordsSchema
			}
			_, err := cmd.OutOrStdout().Write(text)
			return err
		},
	}
}
