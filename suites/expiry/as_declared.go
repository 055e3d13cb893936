package expiry

import (
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// AsDeclared: the cookie's lifetime, which "the Max-Age attribute has precedence and controls" (6265bis §4.1.2.2), is the one
// that the user of this tool wrote into the config.
var AsDeclared = check.Check{
	ID:       "expiry/as-declared",
	Title:    "the cookie lives as long as it is declared to",
	Failure:  "the cookie does not live as long as it is declared to",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.1"), check.RFC6265bis("4.1.2.2"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: where(func(_ *check.Case, k *check.Cookie) bool {
		return k.Declared != nil && (k.Declared.Session || k.Declared.Lifetime != nil)
	}),
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := unticked(k)
		if len(all) == 0 {
			all = lines(k)
		}
		if len(all) == 0 {
			return check.Skip("no answer sets it: a script did, and the recording does not tell when")
		}
		wanted := declared(k.Declared)
		for _, l := range all {
			if !agrees(l, k.Declared) {
				return check.Fail(wanted, lived(l)+" by the answer to "+check.RequestLine(l.Exchange), l.Shown())
			}
		}
		return check.Pass(fmt.Sprintf("%s on %d of %d lines", lived(all[len(all)-1]), len(all), len(all)), all[0].Shown())
	},
}

// tolerance is that of a declaration that gives none.
const tolerance = 2 * time.Second

func agrees(l *check.Setting, d *recording.Declaration) bool {
	if d.Lifetime == nil {
		return !l.Cookie.Persistent
	}
	within := tolerance
	if d.Within > 0 {
		within = d.Within.Duration()
	}
	want := min(d.Lifetime.Duration(), rfc6265.LifetimeLimit)
	return l.Cookie.Persistent && (stored(l)-want).Abs() <= within
}

func declared(d *recording.Declaration) string {
	if d.Lifetime == nil {
		return "ends with the browser session"
	}
	return "lives " + check.Span(d.Lifetime.Duration())
}

func lived(l *check.Setting) string {
	if !l.Cookie.Persistent {
		return "ends with the browser session"
	}
	return "lives " + span(stored(l))
}
