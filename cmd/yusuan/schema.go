package main

import (
	_ "embed"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
)

// The schemas of manifests and messages are made from their types and comments by the test that holds them to these.
//go:generate go test -run ^TestSchemasAreCurrent$ -update-schemas .

//go:embed manifest.schema.json
var manifestSchema []byte

//go:embed messages.schema.json
var messagesSchema []byte

func schemaCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [document|manifest|messages]",
		Short: l.Of("Print the JSON Schema of documents, manifests or messages", "输出文档、清单或消息的 JSON Schema"),
		Long: l.Of(`Print a JSON Schema (2020-12) to standard output: of the canonical document (by
default), of a line of manifest.jsonl, which extract and dataset write, or of a
message, a line that commands write with --json.

Every document, every line and every message is valid under its schema, and has no
other members. COMPATIBILITY.md says what may change.`,
			`把一个 JSON Schema（2020-12）写到标准输出：规范文档的（默认），extract 和 dataset
所写 manifest.jsonl 各行的，或各命令用 --json 写出的消息的。

每个文档、每一行、每条消息都符合各自的模式，没有别的成员。什么会变，见
COMPATIBILITY.zh-CN.md。`),
		Example: `  yusuan schema > document.schema.json
  yusuan schema messages`,
		ValidArgs: []string{"document", "manifest", "messages"},
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := model.Schema()
			switch {
			case len(args) == 0:
			case args[0] == "manifest":
				text = manifestSchema
			case args[0] == "messages":
				text = messagesSchema
			}
			_, err := cmd.OutOrStdout().Write(text)
			return err
		},
	}
}
