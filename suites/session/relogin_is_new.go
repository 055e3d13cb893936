package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ReloginIsNew: each login makes a session of its own: "the application generates a new session token on user authentication"
// (ASVS 7.2.4).
var ReloginIsNew = check.Check{
	ID:       "session/relogin-is-new",
	Title:    "the next login has another session value",
	Failure:  "the next login has the session value of the one before",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.2.4"), check.WSTG("SESS-03"), check.CWE("384")},
	Needs:    recording.Logout | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := without(c, recording.Logout, recording.ReloggedIn); ok {
			return v
		}
		if v, ok := stayedIn(c); ok {
			return v
		}
		before, after := at(c, recording.Logout, recording.BeforeLogout, k), at(c, recording.Logout, recording.AfterRelogin, k)
		switch {
		case before.jar == nil:
			return check.Unknown(notRead + "before the logout")
		case after.jar == nil:
			return check.Unknown(notRead + "after the second login")
		case before.entry == nil:
			return check.Skip("not in the jar before the logout", before.shown(k))
		case after.entry == nil:
			return check.Skip("not in the jar after the second login", after.shown(k))
		case same(before, after) && outlives(c, after.entry.Value):
			return check.Skip(ofItself, before.shown(k), after.shown(k))
		case same(before, after) && guardedBy(c, recording.Logout, recording.BeforeLogout, recording.AfterRelogin, k) != nil:
			other := guardedBy(c, recording.Logout, recording.BeforeLogout, recording.AfterRelogin, k)
			return check.Pass("the value is kept, but the login also needs "+other.Name()+", which is new with it", before.shown(k), after.shown(k))
		case same(before, after):
			return check.Fail("another value", "the value of the login before", before.shown(k), after.shown(k))
		}
		return check.Pass("another value", before.shown(k), after.shown(k))
	}),
}
