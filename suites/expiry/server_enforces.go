package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ServerEnforces: "Servers MUST NOT depend on cookies being evicted exactly at the specified date and time" (6265bis §4.1.2.1): what
// the browser forgets the server has to refuse.
var ServerEnforces = check.Check{
	ID:       "expiry/server-enforces",
	Title:    "the server refuses the session cookie once its time is over",
	Failure:  "the server takes the session cookie after its time is over",
	Severity: check.High,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.4.1"), check.ASVS("9.2.1"), check.CWE("613")},
	Needs:    recording.Timeout | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		return afterItsTime(c, s.Cookie, recording.Expired, "with its value given back after its time")
	},
	Explain: check.Explanation{
		Rule: "A session cookie with a lifetime stands for a session that ends when the cookie does, on the server too. When its time is over the cookie is given back to the server, as it was: it does not show that the user is logged in.",
		Reason: "The lifetime of a cookie is a request to the browser. Who copied the value, from a disk, a proxy or a log, is bound by no browser: for them the session lasts for as long as the server says. " +
			"If the server never says, it lasts for ever.",
		Fails:  "In an empty browser, the value of the cookie, given back after its lifetime was over, shows that the user is logged in.",
		Django: "SESSION_COOKIE_AGE = 3600  # the row in the session store ends with the cookie; signed_cookies checks the age too",
		Go:     "sessions := scs.New(); sessions.Lifetime = time.Hour // the store and the cookie end together",
		Limits: "Judged are session cookies: declared, or found by taking them away while logged in. One that lives longer than --patience is not waited for, because the server's clock cannot be moved. A cookie without a lifetime has none to enforce: see expiry/idle-timeout and expiry/absolute-timeout.",
	},
}
