package scope

import (
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// HostOnly: "If the server omits the Domain attribute, the user agent will return the cookie only to the origin server." (6265bis
// §4.1.2.3)
var HostOnly = check.Check{
	ID:       "scope/host-only",
	Title:    "the session cookie is its own host's",
	Failure:  "the session cookie goes to other hosts too",
	Severity: check.Medium,
	Cites: []check.Citation{
		check.RFC6265bis("4.1.2.3"), check.ASVS("3.3.3"), check.WSTG("SESS-02"), check.CWE("565"),
	},
	Needs:    recording.Visit | recording.OtherHosts,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		strayed := below(c, k, func(r *check.Request) bool { return r.Went })
		if k.Key.HostOnly {
			if len(strayed) > 0 {
				return check.Unknown("it has no Domain, and Chrome sent it to another host", strayed[0].Shown(k))
			}
			return check.Pass("no Domain: it goes to "+k.Key.Domain+" alone", shownLines(lines(k))...)
		}
		if k.Declared != nil && rfc6265.Canonical(strings.TrimPrefix(k.Declared.Domain, ".")) == k.Key.Domain {
			return check.Skip("the config declares that it is for all hosts of " + k.Key.Domain)
		}
		actual := "Domain=" + k.Key.Domain + " opens it to every host below " + k.Key.Domain
		evidence := shownLines(lines(k))
		if at := slices.IndexFunc(strayed, func(r *check.Request) bool { return !gives(k, check.Host(r.Exchange)) }); at >= 0 {
			actual += ": it was sent to " + check.Host(strayed[at].Exchange)
			evidence = append(evidence, strayed[at].Shown(k))
		}
		if len(evidence) == 0 { // a script set it
			evidence = []check.Evidence{{At: recording.Visit.String(), Text: k.Name() + " is for " + k.Key.Domain + " and all hosts below"}}
		}
		return check.Fail("no Domain, or one that the config declares", actual, evidence...)
	}),
}

// below are the requests of part Elsewhere to another host than the cookie's domain.
func below(c *check.Case, k *check.Cookie, is func(*check.Request) bool) []*check.Request {
	var found []*check.Request
	for i := range k.Requests {
		r := &k.Requests[i]
		if r.Scene == c.Scene(recording.OtherHosts) && check.Host(r.Exchange) != k.Key.Domain && is(r) {
			found = append(found, r)
		}
	}
	return found
}

func parsed(e *recording.Exchange) (*url.URL, error) { return url.Parse(e.URL) }

// gives tells whether an answer of a host set k: that it goes back there is no news.
func gives(k *check.Cookie, name string) bool {
	return slices.ContainsFunc(lines(k), func(s *check.Setting) bool { return check.Host(s.Exchange) == name })
}
