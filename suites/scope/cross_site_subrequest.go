package scope

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// CrossSiteSubrequest: a cookie with SameSite=Strict or Lax belongs into no request that a page of another site makes in passing
// (6265bis §5.8.3).
var CrossSiteSubrequest = check.Check{
	ID:       "scope/cross-site-subrequest",
	Title:    "what other sites embed and fetch carries no session",
	Failure:  "other sites can embed and fetch with the session of the visitor",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("5.8.3"), check.ASVS("3.3.2"), check.WSTG("SESS-05"), check.CWE("1275"),
	},
	Needs:    recording.CrossSite,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		all := tries(c.Scene(recording.CrossSite), k, func(e *recording.Exchange) bool { return !e.TopLevel && !e.SameSite })
		went := that(all, try.went)
		switch {
		case len(went) > 0 && declaredNone(k):
			return check.Skip("the config declares `same_site: None`: it is meant to go with what other sites embed", shownTries(k, went)...)
		case len(went) > 0:
			return check.Fail("withheld from images, frames and fetches of another site",
				fmt.Sprintf("sent with %d of %d requests of another site", len(went), len(all)), shownTries(k, went)...)
		}
		return kept(c, recording.CrossSite, k, all, fmt.Sprintf("withheld from %s of another site", check.Count(len(all), "request")))
	}),
}
