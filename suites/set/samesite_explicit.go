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
	Explain: check.Explanation{
		Rule: "The line that sets the session cookie says SameSite=Lax or SameSite=Strict. SameSite=None is right only where the session must work inside pages of other sites; say so by `same_site: None` in the config, or make the cookie Partitioned, which needs None.",
		Reason: "SameSite keeps the cookie out of requests that other sites start, which is half the defence against forged requests. Without the attribute each browser does as it likes: Chrome takes the cookie for Lax, " +
			"but for its first two minutes sends it with cross-site POSTs too; Firefox and Safari send it everywhere.",
		Fails:   "A login at another site posts the user back, and a cookie that goes with that POST has no SameSite (medium). Or: a Set-Cookie line of a session cookie (declared, or found by taking it away while logged in) without SameSite, with a value that browsers do not know, or with None that the config does not declare, on a cookie that is not Partitioned. One header among many is enough. None is high, as every site may send the cookie along; a missing one is medium, because Chrome takes it for Lax, and what remains is the two minutes of scope/cross-site-post and browsers without that default.",
		Django:  "SESSION_COOKIE_SAMESITE = \"Lax\"  # the default\nresponse.set_cookie(\"id\", id, samesite=\"Lax\")  # a cookie of your own: not the default",
		Go:      `http.SetCookie(w, &http.Cookie{Name: "id", Value: id, SameSite: http.SameSiteLaxMode})`,
		Express: `app.use(session({ cookie: { sameSite: "lax" } })) // not the default`,
		Any:     "Set-Cookie: id=…; SameSite=Lax",
		Limits:  "The line is judged, not the jar, because Chrome's jar shows Lax where nothing was said. Strict keeps the cookie away from the first page that a link from another site opens; whether that suits the site is not judged.",
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
