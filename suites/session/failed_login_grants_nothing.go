package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// FailedLoginGrantsNothing: who does not know the password is not logged in, whatever cookies the refusal sets.
var FailedLoginGrantsNothing = check.Check{
	ID:       "session/failed-login-grants-nothing",
	Title:    "a wrong password logs nobody in",
	Failure:  "a wrong password logs in",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-03"), check.CWE("287")},
	Needs:    recording.WrongPassword,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return ended(recording.WrongPassword, c.Probe(recording.WrongPassword, recording.Refusal), "not logged in after a wrong password",
			"not logged in", "logged in after a wrong password")
	},
}
