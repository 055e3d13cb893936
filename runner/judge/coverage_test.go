package judge

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	cite := check.ASVS("3.3.5")
	one, two := check.Check{ID: "set/one", Cites: []check.Citation{cite}}, check.Check{ID: "set/two", Cites: []check.Citation{cite}}
	other := check.Check{ID: "set/other", Cites: []check.Citation{check.CWE("614")}}
	all := check.Catalogue{one, two, other}
	came := func(c check.Check, outcomes ...check.Outcome) (found []suites.Finding) {
		for _, o := range outcomes {
			found = append(found, suites.Finding{Check: c, Verdict: check.Verdict{Outcome: o}})
		}
		return found
	}
	for _, row := range []struct {
		name   string
		all    check.Catalogue
		run    check.Catalogue
		found  []suites.Finding
		state  string
		reason string
	}{
		{"all pass", all, all, append(came(one, check.Passed), came(two, check.Passed)...), reports.Verified, ""},
		{"one passes, the other does not apply", all, all, append(came(one, check.Passed), came(two, check.NotApplicable)...), reports.Partly, "tested: set/one; not tested: set/two"},
		{"one of two cookies fails", all, all, append(came(one, check.Passed, check.Failed), came(two, check.Passed)...), reports.Violated, ""},
		{"a failure outweighs what is undecided", all, all, append(came(one, check.Failed), came(two, check.Undecided)...), reports.Violated, ""},
		{"a failure outweighs what was left out", all, all[:1], came(one, check.Failed), reports.Violated, ""},
		{"one is undecided", all, all, append(came(one, check.Passed), came(two, check.Undecided)...), reports.NotVerified, "not all of its checks could be decided"},
		{"one was left out", all, all[:1], came(one, check.Passed), reports.NotVerified, "not all of its checks were run"},
		{"none applied", all, all, append(came(one, check.NotApplicable), came(two, check.NotApplicable)...), reports.NotVerified, "none of its checks applied"},
		{"nothing was found at all", all, all, nil, reports.NotVerified, "none of its checks applied"},
		{"another requirement's checks", all, all, came(other, check.Failed), reports.NotVerified, "none of its checks applied"},
		{"no check", all[2:], all[2:], came(other, check.Passed), reports.NotVerified, "there is no check of it"},
	} {
		got := covered(standard.Requirement{Citation: cite}, row.all, row.run, row.found)
		if got.State != row.state || got.Reason != row.reason || len(got.Checks) != len(row.all)-1 {
			t.Errorf("%s: %s, %q, behind it %q", row.name, got.State, got.Reason, got.Checks)
		}
	}
	idle := standard.Requirement{Citation: check.ASVS("7.3.1")}
	deciding, beside := check.Check{ID: "expiry/idle-timeout", Cites: []check.Citation{idle.Citation}}, check.Check{ID: "restart/restored", Cites: []check.Citation{idle.Citation}}
	both := check.Catalogue{deciding, beside}
	if got := covered(idle, both, both, append(came(beside, check.Passed), came(deciding, check.NotApplicable)...)); got.State != reports.NotVerified {
		t.Errorf("what decides it was not tested: %+v", got)
	}
	if got := covered(idle, both, both, append(came(deciding, check.Passed), came(beside, check.NotApplicable)...)); got.State != reports.Verified {
		t.Errorf("what decides it passed: %+v", got)
	}
	idle.Sight = standard.Part
	if got := covered(idle, both, both, came(deciding, check.Passed)); got.State != reports.Partly {
		t.Errorf("only a part of it can be seen: %+v", got)
	}
	hidden := standard.Requirement{Citation: check.ASVS("7.1.1"), Sight: standard.Nothing, Reason: "a document"}
	if got := covered(hidden, all, all, came(one, check.Failed)); got.State != reports.NotVerifiable || got.Reason != "a document" {
		t.Errorf("what cannot be seen: %+v", got)
	}
}
