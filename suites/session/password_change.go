package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PasswordChange: "Verify that the application gives the option to terminate all other active sessions after a successful change or
// removal of any authentication factor" (ASVS 7.4.3).
var PasswordChange = check.Check{
	ID:       "session/password-change",
	Title:    "a new password ends the logins of other browsers",
	Failure:  "another browser stays logged in after the password was changed",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.4.3"), check.CWE("613")},
	Needs:    recording.PasswordChange,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if v, ok := without(c, recording.PasswordChange, recording.BeforeChange); ok {
			return v
		}
		another := "another browser"
		if c.Session != nil && c.Session.Remember {
			another += ", which asked to be remembered,"
		}
		return ended(recording.PasswordChange, c.Probe(recording.PasswordChange, recording.AfterChange), another+" is logged out once the password was changed",
			"not logged in", another+" is still logged in once the password was changed")
	},
}
