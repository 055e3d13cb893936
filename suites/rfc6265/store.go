package rfc6265

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// Set follows §5.7 for one line.
//
// Where from.Skew is not zero, Expires is moved by it, as Chrome does: the lifetime that the server's clock meant counts.
// Max-Age is not moved. Parsed is what the specification reads in the line, Cookie what is stored of it; Cookie and Deletes
// are filled in even when a step of §5.7 refuses.
func (j *Jar) Set(line string, from Origin) Result {
	parsed, err := Parse(line)
	r := Result{Parsed: parsed}
	if refusal, ok := err.(*Refusal); ok {
		r.Refusal = refusal
		return r
	}
	if j.Literal {
		from.Skew = 0
	} else {
		r.Refusal = deviate(&parsed, from)
	}
	var refusal *Refusal
	r.Cookie, refusal = receive(&parsed, from)
	if r.Refusal == nil {
		r.Refusal = refusal
	}
	r.Deletes = r.Cookie.Expired(from.Received)
	if r.Refusal == nil {
		r.Refusal = j.overlays(r.Cookie, from)
	}
	if r.Refusal == nil {
		r.Removed = j.insert(&r.Cookie, from.Received)
	}
	return r
}

// receive makes a cookie of what was parsed and tells the first step that refuses it.
func receive(p *SetCookie, from Origin) (Cookie, *Refusal) {
	c := Cookie{Name: p.Name, Value: p.Value, Created: from.Received, Secure: p.Secure, HTTPOnly: p.HTTPOnly, SameSite: p.SameSite}
	c.Persistent, c.Expiry = expiry(p, from) // 6
	domain := p.domain(from)                 // 7 to 10
	c.Domain, c.HostOnly = domain.name, domain.hostOnly
	c.Path = p.Path // 11
	if c.Path == "" {
		c.Path = DefaultPath(from.URL)
	}
	if p.Partitioned {
		c.Partition = partition(from.Partition, from.URL)
	}
	for _, refuse := range []func(*SetCookie, Cookie, Origin) *Refusal{
		refuseEmpty,
		func(*SetCookie, Cookie, Origin) *Refusal { return domain.refusal },
		refuseInsecure,
		refuseCrossSite,
		refusePrefix,
		refuseUnpartitionable,
	} {
		if r := refuse(p, c, from); r != nil {
			return c, r
		}
	}
	return c, nil
}

// refuseEmpty is step 2. Steps 3 and 4 repeat what §5.6 has refused already.
func refuseEmpty(p *SetCookie, _ Cookie, _ Origin) *Refusal {
	if p.Name == "" && p.Value == "" {
		return &Refusal{"5.7(2)", "name and value are empty"}
	}
	return nil
}

// expiry follows step 6, and the limits of §5.6.1 step 4 and §5.6.2 step 6.
func expiry(p *SetCookie, from Origin) (persistent bool, at time.Time) {
	switch {
	case p.MaxAge != nil && *p.MaxAge <= 0: // §5.6.2 step 7: "let expiry-time be the earliest representable date and time"
		return true, time.Unix(0, 0).UTC()
	case p.MaxAge != nil:
		return true, from.Received.Add(*p.MaxAge)
	case p.Expires != nil:
		at, limit := p.Expires.Add(-from.Skew), from.Received.Add(LifetimeLimit)
		if at.After(limit) {
			at = limit
		}
		return true, at
	}
	return false, time.Time{}
}

// refuseInsecure is step 13.
func refuseInsecure(_ *SetCookie, c Cookie, from Origin) *Refusal {
	if c.Secure && !Trustworthy(from.URL) {
		return &Refusal{"5.7(13)", "Secure came over a connection that is not secure"}
	}
	return nil
}

// refuseCrossSite is steps 18 and 19.
func refuseCrossSite(_ *SetCookie, c Cookie, from Origin) *Refusal {
	switch {
	case c.SameSite != None && !from.SameSite:
		return &Refusal{"5.7(18)", "the request was cross-site and SameSite is not None"}
	case c.SameSite == None && !c.Secure:
		return &Refusal{"5.7(19)", "SameSite=None needs Secure"}
	}
	return nil
}

// refuseUnpartitionable is the rule of CHIPS, the draft for Partitioned.
func refuseUnpartitionable(p *SetCookie, c Cookie, _ Origin) *Refusal {
	if p.Partitioned && !c.Secure {
		return &Refusal{"CHIPS", "Partitioned needs Secure"}
	}
	return nil
}

// partition is the top-level site of a partitioned cookie; a request that names none is at the top level itself.
func partition(given string, u *url.URL) string {
	if given != "" {
		return given
	}
	return siteOf(u)
}

// overlays is step 16: "a newly-created, non-secure cookie does not overlay an existing secure cookie".
func (j *Jar) overlays(c Cookie, from Origin) *Refusal {
	if c.Secure || Trustworthy(from.URL) {
		return nil
	}
	for _, old := range j.cookies {
		if old.Name == c.Name && old.Secure && old.Partition == c.Partition && !old.Expired(from.Received) &&
			(DomainMatch(old.Domain, c.Domain) || DomainMatch(c.Domain, old.Domain)) && PathMatch(c.Path, old.Path) {
			return &Refusal{"5.7(16)", "a Secure cookie of that name must not be overlaid from a connection that is not secure"}
		}
	}
	return nil
}

// insert follows steps 23 and 24. A cookie that is expired on arrival takes the old one with it.
func (j *Jar) insert(c *Cookie, now time.Time) (removed bool) {
	dead := c.Expired(now)
	if i := slices.IndexFunc(j.cookies, func(old Cookie) bool { return old.Key() == c.Key() }); i >= 0 {
		old := j.cookies[i]
		alive := !old.Expired(now)
		// 23.3. "Update the creation-time of the newly-created cookie to match the creation-time of the old-cookie."
		// Chrome does so for equal values: deviation creation-time.
		if alive && !dead && (j.Literal || old.Value == c.Value) {
			c.Created = old.Created
			j.cookies[i] = *c
			return false
		}
		removed = alive && dead
		j.cookies = slices.Delete(j.cookies, i, i+1) // 23.4
	}
	if !dead {
		j.cookies = append(j.cookies, *c)
	}
	return removed
}

// Expired tells whether c is past its expiry-time.
func (c Cookie) Expired(now time.Time) bool { return c.Persistent && !c.Expiry.After(now) }

// Key returns the identity of c.
func (c Cookie) Key() Key {
	return Key{Name: c.Name, Domain: c.Domain, Path: c.Path, HostOnly: c.HostOnly, Partition: c.Partition}
}

// Put stores a cookie as it is, replacing one of the same key.
func (j *Jar) Put(c Cookie) {
	j.Delete(c.Key())
	j.cookies = append(j.cookies, c)
}

// Delete removes the cookie of a key.
func (j *Jar) Delete(k Key) {
	j.cookies = slices.DeleteFunc(j.cookies, func(c Cookie) bool { return c.Key() == k })
}

// Clear removes every cookie of a host's site, as Clear-Site-Data: "cookies" does.
func (j *Jar) Clear(host string) {
	site := Site(host)
	j.cookies = slices.DeleteFunc(j.cookies, func(c Cookie) bool { return Site(c.Domain) == site })
}

// All returns the cookies in order of creation, expired ones too.
func (j *Jar) All() []Cookie {
	all := slices.Clone(j.cookies)
	slices.SortStableFunc(all, func(a, b Cookie) int { return a.Created.Compare(b.Created) })
	return all
}

func hasPrefixFold(s, prefix string) bool { return strings.HasPrefix(lower(s), lower(prefix)) }
