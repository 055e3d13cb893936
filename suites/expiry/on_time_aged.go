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
}
