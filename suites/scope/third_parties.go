package scope

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// ThirdParties: "third-party cookies" let servers "track users" across the sites that embed them (6265bis §7.1): the owner of a site
// knows which there are.
var ThirdParties = check.Check{
	ID:       "scope/third-parties",
	Title:    "the pages bring no cookies of other sites but those declared",
	Failure:  "the pages bring cookies of other sites that nobody declared",
	Severity: check.Info,
	Cites:    []check.Citation{check.RFC6265bis("7.1"), check.WSTG("SESS-01")},
	Needs:    recording.Visit,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		var names []string
		var evidence []check.Evidence
		declared := 0
		for _, k := range c.Foreign {
			set := brought(c, k)
			switch {
			case set == nil:
			case named(c, k):
				declared++
			default:
				names = append(names, fmt.Sprintf("%s (%s)", k.Name(), rfc6265.Site(k.Key.Domain)))
				evidence = append(evidence, set.Shown())
			}
		}
		switch {
		case len(names) > 0:
			return check.Fail("no cookie of another site, or `role: third-party` in the config",
				fmt.Sprintf("%s of other sites: %s", check.Count(len(names), "cookie"), strings.Join(names[:min(len(names), most)], ", ")), evidence[:min(len(evidence), most)]...)
		case declared > 0:
			return check.Pass(check.Count(declared, "cookie") + " of other sites, declared")
		}
		return check.Pass("no answer of another site that the pages ask for sets a cookie")
	},
}

// brought is the line by which a page of the target brought a cookie of another site, or nil.
func brought(c *check.Case, k *check.Cookie) *check.Setting {
	for i := range k.Settings {
		s := &k.Settings[i]
		page, err := url.Parse(s.Exchange.Page)
		if s.Scene.Stage == recording.Visit && !s.Exchange.TopLevel && !s.Deletes && s.Refusal == nil && len(s.Line.Blocked) == 0 &&
			err == nil && slices.Contains(c.Target.Sites, rfc6265.Site(page.Host)) {
			return s
		}
	}
	return nil
}

// named tells whether a declaration has the name of a cookie of another site.
func named(c *check.Case, k *check.Cookie) bool {
	return slices.ContainsFunc(c.Declared, func(d recording.Declaration) bool {
		return d.Role == "third-party" && check.Glob(d.Name, k.Key.Name)
	})
}
