package check

import (
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// NewCase turns the exchanges of a recording into the lives of its cookies. The recording must not be changed afterwards.
func NewCase(r *recording.Recording) *Case {
	b := builder{c: &Case{Recording: r, fullest: map[string]int{}}, lives: map[rfc6265.Key]*life{}}
	for i := range r.Scenes {
		if recording.Lives.Has(r.Scenes[i].Stage) {
			b.replay(&r.Scenes[i])
		}
	}
	for _, l := range b.order {
		l.connect()
		if slices.Contains(r.Target.Sites, rfc6265.Site(l.cookie.Key.Domain)) {
			b.c.Cookies = append(b.c.Cookies, l.cookie)
		} else {
			b.c.Foreign = append(b.c.Foreign, l.cookie)
		}
	}
	b.c.declare()
	b.c.assignRoles()
	return b.c
}

type builder struct {
	c     *Case
	lives map[rfc6265.Key]*life
	order []*life // of first appearance
}

// life is a cookie while its case is built. Settings are named by their index: their slice still moves.
type life struct {
	cookie *Cookie
	by     []int // of each request: the setting whose value it should carry, or unknown
}

const unknown = -1

// connect gives each request the setting whose value it should carry. A request that lacks a cookie need not have had it where an
// answer that deleted it may have come in between.
func (l *life) connect() {
	for i, by := range l.by {
		r := &l.cookie.Requests[i]
		if by != unknown {
			r.Set = &l.cookie.Settings[by]
		}
		if r.Want == Must && !r.Went && slices.ContainsFunc(l.cookie.Settings, func(s Setting) bool { return s.Deletes && s.Interferes(r) }) {
			r.Want, r.Set = May, nil
		}
	}
}

func (b *builder) life(key rfc6265.Key) *life {
	l := b.lives[key]
	if l == nil {
		l = &life{cookie: &Cookie{Key: key, jars: map[*recording.Snapshot]*recording.Cookie{}}}
		b.lives[key] = l
		b.order = append(b.order, l)
	}
	return l
}

// saw enters what Chrome held into the cookie's life.
func (l *life) saw(c *recording.Cookie) {
	if l.cookie.form == nil {
		l.cookie.form = c
	}
}

// snapshot enters the jar's entries into the lives of their cookies.
func (b *builder) snapshot(jar *recording.Snapshot) {
	count := map[string]int{}
	for i := range jar.Cookies {
		c := &jar.Cookies[i]
		key := KeyOf(*c)
		l := b.life(key)
		l.cookie.jars[jar] = c
		l.saw(c)
		site := rfc6265.Site(key.Domain)
		count[site]++
		b.c.fullest[site] = max(b.c.fullest[site], count[site])
	}
}

// setting enters a line and returns its life and its index in it.
func (b *builder) setting(s Setting, from *url.URL) (*life, int) {
	l := b.life(keyOfLine(s, from))
	l.cookie.Settings = append(l.cookie.Settings, s)
	return l, len(l.cookie.Settings) - 1
}

// keyOfLine is the key of the cookie that a line is about. A line that does not parse, or that claims a domain of another
// site, is about a cookie of the host that it came from: it must not enter another cookie's life.
func keyOfLine(s Setting, from *url.URL) rfc6265.Key {
	key := s.Cookie.Key()
	if s.Refusal == nil || key.Domain != "" && rfc6265.Site(key.Domain) == rfc6265.Site(from.Host) {
		return key
	}
	return rfc6265.Key{
		Name: s.Line.Name, Domain: rfc6265.Canonical(from.Host), Path: rfc6265.DefaultPath(from), HostOnly: true,
	}
}

// last returns the index of the latest setting with a value, or unknown: a script gave the cookie this value.
func (l *life) last(v recording.Value) int {
	for i := len(l.cookie.Settings) - 1; i >= 0; i-- {
		s := &l.cookie.Settings[i]
		if s.Line.Value.Digest == v.Digest && s.Refusal == nil && !s.Deletes {
			return i
		}
	}
	return unknown
}
