package rfc6265

import "net/url"

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

// partition is the top-level site of a partitioned cookie; a request that names none is at the top level itself.
func partition(given string, u *url.URL) string {
	if given != "" {
		return given
	}
	return siteOf(u)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 || s[i] >= 0x80 {
			return false
		}
	}
	return true
}
