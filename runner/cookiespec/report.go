package main

import (
	"github.com/spf13/cobra"

	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const reportHelp = `Writes results in other forms, or, where no file is asked for, shows them as
cookiespec run did.

Usage:
  cookiespec report RESULTS [flags]

Examples:
  cookiespec run http://localhost:8000/ --json run.json
  cookiespec report run.json --html report.html --sarif report.sarif
  cookiespec report run.json --html report.html --client Shop --tester Ada

Whatever the results say, the exit code is 0 when the reports are written.
`

func (p *program) reportCommand() *cobra.Command {
	c := &cobra.Command{Use: "report RESULTS", Short: "write results in another form", Long: reportHelp, Args: takes(1, 1, "cookiespec report run.json, with what --json wrote")}
	o := reportOptions(c)
	c.RunE = func(_ *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		run, err := plans.Results(words[0])
		if err != nil {
			return err
		}
		if err := o.cover(&run.Cover, p.lookup); err != nil {
			return err
		}
		if err := o.reports.check(map[string]string{"RESULTS": words[0]}); err != nil {
			return err
		}
		files := o.reports.each(run, nil)
		if len(files) == 0 {
			return p.show(run, terminal.Options{Color: p.colorful(p.stdout), Width: p.width(p.stdout), Quiet: o.quiet, Verbose: o.verbose, Timings: o.timings})
		}
		if !p.write(files) {
			return exit(exitFault)
		}
		return nil
	}
	return c
}
