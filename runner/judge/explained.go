package judge

import (
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
)

// explained is a check in words for readers.
func explained(c check.Check) reports.Check {
	x := c.Explain
	r := reports.Check{ID: c.ID, Title: c.Title, Severity: c.Severity.String(), Rule: x.Rule, Reason: x.Reason, Fails: x.Fails, Limits: x.Limits, Fixes: reported(x.Fixes)}
	for _, part := range c.Needs.Each() {
		r.Needs = append(r.Needs, part.String())
	}
	return r
}
