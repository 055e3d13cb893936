package config

import (
	"math"
	"regexp"
	"strconv"
	"time"
)

// units of durations.
var units = map[string]time.Duration{
	"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour,
}

var (
	duration = regexp.MustCompile(`^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+$`)
	term     = regexp.MustCompile(`(\d+(?:\.\d+)?)(ms|s|m|h|d|w)`)
	bare     = regexp.MustCompile(`^\d+(?:\.\d+)?$`)
)

// durationExamples end most remedies about durations.
const durationExamples = "60s, 20m, 12h, 14d, 2w"

// ParseDuration reads numbers with units, such as "60s", "1h30m", "14d", "2w": milliseconds (ms) to weeks (w), where a day
// is 24 hours. The error is an [*Error].
func ParseDuration(text string) (time.Duration, error) {
	d, bad := parseDuration(text)
	if bad != nil {
		return 0, &Error{Problem: shown(text) + " " + bad.problem, Remedy: bad.remedy}
	}
	return d, nil
}

func parseDuration(text string) (time.Duration, *flaw) {
	switch {
	case bare.MatchString(text):
		return 0, &flaw{"has no unit", "write " + text[:min(len(text), 9)] + "s, or another unit: " + durationExamples}
	case !duration.MatchString(text):
		return 0, &flaw{"is not a duration", "write numbers with units, without blanks: " + durationExamples}
	}
	var sum float64
	for _, part := range term.FindAllStringSubmatch(text, -1) {
		n, err := strconv.ParseFloat(part[1], 64)
		if err != nil {
			n = math.Inf(1)
		}
		sum += n * float64(units[part[2]])
	}
	if sum > float64(longest) {
		return 0, &flaw{"is too long", "write at most 100 years (5200w)"}
	}
	return time.Duration(math.Round(sum)), nil
}

// longest is what leaves room for sums with dates.
const longest = 5200 * 7 * 24 * time.Hour

// Lifetime is how long a cookie is expected to live.
type Lifetime struct {
	Session bool // until the browser quits
	Length  time.Duration
}

// ParseLifetime reads "session", or what [ParseDuration] reads, of more than nothing.
func ParseLifetime(text string) (Lifetime, error) {
	l, bad := parseLifetime(text)
	if bad != nil {
		return Lifetime{}, &Error{Problem: shown(text) + " " + bad.problem, Remedy: bad.remedy}
	}
	return l, nil
}

func parseLifetime(text string) (Lifetime, *flaw) {
	if text == "session" {
		return Lifetime{Session: true}, nil
	}
	if !duration.MatchString(text) && !bare.MatchString(text) {
		return Lifetime{}, &flaw{"is not a lifetime", "write session, or numbers with units, without blanks: " + durationExamples}
	}
	d, bad := parseDuration(text)
	if bad == nil && d <= 0 {
		bad = &flaw{"is no time at all", "write session, or how long the cookie lives: " + durationExamples}
	}
	return Lifetime{Length: d}, bad
}
