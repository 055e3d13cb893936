package transport

import (
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// cacheControl is what a Cache-Control field says to shared caches (RFC 9111 §5.2.2).
type cacheControl struct {
	barred         bool // private, no-store or no-cache, as a whole or for Set-Cookie: what it names is kept from shared caches
	revalidates    bool // must-revalidate, proxy-revalidate or s-maxage: what is stale is not given away
	public         bool
	maxAge, shared *int // max-age and s-maxage, in seconds; nil: not given, or unreadable
}

// readCacheControl reads the field. A directive that names fields is about those alone: cookie tells whether Set-Cookie is asked about.
func readCacheControl(e *recording.Exchange, cookie bool) (c cacheControl) {
	for _, d := range splitQuoted(strings.ToLower(e.Header["cache-control"])) {
		name, value, argued := strings.Cut(strings.TrimSpace(d), "=")
		value = strings.Trim(strings.TrimSpace(value), `"`)
		switch strings.TrimSpace(name) {
		case "private", "no-cache":
			if !argued || cookie && names(value, "set-cookie") {
				c.barred = true
			}
		case "no-store":
			c.barred = true
		case "must-revalidate", "proxy-revalidate":
			c.revalidates = true
		case "public":
			c.public = true
		case "s-maxage":
			c.shared, c.revalidates = seconds(value), true
		case "max-age":
			c.maxAge = seconds(value)
		}
	}
	return c
}

// fresh is for how long a shared cache may give an answer away unasked (RFC 9111 §4.2.1): by s-maxage, else max-age, else Expires. Not
// stated: there is none of them, so that a cache may only guess.
func (c cacheControl) fresh(e *recording.Exchange) (lifetime time.Duration, stated bool) {
	switch {
	case c.shared != nil:
		return time.Duration(*c.shared) * time.Second, true
	case c.maxAge != nil:
		return time.Duration(*c.maxAge) * time.Second, true
	}
	if e.Header["expires"] == "" {
		return 0, false
	}
	expires, ok := rfc6265.ParseDate(e.Header["expires"])
	if !ok {
		return 0, true // "A cache recipient MUST interpret invalid date formats, especially the value "0", as representing a time in the past" (§5.3)
	}
	date, ok := rfc6265.ParseDate(e.Header["date"])
	if !ok {
		date = e.AnsweredAt
	}
	return expires.Sub(date), true
}

// seconds reads delta-seconds; what is none is read as stale (RFC 9111 §4.2.1).
func seconds(value string) *int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		n = 0
	}
	return &n
}

// names tells whether a list of field names has one.
func names(list, field string) bool {
	for _, one := range strings.Split(list, ",") {
		if strings.TrimSpace(one) == field {
			return true
		}
	}
	return false
}

// splitQuoted splits at commas outside of quotes: no-cache="a, b" is one directive.
func splitQuoted(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ',' && !quoted
	})
}
