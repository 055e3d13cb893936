package rfc6265

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Canonical follows §5.1.2: lower case, A-labels, no port. An IPv6 address is in brackets, as in a URL. A trailing dot
// stays: to user agents "a.example." is another host than "a.example". What cannot be canonicalized is lower-cased only.
func Canonical(host string) string {
	if addr, ok := address(host); ok {
		return addr
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		host = host[:i]
		if addr, ok := address(host); ok {
			return addr
		}
	}
	if ascii, err := lookup().ToASCII(host); err == nil {
		return ascii
	}
	return lower(host)
}

// lookup maps as the URL standard does.
func lookup() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.BidiRule())
}

// address returns the form that an IP address has in a URL.
func address(host string) (string, bool) {
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	switch {
	case err != nil:
		return "", false
	case addr.Is6():
		return "[" + addr.String() + "]", true
	}
	return addr.String(), true
}

func isAddress(host string) bool {
	_, ok := address(host)
	return ok
}

// DomainMatch follows §5.1.3; both are canonical.
func DomainMatch(host, domain string) bool {
	if host == domain {
		return true
	}
	// "The string is a host name (i.e., not an IP address)."
	if isAddress(host) || domain == "" {
		return false
	}
	return strings.HasSuffix(host, "."+domain)
}

// Site returns the registrable domain of a host, or the host itself where there is none.
func Site(host string) string {
	host = Canonical(host)
	if isAddress(host) {
		return host
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return site
}

// isPublicSuffix takes a canonical domain. A single label counts as one, as the list's default rule "*" says.
func isPublicSuffix(domain string) bool {
	if isAddress(domain) || domain == "" {
		return false
	}
	suffix, _ := publicsuffix.PublicSuffix(domain)
	return suffix == domain
}

// SameSiteURLs tells whether two URLs are schemefully same-site, §5.2.
func SameSiteURLs(a, b *url.URL) bool {
	return siteOf(a) == siteOf(b)
}

// siteOf returns scheme and site. A WebSocket counts as the HTTP that opened it.
func siteOf(u *url.URL) string {
	scheme := lower(u.Scheme)
	switch scheme {
	case "ws":
		scheme = "http"
	case "wss":
		scheme = "https"
	}
	return scheme + "://" + Site(u.Host)
}

// Trustworthy tells whether Chrome takes u for a secure origin where Secure is concerned: https, wss, localhost and loopback addresses.
func Trustworthy(u *url.URL) bool {
	switch lower(u.Scheme) {
	case "https", "wss":
		return true
	}
	return Loopback(u.Host)
}

// Loopback tells whether a host, its port aside, is the machine that asks: localhost, what is below it, and loopback addresses.
func Loopback(host string) bool {
	host = Canonical(host)
	if addr, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return addr.IsLoopback()
	}
	return DomainMatch(strings.TrimSuffix(host, "."), "localhost")
}

// storedDomain is what steps 7 to 10 of §5.7 make of the Domain attribute.
type storedDomain struct {
	name     string
	hostOnly bool
	refusal  *Refusal
}

// domain follows steps 7 to 10 of §5.7.
func (c *SetCookie) domain(from Origin) storedDomain {
	host := Canonical(from.URL.Host)
	attribute := c.Domain // 7
	// 8. "If the domain-attribute contains a character that is not in CHAR, abort"
	if !isASCII(attribute) {
		return storedDomain{name: attribute, refusal: &Refusal{"5.7(8)", "the Domain attribute is not ASCII"}}
	}
	if strings.ContainsRune(attribute, '/') {
		return storedDomain{name: attribute, refusal: &Refusal{"5.7(10)", "the Domain attribute is a URL or a path, and has to be a host name alone"}}
	}
	if strings.Contains(attribute, ":") && !isAddress(attribute) {
		return storedDomain{name: attribute, refusal: &Refusal{"5.7(10)", "the Domain attribute includes a port, and domains have no port"}}
	}
	if isPublicSuffix(attribute) { // 9
		if attribute != host {
			return storedDomain{name: attribute, refusal: &Refusal{"5.7(9)", "the domain is a public suffix"}}
		}
		attribute = ""
	}
	if attribute == "" { // 10, otherwise
		return storedDomain{name: host, hostOnly: true}
	}
	if !DomainMatch(host, attribute) {
		return storedDomain{name: attribute, refusal: &Refusal{"5.7(10)", "the host is not in the domain"}}
	}
	return storedDomain{name: attribute}
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 || s[i] >= 0x80 {
			return false
		}
	}
	return true
}
