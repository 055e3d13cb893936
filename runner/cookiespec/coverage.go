package main

import (
	"github.com/spf13/cobra"

	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const coverageHelp = `Shows what a run says of each requirement of ASVS 5.0, of the WSTG's tests of
sessions and of RFC 6265bis: verified, failed, not verified, or not verifiable
from outside, with the checks behind it.

Usage:
  cookiespec coverage RESULTS

Examples:
  cookiespec run http://localhost:8000/ --json run.json
  cookiespec coverage run.json
`

func (p *program) coverageCommand() *cobra.Command {
	return &cobra.Command{
		Use: "coverage RESULTS", Short: "which requirements of the standards a run verified", Long: coverageHelp,
		Args: takes(1, 1, "cookiespec coverage run.json, with what --json wrote"),
		RunE: func(_ *cobra.Command, words []string) error {
			run, err := plans.Results(words[0])
			if err != nil {
				return err
			}
			if len(run.Coverage) == 0 {
				return &hinted{words[0] + ": the report says nothing of requirements", "run again: the program that wrote it was older, or broke"}
			}
			return terminal.Coverage(p.stdout, run, p.colorful(p.stdout))
		},
	}
}
