package grade

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// mistake is one of the usual ones.
type mistake struct {
	why string        // the part failed; empty: none is known
	fix []reports.Fix // nil: the words say it
}

// known is the mistake for which a part that the checks leave open has failed nevertheless: what the handout asks for is not there.
// Without one the part is left to the teacher.
func known(seen *recording.Recording, p config.Part, c config.Config, open string) mistake {
	if p.Cookie != "" {
		return mistake{why: neverCame(seen, p.Cookie)}
	}
	if seen.Session == nil || !aboutLogins(named(p)) {
		return mistake{}
	}
	if len(seen.Session.Protected) == 0 {
		return notLetIn(seen, c).or(open)
	}
	if why := inStorage(seen); why != "" {
		return mistake{why: why}
	}
	if !slices.ContainsFunc(named(p), func(id string) bool { return strings.HasPrefix(id, "session/logout-") }) {
		return mistake{}
	}
	if seen.Session.LogoutBy == "" {
		return mistake{why: "no way to log out was found: neither a link nor a button on the pages that a member sees"}
	}
	return notLetOut(seen)
}

// or is the mistake, or another one where there is none.
func (m mistake) or(why string) mistake {
	if m.why == "" {
		return mistake{why: why}
	}
	return m
}

// inStorage says that the login is kept by the scripts of the page, and by no cookie.
func inStorage(seen *recording.Recording) string {
	scene := seen.Scene(recording.Login)
	stored := func(k recording.Kept) bool { return k.Moment == recording.AfterLogin && k.Area != "indexed" }
	if scene == nil || !slices.ContainsFunc(scene.Kept, stored) {
		return ""
	}
	for _, e := range scene.Exchanges {
		if e.Act == recording.LoggingIn && len(e.Lines) > 0 {
			return ""
		}
	}
	return "the login sets no cookie, and is kept in the storage of the page, which every script can read"
}

// notLetOut is a logout that is refused.
func notLetOut(seen *recording.Recording) mistake {
	scene := seen.Scene(recording.Logout)
	if scene == nil {
		return mistake{}
	}
	for _, e := range scene.Exchanges {
		if e.Act != recording.LoggingOut || e.Status < http.StatusBadRequest {
			continue
		}
		m := mistake{why: fmt.Sprintf("the logout at %s is answered with %d %s, and nobody is logged out", e.Path(), e.Status, http.StatusText(e.Status))}
		if e.Status == http.StatusMethodNotAllowed && e.Method == http.MethodGet {
			m.why += ". It is a link, and the server takes a form that is sent by POST"
			m.fix = []reports.Fix{
				{In: "Django", Lines: `<form method="post" action="{% url 'logout' %}">{% csrf_token %}<button>Log out</button></form>  # since Django 5 by POST alone`},
				{In: reports.AnyServer, Lines: `<form method="post" action="/logout"><button>Log out</button></form>`},
			}
		}
		return m
	}
	return mistake{}
}

// aboutLogins tells whether checks are about sessions alone, and their cookies.
func aboutLogins(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool {
		return id != "session" && !strings.HasPrefix(id, "session/") && id != "set/http-only"
	})
}

// neverCame says that a cookie was not set by any answer, and which ones were. Empty: it came, or nothing was answered.
func neverCame(seen *recording.Recording, pattern string) string {
	var others []string
	answered := false
	for _, scene := range seen.Scenes {
		for _, e := range scene.Exchanges {
			answered = answered || e.TopLevel && e.Status > 0 && e.Status < http.StatusBadRequest
			for _, line := range e.Lines {
				if check.Glob(pattern, line.Name) {
					return ""
				}
				if !slices.Contains(others, line.Name) {
					others = append(others, line.Name)
				}
			}
		}
	}
	switch {
	case !answered:
		return ""
	case len(others) == 0:
		return fmt.Sprintf("no cookie %s was set, and no other either", pattern)
	}
	return fmt.Sprintf("no cookie %s was set; these were: %s", pattern, strings.Join(others, ", "))
}

