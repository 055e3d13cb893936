package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Secure: "When using cookies over a secure channel, servers SHOULD set the Secure attribute for every cookie." (6265bis
// §8.3)
var Secure = check.Check{
	ID:       "set/secure",
	Title:    "every line that comes over https has Secure",
	Failure:  "a line that comes over https lacks Secure",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("8.3"), check.ASVS("3.3.1"), check.WSTG("SESS-02"), check.WSTG("SESS-09"), check.CWE("614"),
	},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var encrypted, bare []*check.Setting
		for _, l := range read(k) {
			if scheme := origin(l).Scheme; scheme != "https" && scheme != "wss" {
				continue
			}
			encrypted = append(encrypted, l)
			if !l.Parsed.Secure {
				bare = append(bare, l)
			}
		}
		switch {
		case len(read(k)) == 0:
			return unset(k)
		case len(encrypted) == 0:
			return check.Skip("no line of it came over https")
		case len(bare) > 0:
			return weigh(k, check.Fail("Secure on every line that comes over https", "no Secure on "+share(bare, encrypted), evidence(bare)...))
		}
		return check.Pass("Secure on "+share(encrypted, encrypted), evidence(encrypted)...)
	},
}
