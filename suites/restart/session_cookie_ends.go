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
	Explain: check.Explanation{
		Rule: `A cookie with neither Max-Age nor Expires lasts until "the current session is over"; then "the user agent MUST remove from the cookie store all cookies with the persistent-flag set to false". ` +
			"The browser is quit and started again with the same profile, and the jar is read before anything is requested.",
		Reason:  "On a shared computer closing the browser is how people leave. If the cookie is still there, the next person is logged in as the one before.",
		Fails:   "A cookie that was declared with `lifetime: session` has Max-Age or Expires, so that it outlives the browser; or a script of the page stored its value elsewhere and sets it again.",
		Django:  "SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # the default is False: two weeks\nresponse.set_cookie(\"data\", text)  # without max_age and expires",
		Go:      `http.SetCookie(w, &http.Cookie{Name: "id", Value: id, HttpOnly: true}) // neither MaxAge nor Expires`,
		Express: "app.use(session({ cookie: { maxAge: null } })) // the default",
		Any:     "Set-Cookie: id=…; HttpOnly",
		Limits: "The browser is quit as a user quits it. After a crash, or with \"Continue where you left off\", session cookies can come back: see restart/restored. Whether a script brings a value back is told for values of 64 bits and more. " +
			"That the server forgets the session too cannot be seen here.",
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
