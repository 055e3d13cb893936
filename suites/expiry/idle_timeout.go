package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// IdleTimeout: after some time without activity, users have to log in again (ASVS 7.3.1).
var IdleTimeout = check.Check{
	ID:       "expiry/idle-timeout",
	Title:    "an idle session ends at its idle timeout",
	Failure:  "an idle session does not end at its idle timeout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.1"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "idle", expected(c).Idle, recording.Idle, "left alone")
	},
}
