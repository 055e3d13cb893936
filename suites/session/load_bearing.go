package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LoadBearing: the login depends on the session cookie: "Verify that the application performs all session token verification
// using a trusted, backend service" (ASVS 7.2.1).
var LoadBearing = check.Check{
	ID:       "session/load-bearing",
	Title:    "the login depends on the session cookie",
	Failure:  "the login does not depend on the session cookie",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.2.1"), check.WSTG("SESS-06"), check.CWE("205")},
	Needs:    recording.Login | recording.Replay,
	Subjects: func(c *check.Case) []*check.Subject {
		if cookies := check.Sessions(c); len(cookies) > 0 {
			return cookies
		}
		return check.Site(c)
	},
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		if len(c.Cookies) == 0 && !in(c.Probe(recording.Replay, recording.WithAll)) {
			return check.Skip("the target sets no cookie that could be the session")
		}
		if v, ok := without(c, recording.Replay, recording.WithAll); ok {
			return v
		}
		none := c.Probe(recording.Replay, recording.WithoutAll)
		open := ended(recording.Replay, none, "not logged in without any cookie", "not logged in", "the protected page is shown without any cookie")
		switch {
		case open.Outcome != check.Passed:
			return open
		case s.Cookie == nil:
			return check.Unknown("the cookies together show the login, but no single one was found to be the session", open.Evidence...)
		}
		return bears(c, s.Cookie)
	},
}

// bears judges whether the login is lost without k.
func bears(c *check.Case, k *check.Cookie) check.Verdict {
	p := c.ProbeOf(recording.Replay, recording.Without, k)
	_, last := c.Entry(recording.Login, recording.AtEnd, k)
	switch {
	case p == nil && last == nil:
		return check.Skip("the login did not set it")
	case p == nil:
		return check.Unknown("the protected page was not opened without this cookie")
	case in(p) && k.Bears != nil && k.Bears.Kind == recording.Alone:
		return check.Pass("one of several cookies that each log in alone", check.AtProbe(recording.Replay, k.Bears))
	}
	return ended(recording.Replay, p, "not logged in without it", "not logged in without it", "logged in without it")
}
