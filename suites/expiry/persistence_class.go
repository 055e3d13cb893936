package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PersistenceClass: a session identifier that has neither Max-Age nor Expires "expires at the end of the current session"
// (6265bis §4.1.2); one that has outlives the browser.
var PersistenceClass = check.Check{
	ID:       "expiry/persistence-class",
	Title:    "the session cookie ends with the browser",
	Failure:  "the session cookie outlives the browser",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.WSTG("SESS-01"), check.CWE("539")},
	Needs:    recording.Visit,
	Subjects: check.LiveCookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		other, is := k.Other(check.Session)
		switch {
		case is:
			return other
		case k.Declared != nil && k.Declared.Lifetime != nil:
			return check.Skip("it is declared to live " + check.Span(k.Declared.Lifetime.Duration()))
		}
		all := unticked(k)
		for _, l := range all {
			if l.Cookie.Persistent {
				return check.Fail("neither Max-Age nor Expires", lived(l), l.Shown()).UnderStrict()
			}
		}
		switch {
		case len(all) == 0 && len(lines(k)) > 0:
			return check.Skip("only a login with \"remember me\" sets it")
		case len(all) == 0:
			return check.Skip("no answer sets it: a script did")
		}
		return check.Pass("ends with the browser session", all[0].Shown())
	},
}
