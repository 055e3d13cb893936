package expiry

import (
	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/check"
)

// AbsoluteTimeout: there is a longest life of a session, whatever it is used for (ASVS 7.3.2).
var AbsoluteTimeout = check.Check{
	ID:       "expiry/absolute-timeout",
	Title:    "a session that is used all the time ends in time",
	Failure:  "a session that is used all the time does not end in time",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.2"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "absolute", expected(c).Absolute, recording.Active, "of use")
	},
	Explain: check.Explanation{
		Rule:   "The config says after which time a session ends even if it is used: `session: {absolute: 12h}`. A browser logs in and asks for the protected page again and again; after that time it does not show that one is logged in any more.",
		Reason: "Who has stolen a session can keep it alive by using it. Only a longest life, after which everybody has to log in again, puts an end to that.",
		Fails:  "After the time, the protected page still shows that one is logged in.",
		Django: "# SESSION_COOKIE_AGE with SESSION_SAVE_EVERY_REQUEST slides for ever: write down when it began, in a middleware:\nif time.time() - request.session.setdefault(\"began\", time.time()) > 43200: logout(request)",
		Go:     "sessions := scs.New(); sessions.Lifetime = 12 * time.Hour // counted from the login, whatever IdleTimeout is",
		Limits: "Times longer than --patience are not waited for. A session that ends much sooner than declared passes, unless it ends before the wait begins.",
	},
}
