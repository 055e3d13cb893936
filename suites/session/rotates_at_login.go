package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// RotatesAtLogin: "Verify that the application generates a new session token on user authentication, including
// re-authentication, and terminates the current session token" (ASVS 7.2.4).
var RotatesAtLogin = check.Check{
	ID:       "session/rotates-at-login",
	Title:    "the login gives the session a new value",
	Failure:  "the session keeps the value from before the login",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("7.2.4"), check.WSTG("SESS-03"), check.RFC6265bis("8.4"), check.CWE("384")},
	Needs:    recording.Login | recording.Replay,
	Reads:    recording.Logout,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := handedOver(c); ok {
			return v
		}
		before, after := at(c, recording.Login, recording.BeforeLogin, k), at(c, recording.Login, recording.AfterLogin, k)
		switch {
		case before.jar == nil:
			return check.Unknown(notRead + "before the login")
		case after.jar == nil:
			return check.Unknown(notRead + "after the login")
		}
		if v, ok := without(c, recording.Login, recording.LoggedIn); ok {
			return v
		}
		kept := before.entry != nil && after.entry != nil && same(before, after)
		guard := guardedBy(c, recording.Login, recording.BeforeLogin, recording.AfterLogin, k)
		if kept && guard == nil {
			return check.Fail("another value after the login", "the value from before the login", before.shown(k), after.shown(k))
		}
		if again := keptAgain(c, k); again != nil {
			return *again
		}
		switch {
		case before.entry == nil:
			return check.Pass("no session before the login", before.shown(k))
		case after.entry == nil:
			return check.Skip("not in the jar after the login", after.shown(k))
		case kept:
			return check.Pass("the value is kept, but the login also needs "+guard.Name()+", which is new with it", before.shown(k), after.shown(k))
		}
		return check.Pass("another value after the login", before.shown(k), after.shown(k))
	}),
}

// keptAgain is the failure of the login after the logout, which keeps the value that the browser has since the logout; nil: it does not, or
// that is not known. A value that outlived the logout as well is session/relogin-is-new's.
func keptAgain(c *check.Case, k *check.Cookie) *check.Verdict {
	if _, unknown := without(c, recording.Logout, recording.ReloggedIn); unknown || stillIn(c) != nil {
		return nil
	}
	last := at(c, recording.Logout, recording.BeforeLogout, k)
	before, after := at(c, recording.Logout, recording.AfterLogout, k), at(c, recording.Logout, recording.AfterRelogin, k)
	if before.entry == nil || after.entry == nil || !same(before, after) || last.entry == nil || same(last, before) || before.entry.Value.Octets == 0 ||
		guardedBy(c, recording.Logout, recording.AfterLogout, recording.AfterRelogin, k) != nil {
		return nil
	}
	v := check.Fail("another value after each login", "after a logout, the next login keeps the value from before it", before.shown(k), after.shown(k))
	return &v
}
