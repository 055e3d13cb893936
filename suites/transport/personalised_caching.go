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
	Explain: check.Explanation{
		Rule: "An answer with a page for one user alone says so to shared caches: Cache-Control with private, no-store or no-cache, or with max-age=0 and must-revalidate, or Vary: Cookie. " +
			"An answer without any of them may be kept even where it gives no lifetime: caches guess one.",
		Reason:  "A CDN, a proxy of a company or a cache before the server that keeps the page of one user, gives it to the next who asks for that URL.",
		Fails:   "A protected page that was asked for while logged in is answered with 200 and HTML, and has none of these directives nor Vary: Cookie (or Vary: *).",
		Django:  "# SessionMiddleware adds Vary: Cookie where the session was read. Better, as transport/no-store has it:\nfrom django.views.decorators.cache import cache_control\n\n@cache_control(private=True, no_store=True)\ndef account(request): ...",
		Go:      `w.Header().Set("Cache-Control", "private, no-store"); w.Header().Add("Vary", "Cookie")`,
		Express: `res.set("Cache-Control", "private, no-store").vary("Cookie")`,
		Any:     "Cache-Control: private, no-store\nVary: Cookie",
		Limits:  "What arrives here is judged: a site whose CDN takes Vary away on purpose, and keeps the pages apart in its own way, fails. private=\"field\" and no-cache=\"field\" are about the field alone, and do not count.",
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
