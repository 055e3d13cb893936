package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// RememberMeEndsAtLogout: a logout ends every way in that the login gave, "remember me" tokens too (ASVS 7.4.1).
var RememberMeEndsAtLogout = check.Check{
	ID:       "session/remember-me-ends-at-logout",
	Title:    "a logout ends a remembered login",
	Failure:  "a remembered login outlives the logout",
	Severity: check.Critical,
	Cites:    []check.Citation{check.ASVS("7.4.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.RememberMe | recording.RememberMeRestart | recording.RememberMeLogout,
	Reads:    recording.Replay,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		const stage = recording.RememberMeLogout
		if v, ok := without(c, stage, recording.LoggedIn); ok {
			if p := c.Probe(stage, recording.LoggedIn); out(p) {
				return check.Skip("the remembered login did not last until its logout: see restart/remember-me", check.AtProbe(stage, p))
			}
			return v
		}
		if p := c.Probe(recording.Replay, recording.AfterOut); in(p) {
			return check.Skip("no login ends with its logout here: see session/logout-ends-server-side", check.AtProbe(recording.Replay, p))
		}
		if p := c.Probe(stage, recording.LoggedOut); in(p) {
			return check.Fail("not logged in", "the browser is still logged in after the logout", check.AtProbe(stage, p))
		}
		return ended(stage, c.Probe(stage, recording.AfterOut), "the cookies of the remembered login show no login after the logout",
			"not logged in", "logged in with the cookies of the remembered login, after its logout")
	},
}
