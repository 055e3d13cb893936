package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const coverageHelp = `Shows what a run says of each requirement of ASVS 5.0, of the WSTG's tests of sessions and of RFC
6265bis: verified, failed, not verified, or not verifiable from outside, with the checks behind it.

Usage:
  cookiespec coverage RESULTS

Example:
  cookiespec run http://localhost:8000/ --json run.json
  cookiespec coverage run.json
`

func (p *program) coverageCommand() *cobra.Command {
	return &cobra.Command{
		Use: "coverage RESULTS", Short: "which requirements a run verified", Long: coverageHelp,
		Args: takes(1, 1, "cookiespec coverage run.json, with what --json wrote"),
		RunE: func(_ *cobra.Command, words []string) error {
			const hint = "give a file that --json wrote"
			file, err := os.Open(words[0])
			if err != nil {
				return &hinted{fmt.Sprintf("%s cannot be read: %v", words[0], errors.Unwrap(err)), hint}
			}
			defer file.Close()
			run, err := jsonreport.Read(file)
			if err != nil {
				return &hinted{words[0] + ": " + err.Error(), hint}
			}
			if len(run.Coverage) == 0 {
				return &hinted{words[0] + ": the report says nothing of requirements", "run again: the program that wrote it was older, or broke"}
			}
			return terminal.Coverage(p.stdout, run, p.colorful(p.stdout))
		},
	}
}
