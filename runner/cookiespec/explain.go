package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites"
)

const explainHelp = `Explains a check: the rule, its reason and its sources, what makes it fail, how
to fix that, what it cannot see.

Usage:
  cookiespec explain ID

Example:
  cookiespec explain restart/session-cookie-ends
`

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain ID", Short: "why, by which standard, and how to fix what failed", Long: explainHelp, Args: takes(1, 1, "cookiespec explain set/secure"),
		RunE: func(_ *cobra.Command, words []string) error {
			all := suites.Catalogue()
			c, err := all.Find(words[0])
			if slices.Contains(all.Areas(), words[0]) {
				return &hinted{words[0] + " is an area, not a check", "cookiespec list " + words[0] + " shows its checks"}
			}
			if err != nil {
				return err
			}
			return terminal.Explain(p.stdout, c, p.colorful(p.stdout))
		},
	}
}
