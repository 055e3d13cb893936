package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// AbsoluteTimeout: a session has a maximum lifetime, however much it is used (ASVS 7.3.2).
var AbsoluteTimeout = check.Check{
	ID:       "expiry/absolute-timeout",
	Title:    "an active session ends at its absolute timeout",
	Failure:  "an active session does not end at its absolute timeout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.2"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "absolute", expected(c).Absolute, recording.Active, "of use")
	},
}
