package session

import (
	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/check"
)

// LoadBearing: the login hangs on the session cookie: "Verify that the application performs all session token verification
// using a trusted, backend service" (ASVS 7.2.1).
var LoadBearing = check.Check{
	ID:       "session/load-bearing",
	Title:    "the login ends where the session cookie is missing",
	Failure:  "the login does not hang on the session cookie",
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
			return check.Skip("the target has no cookie that could carry the login")
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
			return check.Unknown("the cookies carry the login together, but no single one was seen to", open.Evidence...)
		}
		return bears(c, s.Cookie)
	},
	Explain: check.Explanation{
		Rule:    "An empty browser with all cookies of the login is shown the protected page, and without the session cookie, or without any, it is not.",
		Reason:  "A page that is shown without the session cookie is open to everybody, or hangs on something that was not meant to prove who asks: a cookie with the user's name, say.",
		Fails:   "The protected page is shown without any cookie, or without a cookie that is declared to be the session's.",
		Django:  "@login_required\ndef dashboard(request): ...",
		Go:      "if sessionManager.GetString(r.Context(), \"user\") == \"\" {\n\thttp.Redirect(w, r, \"/login\", http.StatusSeeOther)\n\treturn\n}",
		Express: `app.use("/account", (req, res, next) => req.session.user ? next() : res.redirect(303, "/login"))`,
		Limits:  "One protected page is asked. Of two cookies that suffice each by itself, such as a session and a \"remember me\" cookie, both are taken for session cookies. What is kept in storage instead of cookies is not in the empty browser.",
	},
}

// bears judges whether the login ends without k.
func bears(c *check.Case, k *check.Cookie) check.Verdict {
	p := c.ProbeOf(recording.Replay, recording.Without, k)
	_, last := c.Entry(recording.Login, recording.AtEnd, k)
	switch {
	case p == nil && last == nil:
		return check.Skip("the login did not set it")
	case p == nil:
		return check.Unknown("nobody asked without this cookie alone")
	case in(p) && k.Bears != nil && k.Bears.Kind == recording.Alone:
		return check.Pass("one of several cookies that each suffice", check.AtProbe(recording.Replay, k.Bears))
	}
	return ended(recording.Replay, p, "not logged in without it", "not logged in without it", "logged in without it")
}
