package transport

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// ClearSiteData: what a client keeps of a user is cleared when the session ends (ASVS 14.3.1). A logout may ask the browser for it,
// in which case it should come true.
var ClearSiteData = check.Check{
	ID:       "transport/clear-site-data",
	Title:    "what the logout asks the browser to clear is cleared",
	Failure:  "the logout asks the browser to clear what is not cleared",
	Severity: check.Info,
	Cites:    []check.Citation{check.ASVS("14.3.1")},
	Needs:    recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		scene := c.Scene(recording.Logout)
		asked := asking(scene)
		if len(asked) == 0 {
			return check.Skip("no answer of the logout has Clear-Site-Data: it need not")
		}
		var heard []*recording.Exchange
		for _, e := range asked {
			if u, err := url.Parse(e.URL); err == nil && rfc6265.Trustworthy(u) {
				heard = append(heard, e)
			}
		}
		if len(heard) == 0 {
			return check.Fail("https, over which browsers heed it", "Clear-Site-Data over plain http, which browsers ignore", header(scene, asked[0]))
		}
		storage := false
		for _, e := range heard {
			for _, d := range directives(e) {
				if len(d) < 2 || d[0] != '"' || d[len(d)-1] != '"' {
					return check.Fail("directives in double quotes", "a directive that is not in double quotes, which browsers ignore", header(scene, e))
				}
				if right := meantType(d); right != "" {
					return check.Fail(right, d+" is no type that browsers know, and is ignored", header(scene, e))
				}
				if d == `"storage"` || d == `"*"` {
					storage = true
					if left := kept(scene, e); len(left) > 0 {
						return check.Fail("no storage left after the logout", fmt.Sprintf("%s of storage after the logout, though it asks for %s to be cleared", entries(len(left)), d),
							append([]check.Evidence{header(scene, e)}, left[:min(len(left), 5)]...)...)
					}
				}
			}
		}
		if storage {
			return check.Pass("no storage is left after the logout", header(scene, heard[0]))
		}
		return check.Pass("browsers understand it; it does not name the storage", header(scene, heard[0]))
	},
}

// asking are the answers of the logout that have the header.
func asking(scene *recording.Scene) []*recording.Exchange {
	var found []*recording.Exchange
	for i := range scene.Exchanges {
		if e := &scene.Exchanges[i]; e.Act == recording.LoggingOut && len(directives(e)) > 0 {
			found = append(found, e)
		}
	}
	return found
}

// types are those of the specification and of Chrome, in quotes.
var types = []string{
	`"*"`, `"cache"`, `"cookies"`, `"storage"`, `"executionContexts"`, `"clientHints"`, `"prefetchCache"`, `"prerenderCache"`,
}

// meantType is the type that a directive misspells by its case, which counts, or by one letter; or nothing. Others may be of a newer
// specification.
func meantType(directive string) string {
	if slices.Contains(types, directive) {
		return ""
	}
	for _, t := range types[1:] {
		if check.Distance(strings.ToLower(directive), strings.ToLower(t)) <= 1 {
			return t
		}
	}
	return ""
}

func directives(e *recording.Exchange) []string {
	var found []string
	for _, d := range strings.Split(e.Header["clear-site-data"], ",") {
		if d = strings.TrimSpace(d); d != "" {
			found = append(found, d)
		}
	}
	return found
}

// kept is what pages of an answer's origin had in storage after the logout.
func kept(scene *recording.Scene, e *recording.Exchange) []check.Evidence {
	var found []check.Evidence
	for _, k := range scene.Kept {
		if k.Moment == recording.AfterLogout && origin(k.Page) == origin(e.URL) {
			found = append(found, check.Evidence{
				At: fmt.Sprintf("%s@%s", scene.Stage, k.Moment), Text: fmt.Sprintf("%s of %s keeps %q", areaNames[k.Area], k.Page, k.Key),
			})
		}
	}
	return found
}

var areaNames = map[string]string{"local": "localStorage", "session": "sessionStorage", "indexed": "IndexedDB"}

func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}

func header(scene *recording.Scene, e *recording.Exchange) check.Evidence {
	return check.AtExchange(scene, e, check.RequestLine(e)+", answered with Clear-Site-Data: "+e.Header["clear-site-data"])
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
