package session

import (
	"net/http"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// BackButton: "Verify that the application sets sufficient anti-caching HTTP response header fields ... so that sensitive data is
// not cached in browsers" (ASVS 14.3.2).
var BackButton = check.Check{
	ID:       "session/back-button",
	Title:    "the back button shows nothing protected after the logout",
	Failure:  "the back button shows the protected page after the logout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("14.3.2"), check.WSTG("SESS-06"), check.CWE("525")},
	Needs:    recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		if v, ok := without(c, recording.Logout, recording.LoggedIn); ok {
			return v
		}
		if v, ok := stayedIn(c); ok {
			return v
		}
		p := c.Probe(recording.Logout, recording.WentBack)
		if p == nil {
			return check.Unknown("nobody went back after the logout")
		}
		if in(p) && vouchedFor(c, p) {
			return check.Skip("the page was asked for again, and the provider of the login logged in again: see session/other-tabs", check.AtProbe(recording.Logout, p))
		}
		from, known := froms[p.From]
		if !known {
			return check.Unknown("where the page came from when the browser went back was not seen", check.AtProbe(recording.Logout, p))
		}
		passed := "the page " + from + ", and shows no login"
		if len(p.Reasons) > 0 {
			passed += " (not kept in memory: " + strings.Join(p.Reasons, ", ") + ")"
		}
		seen := "the page " + from + ", as it was"
		switch {
		case p.From == recording.FromTarget:
			seen = "the page " + from + ": still logged in"
		case p.From == recording.FromMemory && refusesToBeKept(c, p) && changes(c):
			seen += ", though it says no-store and the logout changed the session's cookie: Chrome does not heed a change of a partitioned cookie, or one that a script made"
		case p.From == recording.FromMemory && refusesToBeKept(c, p):
			seen += ", though it says no-store: Chrome heeds that in memory once a cookie changes, so let the logout delete the session's"
		}
		return ended(recording.Logout, p, passed, "no protected page", seen)
	},
}

// changes tells whether the logout deleted or replaced a cookie of the session.
func changes(c *check.Case) bool {
	return slices.ContainsFunc(check.Sessions(c), func(s *check.Subject) bool {
		before, after := at(c, recording.Logout, recording.BeforeLogout, s.Cookie), at(c, recording.Logout, recording.AfterLogout, s.Cookie)
		return before.entry != nil && after.jar != nil && (after.entry == nil || !same(before, after))
	})
}

// refusesToBeKept tells whether the page that a probe went back to came with no-store.
func refusesToBeKept(c *check.Case, p *recording.Probe) bool {
	var last string
	for _, e := range c.Scene(recording.Logout).Exchanges {
		if e.URL == p.URL && e.Status == http.StatusOK && e.Answered < p.Seq {
			last = e.Header["cache-control"]
		}
	}
	return strings.Contains(strings.ToLower(last), "no-store")
}

// froms say how a page came back.
var froms = map[recording.PageFrom]string{
	recording.FromTarget: "was asked for again",
	recording.FromMemory: "came back from memory (bfcache)",
	recording.FromCache:  "came back from the cache",
}
