package transport

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// HSTS: "Verify that a Strict-Transport-Security header field is included on all responses to enforce an HTTP Strict Transport Security
// (HSTS) policy. A maximum age of at least 1 year must be defined" (ASVS 3.4.1).
var HSTS = check.Check{
	ID:       "transport/hsts",
	Title:    "the site tells browsers to come over https alone",
	Failure:  "browsers are not told to come over https alone",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("3.4.1"), check.WSTG("SESS-09"), check.CWE("523")},
	Needs:    recording.Visit,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if v, ok := heedless(c); ok {
			return v
		}
		all := documents(c)
		var silent, short, kept []answer
		for _, a := range all {
			switch policy, ok := strictTransport(a.e); {
			case !ok:
				silent = append(silent, a)
			case policy.seconds < year:
				short = append(short, a)
			default:
				kept = append(kept, a)
			}
		}
		const expected = "Strict-Transport-Security with a max-age of a year (31536000) or more on every page"
		switch {
		case len(all) == 0:
			return check.Unknown("no page of the site came over the network with status 200")
		case len(short) > 0:
			policy, _ := strictTransport(short[0].e)
			return check.Fail(expected, fmt.Sprintf("a max-age of %d seconds, and the last one that a browser hears counts", policy.seconds), short[0].shown())
		case len(kept) == 0:
			return check.Fail(expected, "none of "+check.Count(len(all), "page")+" has one that browsers understand", silent[0].shown())
		case len(silent) > 0:
			return check.Fail(expected, fmt.Sprintf("%d of %d pages have none that browsers understand", len(silent), len(all)), silent[0].shown(), kept[0].shown()).At(check.Low)
		}
		for _, a := range entrances(c) {
			if policy, ok := strictTransport(a.e); !ok || policy.seconds < year {
				return check.Fail("Strict-Transport-Security on the redirect too: it is the host that people type", "the redirect has no policy of a year or more, so that this host is asked over plain http again and again", a.shown(), kept[0].shown()).At(check.Low)
			}
		}
		return belowIt(c, kept)
	},
}

const year = 31536000 // seconds

// heedless is the verdict where browsers keep no policy, or where one would do harm.
func heedless(c *check.Case) (check.Verdict, bool) {
	landed, err := url.Parse(c.Target.Landed)
	if err != nil || landed.Scheme != "https" {
		return check.Skip("the site is on plain http"), true
	}
	host := landed.Hostname()
	if _, err := netip.ParseAddr(host); err == nil {
		return check.Skip("browsers keep no policy for addresses"), true
	}
	if local(host) {
		return check.Skip("localhost is for trying things out, on any port and scheme"), true
	}
	if asked, err := url.Parse(c.Target.URL); err == nil && asked.Scheme == "http" && asked.Port() != "" && asked.Port() != "80" && asked.Hostname() == host {
		return check.Skip("the site was asked for over http on port " + asked.Port() + ", to which the policy would send browsers with TLS"), true
	}
	return check.Verdict{}, false
}

func local(host string) bool {
	host = rfc6265.Canonical(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// answer is one in its scene.
type answer struct {
	scene *recording.Scene
	e     *recording.Exchange
}

func (a answer) shown() check.Evidence {
	text := check.RequestLine(a.e) + ", answered without Strict-Transport-Security"
	if value := a.e.Header["strict-transport-security"]; value != "" {
		text = check.RequestLine(a.e) + ", answered with Strict-Transport-Security: " + value
	}
	return check.AtExchange(a.scene, a.e, text)
}

// documents are the pages that the first browser was shown by the host where the site is, over https, each address once.
func documents(c *check.Case) []answer {
	landed, err := url.Parse(c.Target.Landed)
	if err != nil {
		return nil
	}
	var all []answer
	seen := map[string]bool{}
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		for j := range scene.Exchanges {
			e := &scene.Exchanges[j]
			u, err := url.Parse(e.URL)
			if err != nil || !recording.First.Has(scene.Stage) || !e.TopLevel || !e.Wire || e.Status != 200 || u.Scheme != "https" || u.Host != landed.Host || seen[e.URL] {
				continue
			}
			seen[e.URL] = true
			all = append(all, answer{scene, e})
		}
	}
	return all
}

// entrances are the redirects over https by which the first browser came from another host of the site to the one where its pages are.
func entrances(c *check.Case) []answer {
	landed, err := url.Parse(c.Target.Landed)
	scene := c.Scene(recording.Visit)
	if err != nil || scene == nil {
		return nil
	}
	var all []answer
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		u, err := url.Parse(e.URL)
		if err == nil && e.TopLevel && e.Wire && e.Status >= 300 && e.Status < 400 && e.Header["location"] != "" &&
			u.Scheme == "https" && u.Hostname() != landed.Hostname() && rfc6265.Site(u.Hostname()) == rfc6265.Site(landed.Hostname()) {
			all = append(all, answer{scene, e})
		}
	}
	return all
}

// policy is what a Strict-Transport-Security field says.
type policy struct {
	seconds   int64
	subdomain bool
}

// strictTransport reads the field as RFC 6797 §6.1 has it; not ok: there is none, or browsers ignore it. Of several the first counts (§8.1).
func strictTransport(e *recording.Exchange) (p policy, ok bool) {
	first, second, several := strings.Cut(e.Header["strict-transport-security"], ",")
	if several && !strings.Contains(strings.ToLower(second), "max-age") {
		return policy{}, false // no second header, which would have its own max-age, but a comma that should be a semicolon
	}
	for _, directive := range strings.Split(first, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "max-age":
			seconds, err := strconv.ParseInt(strings.Trim(strings.TrimSpace(value), `"`), 10, 64)
			if err != nil || seconds < 0 || ok {
				return policy{}, false
			}
			p.seconds, ok = seconds, true
		case "includesubdomains":
			p.subdomain = true
		}
	}
	return p, ok
}

// belowIt judges whether the policy is for subdomains where cookies are.
func belowIt(c *check.Case, kept []answer) check.Verdict {
	landed, _ := url.Parse(c.Target.Landed)
	for _, a := range kept {
		p, _ := strictTransport(a.e)
		if p.subdomain {
			continue
		}
		for _, k := range c.Cookies {
			if line := k.Stored(); line != nil && !k.Key.HostOnly && !line.Parsed.Secure && rfc6265.Canonical(landed.Hostname()) == k.Key.Domain {
				return check.Fail("includeSubDomains, since "+k.Name()+" is for the subdomains too", "the policy is for the host alone, and "+k.Name()+" goes to its subdomains over http", a.shown(), line.Shown()).At(check.Low)
			}
		}
	}
	return check.Pass(fmt.Sprintf("a policy of a year or more on %s", check.Count(len(kept), "page")), kept[0].shown())
}
