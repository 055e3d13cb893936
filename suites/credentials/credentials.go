// Package credentials tells which answers set no cookie because their requests had no credentials.
package credentials

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// StoreNothing tells whether the browser took no cookie from an answer, because its request had no credentials: a CORS preflight, or what
// a page asked for with `credentials: "omit"`, or of another origin without `credentials: "include"` (Fetch §4.6, includeCredentials).
// Chrome does not say so. It shows where the request carried nothing, Chrome refused no header, and none of the values was seen in any jar
// or request afterwards, though the browser was looked into and no script could have removed them.
func StoreNothing(e *recording.Exchange, exchanges []recording.Exchange, jars []recording.Snapshot) bool {
	if e.Act == recording.Preflight {
		return true
	}
	if !mayLackCredentials(e) || len(e.Lines) == 0 {
		return false
	}
	given, hidden := map[string]bool{}, false
	for _, l := range e.Lines {
		parsed, err := rfc6265.Parse(l.Text)
		if err != nil || len(l.Blocked) > 0 {
			return false // Chrome had a look at the headers
		}
		if life, ok := parsed.Lifetime(cmp.Or(e.AnsweredAt, e.BeganAt)); ok && life <= 0 {
			continue // it is in no jar, whoever asked
		}
		given[l.Value.Digest] = l.Value.Octets > 0
		hidden = hidden || parsed.HTTPOnly && l.Value.Octets > 0
	}
	looked, seen := lookFor(given, e, exchanges, jars)
	return looked && !seen && (hidden || heldBack(e, exchanges, jars))
}

// mayLackCredentials tells whether a page may have asked without credentials: Chrome considered no cookie.
func mayLackCredentials(e *recording.Exchange) bool {
	kind := e.Act == recording.SubResource || e.Act == recording.Fetch || e.Act == recording.XHR
	return kind && e.Wire && len(e.Associated) == 0 && len(e.Pairs) == 0
}

// lookFor tells whether the browser was looked into after an answer, and whether a value was seen there.
func lookFor(values map[string]bool, e *recording.Exchange, exchanges []recording.Exchange, jars []recording.Snapshot) (looked, seen bool) {
	for i := range jars {
		if jars[i].Seq <= e.Answered {
			continue
		}
		looked = true
		for _, c := range jars[i].Cookies {
			seen = seen || values[c.Value.Digest]
		}
	}
	for i := range exchanges {
		x := &exchanges[i]
		if x.Began <= e.Answered || !x.Wire {
			continue
		}
		looked = looked || !mayLackCredentials(x) && sameHost(x, e) && forAllPaths(e)
		for _, p := range x.Pairs {
			seen = seen || values[p.Value.Digest]
		}
		for _, a := range x.Associated {
			seen = seen || values[a.Cookie.Value.Digest]
		}
	}
	return looked, seen
}

// heldBack tells whether the browser had a cookie for e before and after it, which yet did not go with it.
func heldBack(e *recording.Exchange, exchanges []recording.Exchange, jars []recording.Snapshot) bool {
	u, err := url.Parse(e.URL)
	if err != nil || !e.SameSite {
		return false
	}
	before := map[string]bool{}
	for i := range exchanges {
		x := &exchanges[i]
		if x.Answered != 0 && x.Answered < e.Began {
			for _, l := range x.Lines {
				before[l.Value.Digest] = l.Value.Octets > 0
			}
		}
	}
	for i := range jars {
		if jars[i].Seq < e.Began {
			for _, c := range jars[i].Cookies {
				before[c.Value.Digest] = c.Value.Octets > 0
			}
		}
	}
	for i := range exchanges {
		if exchanges[i].Began < e.Began {
			for _, p := range exchanges[i].Pairs {
				before[p.Value.Digest] = p.Value.Octets > 0
			}
		}
	}
	for i := range jars {
		if jars[i].Seq > e.Answered && holds(&jars[i], before, u, e) {
			return true
		}
	}
	return false
}

func holds(jar *recording.Snapshot, values map[string]bool, u *url.URL, e *recording.Exchange) bool {
	for _, c := range jar.Cookies {
		if values[c.Value.Digest] && belongs(c, e, u) {
			return true
		}
	}
	return false
}

// belongs tells whether a cookie of the jar goes with a request of its own site.
func belongs(c recording.Cookie, e *recording.Exchange, u *url.URL) bool {
	domain, shared := strings.CutPrefix(c.Domain, ".")
	m := rfc6265.Cookie{
		Name: c.Name, Domain: domain, HostOnly: !shared, Path: c.Path, Partition: c.Partition,
		Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: rfc6265.SameSite(c.SameSite),
	}
	return c.Partition == "" && m.Withhold(rfc6265.Request{URL: u, At: e.BeganAt, SameSite: e.SameSite}) == nil
}

func sameHost(a, b *recording.Exchange) bool {
	first, err := url.Parse(a.URL)
	second, other := url.Parse(b.URL)
	return err == nil && other == nil && first.Hostname() == second.Hostname()
}

// forAllPaths tells whether the cookies of an answer are for the whole host, and live on.
func forAllPaths(e *recording.Exchange) bool {
	for _, l := range e.Lines {
		parsed, err := rfc6265.Parse(l.Text)
		if err != nil || parsed.Path != "/" || parsed.MaxAge != nil && *parsed.MaxAge < time.Minute || strings.EqualFold(string(parsed.SameSite), "None") && !parsed.Secure {
			return false
		}
	}
	return true
}
