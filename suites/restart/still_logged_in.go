package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// StillLoggedIn: whether a login outlives the browser is for the site to decide, by the lifetime of its cookie (6265bis §4.1.2),
// and for its users to know.
var StillLoggedIn = check.Check{
	ID:       "restart/still-logged-in",
	Title:    "the login ends, or lasts, as declared when the browser is restarted",
	Failure:  "the login does not do as declared when the browser is restarted",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.2"), check.RFC6265bis("5.7"), check.WSTG("SESS-07")},
	Needs:    recording.Login | recording.Restart,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		wish := expected(c)
		if wish == "" {
			return check.Skip("declare `session: {restart: ends}`, or `lasts`, to have it judged")
		}
		before, missing := loggedIn(c, recording.Login)
		if missing != nil {
			return *missing
		}
		after, missing := answered(c, recording.Restart, recording.Restarted)
		if missing != nil {
			return *missing
		}
		shown := []check.Evidence{check.AtProbe(recording.Login, before), check.AtProbe(recording.Restart, after)}
		switch {
		case wish == "ends" && after.Answer == recording.In:
			return check.Fail("not logged in after the restart, as declared", "still logged in", shown...)
		case wish == "lasts" && after.Answer == recording.Out:
			return check.Fail("still logged in after the restart, as declared", "not logged in any more", shown...)
		case after.Answer == recording.In:
			return check.Pass("still logged in after the restart, as declared", shown...)
		}
		return check.Pass("not logged in after the restart, as declared", shown...)
	},
}
