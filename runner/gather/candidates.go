package gather

import (
	"slices"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// candidates are the cookies of which something is tried: of many, the first few.
func (p *replays) candidates(s *specimen) []*network.Cookie {
	single := p.run.likelyFirst(s.jar)
	return slices.Clone(single[:min(len(single), mostDrops)])
}

// only is a jar without all cookies but one.
func only(jar []*network.Cookie, one *network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool { return !sameCookie(c, one) })
}

// beside are the cookies that an altered one is tried with: those that log in by themselves are left out, or they would.
func (p *replays) beside(jar []*network.Cookie, c *network.Cookie) []*network.Cookie {
	if p.run.login.alone {
		return only(jar, c)
	}
	return jar
}

// likelyFirst puts those of a jar first that are declared to carry the session, then those that scripts cannot read: of many
// cookies only the first few are taken away one at a time.
func (r *run) likelyFirst(jar []*network.Cookie) []*network.Cookie {
	likely := func(c *network.Cookie) int {
		switch {
		case r.declaredSession(c.Name):
			return 0
		case c.HTTPOnly:
			return 1
		}
		return 2
	}
	sorted := slices.Clone(jar)
	slices.SortStableFunc(sorted, func(a, b *network.Cookie) int { return likely(a) - likely(b) })
	return sorted
}

// sessionCookies are those of a jar that carry the login, or are declared to.
func (r *run) sessionCookies(jar []*network.Cookie) []*network.Cookie {
	return slices.DeleteFunc(slices.Clone(jar), func(c *network.Cookie) bool {
		return !holds(r.login.bearers, c) && !r.declaredSession(c.Name)
	})
}

// secretCookies are those of the session cookies whose other values keep strangers out; all, where none does.
func (r *run) secretCookies(jar []*network.Cookie) []*network.Cookie {
	all := r.sessionCookies(jar)
	secret := slices.DeleteFunc(slices.Clone(all), func(c *network.Cookie) bool { return holds(r.login.open, c) })
	if len(secret) == 0 {
		return all
	}
	return secret
}

func (r *run) declaredSession(name string) bool {
	return slices.ContainsFunc(r.o.Declared, func(d recording.Declaration) bool { return d.Name == name && d.Role == "session" })
}
