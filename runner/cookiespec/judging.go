package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/judge"
)

// judging is how the config has it judged, with its waivers and the baseline read.
func judging(c config.Config) (o judge.Options, err error) {
	o = plans.Judging(c)
	if o.Waivers, err = plans.Waivers(c); err != nil {
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
