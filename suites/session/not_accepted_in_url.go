package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NotAcceptedInURL: a session ID that an address can carry is planted by a link, and stands in logs and Referer headers (CWE-598).
var NotAcceptedInURL = check.Check{
	ID:       "session/not-accepted-in-url",
	Title:    "a session ID in an address logs nobody in",
	Failure:  "a session ID in an address logs in",
	Severity: check.High,
	Cites:    []check.Citation{check.WSTG("SESS-04"), check.WSTG("SESS-03"), check.ASVS("14.2.1"), check.CWE("598")},
	Needs:    recording.Login | recording.Replay,
	Reads:    recording.Logout, // whose browser is about to end the session that is tried
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := without(c, recording.Replay, recording.WithAll); ok {
			return v
		}
		p := c.ProbeOf(recording.Replay, recording.ByURL, k)
		switch none := c.Probe(recording.Replay, recording.WithoutAll); {
		case p == nil:
			return check.Skip("it was not tried as a parameter of an address")
		case !out(none):
			return check.Unknown("whether the page is protected at all is not known")
		case p.Answer == recording.Unclear && p.Error == "":
			return check.Skip("with a parameter more the address is that of another page", check.AtProbe(recording.Replay, p))
		}
		return ended(recording.Replay, p, "not logged in by its name and value in the query", "not logged in", "logged in without any cookie, by its name and value in the query")
	}),
}
