package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ServerEnforces: "Servers MUST NOT depend on cookies being evicted exactly at the specified date and time" (6265bis §4.1.2.1): what
// the browser forgets the server has to refuse.
var ServerEnforces = check.Check{
	ID:       "expiry/server-enforces",
	Title:    "the server refuses the session cookie once its time is over",
	Failure:  "the server takes the session cookie after its time is over",
	Severity: check.High,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.4.1"), check.ASVS("9.2.1"), check.CWE("613")},
	Needs:    recording.Timeout | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		return afterItsTime(c, s.Cookie, recording.Expired, "with its value given back after its time")
	},
}
