package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// OnTime: "The user agent MUST evict all expired cookies from the cookie store if, at any time, an expired cookie exists in
// the cookie store" (6265bis §5.7).
var OnTime = check.Check{
	ID:       "expiry/on-time",
	Title:    "the cookie ends on time, on the real clock",
	Failure:  "the cookie does not end on time",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.RFC6265bis("5.8.3"), check.RFC6265bis("4.1.2.2")},
	Needs:    recording.Waited,
	Subjects: where(func(c *check.Case, k *check.Cookie) bool {
		return (k.Persistent() || listed(c.Scene(recording.Waited), k)) && !aged(c, k)
	}),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict { return ending(c, s.Cookie, recording.Waited) },
	Explain: check.Explanation{
		Rule: `"The user agent MUST evict all expired cookies from the cookie store." A cookie that lives no longer than the patience of the run (--patience) is waited for on the real clock: ` +
			"before its time it is in the jar and is sent, a second after it it is neither.",
		Reason:  "A cookie that ends early logs users out in the middle of their work; one that ends late keeps a door open that should be shut.",
		Fails:   "A second after its end the cookie is still in the jar, or goes with a request.",
		Django:  `response.set_cookie("data", text, max_age=60)  # seconds; max_age does not depend on the server's clock`,
		Go:      `http.SetCookie(w, &http.Cookie{Name: "data", Value: v, Path: "/", MaxAge: 60}) // seconds, not a time.Duration`,
		Express: `res.cookie("data", text, { maxAge: 60_000 }) // milliseconds`,
		Any:     "Set-Cookie: data=…; Max-Age=60",
		Limits: "The end is the one that Chrome has computed; that it is the one declared is judged by expiry/as-declared. Meanwhile a server of our own answers, so that nothing renews the cookie; one that lives too short to be met in its time is not judged. " +
			"That the server itself honours the value no longer is not tried. Chrome is exact to a second.",
	},
}