// notLetIn is why the login of the submission cannot work, where that is known.
func notLetIn(seen *recording.Recording, c config.Config) mistake {
	scene := seen.Scene(recording.Login)
	if scene == nil {
		return mistake{}
	}
	if m := narrowPath(scene.Exchanges); m.why != "" {
		return m
	}
	for _, e := range scene.Exchanges {
		switch {
		case e.Act != recording.LoggingIn || e.Method != http.MethodPost:
		case e.Status >= http.StatusInternalServerError:
			return mistake{why: fmt.Sprintf("the login at %s is answered with %d %s", e.Path(), e.Status, http.StatusText(e.Status))}
		case e.Status == 0 && (e.Error == "net::ERR_EMPTY_RESPONSE" || e.Error == "net::ERR_CONNECTION_RESET"):
			return mistake{why: fmt.Sprintf("the login at %s is not answered: the application crashes there", e.Path())}
		}
	}
	if c.Session == nil || c.Session.URL == "" || seen.Session.Form != nil {
		return mistake{}
	}
	for _, e := range scene.Exchanges { // the handout names the page, and no form was found there
		if e.TopLevel && samePath(e.URL, c.Session.URL) && (e.Status == http.StatusNotFound || e.Status == http.StatusOK) {
			if e.Status == http.StatusNotFound {
				return mistake{why: fmt.Sprintf("the login page %s answers 404 Not Found", c.Session.URL)}
			}
			return mistake{why: fmt.Sprintf("the login page %s has no form with a password field", c.Session.URL)}
		}
	}
	return mistake{}
}

// samePath tells whether a URL is that of a page which the rubric names, whatever its host and query.
func samePath(seen, page string) bool {
	a, err := url.Parse(seen)
	b, wrong := url.Parse(page)
	return err == nil && wrong == nil && a.Path == b.Path
}

// narrowPath recognises the most usual mistake of all: the login sets its cookie without Path, so that its path is the folder of the
// login's own URL (RFC 6265bis §5.1.4), and no page outside of it gets the cookie.
func narrowPath(all []recording.Exchange) mistake {
	login, line, page := narrowed(all)
	if login == nil {
		return mistake{}
	}
	return mistake{
		why: fmt.Sprintf("the login sets the cookie %s at %s without a path, so that its path is %s and the browser does not send it to %s. Set it with the path /",
			line.Name, login.Path, rfc6265.DefaultPath(login), page),
		fix: judge.FixesOf(line.Name, []reports.Fix{
			{In: "Django", Lines: `response.set_cookie("id", value, path="/")  # settings.py: SESSION_COOKIE_PATH = "/"`},
			{In: "Go", Lines: `http.SetCookie(w, &http.Cookie{Name: "id", Value: value, Path: "/", HttpOnly: true})`},
			{In: "Express", Lines: `res.cookie("id", value, { path: "/", httpOnly: true })`},
		}),
	}
}

// narrow is the Set-Cookie header of that mistake; empty: it was not made.
func narrow(seen *recording.Recording) string {
	if scene := seen.Scene(recording.Login); scene != nil {
		_, line, _ := narrowed(scene.Exchanges)
		return line.Text
	}
	return ""
}

// narrowed are the URL of a login, what it set with too narrow a path, and the page that does not get it. There is no URL where no login
// did that.
func narrowed(all []recording.Exchange) (login *url.URL, line recording.Line, page string) {
	for i, e := range all {
		u, err := url.Parse(e.URL)
		if err != nil || e.Act != recording.LoggingIn || e.Method != http.MethodPost {
			continue
		}
		for _, line := range e.Lines {
			if c, err := rfc6265.Parse(line.Text); len(line.Blocked) > 0 || err == nil && c.Path != "" {
				continue
			}
			for _, later := range all[i+1:] {
				to, err := url.Parse(later.URL)
				if err == nil && later.TopLevel && later.Method == http.MethodGet && !rfc6265.PathMatch(to.EscapedPath(), rfc6265.DefaultPath(u)) {
					return u, line, to.Path
				}
			}
		}
	}
	return nil, recording.Line{}, ""
}
