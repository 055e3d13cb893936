package check

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// AtExchange is the evidence of one exchange.
func AtExchange(s *recording.Scene, e *recording.Exchange, text string) Evidence {
	return Evidence{At: fmt.Sprintf("%s#%d", s.Stage, e.ID), Text: text}
}

// AtJar is the evidence of one snapshot of the jar.
func AtJar(s *recording.Scene, j *recording.Snapshot, text string) Evidence {
	return Evidence{At: fmt.Sprintf("%s@%s", s.Stage, j.Moment), Text: text}
}

// Shown is the evidence of a line.
func (s *Setting) Shown() Evidence {
	return AtExchange(s.Scene, s.Exchange, "Set-Cookie: "+s.Line.Text)
}

// Shown is the evidence of a request with or without a cookie.
func (r *Request) Shown(k *Cookie) Evidence {
	with := "with"
	switch {
	case r.Went:
	case len(r.Withheld) > 0:
		with = "withheld (" + strings.Join(r.Withheld, ", ") + "):"
	default:
		with = "without"
	}
	return AtExchange(r.Scene, r.Exchange, fmt.Sprintf("%s, %s %s", RequestLine(r.Exchange), with, k.Name()))
}

// ShownIn is the evidence of a cookie's entry in a jar, or that it has none.
func (k *Cookie) ShownIn(s *recording.Scene, jar *recording.Snapshot) Evidence {
	c := k.In(jar)
	if c == nil {
		return AtJar(s, jar, "the jar has no "+k.Name())
	}
	text := fmt.Sprintf("%s; Domain=%s; Path=%s", k.Name(), c.Domain, c.Path)
	if c.Expires != nil {
		text += "; Expires=" + c.Expires.UTC().Format(time.RFC3339)
	}
	if c.Secure {
		text += "; Secure"
	}
	if c.HTTPOnly {
		text += "; HttpOnly"
	}
	if c.SameSite != "" {
		text += "; SameSite=" + c.SameSite
	}
	return AtJar(s, jar, text)
}

// RequestLine names a request: "GET https://shop.test/ (reload)".
func RequestLine(e *recording.Exchange) string {
	act := string(e.Act)
	if e.Hop > 0 {
		act += fmt.Sprintf(", redirect %d", e.Hop)
	}
	return fmt.Sprintf("%s %s (%s)", e.Method, e.URL, act)
}

// Host is the canonical host that was asked, without the port; empty where the address cannot be read.
func Host(e *recording.Exchange) string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	return rfc6265.Canonical(u.Host)
}

// Name is what texts call the cookie.
func (k *Cookie) Name() string {
	if k.Key.Name == "" {
		return "the nameless cookie"
	}
	return k.Key.Name
}

// Span writes a duration as people declare it: "14d", "36h", "90s", "0.5s".
func Span(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day && d%day == 0:
		return fmt.Sprintf("%dd", d/day)
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d%time.Second == 0:
		return fmt.Sprintf("%ds", d/time.Second)
	}
	return fmt.Sprintf("%.1fs", d.Seconds())
}

// Count writes a number of things: "1 answer", "2 answers".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
