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
			return tooShort(k)
		case after.entry == nil:
			return check.Fail("in the jar", "gone from the jar", after.shown(k))
		}
		return check.Pass("in the jar when the browser started again", after.shown(k))
	},
}
