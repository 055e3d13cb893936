package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// WrongPasswordEndsNothing: whoever knows a user's name must not be able to log that user out (CWE-645).
var WrongPasswordEndsNothing = check.Check{
	ID:       "session/wrong-password-ends-nothing",
	Title:    "a wrong password leaves the user's sessions alone",
	Failure:  "a wrong password logs the user out elsewhere",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-11"), check.CWE("645")},
	Needs:    recording.WrongPassword,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		probes := c.Probes(recording.WrongPassword, recording.OthersRefusal)
		if len(probes) < 2 {
			return check.Unknown("nobody asked another browser before and after the wrong password")
		}
		before, after := probes[0], probes[1]
		switch {
		case !in(before):
			return check.Skip("no other browser was logged in when the wrong password was tried", check.AtProbe(recording.WrongPassword, before))
		case out(after) && due(c, c.Patience.Duration()):
			return check.Unknown("the session of the other browser may have ended by itself", check.AtProbe(recording.WrongPassword, after))
		case out(after):
			return check.Fail("still logged in", "another browser of the user is logged out after a login with a wrong password",
				check.AtProbe(recording.WrongPassword, before), check.AtProbe(recording.WrongPassword, after))
		case !in(after):
			return check.Unknown(undecided(after), check.AtProbe(recording.WrongPassword, after))
		}
		return check.Pass("another browser of the user is still logged in", check.AtProbe(recording.WrongPassword, after))
	},
}
