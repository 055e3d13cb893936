package scope

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SameSiteNoneJustified: a cookie goes with the requests of all sites only where that is meant (ASVS 3.3.2: SameSite according to
// the purpose of the cookie).
var SameSiteNoneJustified = check.Check{
	ID:       "scope/samesite-none-justified",
	Title:    "SameSite=None is declared, or the cookie is partitioned",
	Failure:  "SameSite=None stands on a cookie that nobody declared so",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("3.3.2"), check.RFC6265bis("5.7"), check.CHIPS(), check.CWE("1275")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var none, open []*check.Setting
		all := lines(k)
		for _, l := range all {
			if l.Parsed.SameSite == rfc6265.None {
				none = append(none, l)
				if !l.Parsed.Partitioned {
					open = append(open, l)
				}
			}
		}
		switch {
		case len(none) == 0:
			return check.Skip("no line of it that browsers take says SameSite=None")
		case declaredNone(k) && len(open) == 0:
			return check.Pass("declared, and partitioned", shownLines(none)...)
		case declaredNone(k):
			return check.Pass("declared; Partitioned would keep what one site sees of it from the next", shownLines(none)...)
		case len(open) == 0:
			return check.Pass("partitioned: what is set within one site stays there", shownLines(none)...)
		}
		failed := check.Fail("SameSite=Lax, or `same_site: None` in the config", fmt.Sprintf("SameSite=None on %d of %s, which the config does not declare", len(open), check.Count(len(all), "line")), shownLines(open)...)
		if !k.Secret() && len(c.Declared) == 0 {
			return failed.UnderStrict()
		}
		if k.Secret() {
			return failed.At(check.High)
		}
		return failed
	},
}
