package main

import (
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

const diffHelp = `Compares the findings of two runs: which are new, which are fixed, which
remain.

Usage:
  cookiespec diff OLD NEW [flags]

Examples:
  cookiespec run http://localhost:8000/ --json main.json
  cookiespec run http://localhost:8001/ --json branch.json
  cookiespec diff main.json branch.json --html diff.html

A finding is the same when its check, and its cookie's name, path and place are,
whatever the port and the host that the site runs on. What the newer run left
out, could not decide, or did not apply to a cookie that is still there is no
longer tested, and not called fixed.

Exit codes:
  0  no blocking finding is new
  1  a blocking finding is new
  2  a file cannot be read
  3  none is new, and the newer run is inconclusive or was not whole, or a
     finding that gated is no longer tested
`

func (p *program) diffCommand() *cobra.Command {
	c := &cobra.Command{Use: "diff OLD NEW", Short: "which findings are new, fixed, remaining", Long: diffHelp, Args: takes(2, 2, "cookiespec diff old.json new.json, with what --json wrote")}
	o := &options{flags: c.Flags()}
	o.addFormats("html")
	o.add("quiet")
	c.Flags().Lookup("html").Usage = "write the comparison as one HTML page to `FILE`"
	c.RunE = func(_ *cobra.Command, words []string) error {
		if err := o.complete(p.env); err != nil {
			return err
		}
		earlier, err := plans.Results(words[0])
		if err != nil {
			return err
		}
		later, err := plans.Results(words[1])
		if err != nil {
			return err
		}
		if err := o.reports.check(map[string]string{"OLD": words[0], "NEW": words[1]}); err != nil {
			return err
		}
		p.apart(earlier, later)
		d := later.Since(earlier)
		code := worth(d, later)
		page := func(w io.Writer) error { return html.WriteDifference(w, earlier, later, code) }
		if !p.write(o.reports.page(page, earlier.Login != nil || later.Login != nil)) {
			return exit(exitFault)
		}
		if err := terminal.Difference(p.stdout, d, code, terminal.Options{Color: p.colorful(p.stdout), Quiet: o.quiet}); err != nil {
			return err
		}
		if code != exitPassed {
			return exit(code)
		}
		return nil
	}
	return c
}

// worth is the exit code of a comparison.
func worth(d reports.Difference, later reports.Run) int {
	for _, r := range d.New {
		if r.Gating {
			return exitFailed
		}
	}
	for _, r := range d.Untested {
		if r.Gating {
			return exitInconclusive
		}
	}
	if later.Exit != exitPassed && later.Exit != exitFailed {
		return exitInconclusive
	}
	return exitPassed
}

// apart warns of two runs that were not asked alike.
func (p *program) apart(earlier, later reports.Run) {
	for _, one := range []struct{ what, then, now string }{
		{"target", earlier.Target, later.Target}, {"policy", earlier.Policy, later.Policy}, {"threshold of severity", earlier.FailOn, later.FailOn},
	} {
		if one.then != one.now && (one.what != "target" || !later.SameHost(earlier)) {
			p.messagef("warning: the runs have not the same %s: %s and then %s", one.what, one.then, one.now)
		}
	}
	if later.Started.Before(earlier.Started) {
		p.messagef("warning: the first run is the later one: %s and then %s", earlier.Started.Format(time.DateTime), later.Started.Format(time.DateTime))
	}
}
