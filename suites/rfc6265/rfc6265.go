// Package rfc6265 is the cookie model: what a user agent that follows RFC 6265bis makes of a Set-Cookie line, what it
// stores, and what it sends back. It knows nothing of this project: strings, URLs and times go in.
//
// Step numbers in comments are those of draft-ietf-httpbis-rfc6265bis (2026-01).
package rfc6265

import (
	"net/url"
	"time"
)

// SameSite is the same-site-flag of a cookie.
type SameSite string

const (
	Default SameSite = "" // no attribute, or an unknown value
	None    SameSite = "None"
	Lax     SameSite = "Lax"
	Strict  SameSite = "Strict"
)

// Attribute is one cookie-av as received, blanks trimmed.
type Attribute struct {
	Name, Value string
	HasValue    bool // there was a "="
}

// SetCookie is a set-cookie-string after §5.6: syntax, before anything is known of where it came from.
type SetCookie struct {
	Name, Value string
	Attributes  []Attribute // all of them, in order, the ignored ones too

	// What the attributes mean, the last of each kind counting.
	Expires     *time.Time     // UTC; nil: none, or unparsable
	MaxAge      *time.Duration // nil: none, or unparsable; clamped to the limit of 400 days from above; at most 0: delete
	Domain      string         // canonical, without leading dot; empty: none
	Path        string         // empty: the default-path
	Secure      bool
	HTTPOnly    bool
	Partitioned bool
	SameSite    SameSite
}

// Lifetime is how long the cookie is to live when it is received at a time: by Max-Age, else by Expires (§5.7 step 6). Zero or less
// deletes it. False: it has none, and ends with the browser.
func (s SetCookie) Lifetime(at time.Time) (time.Duration, bool) {
	switch {
	case s.MaxAge != nil:
		return *s.MaxAge, true
	case s.Expires != nil:
		return s.Expires.Sub(at), true
	}
	return 0, false
}

// Refusal says that a cookie is not stored, or not sent, and by which step.
type Refusal struct {
	Step   string // "5.7(10)", or the name of another document: "CHIPS", "layered-cookies"
	Reason string // one clause: "the domain is a public suffix"
}

func (r *Refusal) Error() string {
	if isDigit(r.Step[0]) {
		return r.Reason + " (RFC 6265bis §" + r.Step + ")"
	}
	return r.Reason + " (" + r.Step + ")"
}

// Origin is where a Set-Cookie line came from.
type Origin struct {
	URL       *url.URL
	Received  time.Time     // UTC
	Skew      time.Duration // server's Date minus Received: Chrome shifts Expires by it, see [Jar.Set]
	SameSite  bool          // the request was same-site, or a top-level navigation, which may set any cookie: §5.7(18)
	Partition string        // top-level site ("https://a.example"), for Partitioned; empty: the site of URL
}

// Cookie is a stored cookie, §5.7.
type Cookie struct {
	Name, Value string
	Domain      string // without leading dot
	HostOnly    bool
	Path        string
	Persistent  bool
	Expiry      time.Time // UTC, of a persistent cookie
	Created     time.Time
	Secure      bool
	HTTPOnly    bool
	SameSite    SameSite
	Partition   string
}

// Key is a cookie's identity: a line with the same key replaces it.
type Key struct {
	Name, Domain, Path string
	HostOnly           bool
	Partition          string
}

// Result is what became of one line.
type Result struct {
	Parsed  SetCookie
	Cookie  Cookie   // what it stores, or would; meaningless when Refusal comes from parsing
	Deletes bool     // it was a deletion: expired on arrival
	Removed bool     // and a cookie was there to delete
	Refusal *Refusal // not nil: nothing is stored or deleted
}

// Request is a request that may carry cookies.
type Request struct {
	URL       *url.URL
	At        time.Time // UTC
	SameSite  bool      // the document and its ancestors are of the request's site
	TopLevel  bool      // top-level navigation
	Safe      bool      // GET, HEAD, OPTIONS or TRACE
	Partition string
}

// Jar is a cookie store that follows §5.7 and §5.8, and Chrome where it is known to do otherwise: [Deviations]. It never
// evicts for lack of room. The zero Jar is empty.
type Jar struct {
	Literal bool // follow the specification where Chrome does not

	cookies []Cookie
}
