package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
)

// Fingerprint names a result by what stays the same from run to run and from one deployment of a site to another: the check,
// and the cookie's name, path and domain, the latter as it lies to the target's host. A cookie of the target's own host has the
// same fingerprint on localhost, on whatever port, and in production. Where the config declares the cookie by a glob, the glob
// stands for its name, which may differ each time. It is 32 hex digits, and says nothing about the outcome.
func (r Run) Fingerprint(of Result) string {
	s := of.Subject
	name := s.Name
	if strings.ContainsAny(of.Declared, "*?") {
		name = of.Declared
	}
	hash := sha256.New()
	for _, field := range []string{"1", of.ID, s.Kind, name, r.Nearby(s.Domain), s.Path} {
		field = string([]rune(field)) // as JSON writes what is not UTF-8
		hash.Write([]byte(strconv.Quote(field)))
	}
	return hex.EncodeToString(hash.Sum(nil)[:16])
}

// Nearby is a domain as it lies to the target's host: "" is the host itself, or the one that it leads to; "^" its parent,
// "^login" a sibling called login. A domain that shares nothing with the target's host is written out.
func (r Run) Nearby(domain string) string {
	own := host(r.Target)
	if domain == own || domain == host(r.Landed) {
		return ""
	}
	here, there := strings.Split(own, "."), strings.Split(domain, ".")
	shared := 0
	for shared < min(len(here), len(there)) && here[len(here)-1-shared] == there[len(there)-1-shared] {
		shared++
	}
	if shared == 0 {
		return domain
	}
	return strings.Repeat("^", len(here)-shared) + strings.Join(there[:len(there)-shared], ".")
}

// host is the host of a URL as cookies have it: in lower case, without a port, an IPv6 address in brackets.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	u, err := url.Parse("//" + rest[strings.LastIndex(rest, "@")+1:])
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(strings.TrimSuffix(u.Host, ":"+u.Port())), ".")
}

// SameHost tells whether two runs asked the same host, on whatever port.
func (r Run) SameHost(other Run) bool { return host(r.Target) == host(other.Target) }
