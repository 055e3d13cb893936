package session

import (
	"fmt"
	"net/http"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoChurn: a session ID may be renewed, but requests in flight with the old one must not lose the login.
var NoChurn = check.Check{
	ID:       "session/no-churn",
	Title:    "the session survives normal use, also in two tabs at once",
	Failure:  "the session is lost during normal use",
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
				if began := c.Probe(recording.SecondBrowser, recording.LoggedIn); due(c, p.At.Sub(began.At)) {
					return check.Unknown("the session may have ended by itself", check.AtProbe(recording.SecondBrowser, p))
				}
				return check.Fail("still logged in in both tabs", "logged out after two tabs sent requests at the same moment", check.AtProbe(recording.SecondBrowser, p))
			}
		}
		first, last := at(c, recording.Login, recording.AfterLogin, k), at(c, recording.Login, recording.AtEnd, k)
		switch {
		case first.jar == nil:
			return check.Unknown(notRead + "after the login")
		case last.jar == nil:
			return check.Unknown(notRead + "after some use")
		case first.entry == nil:
			return check.Skip("not in the jar after the login", first.shown(k))
		case last.entry == nil:
			return check.Unknown("no longer in the jar after some use", last.shown(k))
		}
		if !same(first, last) {
			if !renewedByPages(c, k, first) {
				return check.Skip("its value is renewed by a request of its own: replaying an old one proves nothing about normal use", first.shown(k), last.shown(k))
			}
			if v := renewed(c, first.shown(k), last.shown(k)); v.Outcome != check.Passed {
				return v
			}
		}
		if len(raced) == 0 {
			return check.Unknown("no two tabs sent requests at the same moment")
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
		return check.Pass("the same value after some use, and still logged in after two tabs sent requests at once", evidence...)
	}),
}

// soon is how long any old value should stay valid: requests that were sent together are answered within that time.
const soon = 5 * time.Second

// renewed judges a value that changed during use, by the one before it.
func renewed(c *check.Case, evidence ...check.Evidence) check.Verdict {
	if v, ok := without(c, recording.Replay, recording.WithAll); ok {
		return v
	}
	early := c.Probe(recording.Replay, recording.Early)
	switch {
	case early == nil:
		return check.Unknown("its value changed during use, and the old value was not tried", evidence...)
	case out(early) && early.Waited.Duration() > soon:
		return check.Unknown(fmt.Sprintf("its value changed during use, and the old value, tried up to %s later, no longer logs in: it may have been valid for a while", check.Span(early.Waited.Duration().Round(time.Second))),
			append(evidence, check.AtProbe(recording.Replay, early))...)
	case out(early):
		return check.Fail("the same value, or an old value that stays valid for a while", "its value changed during use, and the old value no longer logs in",
			append(evidence, check.AtProbe(recording.Replay, early))...)
	case !in(early):
		return check.Unknown(undecided(early), check.AtProbe(recording.Replay, early))
	}
	return check.Pass("renewed", evidence...)
}

// lostInUse is the verdict if the first browser was logged out just by opening pages, before its session was due to end.
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

// due tells whether a session of this age may have ended by itself: at a declared timeout, or when its cookie expired.
func due(c *check.Case, age time.Duration) bool {
	if c.Session != nil {
		for _, limit := range []*recording.Seconds{c.Session.Expected.Idle, c.Session.Expected.Absolute} {
			if limit != nil && limit.Duration() <= age+time.Second {
				return true
			}
		}
	}
	if c.Brief() != "" {
		return true
	}
	for _, session := range check.Sessions(c) {
		if s := session.Cookie.Stored(); s != nil && s.Cookie.Persistent && s.Cookie.Expiry.Sub(s.Cookie.Created) <= age+time.Second {
			return true
		}
	}
	return false
}

// renewedByPages tells whether a page, or something that it loads, gave k another value after the login, and not only a request made to
// renew it.
func renewedByPages(c *check.Case, k *check.Cookie, after look) bool {
	for i := range k.Settings {
		s := &k.Settings[i]
		if s.Scene == after.scene && s.Exchange.Began > after.jar.Seq && !s.Deletes && s.Line.Value.Digest != after.entry.Value.Digest && s.Exchange.Method == http.MethodGet {
			return true
		}
	}
	return false
}
