package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ClientCannotExtend: the server keeps the time of a session itself, and does not read it off what the client has (WSTG SESS-07).
var ClientCannotExtend = check.Check{
	ID:       "expiry/client-cannot-extend",
	Title:    "a session cookie whose expiry is put off in the browser expires all the same",
	Failure:  "a session cookie whose end is put off in the browser goes on",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.RFC6265bis("4.1.2.1"), check.CWE("613")},
	Needs:    recording.Timeout | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		return afterItsTime(c, s.Cookie, recording.Extended, "with its end put off in the browser, after its time")
	},
}
