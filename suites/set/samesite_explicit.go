package set

import (
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SameSiteExplicit: "The "SameSite" attribute limits the scope of the cookie such that it will only be attached to requests
// if those requests are same-site" (6265bis §4.1.2.7). Browsers differ in what they do without it.
var SameSiteExplicit = check.Check{
	ID:       "set/samesite-explicit",
	Title:    "the cookie says the SameSite that fits what it is for",
	Failure:  "the cookie does not say the SameSite that fits what it is for",
	Severity: check.Medium,
	Cites: []check.Citation{
		check.RFC6265bis("4.1.2.7"), check.RFC6265bis("5.6.7"), check.ASVS("3.3.2"), check.CWE("1275"),
	},
	Needs:    recording.Visit,
	Reads:    recording.Login,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if post := postedBack(c, k); post != nil && unsaid(k) {
			return check.Fail("SameSite=None; Secure, as another site posts the user back",
				"no SameSite, and the login needs it with a POST from another site: Chrome sends it so for its first two minutes alone, and who takes longer to log in there cannot",
				append(evidence(read(k)), check.AtExchange(c.Scene(recording.Login), post, check.RequestLine(post)+", posted by a page of another site, with "+k.Name()))...)
		}
		if other, is := k.Other(check.Session, check.RememberMe); is {
			return other
		}
		all := read(k)
		if len(all) == 0 {
			return unset(k)
		}
		var open []*check.Setting
		var what rfc6265.SameSite
		for _, l := range all {
			given := l.Parsed.SameSite
			if given == rfc6265.Default || given == rfc6265.None && !l.Parsed.Partitioned && (k.Declared == nil || !strings.EqualFold(k.Declared.SameSite, "None")) {
				open = append(open, l)
				what = given
			}
		}
		if len(open) == 0 {
			return check.Pass("SameSite="+string(all[0].Parsed.SameSite)+" on "+share(all, all), evidence(all)...)
		}
		actual := "no SameSite that browsers know on " + share(open, all)
		if what == rfc6265.None {
			actual = "SameSite=None, which the config does not declare, on " + share(open, all)
			return check.Fail("SameSite=Lax or SameSite=Strict on every line", actual, evidence(open)...).At(check.High)
		}
		return check.Fail("SameSite=Lax or SameSite=Strict on every line", actual, evidence(open)...)
	},
}

// postedBack is the POST by which a page of another site came back to the target during the login, with k; or nil.
func postedBack(c *check.Case, k *check.Cookie) *recording.Exchange {
	scene := c.Scene(recording.Login)
	if scene == nil || k.Role().Secret() {
		return nil
	}
	last := ""
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		if !e.TopLevel {
			continue
		}
		u, err := url.Parse(e.URL)
		if err != nil {
			continue
		}
		site := rfc6265.Site(u.Hostname())
		if e.Act == recording.LoggingIn && e.Method == "POST" && e.Hop == 0 && last != "" && last != site && k.SentWith(e) {
			return e
		}
		last = site
	}
	return nil
}

// unsaid tells whether no line that sets k says SameSite.
func unsaid(k *check.Cookie) bool {
	all := read(k)
	return len(all) > 0 && !slices.ContainsFunc(all, func(s *check.Setting) bool { return s.Parsed.SameSite != rfc6265.Default })
}
