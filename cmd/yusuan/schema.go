package main

import (
	"github.com/spf13/cobra"

	"yusuan/model"
)

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the canonical document",
		Long: `Print the JSON Schema (2020-12) of the canonical document to standard output.
Every document that extract writes is valid under it.`,
		Example: "  yusuan schema > document.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(model.Schema())
			return err
		},
	}
}
