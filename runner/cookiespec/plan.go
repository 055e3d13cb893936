package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/terminal"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// plan shows what an audit would do.
func (a *audit) plan(w io.Writer) error {
	c := a.config
	stages := recording.Gathered(a.catalogue.Needs(), c.Session != nil)
	if c.Session == nil {
		stages &^= recording.NeedLogin
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(name, format string, values ...any) {
		fmt.Fprintf(t, "%s\t%s\n", name, terminal.Plain(fmt.Sprintf(format, values...), messageLength))
	}
	switch {
	case c.Serve != nil:
		served, err := servePlan(*c.Serve)
		if err != nil {
			return err
		}
		line("target", "%s, started in %s by %s", cmp.Or(c.ShownTarget(), "an application on a free port"), served.Dir, served.Command)
	case a.start != nil:
		line("target", "%s, the built-in site, on loopback", c.ShownTarget())
	default:
		line("target", "%s", c.ShownTarget())
	}
	for _, deed := range deeds(c) {
		line(deed.what, "%s", deed.how)
	}
	if c.File != "" {
		line("config", "%s", c.File)
	}
	if len(c.Cookies) > 0 {
		line("cookies", "%d declared", len(c.Cookies))
	}
	if path, err := browser.Find(c.Chrome); err == nil {
		line("Chrome", "%s", path)
	} else {
		line("Chrome", "%v", err)
	}
	line("stages", "%s", strings.ReplaceAll(stages.String(), "+", ", "))
	line("browsers", "%d starts, at most %d side by side", stages.BrowserStarts(), c.Jobs)
	line("time", "%s at most; up to %s of it for cookies to expire", short(c.Timeout), short(c.Patience))
	var areas []string
	for _, area := range a.catalogue.Areas() {
		some, err := a.catalogue.Select([]string{area}, nil)
		if err != nil {
			return err
		}
		areas = append(areas, fmt.Sprintf("%s %d", area, len(some)))
	}
	line("checks", "%d: %s", len(a.catalogue), strings.Join(areas, ", "))
	line("policy", "%s", c.Policy)
	if len(c.Waivers) > 0 {
		line("waivers", "%d", len(c.Waivers))
	}
	if path := c.BaselineFile(); path != "" {
		line("baseline", "%s", path)
	}
	line("blocking", "%s", gate(c.Policy, c.FailOn))
	for _, file := range a.options.reports.each(reports.Run{}, nil) {
		line("writes", "%s (--%s)", file.path, file.flag)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "\nnothing was started: this was a dry run")
	return err
}

func gate(policy, failOn string) string {
	gate := reports.Run{Policy: policy, FailOn: failOn}.Gate()
	if failOn != "never" && strings.HasPrefix(policy, "asvs-l") {
		gate += ", whatever its severity"
	}
	return gate
}
