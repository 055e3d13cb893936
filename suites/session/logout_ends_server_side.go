package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LogoutEndsServerSide: "Verify that when session termination is triggered (such as logout or expiration), the application
// disallows any further use of the session" (ASVS 7.4.1).
var LogoutEndsServerSide = check.Check{
	ID:       "session/logout-ends-server-side",
	Title:    "the cookies from before the logout are worth nothing after it",
	Failure:  "the cookies from before the logout are still logged in",
	Severity: check.Critical,
	Cites:    []check.Citation{check.ASVS("7.4.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.Logout | recording.Replay,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if p := stillIn(c); p != nil {
			return check.Fail("not logged in", "the browser that logged out is still logged in", check.AtProbe(recording.Logout, p))
		}
		control := c.Probe(recording.Replay, recording.BeforeOut)
		if control == nil {
			return check.Unknown("nobody asked with the cookies of the login before the logout")
		}
		if !in(control) {
			return check.Unknown("replaying the cookies does not show a login even before the logout: "+check.ProbeLine(control), check.AtProbe(recording.Replay, control))
		}
		seen, evidence := "logged in with the cookies from before the logout", []check.Evidence{check.AtProbe(recording.Replay, control)}
		if c.Session != nil && len(c.Session.Stored) > 0 {
			seen = "logged in with what " + strings.Join(c.Session.Stored, " and ") + " held before the logout, which any script of the site can read"
		}
		advice := ""
		if k, form, l := stateless(c); k != nil {
			seen += "; the value of " + k.Name() + " looks like a stateless session (" + form + "), which holds its own proof and cannot end on the server"
			advice = "where that is accepted, waive it: `waivers: [{check: session/logout-ends-server-side, reason: …}]`"
			evidence = append(evidence, l.shown(k))
		}
		v := ended(recording.Replay, c.Probe(recording.Replay, recording.AfterOut), "the cookies from before the logout show no login after it", "not logged in", seen, evidence...)
		if v.Outcome == check.Failed {
			v.Advice = advice
		}
		if p := earlierOut(c); v.Outcome == check.Passed && p != nil {
			return ended(recording.Replay, p, v.Actual, "not logged in", fmt.Sprintf("the last cookies are logged out, and those from right after the login are still logged in, %s after the logout", check.Span(p.Waited.Duration())), evidence...)
		}
		return v
	},
	Explain: check.Explanation{
		Rule: "The cookies that the logout request carried are copied. Given to an empty browser after it, they do not show the protected page; before it, they did. Nor do those from right after the login, where they had been renewed; " +
			"these are asked with until a grace period is over.",
		Reason:  "Who got hold of the cookies, from a backup, a log or a shared computer, stays logged in for as long as they like, and the user who logs out to stop it cannot. Only the server can end a session; deleting the cookie ends nothing.",
		Fails:   "The browser that logged out is still logged in, or the empty browser with the cookies from before the logout is shown the protected page after it. Sessions that live in the cookie alone (signed or encrypted cookies, JWT) fail by their making: nothing is on the server that could be ended. Where that is a decision, waive it: `waivers: [{check: session/logout-ends-server-side, reason: …}]`.",
		Django:  "SESSION_ENGINE = \"django.contrib.sessions.backends.db\"  # not signed_cookies\nlogout(request)  # flushes the session, deletes its row",
		Go:      "err := sessionManager.Destroy(r.Context()) // alexedwards/scs deletes the row; a gorilla CookieStore has none: use a store on the server",
		Express: `req.session.destroy(err => res.redirect(303, "/")) // express-session with a store; cookie-session has nothing to end`,
		Limits:  "A login that lives in localStorage, sessionStorage or IndexedDB is carried into the empty browser with the cookies; one that lives in a key that cannot be read, or in the memory of a page, is not. Whether a session is stateless is guessed from the form of its value: an encrypted one cannot be told from a random one. A server that binds sessions to more than cookies makes the check inconclusive.",
	},
}

// stateless is a session cookie whose value looks like one that holds its own proof, or has it beside itself, and how; or nil. Koa
// and Express' cookie-session put the signature of NAME into NAME.sig.
func stateless(c *check.Case) (k *check.Cookie, form string, l look) {
	sessions := check.Sessions(c)
	for _, s := range sessions {
		signature := s.Cookie.Key.Name + ".sig"
		switch l := at(c, recording.Logout, recording.BeforeLogout, s.Cookie); {
		case l.entry == nil:
		case selfContained(l.entry.Value):
			return s.Cookie, l.entry.Value.Form, l
		case slices.ContainsFunc(sessions, func(other *check.Subject) bool { return other.Cookie.Key.Name == signature }):
			return s.Cookie, "signed by " + signature, l
		}
	}
	return nil, "", look{}
}

// onlyCached tells whether what the browser shows of the login after the logout comes out of its cache: the session is ended, and the
// browser has no cookie of it.
func onlyCached(c *check.Case) bool {
	return endedAnyway(c) && !slices.ContainsFunc(check.Sessions(c), func(s *check.Subject) bool {
		after := at(c, recording.Logout, recording.AfterLogout, s.Cookie)
		return after.jar == nil || after.entry != nil
	})
}

// endedAnyway tells whether the server ended the session though the browser still shows it: the cookies from before the logout showed the
// login before it and do not after it.
func endedAnyway(c *check.Case) bool {
	return in(c.Probe(recording.Replay, recording.BeforeOut)) && out(c.Probe(recording.Replay, recording.AfterOut))
}

// earlierOut is the last probe with the cookies from right after the login, after the logout; or nil.
func earlierOut(c *check.Case) *recording.Probe {
	if all := c.Probes(recording.Replay, recording.EarlierOut); len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}

// stillIn is the probe that shows that the logout did not log its own browser out; nil: it did, or nobody knows.
func stillIn(c *check.Case) *recording.Probe {
	if p := c.Probe(recording.Logout, recording.LoggedOut); in(p) && !onlyCached(c) && !vouchedFor(c, p) {
		return p
	}
	return nil
}

// stayedIn is the verdict on what a logout leaves behind where it logged nobody out: that is judged once, here.
func stayedIn(c *check.Case) (check.Verdict, bool) {
	if p := stillIn(c); p != nil {
		return check.Unknown("the logout did not log out: see session/logout-ends-server-side", check.AtProbe(recording.Logout, p)), true
	}
	return check.Verdict{}, false
}
