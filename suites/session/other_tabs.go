package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// OtherTabs: a logout ends the session, not the tab: "the application disallows any further use of the session" (ASVS 7.4.1).
var OtherTabs = check.Check{
	ID:       "session/other-tabs",
	Title:    "a logout in one tab ends the login in the others",
	Failure:  "another tab is still logged in after the logout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.4.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if v, ok := without(c, recording.Logout, recording.SecondTab); ok {
			return v
		}
		if v, ok := stayedIn(c); ok {
			return v
		}
		p := c.Probe(recording.Logout, recording.OtherTab)
		if in(p) && vouchedFor(c, p) {
			return check.Fail("not logged in in any tab", "the session is ended, and the next page view was logged in again without a password: the provider of the login keeps a session of its own (single sign-on)", check.AtProbe(recording.Logout, p))
		}
		return ended(recording.Logout, p, "the other tab is logged out when it is reloaded",
			"not logged in in any tab", "the other tab is logged in when it is reloaded")
	},
}
