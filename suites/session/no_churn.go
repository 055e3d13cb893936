package session

import (
	"net/http"
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/check"
)

// NoChurn: a session value may be renewed, but requests that were on their way with the old one must not lose the login.
var NoChurn = check.Check{
	ID:       "session/no-churn",
	Title:    "the session holds while it is used, in two tabs at once too",
	Failure:  "use loses the session",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-01"), check.RFC6265bis("8.4")},
	Needs:    recording.Login | recording.SecondBrowser | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, lost := lostInUse(c); lost {
			return v
		}
		raced := c.Probes(recording.SecondBrowser, recording.Raced)
		var evidence []check.Evidence
		for _, p := range raced {
			evidence = append(evidence, check.AtProbe(recording.SecondBrowser, p))
			if out(p) {
				if v, ok := without(c, recording.SecondBrowser, recording.LoggedIn); ok {
					return v
				}
				return check.Fail("still logged in in both tabs", "logged out after two tabs asked at the same moment", check.AtProbe(recording.SecondBrowser, p))
			}
		}
		first, last := at(c, recording.Login, recording.AfterLogin, k), at(c, recording.Login, recording.AtEnd, k)
		switch {
		case first.jar == nil:
			return check.Unknown(notRead + "after the login")
		case last.jar == nil:
			return check.Unknown(notRead + "once the session was used")
		case first.entry == nil:
			return check.Skip("not in the jar after the login", first.shown(k))
		case last.entry == nil:
			return check.Unknown("not in the jar any more once the session was used", last.shown(k))
		}
		if !same(first, last) {
			if !renewedByPages(c, k, first) {
				return check.Skip("its value is good for one use, and renewed by a request made for that: replaying an old one proves nothing about use", first.shown(k), last.shown(k))
			}
			if v := renewed(c, first.shown(k), last.shown(k)); v.Outcome != check.Passed {
				return v
			}
		}
		if len(raced) == 0 {
			return check.Unknown("no two tabs asked at the same moment")
		}
		for _, p := range raced {
			if !in(p) {
				return check.Unknown(undecided(p), check.AtProbe(recording.SecondBrowser, p))
			}
		}
		evidence = append(evidence, last.shown(k))
		if !same(first, last) {
			return check.Pass("renewed, the old value stays valid", evidence...)
		}
		return check.Pass("the same value after some use, and still logged in after two tabs asked at once", evidence...)
	}),
	Explain: check.Explanation{
		Rule:    "The value of the session cookie stays while the session is used; or, where it is renewed, the one before is still good for a while, so that requests that run side by side do not log each other out.",
		Reason:  "Pages make many requests at once, and people have several tabs. Where each request makes the value before it worthless, the answers come in some order and the user is thrown out now and then, and nobody can say why.",
		Fails:   "A user who opens page after page is logged out, or two tabs that ask at the same moment are; or a page gave the cookie another value during some use, and the one from right after the login is not logged in any more.",
		Django:  "request.session.cycle_key()  # at the login and where rights rise, not in a middleware at each request",
		Go:      "err := sessionManager.RenewToken(r.Context()) // at the login and where rights rise, not at each request",
		Express: "req.session.regenerate(err => { … }) // at the login and where rights rise, not at each request",
		Limits:  "Two tabs race once: a race that is lost now and then can be missed. How long an old value stays valid is not measured. A value that a request of its own renews, such as a refresh token, is not replayed: its reuse may rightly end the session.",
	},
}

// renewed judges a value that changed while it was used, by the one that came before it.
func renewed(c *check.Case, evidence ...check.Evidence) check.Verdict {
	if v, ok := without(c, recording.Replay, recording.WithAll); ok {
		return v
	}
	early := c.Probe(recording.Replay, recording.Early)
	switch {
	case early == nil:
		return check.Unknown("its value changed while it was used, and nobody asked with the one before", evidence...)
	case out(early):
		return check.Fail("the same value, or one before that stays valid for a while", "its value changed while it was used, and the one before is not logged in any more",
			append(evidence, check.AtProbe(recording.Replay, early))...)
	case !in(early):
		return check.Unknown(undecided(early), check.AtProbe(recording.Replay, early))
	}
	return check.Pass("renewed", evidence...)
}

// lostInUse is the verdict where the first browser was logged out by nothing but opening pages, before its session was due to end.
func lostInUse(c *check.Case) (check.Verdict, bool) {
	first := c.Probe(recording.Login, recording.LoggedIn)
	if !in(first) {
		return check.Verdict{}, false
	}
	for _, kind := range []recording.ProbeKind{recording.SecondTab, recording.Later} {
		p := c.Probe(recording.Login, kind)
		if out(p) && !due(c, p.At.Sub(first.At)) {
			return check.Fail("still logged in", "logged out by opening pages", check.AtProbe(recording.Login, first), check.AtProbe(recording.Login, p)), true
		}
	}
	return check.Verdict{}, false
}

// due tells whether a session of such an age may have ended by itself: by a timeout that is declared, or with its cookie.
func due(c *check.Case, age time.Duration) bool {
	if c.Session != nil {
		for _, limit := range []*recording.Seconds{c.Session.Expected.Idle, c.Session.Expected.Absolute} {
			if limit != nil && limit.Duration() <= age+time.Second {
				return true
			}
		}
	}
	for _, k := range c.Cookies {
		if s := k.Stored(); s != nil && s.Cookie.Persistent && s.Cookie.Expiry.Sub(s.Cookie.Created) <= age+time.Second {
			return true
		}
	}
	return false
}

// renewedByPages tells whether an answer to a page or to what a page loads gave k another value after the login, and not only one to a
// request that asked for that.
func renewedByPages(c *check.Case, k *check.Cookie, after look) bool {
	for i := range k.Settings {
		s := &k.Settings[i]
		if s.Scene == after.scene && s.Exchange.Began > after.jar.Seq && !s.Deletes && s.Line.Value.Digest != after.entry.Value.Digest && s.Exchange.Method == http.MethodGet {
			return true
		}
	}
	return false
}
