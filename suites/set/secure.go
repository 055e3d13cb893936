package set

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Secure: "When using cookies over a secure channel, servers SHOULD set the Secure attribute for every cookie." (6265bis
// §8.3)
var Secure = check.Check{
	ID:       "set/secure",
	Title:    "every line that comes over https has Secure",
	Failure:  "a line that comes over https lacks Secure",
	Severity: check.High,
	Cites: []check.Citation{
		check.RFC6265bis("8.3"), check.ASVS("3.3.1"), check.WSTG("SESS-02"), check.WSTG("SESS-09"), check.CWE("614"),
	},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var encrypted, bare []*check.Setting
		for _, l := range read(k) {
			if scheme := origin(l).Scheme; scheme != "https" && scheme != "wss" {
				continue
			}
			encrypted = append(encrypted, l)
			if !l.Parsed.Secure {
				bare = append(bare, l)
			}
		}
		switch {
		case len(read(k)) == 0:
			return unset(k)
		case len(encrypted) == 0:
			return check.Skip("no line of it came over https")
		case len(bare) > 0:
			return weigh(k, check.Fail("Secure on every line that comes over https", "no Secure on "+share(bare, encrypted), evidence(bare)...))
		}
		return check.Pass("Secure on "+share(encrypted, encrypted), evidence(encrypted)...)
	},
	Explain: check.Explanation{
		Rule: `A cookie that is set over https has the attribute Secure: "When using cookies over a secure channel, servers SHOULD set the Secure attribute for every cookie."`,
		Reason: "Without Secure the browser sends the cookie over plain http too. Somebody on the same network can make it do so, by an image from http://your-site/ in any page, and read the cookie; " +
			"for a session cookie that means taking over the login.",
		Fails:   "A Set-Cookie line without Secure in an answer that came over https. The severity is high for a session cookie (declared, or found by taking it away while logged in), medium for others.",
		Django:  "SESSION_COOKIE_SECURE = True\nCSRF_COOKIE_SECURE = True\nresponse.set_cookie(\"theme\", \"dark\", secure=True)",
		Go:      `http.SetCookie(w, &http.Cookie{Name: "id", Value: id, Secure: true})`,
		Express: "app.set(\"trust proxy\", 1) // behind a proxy; else express-session sends no Secure cookie\napp.use(session({ cookie: { secure: true } }))\nres.cookie(\"theme\", \"dark\", { secure: true })",
		Any:     "Set-Cookie: id=…; Secure",
		Limits:  "Lines that come over plain http are not judged, on localhost neither. Deletions need no Secure, unless the name has a prefix: set/deletion-deletes. Whether the cookie does travel over http is tried by sent/nowhere-else.",
	},
}
