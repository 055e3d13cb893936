package session

import (
	"net/url"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// vouchedFor tells whether a browser that a probe after the logout shows to be logged in has a new session: the server ended the old one,
// and a provider of logins on another host, which keeps a session of its own, logged the browser in again without a password.
func vouchedFor(c *check.Case, p *recording.Probe) bool {
	if p == nil || !endedAnyway(c) {
		return false
	}
	scene := c.Scene(recording.Logout)
	before := scene.Jar(recording.BeforeLogout)
	if before == nil {
		return false
	}
	abroad := false
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		if e.Began < before.Seq || e.Act == recording.LoggingOut || !e.TopLevel || e.Answered == 0 || e.Answered > p.Seq {
			continue
		}
		if e.Hop == 0 {
			abroad = false
		}
		switch {
		case host(e.URL) != host(c.Target.Landed):
			abroad = e.Method == "GET"
		case abroad && givesSession(c, e):
			return true
		}
	}
	return false
}

// givesSession tells whether an answer gives a session cookie a value.
func givesSession(c *check.Case, e *recording.Exchange) bool {
	for _, s := range check.Sessions(c) {
		for i := range s.Cookie.Settings {
			if set := &s.Cookie.Settings[i]; set.Exchange == e && !set.Deletes {
				return true
			}
		}
	}
	return false
}

func host(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Host
	}
	return ""
}
