package judge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
)

// TestChecksAreExplained: a report needs no catalogue to say what a check is about, also where nothing came of it.
func TestChecksAreExplained(t *testing.T) {
	t.Parallel()
	plain, full := says("set/a", check.High, check.Skip("why")), says("set/b", check.High, check.Pass("fine"))
	full.Explain = check.Explanation{Rule: "r", Reason: "why", Fails: "f", Limits: "l", Fixes: []check.Fix{{In: "Go", Lines: "g"}, {In: check.AnyServer, Lines: "a"}}}
	want := []reports.Check{
		{ID: "set/a", Title: "it is so", Severity: "high", Needs: []string{"visit"}, Fixes: []reports.Fix{{In: "Django", Lines: `set_cookie("id", id)`}, {In: "Go", Lines: "g"}}},
		{ID: "set/b", Title: "it is so", Severity: "high", Rule: "r", Reason: "why", Fails: "f", Limits: "l", Needs: []string{"visit"}, Fixes: []reports.Fix{
			{In: "Go", Lines: "g"}, {In: reports.AnyServer, Lines: "a"},
		}},
	}
	run := judge.Run(visited(), check.Catalogue{plain, full}, judge.Options{Policy: "baseline", FailOn: check.High})
	if diff := cmp.Diff(want, run.Checks); diff != "" {
		t.Error(diff)
	}
	if got := run.Check("set/b"); got.Rule != "r" {
		t.Errorf("set/b is %+v", got)
	}
}
