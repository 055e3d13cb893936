package judge

import (
	"slices"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

// fold puts findings under those that they follow from: one cause is one finding. What weighs more than its cause, or blocks where that
// does not, stays a finding of its own.
func fold(results []reports.Result) {
	for i := range results {
		r := &results[i]
		if r.Outcome != reports.Fail || r.Subject.Kind != string(check.OfCookie) {
			continue
		}
		for _, id := range suites.Follows(r.ID) {
			if slices.ContainsFunc(results, func(cause reports.Result) bool {
				return cause.ID == id && cause.Subject == r.Subject && cause.Outcome == reports.Fail && weighs(cause, *r)
			}) {
				r.Outcome, r.Follows, r.Gating = reports.NotApplicable, id, false
				r.Reason = "it follows from " + id + ", which fails for this cookie: " + r.Actual
				break
			}
		}
	}
}

// weighs tells whether a finding is at least as bad as another.
func weighs(a, b reports.Result) bool {
	var first, second check.Severity
	if first.UnmarshalText([]byte(a.Severity)) != nil || second.UnmarshalText([]byte(b.Severity)) != nil {
		return false
	}
	return first >= second && (a.Gating || !b.Gating)
}
