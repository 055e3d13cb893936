package set

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PrefixUsed: "Verify that cookies have the 'Secure' attribute set, and if the '__Host-' prefix is not used for the cookie name, the
// '__Secure-' prefix must be used for the cookie name." (ASVS 3.3.1)
var PrefixUsed = check.Check{
	ID:       "set/prefix-used",
	Title:    "the cookie's name has a prefix that browsers hold it to",
	Failure:  "the cookie's name has no prefix that browsers would hold it to",
	Severity: check.Low,
	Cites:    []check.Citation{check.ASVS("3.3.1"), check.RFC6265bis("4.1.3.1"), check.RFC6265bis("4.1.3.2")},
	Needs:    recording.Visit,
	Subjects: check.LiveCookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		for _, l := range read(k) {
			if scheme := origin(l).Scheme; scheme != "https" && scheme != "wss" && promiseOf(k.Key.Name) == nil {
				return check.Skip("it comes over plain http: other browsers than Chrome store no cookie with a prefix there, and Chrome does on loopback alone", show(l))
			}
		}
		at := evidence(read(k))
		switch name := strings.ToLower(k.Key.Name); {
		case len(at) == 0:
			return unset(k)
		case strings.HasPrefix(name, "__host-"):
			return check.Pass("__Host-, which binds it to the host that set it", at...)
		case strings.HasPrefix(name, "__secure-"), strings.HasPrefix(name, "__http-"):
			return check.Pass("a prefix that demands Secure; __Host- would bind it to the host that set it besides", at...)
		case k.Secret():
			return check.Fail("a name that begins with __Host-, or with __Secure- where subdomains share it", "a session cookie without a prefix", at...).UnderStrict()
		}
		return check.Fail("a name that begins with __Host- or __Secure-", "a name without a prefix", at...).UnderASVS()
	},
}
