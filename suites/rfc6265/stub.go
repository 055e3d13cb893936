package rfc6265

import (
	"net/url"
	"time"
)

// Parse follows §5.6. The error is a *Refusal.
func Parse(line string) (SetCookie, error) { panic("stub") }

// ParseDate follows §5.1.1.
func ParseDate(s string) (time.Time, bool) { panic("stub") }

// Key returns the identity of c.
func (c Cookie) Key() Key { panic("stub") }

// Set follows §5.7 for one line.
func (j *Jar) Set(line string, from Origin) Result { panic("stub") }

// Put stores a cookie as it is, replacing one of the same key.
func (j *Jar) Put(c Cookie) { panic("stub") }

// Delete removes the cookie of a key.
func (j *Jar) Delete(k Key) { panic("stub") }

// Clear removes every cookie of a host and its subdomains, as Clear-Site-Data: "cookies" does.
func (j *Jar) Clear(host string) { panic("stub") }

// All returns the cookies in order of creation, expired ones too.
func (j *Jar) All() []Cookie { panic("stub") }

// Retrieve follows §5.8.3: the cookies that belong into the request, in the order of step 2.
func (j *Jar) Retrieve(r Request) []Cookie { panic("stub") }

// Withhold says why c does not belong into r, or nil.
func (c Cookie) Withhold(r Request) *Refusal { panic("stub") }

// DefaultPath follows §5.1.4.
func DefaultPath(u *url.URL) string { panic("stub") }

// PathMatch follows §5.1.4.
func PathMatch(requestPath, cookiePath string) bool { panic("stub") }

// DomainMatch follows §5.1.3; both are canonical.
func DomainMatch(host, domain string) bool { panic("stub") }

// Canonical follows §5.1.2: lower case, A-labels, no trailing dot or port.
func Canonical(host string) string { panic("stub") }

// Site returns the registrable domain of a host, or the host itself where there is none.
func Site(host string) string { panic("stub") }

// SameSiteURLs tells whether two URLs are schemefully same-site, §5.2.
func SameSiteURLs(a, b *url.URL) bool { panic("stub") }

// Trustworthy tells whether Chrome takes u for a secure origin where Secure is concerned: https, wss, localhost and loopback addresses.
func Trustworthy(u *url.URL) bool { panic("stub") }
