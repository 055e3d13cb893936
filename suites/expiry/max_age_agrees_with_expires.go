package expiry

import (
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// MaxAgeAgreesWithExpires: "If a cookie has both the Max-Age and the Expires attribute, the Max-Age attribute has precedence"
// (6265bis §4.1.2.2).
var MaxAgeAgreesWithExpires = check.Check{
	ID:       "expiry/max-age-agrees-with-expires",
	Title:    "Max-Age and Expires name the same time",
	Failure:  "Max-Age and Expires name different times",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.2"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: where(func(_ *check.Case, k *check.Cookie) bool { return len(twofold(k)) > 0 }),
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		both := twofold(s.Cookie)
		for _, l := range both {
			byAge, byDate := times(l)
			if (byAge - byDate).Abs() > apart {
				asked := fmt.Sprintf("Expires for %s", span(byDate))
				if byDate < 0 {
					asked = "Expires is in the past: who reads that alone deletes the cookie"
				}
				return check.Fail("the same time by both", fmt.Sprintf("Max-Age asks for %s, %s", span(byAge), asked), l.Shown())
			}
		}
		return check.Pass(fmt.Sprintf("the same time on %d of %d lines", len(both), len(both)), both[0].Shown())
	},
}

// apart is how far the two may be: the time that an answer takes to be written, and the second that Expires is rounded to.
const apart = 5 * time.Second

// twofold are the lines of k with both attributes.
func twofold(k *check.Cookie) []*check.Setting {
	var both []*check.Setting
	for _, l := range lines(k) {
		if l.Parsed.MaxAge != nil && l.Parsed.Expires != nil {
			both = append(both, l)
		}
	}
	return both
}

// times are the lifetimes that a line asks for by Max-Age and by Expires.
func times(l *check.Setting) (byAge, byDate time.Duration) {
	byAge, _ = maxAge(l)
	byDate = l.Parsed.Expires.Sub(sent(l.Exchange))
	return min(byAge, rfc6265.LifetimeLimit), min(byDate, rfc6265.LifetimeLimit)
}
