package transport

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PersonalisedCaching: Vary "describes what parts of a request message, aside from the method and target URI, might have influenced
// the origin server's process for selecting the content of this response" (RFC 9110 §12.5.5). A shared cache that is told nothing
// may give a page to anybody.
var PersonalisedCaching = check.Check{
	ID:       "transport/personalised-caching",
	Title:    "protected pages are not for shared caches",
	Failure:  "a shared cache may give a protected page to somebody else",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC9110("12.5.5"), check.ASVS("14.2.2"), check.CWE("524")},
	Needs:    recording.Login,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		all, missing := pages(c)
		if missing != nil {
			return *missing
		}
		open := without(all, func(e *recording.Exchange) bool { return keptApart(e) })
		if len(open) > 0 {
			return check.Fail("Cache-Control: private, no-store or no-cache, or Vary: Cookie, on every protected page",
				"none of them on "+share(open, all), append(shown(c, open, "Cache-Control"), shown(c, open, "Vary")...)...)
		}
		return check.Pass("kept from shared caches on "+share(all, all), append(shown(c, all, "Cache-Control"), shown(c, all, "Vary")...)...)
	},
}

// keptApart tells whether shared caches give an answer to nobody else without asking the server: it is barred from them, depends on the
// cookies, or is stale at once and must be asked about.
func keptApart(e *recording.Exchange) bool {
	control := readCacheControl(e, false)
	lifetime, stated := control.fresh(e)
	return control.barred || varies(e) || control.revalidates && stated && lifetime <= 0
}

// varies tells whether an answer says that it depends on the cookies.
func varies(e *recording.Exchange) bool {
	for _, name := range strings.Split(e.Header["vary"], ",") {
		if name = strings.TrimSpace(name); name == "*" || strings.EqualFold(name, "cookie") {
			return true
		}
	}
	return false
}
