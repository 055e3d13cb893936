package session

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ConcurrentLogins: "Verify that the documentation defines how many concurrent (parallel) sessions are allowed for one account as
// well as the intended behaviors" (ASVS 7.1.2). Whatever they are, two browsers do not get one session.
var ConcurrentLogins = check.Check{
	ID:       "session/concurrent-logins",
	Title:    "two browsers have logins of their own, which end as declared",
	Failure:  "two browsers share a login, or theirs do not end as declared",
	Severity: check.Info,
	Cites:    []check.Citation{check.ASVS("7.1.2"), check.ASVS("7.5.2"), check.WSTG("SESS-11")},
	Needs:    recording.SecondBrowser | recording.Logout | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		for _, part := range []recording.Stage{recording.SecondBrowser, recording.Logout} {
			if v, ok := without(c, part, recording.LoggedIn); ok {
				return v
			}
		}
		one, two := at(c, recording.SecondBrowser, recording.AfterLogin, k), at(c, recording.Logout, recording.AfterLogin, k)
		switch {
		case one.jar == nil || two.jar == nil:
			return check.Unknown(notRead + "after both logins")
		case one.entry == nil || two.entry == nil:
			return check.Skip("not in the jar after both logins", one.shown(k), two.shown(k))
		case same(one, two) && outlives(c, one.entry.Value):
			return check.Skip(ofItself, one.shown(k), two.shown(k))
		case same(one, two):
			return check.Fail("a value of its own for each login", "two browsers that logged in have the same value", one.shown(k), two.shown(k)).At(check.High)
		}
		return expected(c, one.shown(k), two.shown(k))
	}),
}

// ofItself is why the same value twice proves nothing.
const ofItself = "its value looks like one that holds its own proof, and outlives the logout: two logins within a moment may make the same, and share nothing on the server"

// idled tells whether the declared idle timeout explains that the other browser is not logged in any more.
func idled(c *check.Case, p *recording.Probe) bool {
	if c.Session == nil || c.Session.Expected.Idle == nil || !out(p) {
		return false
	}
	before := lastBefore(c.Scene(recording.SecondBrowser), p)
	return before == nil || p.At.Sub(before.At) >= c.Session.Expected.Idle.Duration()
}

// expected judges what the logout of one browser does to the login of the other.
func expected(c *check.Case, evidence ...check.Evidence) check.Verdict {
	policy := ""
	if c.Session != nil {
		policy = c.Session.Expected.Concurrent
	}
	if v, ok := second(c, policy, evidence...); ok {
		return v
	}
	p := c.Probe(recording.SecondBrowser, recording.OthersLogout)
	before := c.Probe(recording.SecondBrowser, recording.Later)
	if p == nil || !in(p) && !out(p) || idled(c, p) || before != nil && !in(before) {
		seen := "nobody asked what the logout of one does to the other"
		switch {
		case before != nil && !in(before):
			seen = "the other was not logged in any more before that logout"
		case p != nil && idled(c, p):
			seen = "the other was left alone for so long that its session may have ended by itself"
		case p != nil:
			seen = undecided(p)
		}
		if policy == "" {
			return check.Pass("a value of its own for each login; "+seen, evidence...)
		}
		return check.Unknown(seen, evidence...)
	}
	evidence = append(evidence, check.AtProbe(recording.SecondBrowser, p))
	does := "leaves the other logged in"
	if out(p) {
		does = "ends the other"
	}
	wants, known := map[string]bool{"independent": true, "shared": false, "single": false}[policy]
	switch {
	case policy != "" && !known:
		return check.Unknown(fmt.Sprintf("nobody knows what %q means", policy))
	case policy == "":
		return check.Pass("a value of its own for each login; the logout of one "+does, evidence...)
	case wants != in(p) && wants:
		return check.Fail("the other login lasts, as declared: "+policy, "the logout of one "+does, evidence...).At(check.Medium)
	case wants != in(p):
		return check.Fail("the other login ends, as declared: "+policy, "the logout of one "+does, evidence...).At(check.Medium)
	}
	return check.Pass("a value of its own for each login; the logout of one "+does+", as declared", evidence...)
}

// second judges what the login of a second browser does to that of the first, where that settles the matter.
func second(c *check.Case, policy string, evidence ...check.Evidence) (check.Verdict, bool) {
	p := c.Probe(recording.SecondBrowser, recording.OthersLogin)
	if p == nil || !in(lastBefore(c.Scene(recording.SecondBrowser), p)) || !in(p) && !out(p) || idled(c, p) {
		return check.Verdict{}, false
	}
	evidence = append(evidence, check.AtProbe(recording.SecondBrowser, p))
	switch {
	case out(p) && policy == "":
		return check.Pass("a value of its own for each login; a second login ends the first", evidence...), true
	case out(p) && policy == "single":
		return check.Pass("a value of its own for each login; a second login ends the first, as declared", evidence...), true
	case out(p):
		return check.Fail("the first login lasts, as declared: "+policy, "a second login ends the first", evidence...).At(check.Medium), true
	case policy == "single":
		return check.Fail("the first login ends, as declared: "+policy, "a second login leaves the first logged in", evidence...).At(check.Medium), true
	}
	return check.Verdict{}, false
}

// lastBefore is the last probe of a scene before another one, or nil.
func lastBefore(scene *recording.Scene, p *recording.Probe) (last *recording.Probe) {
	for i := range scene.Probes {
		if one := &scene.Probes[i]; one.At.Before(p.At) {
			last = one
		}
	}
	return last
}
