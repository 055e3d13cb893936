package transport

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// LogoutNotCached: a logout that a browser keeps in its cache never reaches the server the next time, so that it terminates nothing
// (ASVS 7.4.1). A permanent redirect is kept without a stated lifetime (RFC 9110 §15.4.2, RFC 9111 §4.2.2).
var LogoutNotCached = check.Check{
	ID:       "transport/logout-not-cached",
	Title:    "each logout reaches the server: no browser keeps its answer",
	Failure:  "browsers keep the answer to the logout, so that the next logout never reaches the server",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.4.1"), check.WSTG("SESS-06"), check.CWE("613")},
	Needs:    recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		scene := c.Scene(recording.Logout)
		e := leaving(scene)
		switch {
		case e == nil && !asksForLogout(scene):
			return check.Skip("the logout asks the server for nothing: a script of the page does it")
		case e == nil:
			return check.Unknown("no request of the logout was answered by the server")
		case e.Method != http.MethodGet:
			return check.Pass("the logout is a "+e.Method+", whose answer browsers do not keep", check.AtExchange(scene, e, check.RequestLine(e)))
		case single(e):
			return check.Pass("the address of the logout holds a token, and is another one for each session", check.AtExchange(scene, e, check.RequestLine(e)))
		}
		if by := keptBy(e); by != "" {
			return check.Fail("Cache-Control: no-store on the answer to the logout, or a logout that is posted",
				"the answer to the logout may be kept in the browser's cache ("+by+"): after the next login the logout is answered from there, and the user stays logged in", answeredWith(scene, e, "Location", "Cache-Control", "Expires"))
		}
		return check.Pass("browsers ask the server for the logout each time", answeredWith(scene, e, "Cache-Control", "Vary"))
	},
}

func asksForLogout(scene *recording.Scene) bool {
	return slices.ContainsFunc(scene.Exchanges, func(e recording.Exchange) bool { return e.Act == recording.LoggingOut })
}

// leaving is the request that logged out: of several the one that may change something.
func leaving(scene *recording.Scene) *recording.Exchange {
	var first *recording.Exchange
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		if e.Act != recording.LoggingOut || e.Hop != 0 || !e.Wire || e.Status == 0 {
			continue
		}
		if e.Modifies() {
			return e
		}
		if first == nil && e.Method == http.MethodGet {
			first = e
		}
	}
	return first
}

// single tells whether an address is good for one session only: a secret in it was masked.
func single(e *recording.Exchange) bool {
	u, err := url.Parse(e.URL)
	return err == nil && strings.Contains(u.RawQuery, "masked")
}

// keptBy is why a browser keeps an answer and does not ask again, or empty.
func keptBy(e *recording.Exchange) string {
	vary := strings.ToLower(e.Header["vary"])
	if says(e, "no-store", "no-cache") || names(vary, "*") || names(vary, "cookie") {
		return ""
	}
	control := readCacheControl(e, false)
	control.shared = nil // for shared caches alone
	lifetime, stated := control.fresh(e)
	switch {
	case lifetime > 0 && control.maxAge != nil:
		return "Cache-Control: " + e.Header["cache-control"]
	case lifetime > 0:
		return "Expires: " + e.Header["expires"]
	case !stated && (e.Status == http.StatusMovedPermanently || e.Status == http.StatusPermanentRedirect):
		return fmt.Sprintf("a permanent redirect, %d, which is kept for good", e.Status)
	}
	return ""
}

// answeredWith is the evidence of an answer: its status, and those of some fields that it has.
func answeredWith(scene *recording.Scene, e *recording.Exchange, fields ...string) check.Evidence {
	text := fmt.Sprintf("%s, answered %d", check.RequestLine(e), e.Status)
	for _, name := range fields {
		if value := e.Header[strings.ToLower(name)]; value != "" {
			text += fmt.Sprintf(", %s: %s", name, value)
		}
	}
	return check.AtExchange(scene, e, text)
}
