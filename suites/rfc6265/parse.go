package rfc6265

import (
	"strings"
	"time"
)

const (
	// PairLimit is the most octets that a name and its value may have together, §5.6 step 5.
	PairLimit = 4096
	// AttributeLimit is the most octets that the value of an attribute may have, §5.6.
	AttributeLimit = 1024
	// LifetimeLimit is how long a cookie lives at most, §5.5.
	LifetimeLimit = 400 * 24 * time.Hour
)

// Parse follows §5.6. The error is a *Refusal.
func Parse(line string) (SetCookie, error) {
	// 1. "If the set-cookie-string contains a %x00-08 / %x0A-1F / %x7F character (CTL characters excluding HTAB): Abort"
	if hasControl(line) {
		return SetCookie{}, &Refusal{"5.6(1)", "the line contains a control character"}
	}
	// 2. The name-value-pair ends before the first ";".
	pair, unparsed, more := strings.Cut(line, ";")
	// 3. "If the name-value-pair string lacks a %x3D ("=") character, then the name string is empty"
	name, value, found := strings.Cut(pair, "=")
	if !found {
		name, value = "", pair
	}
	// 4. "Remove any leading or trailing WSP characters from the name string and the value string."
	c := SetCookie{Name: trim(name), Value: trim(value)}
	// 5. "If the sum of the lengths of the name string and the value string is more than 4096 octets, abort"
	if len(c.Name)+len(c.Value) > PairLimit {
		return SetCookie{}, &Refusal{"5.6(5)", "name and value have more than 4096 bytes"}
	}
	for more {
		var av string
		av, unparsed, more = strings.Cut(unparsed, ";")
		c.receive(attribute(av))
	}
	return c, nil
}

// attribute follows steps 4 and 5 of the second algorithm of §5.6.
func attribute(av string) Attribute {
	name, value, found := strings.Cut(av, "=")
	return Attribute{Name: trim(name), Value: trim(value), HasValue: found}
}

// receive follows steps 6 and 7 of the second algorithm of §5.6.
func (c *SetCookie) receive(a Attribute) {
	c.Attributes = append(c.Attributes, a)
	// 6. "If the attribute-value is longer than 1024 octets, ignore the cookie-av string"
	if len(a.Value) > AttributeLimit {
		return
	}
	switch lower(a.Name) {
	case "expires": // §5.6.1; the limit of step 4 needs the time of receipt, see [Jar.Set]
		if t, ok := ParseDate(a.Value); ok {
			c.Expires = &t
		}
	case "max-age": // §5.6.2
		if d, ok := ParseMaxAge(a.Value); ok {
			d = min(d, LifetimeLimit)
			c.MaxAge = &d
		}
	case "domain": // §5.6.3: without one leading dot, in lower case
		c.Domain = lower(strings.TrimPrefix(a.Value, "."))
	case "path": // §5.6.4: what does not start with "/" stands for the default-path
		c.Path = ""
		if strings.HasPrefix(a.Value, "/") {
			c.Path = a.Value
		}
	case "secure": // §5.6.5
		c.Secure = true
	case "httponly": // §5.6.6
		c.HTTPOnly = true
	case "samesite": // §5.6.7
		c.SameSite = enforcement(a.Value)
	case "partitioned": // CHIPS
		c.Partitioned = true
	}
}

// last returns the value of the last attribute of a name that is not too long to count.
func (c *SetCookie) last(name string) (value string, found bool) {
	for _, a := range c.Attributes {
		if lower(a.Name) == name && len(a.Value) <= AttributeLimit {
			value, found = a.Value, true
		}
	}
	return value, found
}

// ParseMaxAge follows §5.6.2 up to step 4: no limit is applied, but what a duration cannot hold becomes the longest one.
func ParseMaxAge(value string) (time.Duration, bool) {
	digits, negative := strings.CutPrefix(value, "-")
	if digits == "" {
		return 0, false
	}
	const most = int64(1<<63-1) / int64(time.Second)
	seconds := int64(0)
	for i := 0; i < len(digits); i++ {
		if !isDigit(digits[i]) {
			return 0, false
		}
		seconds = min(seconds*10+int64(digits[i]-'0'), most)
	}
	if negative {
		seconds = -seconds
	}
	return time.Duration(seconds) * time.Second, true
}

func enforcement(value string) SameSite {
	switch lower(value) {
	case "none":
		return None
	case "strict":
		return Strict
	case "lax":
		return Lax
	}
	return Default
}

func hasControl(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < 0x20 && s[i] != '\t') || s[i] == 0x7F {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// trim removes WSP.
func trim(s string) string { return strings.Trim(s, " \t") }

// lower maps ASCII letters only: the specification compares octets.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
