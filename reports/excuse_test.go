package reports_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

func TestExcuse(t *testing.T) {
	t.Parallel()
	waived := &reports.Waived{Reason: "read by a script"}
	for want, r := range map[string]reports.Result{
		"":                               {Outcome: reports.Fail},
		"waived: read by a script":       {Outcome: reports.Fail, Waived: waived, Known: true},
		"waived until 2027-06-30: later": {Outcome: reports.Fail, Waived: &reports.Waived{Reason: "later", Until: "2027-06-30"}},
		"known from the baseline":        {Outcome: reports.Fail, Known: true},
	} {
		if got := r.Excuse(); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
	for _, outcome := range []string{reports.Pass, reports.NotApplicable, reports.Inconclusive} {
		if got := (reports.Result{Outcome: outcome, Waived: waived, Known: true}).Excuse(); got != "" {
			t.Errorf("%s is excused: %q", outcome, got)
		}
	}
}

// TestFindings: what was waived is excused by its waiver alone.
func TestFindings(t *testing.T) {
	t.Parallel()
	run := reports.Run{Target: "http://localhost/", Results: []reports.Result{
		{ID: "set/a", Outcome: reports.Fail, Gating: true}, {ID: "set/b", Outcome: reports.Fail}, {ID: "set/c", Outcome: reports.Fail, Known: true},
		{ID: "set/d", Outcome: reports.Fail, Waived: &reports.Waived{}}, {ID: "set/e", Outcome: reports.Pass}, {ID: "set/f", Outcome: reports.Inconclusive},
	}}
	found := run.Findings()
	for _, r := range run.Results {
		if want := r.ID < "set/d"; found[run.Fingerprint(r)] != want {
			t.Errorf("%s is among them: %t", r.ID, !want)
		}
	}
}
