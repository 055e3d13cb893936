// Package audit is what a config asks for: which checks, how the site is gathered from, and how that is judged. The commands, the
// grading of submissions and the tests take it from here, so that a key of the config means the same everywhere.
package audit

import (
	"errors"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
)

// Gathering is how the config has the site gathered from, for as much as the checks need. The error is about pages that are not of the
// target's site, which the options then lack; [config.Config.Check] finds them, too. The browser is the caller's to find.
func Gathering(c config.Config, checks check.Catalogue, tool reports.Tool) (gather.Options, error) {
	pages, wrong := c.PageURLs()
	echo, err := c.EchoURL()
	o := gather.Options{
		URL: c.Target, Pages: pages, MaxPages: c.MaxPages, Never: c.NeverPatterns(), AppPath: c.AppPath, Samples: c.Samples, Plain: c.Plain, Echo: echo,
		Stages: checks.Needs(), Patience: c.Patience, Timeout: c.Timeout, Jobs: c.Jobs, Insecure: c.Insecure, Resolve: c.Resolve, UserAgent: c.UserAgent,
		Session: c.Session, Declared: c.Cookies, Tool: tool.Name + " " + tool.Version, Digest: c.Digest(), Asked: c.Asked(),
	}
	for _, h := range c.Headers {
		o.Headers = append(o.Headers, gather.Header(h))
	}
	return o, errors.Join(wrong, err)
}

// Judging is how the config has it judged, but for its waivers and its baseline.
func Judging(c config.Config) judge.Options {
	o := judge.Options{Policy: c.Policy, Never: c.FailOn == "never", None: c.NoCookies, Config: c.File, Require: c.Require}
	if !o.Never {
		if err := o.FailOn.UnmarshalText([]byte(c.FailOn)); err != nil {
			panic(err) // the config takes severities only
		}
	}
	return o
}
