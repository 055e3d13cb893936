package expiry

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// LifetimeCap: "the user agent MUST limit the maximum age of the cookie. The limit SHOULD NOT be greater than 400 days
// (34560000 seconds) in the future" (6265bis §5.5).
var LifetimeCap = check.Check{
	ID:       "expiry/lifetime-cap",
	Title:    "the cookie asks for no more than 400 days",
	Failure:  "the cookie asks for more than 400 days, which it does not get",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("5.5"), check.RFC6265bis("7.4")},
	Needs:    recording.Visit,
	Subjects: where(func(_ *check.Case, k *check.Cookie) bool { return longest(k) != nil }),
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		line := longest(s.Cookie)
		d, _ := requested(line)
		if d > rfc6265.LifetimeLimit+slack {
			return check.Fail("at most 400d", fmt.Sprintf("asks for %s, and is kept 400d", wanted(line, d)), line.Shown())
		}
		return check.Pass("asks for "+span(d), line.Shown())
	},
}

// wanted is what a header asks for, in words: a Max-Age as it is written, since what is too long is often in the wrong unit.
func wanted(s *check.Setting, d time.Duration) string {
	const year = 365 * 24 * time.Hour
	text := span(d)
	if years := int(d / year); years > 1 {
		text = fmt.Sprintf("about %d years", years)
	}
	for _, a := range slices.Backward(s.Parsed.Attributes) {
		if s.Parsed.MaxAge != nil && strings.EqualFold(a.Name, "Max-Age") {
			if d >= longestDuration {
				text = "longer than 290 years"
			} else if slip := inAnotherUnit(s, d); slip != "" {
				text += ", or " + slip
			}
			return fmt.Sprintf("Max-Age=%.40s (%s)", a.Value, text)
		}
	}
	return text
}

// inAnotherUnit is what a Max-Age was probably meant to say that is too long as seconds, or nothing: the date itself where it is one of
// the next 400 days, in seconds since 1970, else milliseconds where those are whole hours of a lifetime that browsers keep.
func inAnotherUnit(s *check.Setting, d time.Duration) string {
	asDate := time.Unix(int64(d/time.Second), 0).Sub(sent(s.Exchange))
	switch meant := d / 1000; {
	case asDate > -slack && asDate <= rfc6265.LifetimeLimit:
		return span(asDate) + " if it is meant as a date, and not as the seconds to live"
	case meant%time.Hour == 0 && meant <= rfc6265.LifetimeLimit:
		return span(meant) + " if milliseconds are meant"
	}
	return ""
}

// longestDuration is near the longest that a [time.Duration] holds, at which longer ones are cut off.
const longestDuration = 290 * 365 * 24 * time.Hour

// slack is the way of an answer: a date 400 days after it was written is not too far.
const slack = time.Minute

// longest returns the line of k that asks for the longest lifetime, or nil: none asks for one.
func longest(k *check.Cookie) *check.Setting {
	var most time.Duration
	var found *check.Setting
	for _, l := range lines(k) {
		if d, ok := requested(l); ok && (found == nil || d > most) {
			most, found = d, l
		}
	}
	return found
}
