package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports/schema"
)

const schemaHelp = `Prints the JSON Schema of what cookiespec writes or reads.

Usage:
  cookiespec schema report     of the results that --json writes
`

// schemas are what there is, by name.
var schemas = map[string][]byte{"report": schema.Report}

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema report", Short: "the JSON Schema of results", Long: schemaHelp, Args: takes(1, 1, "cookiespec schema report"),
		RunE: func(_ *cobra.Command, words []string) error {
			text, found := schemas[words[0]]
			if !found {
				return &hinted{fmt.Sprintf("there is no schema of %q", words[0]), "cookiespec schema --help shows what there is"}
			}
			_, err := p.stdout.Write(text)
			return err
		},
	}
}
