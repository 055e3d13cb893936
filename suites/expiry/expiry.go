// Package expiry judges when cookies end: on time in the browser, as declared by the user, and as the standards would have
// it on the lines themselves.
package expiry

import (
	"embed"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	OnTime,
	OnTimeAged,
	AsDeclared,
	LifetimeCap,
	MaxAgeAgreesWithExpires,
	ServerClock,
	PersistenceClass,
	ServerEnforces,
	IdleTimeout,
	AbsoluteTimeout,
	SlidingCoherent,
	ClientCannotExtend,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// where narrows the cookies that a browser ever had.
func where(keep func(*check.Case, *check.Cookie) bool) func(*check.Case) []*check.Subject {
	return func(c *check.Case) []*check.Subject {
		return slices.DeleteFunc(check.LiveCookies(c), func(s *check.Subject) bool { return !keep(c, s.Cookie) })
	}
}

// lines are those of the target that set k. One that is refused sets nothing, and ends nothing.
func lines(k *check.Cookie) []*check.Setting {
	var found []*check.Setting
	for i := range k.Settings {
		s := &k.Settings[i]
		if recording.OfTarget.Has(s.Scene.Stage) && s.Refusal == nil && !s.Deletes && len(s.Line.Blocked) == 0 {
			found = append(found, s)
		}
	}
	return found
}

// unticked are the lines of k but for those of a login that asked to be remembered, which has a lifetime of its own.
func unticked(k *check.Cookie) []*check.Setting {
	return slices.DeleteFunc(lines(k), func(l *check.Setting) bool {
		return (recording.RememberMe | recording.RememberMeRestart).Has(l.Scene.Stage)
	})
}

// sent is when the server says that it sent an answer: its Date, else when the answer came.
func sent(e *recording.Exchange) time.Time {
	if date, ok := rfc6265.ParseDate(e.Header["date"]); ok {
		return date
	}
	return e.AnsweredAt
}

// maxAge is what a line asks for by Max-Age, however long.
func maxAge(s *check.Setting) (time.Duration, bool) {
	if s.Parsed.MaxAge == nil {
		return 0, false
	}
	for _, a := range slices.Backward(s.Parsed.Attributes) {
		if strings.EqualFold(a.Name, "Max-Age") {
			if d, ok := rfc6265.ParseMaxAge(a.Value); ok {
				return d, true
			}
			break
		}
	}
	return *s.Parsed.MaxAge, true
}

// requested is the lifetime that a line asks for, however long; false: none.
func requested(s *check.Setting) (time.Duration, bool) {
	if d, ok := maxAge(s); ok {
		return d, true
	}
	if s.Parsed.Expires == nil {
		return 0, false
	}
	return s.Parsed.Expires.Sub(sent(s.Exchange)), true
}

// stored is the lifetime that a browser gives the cookie of a line, the limit of 400 days applied.
func stored(s *check.Setting) time.Duration {
	return s.Cookie.Expiry.Sub(s.Exchange.AnsweredAt)
}

// span writes a lifetime in whole seconds, long ones in days.
func span(d time.Duration) string {
	const day = 24 * time.Hour
	if d = d.Round(time.Second); d > 3*day {
		d = d.Round(day)
	}
	return check.Span(d)
}
