package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// AbsoluteTimeout: a session has a maximum lifetime, however much it is used (ASVS 7.3.2).
var AbsoluteTimeout = check.Check{
	ID:       "expiry/absolute-timeout",
	Title:    "an active session ends at its absolute timeout",
	Failure:  "an active session does not end at its absolute timeout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.2"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "absolute", expected(c).Absolute, recording.Active, "of use")
	},
	Explain: check.Explanation{
		Rule:   "The config declares the time after which a session ends even while it is used: `session: {absolute: 12h}`. A browser logs in and keeps opening the protected page, with its session cookies prolonged so that they do not expire; after that time it is no longer logged in.",
		Reason: "Somebody who stole a session can keep it alive by using it. Only a maximum lifetime, after which everybody has to log in again, stops that.",
		Fails:  "After that time, the browser is still logged in.",
		Django: "# SESSION_COOKIE_AGE with SESSION_SAVE_EVERY_REQUEST never ends in use: store when the session began, in a middleware:\nif time.time() - request.session.setdefault(\"began\", time.time()) > 43200: logout(request)",
		Go:     "sessions := scs.New(); sessions.Lifetime = 12 * time.Hour // counted from the login, regardless of IdleTimeout",
		Limits: "Timeouts longer than --patience are not waited for. A session that ends much sooner than declared passes, unless it ends before the wait begins. Only one session is tried.",
	},
}
