package main

import (
	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites"
)

const explainHelp = `Explains a check: the rule, its reason and its sources, what makes it fail, how
to mend that, what it cannot see.

Usage:
  cookiespec explain ID

Example:
  cookiespec explain restart/session-cookie-ends
`

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain ID", Short: "why, by which standard, and how to mend what failed", Long: explainHelp, Args: takes(1, 1, "cookiespec explain set/secure"),
		RunE: func(_ *cobra.Command, words []string) error {
			c, err := suites.Catalogue().Find(words[0])
			if err != nil {
				return catalogueError(err)
			}
			return terminal.Explain(p.stdout, c, p.colorful(p.stdout))
		},
	}
}
