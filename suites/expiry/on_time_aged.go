package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// OnTimeAged is [OnTime] for cookies that nobody can wait for: "The user agent MUST evict all expired cookies from the cookie
// store" (6265bis §5.7).
var OnTimeAged = check.Check{
	ID:       "expiry/on-time-aged",
	Title:    "the cookie ends on time, brought to its last seconds",
	Failure:  "the cookie does not end on time when it is brought to its last seconds",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.RFC6265bis("5.8.3"), check.RFC6265bis("4.1.2.2")},
	Needs:    recording.Aged,
	Subjects: where(func(c *check.Case, k *check.Cookie) bool {
		return (k.Persistent() || listed(c.Scene(recording.Aged), k)) && aged(c, k)
	}),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict { return ending(c, s.Cookie, recording.Aged) },
	Explain: check.Explanation{
		Rule: `"The user agent MUST evict all expired cookies from the cookie store." The dates of the cookie are moved back in the closed profile, so that its lifetime of days or weeks has three seconds left: ` +
			"then it is in the jar and is sent, a second after its end it is neither.",
		Reason:  "A login of two weeks that lasts longer is an open door on a lost computer; one that lasts shorter makes people choose simple passwords.",
		Fails:   "A second after its end the cookie is still in the jar, or goes with a request.",
		Django:  `response.set_cookie("data", text, max_age=60 * 60 * 24 * 14)  # seconds`,
		Go:      `http.SetCookie(w, &http.Cookie{Name: "data", Value: v, Path: "/", MaxAge: 14 * 24 * 3600}) // seconds`,
		Express: `res.cookie("data", text, { maxAge: 14 * 24 * 3_600_000 }) // milliseconds`,
		Any:     "Set-Cookie: data=…; Max-Age=1209600",
		Limits: "Ageing shows what the browser does, not what the server's clock does: whether the server still honours the value takes real waiting. Meanwhile a server of our own answers, so that nothing renews the cookie. " +
			"That the lifetime is the one declared is judged by expiry/as-declared.",
	},
}
