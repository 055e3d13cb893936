package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Restored: when "the current session is over" is "defined by the user agent" (6265bis §5.7), and with "Continue where you
// left off" it is not over when the browser is quit.
var Restored = check.Check{
	ID:       "restart/restored",
	Title:    "with \"Continue where you left off\" the session cookie comes back, so that the server must end the session",
	Failure:  "with \"Continue where you left off\" the session cookie does not come back",
	Severity: check.Info,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.WSTG("SESS-07"), check.ASVS("7.3.1")},
	Needs:    recording.Restore,
	Subjects: where(func(c *check.Case, k *check.Cookie) bool { return !lasts(c, k) }),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		before, after := beforeQuit(c, k), atStart(c, k, recording.Restore)
		switch {
		case c.Browser.Shell:
			return check.Skip("headless-shell cannot continue where it left off")
		case after.jar == nil:
			return check.Unknown(notRead)
		case before.jar != nil && before.entry == nil:
			return check.Skip(wasGone)
		case after.entry == nil:
			return check.Skip("this browser did not bring it back", after.shown(k))
		}
		return check.Pass("back in the jar: only the server's own timeout ends this session", after.shown(k))
	},
}
