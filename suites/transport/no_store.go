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
