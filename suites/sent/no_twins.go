package sent

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoTwins: "if the Cookie header field contains two cookies with the same name (e.g., that were set with different Path or
// Domain attributes), servers SHOULD NOT rely upon the order in which these cookies appear" (6265bis §4.2.2).
var NoTwins = check.Check{
	ID:       "sent/no-twins",
	Title:    "no request carries two cookies of that name",
	Failure:  "a request carries two cookies of that name",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("4.2.2"), check.RFC6265bis("5.8.3")},
	Needs:    recording.Visit | recording.Browse,
	Subjects: names,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		carried := 0
		twins := namesakes(c, k)
		for _, twin := range twins {
			for _, r := range toTarget(twin, func(r *check.Request) bool { return r.Went }) {
				carried++
				if len(twins) == 1 {
					continue
				}
				if n := count(r.Exchange, k.Key.Name); n > 1 {
					return check.Fail("one value for a name", fmt.Sprintf("%d values of that name in one Cookie header, with %s", n, check.RequestLine(r.Exchange)), together(c, k, r)...)
				}
			}
		}
		if carried == 0 {
			return check.Skip("no request carried it")
		}
		return check.Pass("never more than one on " + check.Count(carried, "request"))
	},
}

// names are the first cookies of each name: twins are one finding, not two.
func names(c *check.Case) []*check.Subject {
	seen := map[string]bool{}
	var first []*check.Subject
	for _, s := range check.LiveCookies(c) {
		if name := s.Cookie.Key.Name; !seen[name] {
			seen[name] = true
			first = append(first, s)
		}
	}
	return first
}

func namesakes(c *check.Case, k *check.Cookie) []*check.Cookie {
	var found []*check.Cookie
	for _, other := range c.Cookies {
		if other.Key.Name == k.Key.Name {
			found = append(found, other)
		}
	}
	return found
}

// count is how often a name is in a Cookie header.
func count(e *recording.Exchange, name string) int {
	n := 0
	for i := range e.Pairs {
		if e.Pairs[i].Name == name {
			n++
		}
	}
	return n
}

// together shows the request and where each of its cookies of that name came from.
func together(c *check.Case, k *check.Cookie, at *check.Request) []check.Evidence {
	evidence := []check.Evidence{at.Shown(k)}
	for _, twin := range namesakes(c, k) {
		for i := range twin.Requests {
			if r := &twin.Requests[i]; r.Exchange == at.Exchange && r.Went {
				if stored := twin.Stored(); stored != nil {
					evidence = append(evidence, stored.Shown())
				}
			}
		}
	}
	return evidence
}
