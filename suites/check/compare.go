package check

import (
	"net/url"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// sent compares what the model would send with what Chrome sent.
func (r *replay) sent(e *recording.Exchange, u *url.URL) {
	began := r.open[e]
	delete(r.open, e)
	left := began
	if r.turns != began.turn {
		left = r.look(e, u)
	}
	r.entries = r.entries[:0]
	clear(r.index)
	for i, c := range began.cookies {
		r.entry(e, c, began.by[i]).began = true
	}
	for i, c := range left.cookies {
		n := r.entry(e, c, left.by[i])
		n.left = true
		n.changed = n.by != left.by[i]
	}
	for i := range e.Associated {
		a := &e.Associated[i]
		key := KeyOf(a.Cookie)
		r.life(key).saw(&a.Cookie)
		by, held := r.by[key]
		if !held {
			by = unknown
		}
		r.entry(e, Modelled(a.Cookie), by).considered = a
	}
	if e.Act == recording.WebSocket {
		r.handshake(e)
	}
	for i := range r.entries {
		n := &r.entries[i]
		n.judge(e, u)
		l := r.life(n.key)
		if n.by != unknown && races(&l.cookie.Settings[n.by], &n.Request) {
			n.Want = min(n.Want, May)
		}
		if n.taken() {
			r.forget(n.cookie)
		}
		l.cookie.Requests = append(l.cookie.Requests, n.Request)
		l.by = append(l.by, n.setting())
	}
}

// handshake takes what a WebSocket's handshake carried from its Cookie header: Chrome does not say what it considered. The
// header's order is the model's (§5.8.3), so that the first pair of a name is the first cookie of that name.
func (r *replay) handshake(e *recording.Exchange) {
	for _, p := range e.Pairs {
		for i := range r.entries {
			if n := &r.entries[i]; n.considered == nil && n.cookie.Name == p.Name {
				n.considered = &recording.Associated{Cookie: recording.Cookie{Name: p.Name, Value: p.Value}}
				break
			}
		}
	}
}

// entry returns the cookie's entry at the request.
func (r *replay) entry(e *recording.Exchange, c rfc6265.Cookie, by int) *entry {
	key := c.Key()
	i, found := r.index[key]
	if !found {
		i = len(r.entries)
		r.index[key] = i
		r.entries = append(r.entries, entry{key: key, cookie: c, by: by, Request: Request{Scene: r.scene, Exchange: e}})
	}
	return &r.entries[i]
}

// entry is one cookie at one request while the two sides are put together.
type entry struct {
	Request
	key                  rfc6265.Key
	cookie               rfc6265.Cookie
	by                   int
	began, left, changed bool                  // the model would send it at that moment; and it is not the same one
	considered           *recording.Associated // by Chrome; nil: it was not in Chrome's jar
}

func (n *entry) judge(e *recording.Exchange, u *url.URL) {
	if a := n.considered; a != nil {
		n.Withheld = a.Withheld
		n.Went, n.Value = onWire(e, a)
	}
	switch {
	case n.began && n.left && !n.changed:
		n.Want = Must
	case n.began || n.left:
		n.Want = May
	default: // Chrome had it and the model had not: a script set it, unless its own attributes keep it away
		n.Want = May
		if n.Refusal = n.cookie.Withhold(requestOf(e, u)); n.Refusal != nil {
			n.Want = MustNot
		}
	}
	// A sandboxed frame has an origin of its own, which the recording cannot tell.
	opaque := !e.TopLevel && BySite(n.Withheld)
	if uncertain(n.cookie, e, u) || Policy(n.Withheld) || n.Want == Must && opaque {
		n.Want = May
	}
}

// taken tells that the cookie should have gone, and that Chrome had it no more. Of a WebSocket Chrome does not say what it
// had.
func (n *entry) taken() bool {
	return n.Want == Must && !n.Went && n.considered == nil && n.Exchange.Act != recording.WebSocket
}

// settling is how long after an answer its cookies are surely in the jar that a request looks into: the two come to Chrome's
// network process in their own ways, and on a busy machine not at once.
const settling = 20 * time.Millisecond

// races tells that a request began too soon after the answer that set the cookie to be sure to have it. A redirect waits for
// the answer that sent it there.
func races(s *Setting, r *Request) bool {
	set, asked := s.Exchange, r.Exchange
	if s.Scene != r.Scene || set.AnsweredAt.IsZero() || asked.BeganAt.IsZero() || set.Act == asked.Act && set.Hop < asked.Hop {
		return false
	}
	return asked.BeganAt.Sub(set.AnsweredAt) < settling
}

// setting is the setting whose value the request should carry, or unknown.
func (n *entry) setting() int {
	if n.Want != Must {
		return unknown
	}
	return n.by
}

// onWire tells whether a cookie that Chrome considered went, and with which value. Where the Cookie header was seen it has
// the last word.
func onWire(e *recording.Exchange, a *recording.Associated) (bool, recording.Value) {
	if len(a.Withheld) > 0 || len(e.Pairs) == 0 {
		return len(a.Withheld) == 0, a.Cookie.Value
	}
	var other *recording.Value
	for i := range e.Pairs {
		switch p := &e.Pairs[i]; {
		case p.Name != a.Cookie.Name:
		case p.Value.Digest == a.Cookie.Value.Digest:
			return true, p.Value
		default:
			other = &p.Value
		}
	}
	if other != nil {
		return true, *other
	}
	return false, recording.Value{}
}

// margin is how exact the recording's clock and Chrome's can be compared.
const margin = 2 * time.Second

// recent is c as young as it may be. Chrome's jar does not tell when a cookie was made, and may say Lax where no attribute was
// given.
func recent(c rfc6265.Cookie, e *recording.Exchange) rfc6265.Cookie {
	if c.Created.IsZero() {
		c.Created = e.BeganAt
		if c.SameSite == rfc6265.Lax {
			c.SameSite = rfc6265.Default
		}
	}
	c.Created = c.Created.Add(margin)
	return c
}

// uncertain tells that neither sending the cookie nor withholding it would be wrong.
func uncertain(c rfc6265.Cookie, e *recording.Exchange, u *url.URL) bool {
	last := e.BeganAt
	if e.AnsweredAt.After(last) {
		last = e.AnsweredAt
	}
	switch {
	case c.Persistent && c.Expiry.After(e.BeganAt.Add(-margin)) && c.Expiry.Before(last.Add(margin)):
		return true // it expires about now
	case c.Partition != "" && !e.SameSite:
		return true // the top-level site is only guessed at
	case recent(c, e).Uncertain(requestOf(e, u)):
		return true // §5.6.7.2
	}
	// A page may ask for these without credentials. Chrome then considers no cookie at all.
	withoutCredentials := e.Act == recording.SubResource || e.Act == recording.Fetch || e.Act == recording.XHR
	return withoutCredentials && len(e.Associated) == 0 && len(e.Pairs) == 0
}
