package check

import (
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Case is a recording and what follows from it by the cookie model alone. Judges read it and change nothing.
type Case struct {
	*recording.Recording
	Cookies []*Cookie                // of the target's own site, in the order in which they were first seen
	Foreign []*Cookie                // of other sites: listed, not judged
	Missing []*recording.Declaration // those that no cookie of the target answers to, optional ones too

	fullest map[string]int // the most cookies of a site that a jar held
}

// Cookie is the life of one cookie: all that was said and seen of one key.
type Cookie struct {
	Key      rfc6265.Key
	Settings []Setting              // the lines that set or delete it, in the order of time, refused ones too
	Requests []Request              // the requests that carried it, or should have, or that Chrome withheld it from, in the order of time
	Declared *recording.Declaration // what the user expects of it, or nil
	Bears    *recording.Probe       // the experiment that showed that the login needs it, or that it shows the login by itself; or nil

	found   Role   // by experiment; empty: none showed one
	foundBy string // how, one clause

	jars map[*recording.Snapshot]*recording.Cookie // its entries; nil in a Cookie that NewCase did not make
	form *recording.Cookie                         // its first entry in a jar, or as Chrome first considered it for a request
}

// Setting is one Set-Cookie line in its place.
type Setting struct {
	Scene    *recording.Scene
	Exchange *recording.Exchange
	Line     *recording.Line
	rfc6265.Result
}

// Interferes tells that the browser may have taken the line after the one whose value a request should carry, and before the request
// left, or not, whatever the order in which it told of them.
func (s *Setting) Interferes(r *Request) bool {
	return s.Scene == r.Scene && (s.Exchange.Crossed(r.Exchange) || r.Set != nil && s.Scene == r.Set.Scene && s.Exchange.Crossed(r.Set.Exchange))
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
	Set      *Setting         // the line whose value it should carry; nil: a script set it, or it was there before the recording
}

// Want is what the model says of a cookie at a request.
type Want int

const (
	MustNot Want = iota // by its own attributes it does not belong there
	May                 // it was set or removed while the request was on its way, or the model cannot tell
	Must
)

// Stored is the last setting of the cookie's first scene that the model stores, or nil: a cookie that was only deleted,
// only refused, or set by a script. One that empties it afterwards does not count.
func (k *Cookie) Stored() *Setting {
	var last *Setting
	for i := range k.Settings {
		s := &k.Settings[i]
		if s.Refusal != nil || s.Deletes || len(s.Line.Blocked) > 0 || last != nil && s.Line.Value.Octets == 0 {
			continue
		}
		if last == nil || last.Scene == s.Scene {
			last = s
		}
	}
	return last
}

// Judges tells whether a host is of a site whose cookies are judged.
func (c *Case) Judges(host string) bool { return slices.Contains(c.Target.Sites, rfc6265.Site(host)) }

// Seen tells whether Chrome had the cookie: it was in a jar, or considered for a request. A line alone does not show that.
func (k *Cookie) Seen() bool { return k.form != nil }

// Form is the cookie as Chrome first had it, or nil.
func (k *Cookie) Form() *recording.Cookie { return k.form }

// Is tells whether an entry of the recording is about the cookie.
func (k *Cookie) Is(w recording.Which) bool { return keyOf(w) == k.Key }

// SentWith tells whether Chrome sent the cookie with a request.
func (k *Cookie) SentWith(e *recording.Exchange) bool {
	return slices.ContainsFunc(e.Associated, func(a recording.Associated) bool { return len(a.Withheld) == 0 && k.Is(a.Cookie.Which()) })
}

// In returns the cookie's entry in a snapshot, or nil.
func (k *Cookie) In(jar *recording.Snapshot) *recording.Cookie {
	if jar == nil {
		return nil
	}
	if k.jars != nil {
		return k.jars[jar]
	}
	for i := range jar.Cookies {
		if KeyOf(jar.Cookies[i]) == k.Key {
			return &jar.Cookies[i]
		}
	}
	return nil
}

// Hidden tells whether page scripts can neither see nor remove the cookie.
func (k *Cookie) Hidden() bool {
	if s := k.Stored(); s != nil {
		return s.Parsed.HTTPOnly
	}
	return k.form != nil && k.form.HTTPOnly
}

// Persistent tells whether the cookie has a lifetime: as last stored by a line, else as a script set it.
func (k *Cookie) Persistent() bool {
	if s := k.Stored(); s != nil {
		return s.Cookie.Persistent
	}
	return k.form != nil && k.form.Expires != nil
}

// LastJar is the last look at the jar before the first browser was quit, and its scene; nil, nil: there was none.
func (c *Case) LastJar() (*recording.Scene, *recording.Snapshot) {
	for _, stage := range slices.Backward(recording.First.Each()) {
		if s := c.Scene(stage); s != nil && len(s.Jars) > 0 {
			return s, &s.Jars[len(s.Jars)-1]
		}
	}
	return nil, nil
}

// Shortest is what a cookie must have left to live, for its life to be longer than a start of any browser: whether one that ends
// sooner is still there when the next thing is done would be chance.
const Shortest = 10 * time.Second

// Roomy is how many cookies of one site a jar holds without pushing any out. Chrome's limit is 180, and it clears down to
// 150.
const Roomy = 150

// Crowded tells whether a jar held so many cookies of k's site that Chrome may have pushed k out.
func (c *Case) Crowded(k *Cookie) bool { return c.fullest[rfc6265.Site(k.Key.Domain)] >= Roomy }

// KeyOf is the key of a cookie in Chrome's jar.
func KeyOf(c recording.Cookie) rfc6265.Key { return keyOf(c.Which()) }

func keyOf(w recording.Which) rfc6265.Key {
	domain, hostOnly := w.Domain, true
	if len(domain) > 0 && domain[0] == '.' {
		domain, hostOnly = domain[1:], false
	}
	return rfc6265.Key{Name: w.Name, Domain: domain, Path: w.Path, HostOnly: hostOnly, Partition: w.Partition}
}

// Modelled is a cookie of Chrome's jar as the model knows it. Its value stays empty.
func Modelled(c recording.Cookie) rfc6265.Cookie {
	key := KeyOf(c)
	m := rfc6265.Cookie{
		Name: key.Name, Domain: key.Domain, HostOnly: key.HostOnly, Path: key.Path, Partition: key.Partition,
		Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: rfc6265.SameSite(c.SameSite),
	}
	if c.Expires != nil {
		m.Persistent, m.Expiry = true, *c.Expires
	}
	return m
}
