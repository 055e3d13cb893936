package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports/schema"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

const schemaHelp = `Prints the JSON Schema (draft 2020-12) of what cookiespec writes or reads.

Usage:
  cookiespec schema report     of the results that --json writes
  cookiespec schema config     of cookiespec.yaml
  cookiespec schema rubric     of a rubric for cookiespec grade

Example:
  cookiespec schema config > .cookiespec.schema.json

An editor with a YAML language server completes and checks a config by it where
the first line of the config says so:

  # yaml-language-server: $schema=.cookiespec.schema.json

or, for VS Code, the settings of the workspace do:

  {"yaml.schemas": {".cookiespec.schema.json": "cookiespec.yaml"}}
`

// schemas are those that there are.
var schemas = []string{"report", "config", "rubric"}

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema WHAT", Short: "the JSON Schema of results, configs or rubrics", Long: schemaHelp, Args: takes(1, 1, "cookiespec schema config"),
		RunE: func(_ *cobra.Command, words []string) error {
			text, err := schemaOf(words[0])
			if err != nil {
				return err
			}
			_, err = p.stdout.Write(text)
			return err
		},
	}
}

func schemaOf(what string) ([]byte, error) {
	all := suites.Catalogue()
	switch what {
	case "report":
		return schema.Report, nil
	case "config":
		return config.Schema(all.Areas(), ids(all)), nil
	case "rubric":
		return config.RubricSchema(all.Areas(), ids(all)), nil
	}
	return nil, &hinted{fmt.Sprintf("there is no schema of %q", what), nearest(what, schemas, "write report, config or rubric")}
}

func ids(catalogue check.Catalogue) (ids []string) {
	for _, c := range catalogue {
		ids = append(ids, c.ID)
	}
	return ids
}
