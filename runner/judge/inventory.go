package judge

import (
	"fmt"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
)

// inventory lists the cookies that were seen, the target's own first.
func inventory(of *check.Case) []reports.Cookie {
	var all []reports.Cookie
	for _, k := range of.Cookies {
		own := entry(k, string(k.Role()))
		own.RoleBy = k.RoleBy()
		all = append(all, own)
	}
	for _, k := range of.Foreign {
		all = append(all, entry(k, "third-party"))
	}
	return all
}

func entry(k *check.Cookie, role string) reports.Cookie {
	c := reports.Cookie{
		Name: k.Key.Name, Domain: k.Key.Domain, Path: k.Key.Path, HostOnly: k.Key.HostOnly,
		Role: role, Stored: k.Seen(), SetBy: "script", Lifetime: "session",
	}
	if role == "unknown" {
		c.Hint = hint(k.Key.Name)
	}
	if len(k.Settings) == 0 {
		if form := k.Form(); form != nil {
			c.Secure, c.HTTPOnly, c.SameSite, c.Octets = form.Secure, form.HTTPOnly, form.SameSite, len(form.Name)+form.Value.Octets
			c.Digest = form.Value.Digest
			if form.Expires != nil {
				c.Lifetime = "until " + form.Expires.UTC().Format("2006-01-02 15:04 UTC")
			}
		}
		return c
	}
	last := k.Stored()
	if last == nil {
		last = &k.Settings[len(k.Settings)-1]
	}
	c.SetBy = "header"
	c.Secure, c.HTTPOnly, c.SameSite = last.Parsed.Secure, last.Parsed.HTTPOnly, string(last.Parsed.SameSite)
	c.Octets, c.Digest = len(k.Key.Name)+last.Line.Value.Octets, last.Line.Value.Digest
	switch {
	case last.Deletes:
		c.Lifetime = "deleted"
	case last.Parsed.MaxAge != nil:
		c.Lifetime = span(*last.Parsed.MaxAge)
	case last.Cookie.Persistent: // the server's clock set off, as the browser does
		c.Lifetime = span(unhurried(last.Cookie.Expiry.Sub(last.Exchange.AnsweredAt)))
	}
	return c
}

// unhurried takes away the seconds that an answer was on its way: 364 days, 23 hours, 59 minutes and 59 seconds are a year.
func unhurried(d time.Duration) time.Duration {
	const way = 5 * time.Second
	for _, unit := range []time.Duration{time.Hour, time.Minute} {
		if whole := d.Round(unit); whole > unit && (d-whole).Abs() <= way {
			return whole
		}
	}
	return d.Round(time.Second)
}

// span writes a lifetime as a config would: in the largest unit that it is a whole number of.
func span(d time.Duration) string {
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}} {
		if d >= 2*unit.size && d%unit.size == 0 {
			return fmt.Sprintf("%d%s", d/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%.0fs", d.Seconds())
}

// hint says what a cookie's name suggests to a reader. It is never the ground of a verdict.
func hint(name string) string {
	lower := strings.ToLower(name)
	for _, h := range hints {
		if strings.Contains(lower, h.part) {
			return h.text
		}
	}
	return ""
}

// hints are the names that frameworks and services are known by.
var hints = []struct{ part, text string }{
	{"phpsessid", "PHP's session"}, {"jsessionid", "a Java session"}, {"asp.net_sessionid", "an ASP.NET session"},
	{"connect.sid", "an Express session"}, {"laravel_session", "a Laravel session"}, {"sessionid", "probably a session (Django calls it so)"},
	{"csrf", "probably a csrf token"}, {"xsrf", "probably a csrf token"},
	{"awsalb", "an AWS load balancer's"}, {"__cf", "Cloudflare's"}, {"bigip", "an F5 load balancer's"},
	{"_ga", "Google Analytics'"}, {"_gid", "Google Analytics'"}, {"_fbp", "Meta's"}, {"consent", "probably a consent choice"},
	{"sess", "probably a session"}, {"remember", "probably a remembered login"},
}
