package config

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func (r *reader) expected(e *recording.Expectations, p pair) {
	for _, one := range r.parts(p, expectKeys, nil, "what is expected, such as {idle: 20m}") {
		switch one.key {
		case "restart":
			r.expect(one, text, func(s string) *flaw { return choose(&e.Restart, s, restarts) })
		case "concurrent":
			r.expect(one, text, func(s string) *flaw { return choose(&e.Concurrent, s, concurrents) })
		case "sliding":
			e.Sliding = r.flag(one)
		case "idle":
			e.Idle = r.some(one)
		case "absolute":
			e.Absolute = r.some(one)
		}
	}
	if e.Idle != nil && e.Absolute != nil && *e.Idle > *e.Absolute {
		r.report(p.at, "session: idle is longer than absolute, so that it never comes to pass", "write the shorter time at idle, or leave it out")
	}
}

// some reads a duration of more than nothing.
func (r *reader) some(p pair) (length *recording.Seconds) {
	r.expect(p, span, func(s string) *flaw {
		d, bad := positive(s)
		seconds := recording.InSeconds(d)
		length = &seconds
		return bad
	})
	return length
}

func positive(s string) (time.Duration, *flaw) {
	d, bad := parseDuration(s)
	if bad == nil && d <= 0 {
		bad = &flaw{"is no time at all", "write how long, with a unit: " + durationExamples}
	}
	return d, bad
}
