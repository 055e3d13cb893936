package set

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// AttributesAsStored: an attribute that §5.6 cannot make sense of is ignored, and the cookie is stored without it (6265bis
// §5.7 steps 6 to 17).
var AttributesAsStored = check.Check{
	ID:       "set/attributes-as-stored",
	Title:    "the browser stores the cookie with the attributes that the line gives it",
	Failure:  "the browser ignores or misreads an attribute of the line",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.1.4"), check.RFC6265bis("5.6"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := where(k, accepted)
		if len(all) == 0 {
			return check.Skip("no line of it is stored")
		}
		var misread []*check.Setting
		var what string
		for _, l := range all {
			if m := misreading(l); m != "" {
				misread = append(misread, l)
				what = m
			}
		}
		if len(misread) > 0 {
			return check.Fail("attributes that browsers understand", what+"; on "+share(misread, all), evidence(misread)...)
		}
		e := compare(c, k)
		switch {
		case e == nil:
			return check.Skip("the jar was never read while it held the value of one of its lines", evidence(all)...)
		case len(e.differences) > 0 && k.Hidden():
			return check.Unknown("Chrome stored it otherwise than the RFC says: "+strings.Join(e.differences, ", "), e.shown...)
		case len(e.differences) > 0:
			return check.Skip("the jar holds it otherwise, which a script of the page may have done: "+strings.Join(e.differences, ", "), e.shown...)
		}
		return check.Pass("the jar holds it as the line says", e.shown...)
	},
}
