package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"yusuan/dataset"
	"yusuan/files"
	"yusuan/model/corrections"
)

func truthCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "truth DOCUMENT",
		Short: "Write what people put right in a document as truth for scorers",
		Long: `Write the tables of a document about which people decided something, as truth
that other readings of its PDF can be measured against: number, title, unit,
header rows and every cell with its place, spans and text. DOCUMENT is one that
extract wrote with corrections.

A table is taken whole where anything in it was decided: whoever measures by it
vouches for the rest. The other tables are named as skipped, neither right nor
wrong; "checked" marks the cells that were decided about.

Exit codes:
  0    the truth was written
  1    wrong usage, no such document, or one that nobody decided anything about`,
		Example: `  yusuan truth documents/budget.json > truth/budget.truth.json`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for item := range dataset.Read(cmd.Context(), []dataset.File{dataset.NewFile(args[0])}) {
				text, err := []byte(nil), item.Err
				if err == nil {
					text, err = corrections.Truth(item.Document)
				}
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], files.Cause(err))
				}
				if _, err := cmd.OutOrStdout().Write(text); err != nil {
					return err
				}
			}
			return cmd.Context().Err()
		},
	}
}
