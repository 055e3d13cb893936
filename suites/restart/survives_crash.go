package restart

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// SurvivesCrash: user agents "may evict any cookie at any time" (6265bis §6.1); what was on disk when the browser died should
// be there again all the same.
var SurvivesCrash = check.Check{
	ID:       "restart/survives-crash",
	Title:    "the persistent cookie survives a crash of the browser",
	Failure:  "the persistent cookie is lost in a crash of the browser",
	Severity: check.Info,
	Cites:    []check.Citation{check.RFC6265bis("6.1"), check.RFC6265bis("8.6")},
	Needs:    recording.Crash,
	Subjects: where(lasts),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		before, after := beforeQuit(c, k), atStart(c, k, recording.Crash)
		if jar := after.scene.Jar(recording.BeforeKill); jar != nil {
			before = look{after.scene, jar, k.In(jar)}
		}
		switch {
		case after.jar == nil:
			return check.Unknown(notRead)
		case before.jar != nil && before.entry == nil:
			return check.Skip("it was not in the jar any more when the browser was killed")
		case before.entry != nil && before.entry.Expires == nil:
			return check.Skip("it had no lifetime any more when the browser was killed")
		case before.entry != nil && overBefore(*before.entry.Expires, before, after):
			return check.Skip(tooShort)
		case after.entry == nil:
			return check.Fail("in the jar", "gone from the jar", after.shown(k))
		}
		return check.Pass("in the jar when the browser started again", after.shown(k))
	},
	Explain: check.Explanation{
		Rule:   "The browser is killed after its jar was written to disk, and started again: a persistent cookie is still there.",
		Reason: "Computers lose power and browsers crash. This is for your information: a site must work when cookies are lost, see sent/loss-tolerated.",
		Fails:  "The persistent cookie is not in the jar after the crash.",
		Django: "data = request.COOKIES.get(\"data\")  # None after a loss: expect it",
		Go:     `c, err := r.Cookie("data") // http.ErrNoCookie after a loss: expect it`,
		Limits: "Chrome writes its jar every 30 seconds or after 512 changes; what was set later is lost in a crash, which no server can change. The write is forced here. A cookie that has no more than 10 s to live then is not judged. " +
			"After a crash Chrome may bring session cookies back as well.",
	},
}
