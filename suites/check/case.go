package check

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Case is a recording and what follows from it by the cookie model alone. Judges read it and change nothing.
type Case struct {
	*recording.Recording
	Cookies []*Cookie // of the target's own site, in the order in which they were first seen
	Foreign []*Cookie // of other sites: listed, not judged
}

// Cookie is the life of one cookie: all that was said and seen of one key.
type Cookie struct {
	Key      rfc6265.Key
	Settings []Setting              // the lines that set or delete it, in the order of time, refused ones too
	Requests []Request              // the requests that carried it, or should have, or that Chrome withheld it from, in the order of time
	Declared *recording.Declaration // what the user expects of it, or nil
}

// Setting is one Set-Cookie line in its place.
type Setting struct {
	Scene    *recording.Scene
	Exchange *recording.Exchange
	Line     *recording.Line
	rfc6265.Result
}

// Request is one cookie at one request.
type Request struct {
	Scene    *recording.Scene
	Exchange *recording.Exchange
	Want     Want
	Went     bool             // Chrome sent it
	Value    recording.Value  // as sent
	Withheld []string         // Chrome's reasons for not sending it; empty with Went false: it was not in the jar
	Refusal  *rfc6265.Refusal // the model's reason for not sending it
	Set      *Setting         // the line whose value it should carry; nil: it came from an earlier scene or a script
}

// Want is what the model says of a cookie at a request.
type Want int

const (
	MustNot Want = iota // it does not match, or is not in the jar
	May                 // it was set or removed while the request was on its way
	Must
)

// Kind of a subject.
type Kind string

const (
	OfCookie Kind = "cookie"
	OfSite   Kind = "site"
)

// Subject is what a check is applied to.
type Subject struct {
	Kind   Kind
	Cookie *Cookie // nil for the site
}

// Site is the subject of checks that are about the target as a whole.
func Site(c *Case) []*Subject { return []*Subject{{Kind: OfSite}} }

// Cookies are the target's own cookies.
func Cookies(c *Case) []*Subject { return CookiesWhere(func(*Cookie) bool { return true })(c) }

// SessionCookies are those whose last stored form has no lifetime.
func SessionCookies(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { s := k.Stored(); return s != nil && !s.Cookie.Persistent })(c)
}

// PersistentCookies are those whose last stored form has a lifetime.
func PersistentCookies(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { s := k.Stored(); return s != nil && s.Cookie.Persistent })(c)
}

// CookiesWhere narrows Cookies.
func CookiesWhere(keep func(*Cookie) bool) func(*Case) []*Subject {
	return func(c *Case) []*Subject {
		var subjects []*Subject
		for _, k := range c.Cookies {
			if keep(k) {
				subjects = append(subjects, &Subject{Kind: OfCookie, Cookie: k})
			}
		}
		return subjects
	}
}

// Stored is the last setting of the cookie's first scene that the model stores, or nil: a cookie that was only deleted,
// only refused, or set by a script.
func (k *Cookie) Stored() *Setting {
	var last *Setting
	for i := range k.Settings {
		s := &k.Settings[i]
		if s.Refusal != nil || s.Deletes || len(s.Line.Blocked) > 0 {
			continue
		}
		if last == nil || last.Scene == s.Scene {
			last = s
		}
	}
	return last
}

// In returns the cookie's entry in a snapshot, or nil.
func (k *Cookie) In(jar *recording.Snapshot) *recording.Cookie {
	if jar == nil {
		return nil
	}
	for i := range jar.Cookies {
		if KeyOf(jar.Cookies[i]) == k.Key {
			return &jar.Cookies[i]
		}
	}
	return nil
}

// Hidden tells whether page scripts can neither see nor remove the cookie.
func (k *Cookie) Hidden() bool { s := k.Stored(); return s != nil && s.Parsed.HTTPOnly }

// KeyOf is the key of a cookie in Chrome's jar.
func KeyOf(c recording.Cookie) rfc6265.Key {
	domain, hostOnly := c.Domain, true
	if len(domain) > 0 && domain[0] == '.' {
		domain, hostOnly = domain[1:], false
	}
	return rfc6265.Key{Name: c.Name, Domain: domain, Path: c.Path, HostOnly: hostOnly, Partition: c.Partition}
}

var _ = cmp.Compare[int]
var _ = slices.Sort[[]int]
var _ = url.Parse
var _ time.Time
