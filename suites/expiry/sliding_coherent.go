package expiry

import (
	"fmt"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// SlidingCoherent: a cookie's end is what its last line says (6265bis §5.7), so that a session that use puts off needs a cookie that
// is set again.
var SlidingCoherent = check.Check{
	ID:       "expiry/sliding-coherent",
	Title:    "the session cookie's end moves as the session's does",
	Failure:  "the session cookie's end does not go with the session's",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.2"), check.RFC6265bis("5.7"), check.WSTG("SESS-07")},
	Needs:    recording.Login | recording.Restart | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k, wish := s.Cookie, expected(c)
		if wish.Sliding == nil && wish.Idle == nil {
			return check.Skip("declare `session: {sliding: true}`, or false, to have it judged")
		}
		jar, entry := c.Entry(recording.Login, recording.AfterLogin, k)
		switch {
		case jar == nil:
			return check.Unknown("the jar was not read after the login")
		case entry == nil:
			return check.Skip("it was not in the jar after the login")
		case entry.Expires == nil:
			return check.Skip("it has no lifetime: it ends with the browser")
		}
		held := k.ShownIn(c.Scene(recording.Login), jar)
		if life := entry.Expires.Sub(jar.At); wish.Idle != nil && life < wish.Idle.Duration()-tolerance {
			return check.Fail("a lifetime of at least the "+check.Span(wish.Idle.Duration())+" after which an idle session ends",
				"lives "+span(life)+": it ends before the session does", held)
		}
		if wish.Sliding == nil {
			return check.Pass("it lives as long as an idle session; declare `session: {sliding: true}`, or false, to have more judged", held)
		}
		return moves(c, k, jar, *entry.Expires, *wish.Sliding, held)
	},
}

// rounding is by how much the end of a cookie differs though it was not put off: dates have whole seconds.
const rounding = time.Second

// moves judges whether later answers put the end of k off: those of part Login, and of the browser that was started again if it was
// still logged in.
func moves(c *check.Case, k *check.Cookie, jar *recording.Snapshot, end time.Time, sliding bool, held check.Evidence) check.Verdict {
	again := c.Probe(recording.Restart, recording.Restarted)
	lasted := again != nil && again.Answer == recording.In
	later := func(scene *recording.Scene, e *recording.Exchange) bool {
		return e.Answered > 0 && (scene.Stage == recording.Login && e.Began > jar.Seq || scene.Stage == recording.Restart && lasted)
	}
	var used *check.Request // the last one
	for i := range k.Requests {
		if r := &k.Requests[i]; r.Went && later(r.Scene, r.Exchange) {
			used = r
		}
	}
	var anew *check.Setting // the last line
	for _, l := range lines(k) {
		if !later(l.Scene, l.Exchange) {
			continue
		}
		anew = l
		if l.Cookie.Persistent && l.Cookie.Expiry.Sub(end) > rounding {
			off := fmt.Sprintf("put off by %s after the login", check.Span(l.Cookie.Expiry.Sub(end).Round(100*time.Millisecond)))
			if sliding {
				return check.Pass(off, held, l.Shown())
			}
			return check.Fail("an end that stays where the login put it", off, held, l.Shown())
		}
	}
	switch {
	case used == nil:
		return check.Unknown("the session was not used after the login", held)
	case anew != nil && anew.Exchange.AnsweredAt.Sub(jar.At) <= 2*rounding:
		return check.Unknown("it was set again too soon after the login to tell whether its end moves", held, anew.Shown())
	case !sliding:
		return check.Pass("its end stays where the login put it", held, used.Shown(k))
	}
	shown := []check.Evidence{held, used.Shown(k)}
	if anew != nil {
		shown = append(shown, anew.Shown())
	}
	return check.Fail("an end that using the session puts off", "its end stays where the login put it, though the session was used", shown...)
}
