package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
)

// judging is the config as package judge wants it, with the baseline read.
func judging(c config.Config) (o judge.Options, err error) {
	o = judge.Options{Policy: c.Policy, Never: c.FailOn == "never", None: c.NoCookies, Config: c.File, Require: c.Require}
	if !o.Never {
		if err := o.FailOn.UnmarshalText([]byte(c.FailOn)); err != nil {
			panic(err) // the config takes severities only
		}
	}
	if o.Waivers, err = waivers(c); err != nil {
		return o, err
	}
	path := c.BaselineFile()
	if path == "" {
		return o, nil
	}
	run, err := results(path)
	if err != nil {
		return o, err
	}
	o.Baseline = &judge.Baseline{Path: path, Run: run}
	return o, nil
}

// waivers are those of the config, each of a check that there is.
func waivers(c config.Config) (all []reports.Waiver, err error) {
	for i, w := range c.Waivers {
		if _, err := suites.Catalogue().Find(w.Check); err != nil {
			return nil, c.Reject("waivers", i, w.Check, "is no check", meant(err))
		}
		all = append(all, reports.Waiver{Check: w.Check, Cookie: w.Cookie, Reason: w.Reason, Until: w.Until, File: w.File, Line: w.Line})
	}
	return all, nil
}

// results reads what --json wrote.
func results(path string) (reports.Run, error) {
	const hint = "give a file that --json wrote"
	file, err := os.Open(path)
	if err != nil {
		return reports.Run{}, unreadable(path, err, hint)
	}
	defer file.Close()
	run, err := jsonreport.Read(file)
	if err != nil {
		return reports.Run{}, &hinted{path + ": " + err.Error(), hint}
	}
	return run, nil
}

// unreadable is the error of [os.Open] in our words.
func unreadable(path string, err error, hint string) error {
	return &hinted{fmt.Sprintf("%s cannot be read: %v", path, errors.Unwrap(err)), hint}
}
