package set

import (
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// What user agents have room for at least ("At least 50 cookies per domain", 6265bis §6.1), and how long a Cookie field may be for the
// servers that most sites run on: nginx takes lines of 8 KiB, Apache of 8190 bytes.
const (
	mostCookies = 50
	mostOctets  = 8190
)

// JarBudget: "Servers SHOULD use as few and as small cookies as possible to avoid reaching these implementation limits" (6265bis §6.1).
var JarBudget = check.Check{
	ID:       "set/jar-budget",
	Title:    "the site's cookies fit into every browser, and into one request",
	Failure:  "the site's cookies are more than a browser need keep, or a server take",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("6.1"), check.RFC6265bis("4.2.1"), check.ASVS("4.2.5")},
	Needs:    recording.Visit,
	Reads:    recording.Browse, // which asks for a page several times
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if p := piled(c); p != nil {
			return p.verdict()
		}
		fullest := fullestJar(c)
		if fullest.count > mostCookies {
			return check.Fail(fmt.Sprintf("no more than %d cookies of one domain", mostCookies),
				fmt.Sprintf("%d cookies of %s, where browsers need keep %d", fullest.count, fullest.domain, mostCookies),
				check.AtJar(fullest.scene, fullest.jar, check.Count(fullest.count, "cookie")+" of "+fullest.domain))
		}
		longest := longestHeader(c)
		if longest.octets > mostOctets {
			return check.Fail(fmt.Sprintf("a Cookie field of no more than %d bytes", mostOctets), fmt.Sprintf("a Cookie field of %d bytes, which many servers refuse", longest.octets), longest.shown())
		}
		if fullest.count == 0 {
			return check.Skip("the site keeps no cookie in the browser")
		}
		if longest.octets == 0 {
			return check.Pass(fmt.Sprintf("at most %s of one domain", check.Count(fullest.count, "cookie")), check.AtJar(fullest.scene, fullest.jar, check.Count(fullest.count, "cookie")))
		}
		return check.Pass(fmt.Sprintf("at most %s of one domain, and %d bytes in a request", check.Count(fullest.count, "cookie"), longest.octets), longest.shown())
	},
}

// fullJar is how many cookies of one domain a jar held.
type fullJar struct {
	scene  *recording.Scene
	jar    *recording.Snapshot
	domain string
	count  int
}

func fullestJar(c *check.Case) (fullest fullJar) {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) {
			continue
		}
		for j := range scene.Jars {
			counts := map[string]int{}
			for _, one := range scene.Jars[j].Cookies {
				key := check.KeyOf(one)
				counts[key.Domain]++
				n := counts[key.Domain]
				if ofTarget(c, key.Domain) && n > fullest.count {
					fullest = fullJar{scene, &scene.Jars[j], key.Domain, n}
				}
			}
		}
	}
	return fullest
}

func ofTarget(c *check.Case, domain string) bool {
	return slices.Contains(c.Target.Sites, rfc6265.Site(domain))
}

// longHeader is the length of a Cookie field.
type longHeader struct {
	scene    *recording.Scene
	exchange *recording.Exchange
	octets   int
}

func (l longHeader) shown() check.Evidence {
	return check.AtExchange(l.scene, l.exchange, fmt.Sprintf("%s, with %s in %d bytes", check.RequestLine(l.exchange), check.Count(len(l.exchange.Pairs), "cookie"), l.octets))
}

func longestHeader(c *check.Case) (longest longHeader) {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) {
			continue
		}
		for j := range scene.Exchanges {
			e := &scene.Exchanges[j]
			octets := 0
			for n, p := range e.Pairs {
				if n > 0 {
					octets += len("; ")
				}
				octets += len(p.Name) + len("=") + p.Value.Octets
			}
			if octets > longest.octets && ofTarget(c, check.Host(e)) {
				longest = longHeader{scene, e, octets}
			}
		}
	}
	return longest
}
