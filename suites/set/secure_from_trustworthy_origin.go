package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SecureFromTrustworthyOrigin: "If the request-uri does not denote a "secure" connection, and the cookie's secure-only-flag
// is true, then abort these steps and ignore the cookie entirely." (6265bis §5.7 step 13)
var SecureFromTrustworthyOrigin = check.Check{
	ID:       "set/secure-from-trustworthy-origin",
	Title:    "no Secure cookie is issued over plain http",
	Failure:  "a Secure cookie is issued over plain http, where browsers ignore it",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		var plain, secure []*check.Setting
		all := read(s.Cookie)
		for _, l := range all {
			if rfc6265.Trustworthy(origin(l)) {
				continue
			}
			plain = append(plain, l)
			if l.Parsed.Secure {
				secure = append(secure, l)
			}
		}
		switch {
		case len(all) == 0:
			return unset(s.Cookie)
		case len(plain) == 0:
			return check.Skip("every line came over https or from this machine")
		case len(secure) > 0:
			return check.Fail("Secure only on lines that come over https", "Secure over plain http on "+share(secure, plain), evidence(secure)...)
		}
		return check.Pass("no line that came over plain http has Secure", evidence(plain)...)
	},
}
