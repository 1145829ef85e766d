package model

import (
	_ "embed"
	"slices"
)

// The schema is made from the types of this package and their comments by the
// test that holds it to them.
//go:generate go test -run ^TestSchemaIsCurrent$ -update .

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of the canonical document.
func Schema() []byte { return slices.Clone(schema) }
