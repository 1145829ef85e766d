package main

import (
	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/dataset"
	"yusuan/files"
	"yusuan/model/corrections"
)

func truthCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:   l.Of("truth DOCUMENT", "truth 文档"),
		Short: l.Of("Write what people put right in a document as truth for scorers", "把文档中经人工更正的表格写成供评测用的标准答案"),
		Long: l.Of(`Write the tables of a document about which people decided something, as truth
that other readings of its PDF can be measured against: number, title, unit,
header rows and every cell with its place, spans and text. DOCUMENT is one that
extract wrote with corrections.

A table is taken whole where anything in it was decided: whoever measures by it
vouches for the rest. The other tables are named as skipped, neither right nor
wrong; "checked" marks the cells that were decided about.

Exit codes:
  0    the truth was written
  1    wrong usage, no such document, or one that nobody decided anything about`, `把文档中有人作过决定的表格写成标准答案，供评测同一 PDF 的其他读取结果：表号、
表名、单位、表头行数，以及每个单元格的位置、跨行跨列和文字。文档是 extract 连同
更正写出的。

表中只要有一处作过决定，就整张采用：以它为准来评测的人，对其余部分负责。其他表
列为略过，既不算对也不算错；作过决定的单元格标为 "checked"。

退出码：
  0    已写出标准答案
  1    用法有误、没有这个文档，或没有人对它作过决定`),
		Example: `  yusuan truth documents/budget.json > truth/budget.truth.json`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for item := range dataset.Read(cmd.Context(), []dataset.File{dataset.NewFile(args[0])}) {
				text, err := []byte(nil), item.Err
				if err == nil {
					text, err = corrections.Truth(item.Document)
				}
				if err != nil {
					return say.Errorf("%s: %v", "%s：%v", args[0], files.Cause(err))
				}
				if _, err := cmd.OutOrStdout().Write(text); err != nil {
					return err
				}
			}
			return cmd.Context().Err()
		},
	}
}
