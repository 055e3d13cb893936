package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SameSiteNoneIsSecure: "If the cookie's "same-site-flag" is "None", abort this algorithm and ignore the cookie entirely
// unless the cookie's secure-only-flag is true." (6265bis §5.7 step 19)
var SameSiteNoneIsSecure = check.Check{
	ID:       "set/samesite-none-is-secure",
	Title:    "SameSite=None comes with Secure",
	Failure:  "SameSite=None comes without Secure, and browsers ignore the cookie",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := read(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var none, insecure []*check.Setting
		for _, l := range all {
			if l.Parsed.SameSite != rfc6265.None {
				continue
			}
			none = append(none, l)
			if !l.Parsed.Secure {
				insecure = append(insecure, l)
			}
		}
		switch {
		case len(none) == 0:
			return check.Skip("no line says SameSite=None")
		case len(insecure) > 0:
			return check.Fail("Secure beside SameSite=None", "SameSite=None without Secure on "+share(insecure, all), evidence(insecure)...)
		}
		return check.Pass("SameSite=None with Secure on "+share(none, all), evidence(none)...)
	},
}
