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
}
