package scope

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Partitioned: a cookie with Partitioned is kept by top-level site, and needs Secure (CHIPS).
var Partitioned = check.Check{
	ID:       "scope/partitioned",
	Title:    "a partitioned cookie stays within the site that it was set under",
	Failure:  "a partitioned cookie is lost, or goes with it what other sites ask for",
	Severity: check.Medium,
	Cites:    []check.Citation{check.CHIPS()},
	Needs:    recording.Visit | recording.CrossSite,
	Subjects: check.CookiesWhere(func(k *check.Cookie) bool { return len(partitionedLines(k)) > 0 }),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := partitionedLines(k)
		for _, l := range all {
			if !l.Parsed.Secure {
				return check.Fail("Secure beside Partitioned", "Partitioned without Secure, which browsers drop without a word", l.Shown())
			}
		}
		scene := c.Scene(recording.CrossSite)
		asked := 0
		for i := range scene.Exchanges {
			e := &scene.Exchanges[i]
			if !e.Wire || e.SameSite || e.TopLevel || !reaches(k, e) {
				continue
			}
			asked++
			for j := range e.Associated {
				a := &e.Associated[j]
				if key := check.KeyOf(a.Cookie); a.Cookie.Name == k.Key.Name && key.Domain == k.Key.Domain && key.Path == k.Key.Path && len(a.Withheld) == 0 {
					return check.Fail("not sent within another site", fmt.Sprintf("a cookie of its name that is not partitioned goes with what %s asks for", siteOf(e.Page)),
						check.AtExchange(scene, e, check.RequestLine(e)+", with "+k.Name()), all[0].Shown())
				}
			}
		}
		if asked == 0 {
			return check.Unknown("no request within another site was made to its host and path")
		}
		return check.Pass(fmt.Sprintf("Secure, and sent with none of %s within other sites", check.Count(asked, "request")), shownLines(all)...)
	},
}

// partitionedLines are the lines of the target for k that say Partitioned, those too that a browser drops.
func partitionedLines(k *check.Cookie) []*check.Setting {
	var found []*check.Setting
	for i := range k.Settings {
		if s := &k.Settings[i]; recording.OfTarget.Has(s.Scene.Stage) && s.Parsed.Partitioned && !s.Deletes {
			found = append(found, s)
		}
	}
	return found
}

// reaches tells whether a request is to k's host and path.
func reaches(k *check.Cookie, e *recording.Exchange) bool {
	u, err := parsed(e)
	form := rfc6265.Cookie{Domain: k.Key.Domain, HostOnly: k.Key.HostOnly, Path: k.Key.Path}
	return err == nil && form.Withhold(rfc6265.Request{URL: u, SameSite: true}) == nil
}
