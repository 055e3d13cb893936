package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Declared: a list of the cookies, with what each is for and how it is protected, is where testing a session begins (WSTG
// SESS-01). The config is that list.
var Declared = check.Check{
	ID:       "set/declared",
	Title:    "the cookie is as the config declares it",
	Failure:  "the cookie is not as the config declares it",
	Severity: check.High,
	Cites:    []check.Citation{check.WSTG("SESS-01")},
	Needs:    recording.Visit,
	Subjects: cookiesAndMissing,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		if s.Kind == check.OfSite {
			return check.Skip("the config declares no cookies")
		}
		k := s.Cookie
		switch {
		case !slices.Contains(c.Cookies, k):
			return neverCame(c, k.Declared)
		case len(lines(k)) == 0 && !k.Seen():
			return unset(k)
		case k.Declared == nil:
			return check.Fail("every cookie declared under `cookies:` in the config", "no declaration is for "+k.Name(), first(c, k)...).
				At(check.Low).UnderStrict()
		}
		v := againstDeclaration(c, k)
		if v.Outcome == check.Failed {
			v = v.Advise("where the site is right, correct the declaration in the config")
		}
		return v
	},
}

// cookiesAndMissing are the target's cookies and, as cookies without a life, the declared ones that never came.
func cookiesAndMissing(c *check.Case) []*check.Subject {
	if len(c.Declared) == 0 {
		return check.Site(c)
	}
	all := check.Cookies(c)
	for _, d := range c.Missing {
		foreign := slices.ContainsFunc(c.Foreign, func(k *check.Cookie) bool { return check.Glob(d.Name, k.Key.Name) })
		if d.Optional || foreign {
			continue
		}
		k := &check.Cookie{Declared: d}
		k.Key.Name = d.Name
		all = append(all, &check.Subject{Kind: check.OfCookie, Cookie: k})
	}
	return all
}

// neverCame is the verdict on a declaration that no cookie answers to.
func neverCame(c *check.Case, d *recording.Declaration) check.Verdict {
	var names []string
	for _, k := range c.Cookies {
		if !slices.Contains(names, k.Key.Name) {
			names = append(names, k.Key.Name)
		}
	}
	seen := "no cookie at all"
	if len(names) > 0 {
		seen = "the cookies " + clip(strings.Join(names, ", "))
	}
	return check.Fail("an answer that sets "+d.Name, "no answer of a visited page sets it", check.Evidence{At: recording.Visit.String(), Text: seen})
}

// first shows where k came from: its first line, else where Chrome was first seen with it.
func first(c *check.Case, k *check.Cookie) []check.Evidence {
	if all := lines(k); len(all) > 0 {
		return evidence(all[:1])
	}
	if at := sighting(c, k); at != nil {
		return []check.Evidence{*at}
	}
	return []check.Evidence{k.Requests[0].Shown(k)} // withheld from every request, and in no jar
}
