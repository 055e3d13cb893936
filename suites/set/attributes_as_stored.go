package set

import (
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// AttributesAsStored: an attribute that §5.6 cannot make sense of is ignored, and the cookie is stored without it (6265bis
// §5.7 steps 6 to 17).
var AttributesAsStored = check.Check{
	ID:       "set/attributes-as-stored",
	Title:    "the browser stores the cookie with the attributes that the line gives it",
	Failure:  "the browser ignores or misreads an attribute of the line",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.1.4"), check.RFC6265bis("5.6"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := where(k, accepted)
		if len(all) == 0 {
			return check.Skip("no line of it is stored")
		}
		var misread []*check.Setting
		var what string
		for _, l := range all {
			if m := misreading(l); m != "" {
				misread = append(misread, l)
				what = m
			}
		}
		if len(misread) > 0 {
			return check.Fail("attributes that browsers understand", what+"; on "+share(misread, all), evidence(misread)...)
		}
		e := compare(c, k)
		switch {
		case e == nil:
			return check.Skip("the jar was never read while it held the value of one of its lines", evidence(all)...)
		case len(e.differences) > 0 && k.Hidden():
			return check.Unknown("Chrome stored it otherwise than the RFC says: "+strings.Join(e.differences, ", "), e.shown...)
		case len(e.differences) > 0:
			return check.Skip("the jar holds it otherwise, which a script of the page may have done: "+strings.Join(e.differences, ", "), e.shown...)
		}
		return check.Pass("the jar holds it as the line says", e.shown...)
	},
	Explain: check.Explanation{
		Rule: "What the line says of the cookie is what the browser keeps: host or domain, path, lifetime, Secure, HttpOnly, SameSite. An attribute that the browser cannot read is ignored, and the cookie is stored without it.",
		Reason: "Nobody is told that an attribute was ignored. A cookie whose Max-Age cannot be read ends with the browser session; one whose Path does not start with \"/\" belongs to the directory of the page that set it, and other pages never see it; " +
			"a misspelt SameSite protects nothing; Secure=false means Secure.",
		Fails: "On a line that is stored: a Max-Age or Expires that cannot be read while the other one does not say it better; a Path that does not start with \"/\"; a SameSite other than Strict, Lax or None; a misspelt name (MaxAge, Same-Site, HTTP-Only, a colon for \"=\") or two attributes joined by a comma (Secure, HttpOnly); " +
			"Secure or HttpOnly with a value that says no; an attribute whose value is longer than 1024 octets.",
		Django:  `response.set_cookie("theme", "dark", max_age=3600, path="/", samesite="Lax")`,
		Go:      `http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", MaxAge: 3600, Path: "/", SameSite: http.SameSiteLaxMode})`,
		Express: `res.cookie("theme", "dark", { maxAge: 3_600_000, path: "/", sameSite: "lax" })`,
		Any:     "Set-Cookie: theme=dark; Max-Age=3600; Path=/; SameSite=Lax",
		Limits: "An attribute with an empty value says nothing, and is not held against the line. Where the jar differs from what the RFC predicts without such a cause, an HttpOnly cookie is inconclusive; another may have been changed by a script, and is not judged. " +
			"Chrome's jar may say Lax where no SameSite was given: the two count as equal.",
	},
}
