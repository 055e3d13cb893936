package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/standard"
)

const listHelp = `Lists the checks: id, severity, the lowest level of ASVS 5.0 that demands it,
what of a run it needs, title.

Usage:
  cookiespec list [AREA] [--json]

Examples:
  cookiespec list
  cookiespec list restart
  cookiespec list 'set/same*' --json

AREA may be an id or a glob, too.
`

func (p *program) listCommand() *cobra.Command {
	c := &cobra.Command{Use: "list [AREA]", Short: "what is checked", Long: listHelp, Args: takes(0, 1, "cookiespec list set")}
	asJSON := c.Flags().Bool("json", false, "as JSON, with citations")
	c.RunE = func(_ *cobra.Command, words []string) error {
		some, err := suites.Catalogue().Select(words, nil)
		if err != nil {
			return err
		}
		if *asJSON {
			encoder := json.NewEncoder(p.stdout)
			encoder.SetIndent("", "  ")
			encoder.SetEscapeHTML(false)
			return encoder.Encode(listed(some))
		}
		return terminal.List(p.stdout, some, p.colorful(p.stdout))
	}
	return c
}

// entry is a check as a program reads it.
type entry struct {
	ID       string            `json:"id"`
	Area     string            `json:"area"`
	Severity check.Severity    `json:"severity"`
	Level    int               `json:"asvs_level"` // the lowest that demands it; 0: none does
	Title    string            `json:"title"`
	Failure  string            `json:"failure"`
	Needs    []recording.Stage `json:"needs"`
	Cites    []check.Citation  `json:"cites"`
}

func listed(catalogue check.Catalogue) []entry {
	entries := []entry{}
	for _, c := range catalogue {
		entries = append(entries, entry{c.ID, c.Area(), c.Severity, standard.Level(c.Cites), c.Title, c.Failure, c.Needs.Each(), c.Cites})
	}
	return entries
}
