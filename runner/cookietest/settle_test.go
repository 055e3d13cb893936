package cookietest

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestATestFailsWhereTheRunDoes, and says why it is skipped; nothing of the target's reaches a terminal as it is.
func TestATestFailsWhereTheRunDoes(t *testing.T) {
	t.Parallel()
	run := reports.Run{Policy: "baseline", FailOn: "high"}
	for name, row := range map[string]struct {
		result           reports.Result
		failure, skipped string // what the text contains; empty: there is none
	}{
		"a pass":                 {reports.Result{Outcome: reports.Pass, Gating: true}, "", ""},
		"a blocking failure":     {reports.Result{Outcome: reports.Fail, Gating: true, Title: "it is not so", Fix: []reports.Fix{{In: "Django", Lines: "d"}, {In: "Go", Lines: "g()"}}}, "it is not so", ""},
		"its fix in Go":          {reports.Result{Outcome: reports.Fail, Gating: true, Fix: []reports.Fix{{In: "Django", Lines: "d"}, {In: "Go", Lines: "g()"}}}, "\n    g()", ""},
		"a warning":              {reports.Result{Outcome: reports.Fail, Severity: "low", Title: "it is not so"}, "", "severity high or above"},
		"a waived failure":       {reports.Result{Outcome: reports.Fail, Waived: &reports.Waived{Reason: "known"}}, "", "waived: known"},
		"a blocking open result": {reports.Result{Outcome: reports.Inconclusive, Gating: true, Reason: "why"}, "inconclusive: why", ""},
		"another open result":    {reports.Result{Outcome: reports.Inconclusive, Reason: "why"}, "", "inconclusive: why"},
		"not applicable":         {reports.Result{Outcome: reports.NotApplicable, Gating: true, Reason: "why"}, "", "not applicable: why"},
		"a hostile cookie":       {reports.Result{Outcome: reports.Fail, Gating: true, Actual: "a\x1b[2Jb"}, `a\x1b[2Jb`, ""},
	} {
		failure, skipped := settled(run, row.result)
		if (failure == "") != (row.failure == "") || !strings.Contains(failure, row.failure) || (skipped == "") != (row.skipped == "") || !strings.Contains(skipped, row.skipped) {
			t.Errorf("%s: failure %q, skipped %q", name, failure, skipped)
		}
	}
}

// TestOptionsLieOverTheFile in whatever order they are given, and what is wrong with them is found before Chrome starts.
func TestOptionsLieOverTheFile(t *testing.T) {
	job, err := plan([]Option{Policy("strict"), Only("set"), Skip("set/secure"), User("ada", "s3cr3t"), Setting("max-pages", "3"), Config("testdata/cookiespec.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	c := job.Config
	if c.Policy != "strict" || c.MaxPages != 3 || c.FailOn != "low" || c.Session == nil || c.Session.User != "ada" || c.Session.Password != "s3cr3t" {
		t.Errorf("%+v", c)
	}
	for _, one := range job.Catalogue {
		if one.Area() != "set" || one.ID == "set/secure" {
			t.Errorf("%s is left", one.ID)
		}
	}
	for name, row := range map[string]struct {
		options []Option
		says    string
	}{
		"a policy that there is not":  {[]Option{Policy("lax")}, "baseline"},
		"a check that there is not":   {[]Option{Only("set/secur")}, "set/secure"},
		"a file that there is not":    {[]Option{Config("none.yaml")}, "none.yaml"},
		"a setting that there is not": {[]Option{Setting("max-page", "3")}, "max-pages"},
		"several targets":             {[]Option{Config("testdata/targets.yaml")}, "targets"},
	} {
		if _, err := plan(row.options); err == nil || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: %v, expected %q in it", name, err, row.says)
		}
	}
}
