package transport

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoStore: no part of an answer that is for one user alone is written into a cache, the browser's own included (ASVS 14.3.2). That
// an answer depends on a cookie does not keep caches from it.
var NoStore = check.Check{
	ID:       "transport/no-store",
	Title:    "protected pages are kept by no cache",
	Failure:  "a protected page may be kept by caches",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("14.3.2"), check.WSTG("SESS-04"), check.CWE("525")},
	Needs:    recording.Login,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		all, missing := pages(c)
		if missing != nil {
			return *missing
		}
		open := without(all, func(e *recording.Exchange) bool { return says(e, "no-store") })
		if len(open) > 0 {
			return check.Fail("Cache-Control: no-store on every protected page", fmt.Sprintf("no no-store on %s", share(open, all)), shown(c, open, "Cache-Control")...)
		}
		return check.Pass("no-store on "+share(all, all), shown(c, all, "Cache-Control")...)
	},
	Explain: check.Explanation{
		Rule: "An answer with a page for one user alone has Cache-Control: no-store, so that neither the browser nor anything between it and the server keeps a copy. Set-Cookie in an answer, or Cookie in a request, does not say so.",
		Reason: "The browser writes pages to disk, where the next user of the computer finds them, and shows them again when that user goes back after the logout. " +
			"A proxy that keeps a page may give it to somebody else.",
		Fails:   "A protected page that was asked for while logged in is answered with 200 and HTML, and its Cache-Control lacks no-store.",
		Django:  "from django.views.decorators.cache import never_cache\n\n@login_required\n@never_cache  # no-cache, no-store, must-revalidate, private\ndef account(request): ...",
		Go:      `w.Header().Set("Cache-Control", "no-store")`,
		Express: `res.set("Cache-Control", "no-store")`,
		Any:     "Cache-Control: no-store",
		Limits: "Judged are pages at the protected URLs, and the page that shows that the user is logged in. Of a page that is the same for everybody (its scripts ask for data that strangers are refused) the data are judged and not the page. Other data that scripts fetch, and documents for download, are not looked at. " +
			"no-store keeps a page from the back/forward cache of most browsers as well, and in Chrome from the moment that a cookie changes, which makes going back slower: for pages that show nothing of worth, waive it.",
	},
}

// without are the exchanges that do not fulfil a condition.
func without(all []*recording.Exchange, is func(*recording.Exchange) bool) []*recording.Exchange {
	var found []*recording.Exchange
	for _, e := range all {
		if !is(e) {
			found = append(found, e)
		}
	}
	return found
}

// share says how many of the answers are meant.
func share(some, all []*recording.Exchange) string {
	switch {
	case len(all) == 1:
		return "the only answer with a protected page"
	case len(some) == len(all):
		return fmt.Sprintf("all %d answers with protected pages", len(all))
	}
	return fmt.Sprintf("%d of %d answers with protected pages", len(some), len(all))
}
