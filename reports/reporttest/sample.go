// Package reporttest holds runs to test report writers with: one that shows every outcome, and any run at all.
package reporttest

import (
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// Sample is a run with every outcome, two cookies of one name, and a subject that is the site.
func Sample() reports.Run {
	session := reports.Subject{Kind: "cookie", Name: "sessionid", Domain: "localhost", Path: "/"}
	admin := reports.Subject{Kind: "cookie", Name: "sessionid", Domain: "localhost", Path: "/admin"}
	data := reports.Subject{Kind: "cookie", Name: "data", Domain: "localhost", Path: "/"}
	return reports.Run{
		Tool:    reports.Tool{Name: "cookiespec", Version: "1.0.0"},
		Browser: reports.Browser{Product: "Chrome/156.0.8078.79", Path: "/usr/bin/chromium", Flags: []string{"--headless=new"}},
		Target:  "http://localhost:8000/", Policy: "baseline", FailOn: "high",
		Digest: "0f1e2d", Config: "cookiespec.yaml",
		Cover:   reports.Cover{Title: "Session audit", Client: "Shop Ltd.", Scope: "The shop, without its payments.", Tester: "Ada Lovelace"},
		Started: time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC), Ended: time.Date(2026, 11, 23, 18, 0, 7, 250e6, time.UTC),
		Completed: true, Exit: 1,
		Notes: []string{"the Content-Security-Policy was bypassed"},
		Cookies: []reports.Cookie{
			{Name: "sessionid", Domain: "localhost", Path: "/", HostOnly: true, Role: "session", Lifetime: "session", HTTPOnly: true, SameSite: "Lax", Octets: 41, Stored: true, SetBy: "header"},
			{Name: "data", Domain: "localhost", Path: "/", HostOnly: true, Role: "preference", Lifetime: "60s", Octets: 29, Stored: true, SetBy: "header"},
		},
		Results: []reports.Result{
			{
				ID: "restart/session-cookie-ends", Subject: session, Outcome: reports.Fail, Gating: true, Severity: "high",
				Title:    "the session cookie came back after the browser restarted",
				Expected: []string{"gone from the jar", "another value"}, Actual: "sent with 3 requests",
				Cites: []reports.Citation{{Text: "RFC 6265bis §5.7", URL: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#section-5.7", Source: "RFC 6265bis", Section: "5.7"}},
				Evidence: []reports.Evidence{
					{At: "visit#1", Text: "Set-Cookie: sessionid=xxxxxxxx; Path=/; HttpOnly", Time: time.Date(2026, 11, 23, 18, 0, 1, 5e6, time.UTC)},
					{At: "restart#1", Text: "GET / Cookie: sessionid=xxxxxxxx"},
				},
				Fix: []reports.Fix{
					{In: "Django", Lines: "SESSION_EXPIRE_AT_BROWSER_CLOSE = True"},
					{In: "Go", Lines: "http.SetCookie(w, &http.Cookie{\n\tName: \"sessionid\", Value: id, HttpOnly: true,\n})"},
				},
				File: "cookiespec.yaml", Line: 5, Seconds: 0.0007,
			},
			{
				ID: "set/secure", Subject: admin, Outcome: reports.Fail, Severity: "medium",
				Title: "the cookie lacks Secure", Actual: "no Secure on 1 of 1 lines",
				Cites: []reports.Citation{
					{Text: "RFC 6265bis §4.1.2.5", URL: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#section-4.1.2.5", Source: "RFC 6265bis", Section: "4.1.2.5"},
					{Text: "ASVS 5.0 3.3.1", URL: "https://github.com/OWASP/ASVS/", Source: "ASVS 5.0", Section: "3.3.1", Words: "Verify that cookies have the 'Secure' attribute set."},
				},
				Curl:     reports.Curl("http://localhost:8000/admin", []string{"sessionid"}),
				Evidence: []reports.Evidence{{At: "visit#2", Text: "Set-Cookie: sessionid=xx; Path=/admin"}},
				Fix:      []reports.Fix{{In: reports.AnyServer, Lines: "Set-Cookie: sessionid=VALUE; Secure"}},
			},
			{
				ID: "set/stored", Subject: data, Outcome: reports.Pass, Severity: "medium",
				Title: "the cookie is stored", Actual: "stored from 2 of 2 lines",
				Evidence: []reports.Evidence{{At: "visit@end", Text: "data, domain localhost, path /"}},
			},
			{ID: "set/http-only", Subject: data, Outcome: reports.NotApplicable, Severity: "high", Title: "scripts cannot read the session cookie", Reason: "the cookie is a preference"},
			{ID: "expiry/on-time", Subject: data, Outcome: reports.Inconclusive, Severity: "high", Title: "the cookie ends on time", Reason: "part waited failed: the browser died"},
			{ID: "expiry/server-clock", Subject: reports.Subject{Kind: "site"}, Outcome: reports.Pass, Severity: "medium", Title: "the server's clock is right", Actual: "0.4 s behind"},
		},
		Coverage: []reports.Coverage{
			{Source: "ASVS 5.0", Title: "OWASP Application Security Verification Standard 5.0.0", Requirements: []reports.Requirement{
				{ID: "3.3.1", Text: "cookies are Secure, and their names have a prefix", Level: 1, URL: "https://github.com/OWASP/ASVS/", State: reports.Violated, Checks: []string{"set/secure"}},
				{ID: "7.1.1", Text: "session lifetimes are documented", Level: 2, URL: "https://github.com/OWASP/ASVS/", State: reports.NotVerifiable, Reason: "a document, which no page shows"},
			}},
			{Source: "WSTG", Title: "OWASP Web Security Testing Guide", Requirements: []reports.Requirement{
				{ID: "SESS-02", Text: "the attributes of cookies", URL: "https://owasp.org/", State: reports.Verified, Partly: true, Checks: []string{"set/stored", "set/http-only"}},
				{ID: "SESS-07", Text: "the session's timeout", URL: "https://owasp.org/", State: reports.NotVerified, Checks: []string{"expiry/on-time"}, Reason: "its checks were inconclusive"},
			}},
		},
		Checks: []reports.Check{
			{
				ID: "restart/session-cookie-ends", Title: "a session cookie is gone after the browser restarts",
				Rule:   "A cookie with neither Max-Age nor Expires lasts until the session is over.",
				Reason: "On a shared computer closing the browser is how people leave.",
				Fails:  "A cookie that was declared with `lifetime: session` has Max-Age.", Limits: "The browser is quit as a user quits it.",
				Fixes: []reports.Fix{
					{In: "Django", Lines: "SESSION_EXPIRE_AT_BROWSER_CLOSE = True"},
					{In: "Go", Lines: `http.SetCookie(w, &http.Cookie{Name: "id", Value: id, HttpOnly: true})`},
				},
				Needs: []string{"restart"},
			},
			{ID: "set/secure", Title: "the cookie has Secure", Severity: "high", Rule: "A cookie that is set over https has Secure.", Fixes: []reports.Fix{{In: reports.AnyServer, Lines: "Set-Cookie: id=VALUE; Secure"}}},
		},
		Life:    life(session, data),
		Timings: reports.Timings{Wall: 7.25, Chrome: 3, Pages: 1, Waits: 3, Own: 0.25, Starts: 5, Requests: 40},
	}
}
