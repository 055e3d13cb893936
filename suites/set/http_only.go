package set

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// HTTPOnly: "the attribute instructs the user agent to omit the cookie when providing access to cookies via non-HTTP APIs"
// (6265bis §4.1.2.6).
var HTTPOnly = check.Check{
	ID:       "set/http-only",
	Title:    "page scripts cannot read the session cookie",
	Failure:  "page scripts can read the session cookie",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("4.1.2.6"), check.RFC6265bis("5.8.2"), check.RFC6265bis("5.8.3"), check.ASVS("3.3.4"), check.CWE("1004"),
	},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if other, is := k.Other(check.Session, check.RememberMe); is {
			return other
		}
		const expected = "HttpOnly on every line, and the name not in document.cookie"
		var open []*check.Setting
		all := read(k)
		for _, l := range all {
			if !l.Parsed.HTTPOnly {
				open = append(open, l)
			}
		}
		if len(open) > 0 {
			return check.Fail(expected, "no HttpOnly on "+share(open, all), evidence(open)...)
		}
		if at := readByScript(c, k); at != nil {
			return check.Fail(expected, "a script read its name from document.cookie", *at)
		}
		if len(all) == 0 {
			return unset(k)
		}
		return check.Pass("HttpOnly on "+share(all, all)+", and no script read its name", evidence(all)...)
	},
}

// readByScript is where a script of the target's own page read k's name, unless another cookie of that name explains it.
func readByScript(c *check.Case, k *check.Cookie) *check.Evidence {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) {
			continue
		}
		for _, script := range scene.Scripts {
			page, err := url.Parse(script.Page)
			if err != nil || !slices.Contains(script.Names, k.Key.Name) || !slices.Contains(c.Target.Sites, rfc6265.Site(page.Host)) ||
				!reaches(k, page) || explained(c, k, page) {
				continue
			}
			return &check.Evidence{
				At:   fmt.Sprintf("%s@script", scene.Stage),
				Text: fmt.Sprintf("document.cookie of %s names %s", clip(script.Page), k.Name()),
			}
		}
	}
	return nil
}

// explained tells whether scripts of a page may read another cookie of k's name.
func explained(c *check.Case, k *check.Cookie, page *url.URL) bool {
	return slices.ContainsFunc(slices.Concat(c.Cookies, c.Foreign), func(other *check.Cookie) bool {
		return other != k && other.Key.Name == k.Key.Name && !other.Hidden() && reaches(other, page)
	})
}

// reaches tells whether a page is of k's host and path.
func reaches(k *check.Cookie, page *url.URL) bool {
	form := rfc6265.Cookie{Domain: k.Key.Domain, HostOnly: k.Key.HostOnly, Path: k.Key.Path}
	return form.Withhold(rfc6265.Request{URL: page, SameSite: true}) == nil
}
