package expiry

import (
	"fmt"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// loggedIn is the last probe of part Timeout that shows that the login held before a session was left to end, or the verdict where
// none does: a session that never was does not end.
func loggedIn(c *check.Case, before *recording.Probe) (*recording.Probe, *check.Verdict) {
	var last *recording.Probe
	for _, kind := range []recording.ProbeKind{recording.LoggedIn, recording.Later} {
		for _, p := range c.Probes(recording.Timeout, kind) {
			if !p.At.After(before.At) && (last == nil || p.At.After(last.At)) {
				last = p
			}
		}
	}
	switch {
	case last == nil:
		v := check.Unknown("the protected page was not asked for before the wait", check.AtProbe(recording.Timeout, before))
		return nil, &v
	case last.Answer != recording.In:
		v := check.Unknown("the login did not hold before the wait", check.AtProbe(recording.Timeout, last))
		return nil, &v
	}
	return last, nil
}

// expected is what the config expects of sessions.
func expected(c *check.Case) recording.Expectations {
	if c.Session == nil {
		return recording.Expectations{}
	}
	return c.Session.Expected
}

// unanswered is the verdict on a probe that does not tell whether the user is logged in, if it does not.
func unanswered(p *recording.Probe) (check.Verdict, bool) {
	if p.Answer == recording.In || p.Answer == recording.Out {
		return check.Verdict{}, false
	}
	return check.Unknown("the protected page did not tell whether the user is logged in", check.AtProbe(recording.Timeout, p)), true
}

// timeout judges whether a session ends after a time that the config gives.
func timeout(c *check.Case, name string, after *recording.Seconds, kind recording.ProbeKind, how string) check.Verdict {
	if after == nil {
		return check.Skip("the config declares no such timeout").Advise(fmt.Sprintf("declare `session: {%s: 20m}`, or whatever it is, to have it judged", name))
	}
	if *after > c.Patience {
		return check.Skip(fmt.Sprintf("it takes %s, which is longer than the patience of %s",
			check.Span(after.Duration()), check.Span(c.Patience.Duration()))).Advise("raise --patience to have it judged")
	}
	p, tried := telling(c.Probes(recording.Timeout, kind))
	if p == nil {
		return check.Unknown("the protected page was not asked for after the wait")
	}
	if v, ok := unanswered(p); ok {
		return v
	}
	before, missing := loggedIn(c, p)
	if missing != nil {
		return *missing
	}
	shown := []check.Evidence{check.AtProbe(recording.Timeout, before), check.AtProbe(recording.Timeout, p)}
	waited := check.Span(p.Waited.Duration().Round(100 * time.Millisecond))
	switch {
	case p.Answer == recording.Out && kind == recording.Idle && tried < 2:
		return check.Unknown("one session alone was left alone: that it was gone in time may be chance", shown...).Advise("raise --max-logins to have more tried")
	case p.Answer == recording.Out && kind == recording.Idle:
		return check.Pass(fmt.Sprintf("%d sessions are not logged in any more after %s %s each", tried, waited, how), shown...)
	case p.Answer == recording.Out:
		return check.Pass(fmt.Sprintf("not logged in any more after %s %s", waited, how), shown...)
	case p.Waited < *after:
		return check.Unknown(fmt.Sprintf("it was asked after %s, before its time", waited), shown...)
	}
	actual := fmt.Sprintf("still logged in after %s %s", waited, how)
	if kind == recording.Idle && p.Polled > 0 {
		actual += fmt.Sprintf(": what the page asks for by itself keeps the session alive (%s: %s)", check.Count(p.Polled, "request"), strings.Join(p.PolledURLs[:min(len(p.PolledURLs), 5)], ", "))
	}
	return check.Fail("not logged in after "+check.Span(after.Duration()), actual, shown...)
}

// telling is the probe that decides about several sessions that were to end: one that did not, else one without an answer, else the last.
func telling(all []*recording.Probe) (p *recording.Probe, tried int) {
	for _, answer := range []recording.Answer{recording.In, recording.Unclear, recording.Broken, recording.Out} {
		for _, one := range all {
			if one.Answer == answer {
				return one, len(all)
			}
		}
	}
	return nil, 0
}

// afterItsTime judges whether the server still takes k for a login once its lifetime is over.
func afterItsTime(c *check.Case, k *check.Cookie, kind recording.ProbeKind, how string) check.Verdict {
	p := c.ProbeOf(recording.Timeout, kind, k)
	if p == nil {
		return untried(c, k)
	}
	if v, ok := unanswered(p); ok {
		return v
	}
	before, missing := loggedIn(c, p)
	if missing != nil {
		return *missing
	}
	shown := []check.Evidence{check.AtProbe(recording.Timeout, before), check.AtProbe(recording.Timeout, p)}
	switch {
	case p.Answer == recording.In:
		return check.Fail("not logged in with it after its time", "still logged in "+how, shown...)
	case k.Bears == nil:
		return check.Unknown("nothing shows that the login depends on this cookie", shown...)
	}
	return check.Pass("not logged in "+how, append(shown, check.AtProbe(recording.Replay, k.Bears))...)
}

// untried is the verdict on a session cookie whose end nobody waited for.
func untried(c *check.Case, k *check.Cookie) check.Verdict {
	life, ok := lifetime(c, k)
	switch {
	case !ok:
		return check.Skip("it has no lifetime: it ends with the browser")
	case life > c.Patience.Duration():
		return check.Skip(fmt.Sprintf("it lives %s, which is longer than the patience of %s", span(life), check.Span(c.Patience.Duration())))
	}
	return check.Unknown("it was not given back after its time")
}

// lifetime is how long k lives once one is logged in: by the last line that set it until then, else by the jar. False: until the
// browser is quit, or nobody knows.
func lifetime(c *check.Case, k *check.Cookie) (time.Duration, bool) {
	jar, entry := c.Entry(recording.Login, recording.AfterLogin, k)
	var last *check.Setting
	for _, l := range lines(k) {
		if !recording.First.Has(l.Scene.Stage) || jar != nil && l.Scene.Stage == recording.Login && l.Exchange.Answered > jar.Seq {
			continue
		}
		last = l
	}
	switch {
	case entry != nil && entry.Expires == nil, last != nil && !last.Cookie.Persistent:
		return 0, false
	case last != nil:
		return stored(last), true
	case entry != nil:
		return entry.Expires.Sub(jar.At), true
	}
	return 0, false
}
