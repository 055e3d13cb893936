package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ClientCannotExtend: the server keeps the time of a session itself, and does not read it off what the client has (WSTG SESS-07).
var ClientCannotExtend = check.Check{
	ID:       "expiry/client-cannot-extend",
	Title:    "a session expires on time even if its cookie is extended in the browser",
	Failure:  "extending a session cookie in the browser keeps the session alive",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.RFC6265bis("4.1.2.1"), check.CWE("613")},
	Needs:    recording.Timeout | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		return afterItsTime(c, s.Cookie, recording.Extended, "with its end put off in the browser, after its time")
	},
}
