package rfc6265

import (
	"cmp"
	"slices"
	"time"
)

// Retrieve follows §5.8.3: the cookies that belong into the request, in the order of step 4.
func (j *Jar) Retrieve(r Request) []Cookie {
	var list []Cookie
	for _, c := range j.All() {
		if c.Withhold(r) == nil {
			list = append(list, c)
		}
	}
	// 4. "Cookies with longer paths are listed before cookies with shorter paths"; All has sorted by creation-time.
	slices.SortStableFunc(list, func(a, b Cookie) int { return cmp.Compare(len(b.Path), len(a.Path)) })
	return list
}

// Withhold says why c does not belong into r, or nil: step 3 of §5.8.3. Domains that are public suffixes were refused when
// they were set.
func (c Cookie) Withhold(r Request) *Refusal {
	host := Canonical(r.URL.Host)
	switch {
	case c.Expired(r.At):
		return &Refusal{"5.7", "the cookie is expired"}
	case c.HostOnly && host != c.Domain:
		return &Refusal{"5.8.3(3)", "the host is not the one that the cookie was set on"}
	case !c.HostOnly && !DomainMatch(host, c.Domain):
		return &Refusal{"5.8.3(3)", "the host is not in the cookie's domain"}
	case !PathMatch(requestPath(r.URL), c.Path):
		return &Refusal{"5.8.3(3)", "the path is not under the cookie's path"}
	case c.Secure && !Trustworthy(r.URL):
		return &Refusal{"5.8.3(3)", "the cookie is Secure and the connection is not"}
	case c.Partition != "" && c.Partition != partition(r.Partition, r.URL):
		return &Refusal{"CHIPS", "the cookie belongs to another top-level site"}
	case c.SameSite == None || r.SameSite:
		return nil
	case c.SameSite == Strict:
		return &Refusal{"5.8.3(3)", "SameSite=Strict and the request is cross-site"}
	case !r.TopLevel:
		return &Refusal{"5.8.3(3)", "the request is cross-site and no top-level navigation"}
	case !r.Safe:
		return &Refusal{"5.8.3(3)", "the request is cross-site and its method is not safe"}
	}
	return nil
}

// LaxAllowingUnsafe is how long after its creation a cookie without SameSite may still go with a cross-site top-level
// request of an unsafe method, §5.6.7.2.
const LaxAllowingUnsafe = 2 * time.Minute

// Uncertain tells that c may go with r although [Cookie.Withhold] says that it does not: "user agents MAY apply
// Lax-allowing-unsafe enforcement", §5.6.7.2, and Chrome does so for a time that it does not promise.
func (c Cookie) Uncertain(r Request) bool {
	if c.SameSite != Default || r.SameSite || r.Safe || !r.TopLevel || r.At.Sub(c.Created) > LaxAllowingUnsafe {
		return false
	}
	r.Safe = true
	return c.Withhold(r) == nil
}
