package transport

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// NoClearText: "Verify that TLS is used for all connectivity between a client and external facing, HTTP-based services, and does not fall
// back to insecure or unencrypted communications." (ASVS 12.2.1)
var NoClearText = check.Check{
	ID:       "transport/no-clear-text",
	Title:    "over plain http the site does nothing but lead to https",
	Failure:  "the site gives cookies or pages over plain http",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("12.2.1"), check.WSTG("SESS-04"), check.WSTG("SESS-09"), check.CWE("319")},
	Needs:    recording.Visit | recording.Plain,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		all := unencrypted(c)
		itself := onPlainHTTP(c)
		if of := cookies(c, all, true); len(of) > 0 {
			return check.Fail(leading, "a session cookie over plain http, for everybody on the way to read", of...).At(check.High)
		}
		if of := cookies(c, all, false); len(of) > 0 {
			return check.Fail(leading, "cookies over plain http, for everybody on the way to read", of...)
		}
		var led []check.Evidence
		for _, a := range all {
			if a.scene.Stage != recording.Plain && !itself || !a.e.TopLevel {
				continue
			}
			if a.e.Status == 200 && itself {
				return check.Fail("https, and over plain http nothing but a redirect to it", "the site is on plain http, for everybody on the way to read and to change", check.AtExchange(a.scene, a.e, check.RequestLine(a.e)+", answered with 200"))
			}
			if a.e.Status == 200 {
				return check.Fail(leading, "a page over plain http", check.AtExchange(a.scene, a.e, check.RequestLine(a.e)+", answered with 200")).At(check.Low)
			}
			led = append(led, check.AtExchange(a.scene, a.e, check.RequestLine(a.e)+fmt.Sprintf(", answered with %d", a.e.Status)))
		}
		if len(led) == 0 {
			return check.Unknown("no answer over plain http was seen")
		}
		return check.Pass(check.Count(len(led), "answer")+" over plain http, none with a cookie or a page", led[:min(len(led), 5)]...)
	},
}

const leading = "a redirect to https, and no cookie before it"

// onPlainHTTP tells whether the site itself is on plain http, on a host that is not loopback.
func onPlainHTTP(c *check.Case) bool {
	landed, err := url.Parse(c.Target.Landed)
	return err == nil && landed.Scheme == "http" && !rfc6265.Trustworthy(landed)
}

// unencrypted are the exchanges of the target's own site over http, in all parts in which the target answers. What goes to a loopback
// address crosses no network.
func unencrypted(c *check.Case) []answer {
	var all []answer
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.OfTarget.Has(scene.Stage) && scene.Stage != recording.Plain {
			continue
		}
		for j := range scene.Exchanges {
			e := &scene.Exchanges[j]
			u, err := url.Parse(e.URL)
			if err == nil && e.Wire && e.Status != 0 && (u.Scheme == "http" || u.Scheme == "ws") && !rfc6265.Trustworthy(u) && slices.Contains(c.Target.Sites, rfc6265.Site(u.Hostname())) {
				all = append(all, answer{scene, e})
			}
		}
	}
	return all
}

// cookies are the places where any went over http: those that carry the session, or the others.
func cookies(c *check.Case, all []answer, session bool) []check.Evidence {
	wanted := func(name string) bool {
		return session == slices.ContainsFunc(c.Cookies, func(k *check.Cookie) bool { return k.Key.Name == name && k.Secret() })
	}
	var found []check.Evidence
	for _, a := range all {
		for _, l := range a.e.Lines {
			if l.Value.Octets > 0 && wanted(l.Name) {
				found = append(found, check.AtExchange(a.scene, a.e, check.RequestLine(a.e)+", answered with Set-Cookie: "+l.Text))
			}
		}
		for _, p := range a.e.Pairs {
			if wanted(p.Name) {
				found = append(found, check.AtExchange(a.scene, a.e, check.RequestLine(a.e)+", with "+p.Name))
			}
		}
	}
	return found[:min(len(found), 5)]
}
