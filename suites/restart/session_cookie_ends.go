package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// SessionCookieEnds: "When 'the current session is over' (as defined by the user agent), the user agent MUST remove from the
// cookie store all cookies with the persistent-flag set to false" (6265bis §5.7).
var SessionCookieEnds = check.Check{
	ID:       "restart/session-cookie-ends",
	Title:    "the session cookie is gone after the browser restarts",
	Failure:  "the session cookie is back after the browser restarts",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.RFC6265bis("4.1.2.2"), check.WSTG("SESS-01")},
	Needs:    recording.Restart,
	Subjects: where(func(c *check.Case, k *check.Cookie) bool {
		return k.Declared != nil && k.Declared.Session || !lasts(c, k)
	}),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		before, after := beforeQuit(c, k), atStart(c, k, recording.Restart)
		switch {
		case after.jar == nil:
			return check.Unknown(notRead)
		case before.jar != nil && before.entry == nil:
			return check.Skip(wasGone)
		case after.entry != nil:
			actual := "still in the jar"
			if after.entry.Expires != nil {
				actual += ", where it has a lifetime"
			}
			evidence := []check.Evidence{after.shown(k)}
			if stored := k.Stored(); stored != nil {
				evidence = append(evidence, stored.Shown())
			}
			return check.Fail("gone from the jar", actual, evidence...)
		}
		if r := broughtBack(k, before.entry, after.scene); r != nil {
			return check.Fail("its value is gone with it", "gone from the jar, but a script of the page brought its value back before "+check.RequestLine(r.Exchange), after.shown(k), r.Shown(k))
		}
		return check.Pass("gone from the jar, and not brought back in "+check.Count(len(after.scene.Exchanges), "request"), after.shown(k))
	},
}

// broughtBack returns a request with the value from before the restart although no answer since has set it, or nil. A value
// that is short may come again by chance.
func broughtBack(k *check.Cookie, before *recording.Cookie, scene *recording.Scene) *check.Request {
	if before == nil || before.Value.Bits < telling {
		return nil
	}
	for i := range k.Settings {
		if s := &k.Settings[i]; s.Scene == scene && s.Line.Value.Digest == before.Value.Digest {
			return nil
		}
	}
	for i := range k.Requests {
		if r := &k.Requests[i]; r.Scene == scene && r.Went && r.Value.Digest == before.Value.Digest {
			return r
		}
	}
	return nil
}
