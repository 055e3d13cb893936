package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// OldIDDead: the login "terminates the current session token" (ASVS 7.2.4): a new value is no help while the old one is
// logged in, too.
var OldIDDead = check.Check{
	ID:       "session/old-id-dead",
	Title:    "the session value from before the login is not logged in",
	Failure:  "the session value from before the login is logged in, too",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("7.2.4"), check.WSTG("SESS-03"), check.CWE("384")},
	Needs:    recording.Login | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := handedOver(c); ok {
			return v
		}
		before := at(c, recording.Login, recording.BeforeLogin, k)
		switch {
		case before.jar == nil:
			return check.Unknown(notRead + "before the login")
		case before.entry == nil:
			return check.Skip("no session before the login", before.shown(k))
		}
		if v, ok := without(c, recording.Login, recording.LoggedIn); ok {
			return v
		}
		return ended(recording.Replay, c.Probe(recording.Replay, recording.BeforeIn), "the cookies from before the login show no login",
			"not logged in", "logged in with the cookies from before the login", before.shown(k))
	}),
}
