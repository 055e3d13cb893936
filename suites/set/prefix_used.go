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
	Explain: check.Explanation{
		Rule: "The name of a cookie that is set over https begins with __Host-, or with __Secure- where it is meant for subdomains too. With `--policy strict` that is asked of session cookies, with `--policy asvs-l1` and `asvs-l2` of all.",
		Reason: "A server gets a name and a value, and cannot see who set it: a subdomain, or somebody who answered for the site over plain http, may have put another cookie in its place. Browsers take a name with a prefix only with Secure, " +
			"and __Host- only from the host itself.",
		Fails:  "A session cookie without a prefix under `--policy strict`; any cookie without one under the levels of ASVS.",
		Django: "SESSION_COOKIE_NAME = \"__Host-sessionid\"  # with SESSION_COOKIE_SECURE = True, SESSION_COOKIE_PATH = \"/\" and no SESSION_COOKIE_DOMAIN",
		Go:     `http.SetCookie(w, &http.Cookie{Name: "__Host-id", Value: id, Path: "/", Secure: true, HttpOnly: true})`,
		Limits: "Over plain http a name without a prefix is not judged: browsers refuse prefixed names there, but for Chrome on localhost and loopback addresses, so that a name has to differ between development and production. Whether the attributes keep what the prefix promises is set/prefix-contract's. That a cookie could have __Host- instead of __Secure- is said and not failed.",
	},
}
