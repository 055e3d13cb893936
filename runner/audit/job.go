package audit

import (
	"context"
	"errors"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Job is an audit of one site that runs already, for those who have no terminal and write no report: tests.
type Job struct {
	Config    config.Config
	Catalogue check.Catalogue // less what the config leaves out
	Tool      reports.Tool
	judging   judge.Options
}

// Plan finds all that can be wrong with what a config says of checks and of judging. The target may still be unknown.
func Plan(c config.Config, tool reports.Tool) (j Job, err error) {
	j = Job{Config: c, Tool: tool}
	if len(c.Targets) > 0 {
		return j, &config.Error{File: c.File, Problem: "it has several targets, and this is about one", Remedy: "give a file without targets:"}
	}
	if j.Catalogue, err = Catalogue(c); err != nil {
		return j, err
	}
	j.judging, err = WholeJudging(c)
	return j, err
}

// Gather drives Chrome for as much as some checks need. The error is about the config, the target or Chrome, found before Chrome started,
// and wraps [browser.ErrNoChrome] where there is none; what goes wrong later is trouble of the recording.
func (j Job) Gather(ctx context.Context, checks check.Catalogue, progress func(stage, text string)) (*recording.Recording, error) {
	c := j.Config
	c.Serve = nil // it runs already
	if err := c.Check(); err != nil {
		return nil, err
	}
	o, err := Gathering(c, checks, j.Tool)
	if err != nil {
		return nil, err
	}
	if o.Chrome, err = browser.Find(c.Chrome); err != nil {
		return nil, err
	}
	o.Progress = progress
	seen, err := gather.Run(ctx, o)
	if err != nil && len(seen.Trouble) == 0 {
		seen.Trouble = []string{strings.Join(strings.Fields(err.Error()), " ")}
	}
	if fault := (*gather.Fault)(nil); errors.As(err, &fault) {
		return nil, err
	}
	return seen, nil
}

// Judge judges a recording by some checks.
func (j Job) Judge(seen *recording.Recording, checks check.Catalogue) reports.Run {
	run := judge.Run(seen, checks, j.judging)
	run.Tool = j.Tool
	return run.Normal()
}
