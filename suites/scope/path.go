package scope

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Path: on a host that applications share a cookie is for its own one's path (WSTG-SESS-02). That keeps names apart and requests
// small; "the Path attribute cannot be relied upon for security" (6265bis §4.1.2.4).
var Path = check.Check{
	ID:       "scope/path",
	Title:    "the session cookie is for the application's own path",
	Failure:  "the session cookie is for more of the host than the application has",
	Severity: check.Info,
	Cites:    []check.Citation{check.WSTG("SESS-02"), check.RFC6265bis("4.1.2.4"), check.RFC6265bis("8.6")},
	Needs:    recording.Visit,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		own := c.Target.AppPath
		switch {
		case own == "" || own == "/":
			return check.Skip("the host is the application's own, unless `app_path:` says otherwise")
		case rfc6265.PathMatch(k.Key.Path, strings.TrimSuffix(own, "/")):
			return check.Pass(fmt.Sprintf("Path=%s is within %s", k.Key.Path, own), shownLines(lines(k))...)
		}
		evidence := shownLines(lines(k))
		if len(evidence) == 0 { // a script set it
			evidence = []check.Evidence{{At: recording.Visit.String(), Text: k.Name() + " is for " + k.Key.Path}}
		}
		return check.Fail("a Path within "+own, "Path="+k.Key.Path+", so that it goes to the other applications of the host", evidence...)
	}),
	Explain: check.Explanation{
		Rule:   "Where several applications share a host, and the config says where this one begins (`app_path: /shop/`), its session cookie has a Path within that.",
		Reason: "Two applications of one host that call their session alike, both with Path=/, overwrite each other's and log their users out. And each gets the sessions of the other's users in its requests and logs.",
		Fails:  "The Path of the session cookie (declared, or found by taking it away while logged in) is not within `app_path:`.",
		Django: "SESSION_COOKIE_PATH = \"/shop/\"\nCSRF_COOKIE_PATH = \"/shop/\"",
		Go:     `http.SetCookie(w, &http.Cookie{Name: "shop-id", Value: id, Path: "/shop/"})`,
		Limits: "It is information and no finding of security: \"the Path attribute cannot be relied upon for security\", because a page of one application can frame another's and read its cookies. A name that begins with __Host- needs Path=/.",
	},
}
