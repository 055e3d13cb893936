package audit

import (
	"errors"
	"fmt"
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/judge"
)

// WholeJudging is [Judging] with the config's waivers and its baseline read.
func WholeJudging(c config.Config) (o judge.Options, err error) {
	o = Judging(c)
	if o.Waivers, err = Waivers(c); err != nil {
		return o, err
	}
	path := c.BaselineFile()
	if path == "" {
		return o, nil
	}
	run, err := Results(path)
	if err != nil {
		return o, err
	}
	o.Baseline = &judge.Baseline{Path: path, Run: run}
	return o, nil
}

// Results reads what --json wrote. The error is a [*config.Error].
func Results(path string) (reports.Run, error) {
	const remedy = "give a file that --json wrote"
	file, err := os.Open(path)
	if err != nil {
		return reports.Run{}, &config.Error{Problem: fmt.Sprintf("%s cannot be read: %v", path, errors.Unwrap(err)), Remedy: remedy}
	}
	defer file.Close()
	run, err := jsonreport.Read(file)
	if err != nil {
		return reports.Run{}, &config.Error{Problem: path + ": " + err.Error(), Remedy: remedy}
	}
	return run, nil
}
