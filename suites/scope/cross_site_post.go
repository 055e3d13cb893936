package scope

import (
	"fmt"
	"net/http"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// CrossSitePost: a form that another site posts carries no cookie with SameSite=Lax or Strict; one without SameSite may go while
// it is young (6265bis §5.6.7.2, "Lax-allowing-unsafe").
var CrossSitePost = check.Check{
	ID:       "scope/cross-site-post",
	Title:    "a form that another site posts carries no session",
	Failure:  "a form that another site posts carries the session of the visitor",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("5.6.7.1"), check.RFC6265bis("5.6.7.2"), check.RFC6265bis("8.8.6"), check.ASVS("3.3.2"), check.WSTG("SESS-05"), check.CWE("352"),
	},
	Needs:    recording.CrossSite | recording.CrossAged,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		fresh, aged := tries(c.Scene(recording.CrossSite), k, posts), tries(c.Scene(recording.CrossAged), k, posts)
		young, old := that(fresh, try.went), that(aged, try.went)
		went := append(young, old...)
		const expected = "withheld from forms that another site posts"
		switch {
		case len(went) > 0 && declaredNone(k):
			return check.Skip("the config declares `same_site: None`: it is meant to go with what other sites post", shownTries(k, went)...)
		case len(young) > 0 && saysNone(c, k), len(old) > 0:
			return check.Fail(expected, fmt.Sprintf("sent with %d of %d forms of another site", len(went), len(fresh)+len(aged)), shownTries(k, went)...)
		case len(young) > 0 && len(aged) == 0:
			return check.Unknown("it goes while it is young, and no form was posted when it was older", shownTries(k, young)...)
		case len(young) > 0:
			return check.Fail(expected, "sent while it is younger than two minutes, because no line says SameSite; withheld later", shownTries(k, append(young, aged...))...).At(check.Medium)
		}
		return kept(c, recording.CrossSite, k, append(fresh, aged...), fmt.Sprintf("withheld from %s of another site", check.Count(len(fresh)+len(aged), "form")))
	}),
}

// saysNone tells whether k said SameSite=None when the forms were posted.
func saysNone(c *check.Case, k *check.Cookie) bool {
	_, entry := c.Entry(recording.CrossSite, recording.AtStart, k)
	return entry != nil && rfc6265.SameSite(entry.SameSite) == rfc6265.None
}

// posts tells whether a request is a form that a page of another site posted.
func posts(e *recording.Exchange) bool {
	return e.TopLevel && e.Method == http.MethodPost && !e.SameSite
}
