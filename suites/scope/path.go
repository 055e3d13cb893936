package scope

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Path: on a host that applications share a cookie is for its own one's path (WSTG-SESS-02). That keeps names apart and requests
// small; "the Path attribute cannot be relied upon for security" (6265bis §4.1.2.4). It reaches all of that path: without the attribute it
// is for the folder of the address that set it (§5.1.4).
var Path = check.Check{
	ID:       "scope/path",
	Title:    "the session cookie is for the path of the application",
	Failure:  "the session cookie is not for the path of the application",
	Severity: check.Info,
	Cites:    []check.Citation{check.WSTG("SESS-02"), check.RFC6265bis("4.1.2.4"), check.RFC6265bis("8.6")},
	Needs:    recording.Visit,
	Reads:    recording.Login,
	Subjects: sessions,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if e := unreached(c, k); e != nil {
			page := e.Path()
			return check.Fail("a Path that the pages for members are within", fmt.Sprintf("%s asks a user who is logged in to log in again: Path=%s, so the cookie is not sent to %s", page, k.Key.Path, page),
				append(shownLines(lines(k)), check.AtExchange(c.Scene(recording.Login), e, check.RequestLine(e)+fmt.Sprintf(", without %s, answered %d, Location: %s", k.Name(), e.Status, e.Header["location"])))...).At(check.Medium)
		}
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
}

// unreached is a page of k's host that led a user who was logged in to the login, and to which k was not sent because of its Path; or nil.
func unreached(c *check.Case, k *check.Cookie) *recording.Exchange {
	scene := c.Scene(recording.Login)
	if scene == nil || c.Session == nil {
		return nil
	}
	login, err := url.Parse(c.Session.Page)
	if err != nil {
		return nil
	}
	from, until := loggedIn(scene, k)
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		if e.Began < from || e.Answered == 0 || e.Answered > until || !e.TopLevel || !e.Wire || e.Hop != 0 || e.Status < 300 || e.Status > 399 {
			continue
		}
		asked, err := url.Parse(e.URL)
		if err != nil || asked.Host != login.Host || rfc6265.PathMatch(asked.EscapedPath(), k.Key.Path) {
			continue
		}
		if to, err := asked.Parse(e.Header["location"]); err == nil && to.Host == login.Host && to.Path == login.Path && asked.Path != login.Path {
			return e
		}
	}
	return nil
}

// loggedIn is the time of the login scene, in its events, in which k was there and the login held: from the answer that set k first to the
// last probe that showed the login.
func loggedIn(scene *recording.Scene, k *check.Cookie) (from, until int) {
	for i := range k.Settings {
		if s := &k.Settings[i]; s.Scene == scene && !s.Deletes && (from == 0 || s.Exchange.Answered < from) {
			from = s.Exchange.Answered
		}
	}
	for _, p := range scene.Probes {
		if p.Answer == recording.In {
			until = max(until, p.Seq)
		}
	}
	if from == 0 {
		return 1, 0
	}
	return from, until
}
