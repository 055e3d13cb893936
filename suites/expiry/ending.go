package expiry

import (
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// grace is how long after its end a cookie must be gone: a second, less what clocks are rounded by.
const grace = 990 * time.Millisecond

// aged tells whether k's end was brought near, and not waited for on the real clock.
func aged(c *check.Case, k *check.Cookie) bool {
	switch {
	case listed(c.Scene(recording.Aged), k):
		return true
	case listed(c.Scene(recording.Waited), k):
		return false
	}
	s := k.Stored()
	return s == nil || stored(s) > c.Patience.Duration()
}

// listed tells whether a scene has k among the cookies whose end it waits for.
func listed(scene *recording.Scene, k *check.Cookie) bool {
	return scene != nil && slices.ContainsFunc(scene.Aged, func(a recording.Ageing) bool { return k.Is(a.Which) })
}

// ending judges the end of k by what was seen in a part before it and after it.
func ending(c *check.Case, k *check.Cookie, part recording.Stage) check.Verdict {
	scene := c.Scene(part)
	held, end, ok := lastSeconds(c, k, scene)
	if !ok {
		return unseen(c, k, scene)
	}
	if r := sentLate(k, scene, end); r != nil {
		return check.Fail("not sent after its end", fmt.Sprintf("sent %s after its end, with %s", since(end, r.Exchange.BeganAt), check.RequestLine(r.Exchange)), held, r.Shown(k))
	}
	after := scene.Jar(recording.AfterExpiry)
	switch entry := k.In(after); {
	case after == nil || !after.At.After(end):
		return check.Unknown("nobody looked into the jar after its end", held)
	case entry != nil && after.At.Before(end.Add(grace)):
		return check.Unknown("the last look into the jar was too close to its end", held, k.ShownIn(scene, after))
	case entry != nil:
		return check.Fail("gone from the jar after its end", fmt.Sprintf("still in the jar %s after its end", since(end, after.At)), held, k.ShownIn(scene, after))
	}
	before := sentInTime(k, scene, end)
	if before == nil && part == recording.Waited && !askedInTime(k, scene, end) {
		return check.Skip("it lives too short for a request in its time", held, k.ShownIn(scene, after))
	}
	if before == nil {
		return check.Unknown("it was not sent before its end", held, k.ShownIn(scene, after))
	}
	asked := askedLate(k, scene, end)
	if asked == nil {
		return check.Unknown("no request that it would belong to was made after its end", held, k.ShownIn(scene, after))
	}
	return check.Pass(fmt.Sprintf("sent %s before its end; %s after it gone from the jar, and not sent", since(before.Exchange.BeganAt, end), since(end, after.At)),
		held, before.Shown(k), k.ShownIn(scene, after), check.AtExchange(scene, asked, check.RequestLine(asked)+", without "+k.Name()))
}

// lastSeconds returns what shows that k was in the jar before its end, and when that is. Where a cookie lives too short for
// the part it is looked for in the parts before.
func lastSeconds(c *check.Case, k *check.Cookie, scene *recording.Scene) (held check.Evidence, end time.Time, ok bool) {
	jar := scene.Jar(recording.BeforeExpiry)
	if entry := k.In(jar); entry != nil && entry.Expires != nil && jar.At.Before(*entry.Expires) {
		return k.ShownIn(scene, jar), *entry.Expires, true
	}
	earlier, last := c.LastJar()
	if entry := k.In(last); entry != nil && entry.Expires != nil && last.At.Before(*entry.Expires) && jar != nil && entry.Expires.Before(jar.At) {
		return k.ShownIn(earlier, last), *entry.Expires, true
	}
	return check.Evidence{}, time.Time{}, false
}

// unseen is the verdict on a cookie that nobody saw in its last seconds.
func unseen(c *check.Case, k *check.Cookie, scene *recording.Scene) check.Verdict {
	_, last := c.LastJar()
	entry := k.In(last)
	set, deleted := entry != nil, false
	var end *time.Time
	if entry != nil {
		end = entry.Expires
	}
	for i := range k.Settings {
		if s := &k.Settings[i]; recording.First.Has(s.Scene.Stage) && s.Refusal == nil {
			set, deleted = true, s.Deletes
			if entry == nil && s.Cookie.Persistent {
				end = &s.Cookie.Expiry
			}
		}
	}
	jar := scene.Jar(recording.BeforeExpiry)
	switch {
	case !set:
		return check.Skip("it was first set after the browser had been quit")
	case deleted:
		return check.Skip("it was deleted before its end")
	case end != nil && jar != nil && !end.After(jar.At):
		return check.Skip("it lives too short to be met in its time")
	case last != nil && entry == nil && !k.Hidden() && !c.Crowded(k):
		return check.Skip("a script of the page took it away before its end")
	}
	return check.Unknown("it was not seen in the jar before its end")
}

// sentInTime returns the last request before end that carried k, or nil.
func sentInTime(k *check.Cookie, scene *recording.Scene, end time.Time) *check.Request {
	var last *check.Request
	for i := range k.Requests {
		r := &k.Requests[i]
		ours := r.Scene == scene || recording.First.Has(r.Scene.Stage)
		if ours && r.Went && r.Exchange.BeganAt.Before(end) {
			last = r
		}
	}
	return last
}

// sentLate returns the first request after end that carried k, or nil.
func sentLate(k *check.Cookie, scene *recording.Scene, end time.Time) *check.Request {
	for i := range k.Requests {
		if r := &k.Requests[i]; r.Scene == scene && r.Went && !r.Exchange.BeganAt.Before(end.Add(grace)) {
			return r
		}
	}
	return nil
}

// askedLate returns a request after end that k would belong to if it were there, or nil.
func askedLate(k *check.Cookie, scene *recording.Scene, end time.Time) *recording.Exchange {
	return asked(k, scene, func(at time.Time) bool { return !at.Before(end.Add(grace)) })
}

// askedInTime tells whether a request that k belongs to was made while it was there.
func askedInTime(k *check.Cookie, scene *recording.Scene, end time.Time) bool {
	if asked(k, scene, func(at time.Time) bool { return at.Before(end) }) != nil {
		return true
	}
	return slices.ContainsFunc(k.Requests, func(r check.Request) bool { return recording.First.Has(r.Scene.Stage) && r.Want == check.Must })
}

// asked returns the first request of a scene that k would belong to if it were there, at a time that fulfils a condition, or
// nil.
func asked(k *check.Cookie, scene *recording.Scene, is func(time.Time) bool) *recording.Exchange {
	form := rfc6265.Cookie{Domain: k.Key.Domain, HostOnly: k.Key.HostOnly, Path: k.Key.Path}
	for i := range scene.Exchanges {
		e := &scene.Exchanges[i]
		u, err := url.Parse(e.URL)
		if err != nil || !e.Wire || !is(e.BeganAt) {
			continue
		}
		if form.Withhold(rfc6265.Request{URL: u, At: e.BeganAt, SameSite: true}) == nil {
			return e
		}
	}
	return nil
}

func since(from, to time.Time) string { return fmt.Sprintf("%.1fs", to.Sub(from).Seconds()) }
