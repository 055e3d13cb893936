package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoAdoption: a server must take none but its own session identifiers, or anybody can choose the victim's (CWE-384).
var NoAdoption = check.Check{
	ID:       "session/no-adoption",
	Title:    "a session value that the server never gave is not taken over",
	Failure:  "a session value that the server never gave is logged in",
	Severity: check.High,
	Cites:    []check.Citation{check.WSTG("SESS-03"), check.ASVS("7.2.4"), check.CWE("384")},
	Needs:    recording.Fixation | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		planted, after := at(c, recording.Fixation, recording.AtStart, k), at(c, recording.Fixation, recording.AfterLogin, k)
		switch {
		case planted.jar == nil:
			return check.Unknown(notRead + "once the value was planted")
		case planted.entry == nil:
			return check.Skip("no value was planted for it", planted.shown(k))
		case after.jar == nil:
			return check.Unknown(notRead + "after the login")
		}
		if v, ok := without(c, recording.Fixation, recording.LoggedIn); ok {
			return v
		}
		form := at(c, recording.Fixation, recording.BeforeLogin, k)
		switch {
		case after.entry == nil:
			return check.Pass("the planted value is gone after the login", after.shown(k))
		case same(planted, after) && guardedBy(c, recording.Fixation, recording.BeforeLogin, recording.AfterLogin, k) != nil:
			return check.Pass("the planted value is kept, but the login also needs "+guardedBy(c, recording.Fixation, recording.BeforeLogin, recording.AfterLogin, k).Name()+", which is new with it", planted.shown(k), after.shown(k))
		case same(planted, after):
			return check.Fail("a value of the server's own", "the planted value, and it is logged in",
				planted.shown(k), after.shown(k), check.AtProbe(recording.Fixation, c.Probe(recording.Fixation, recording.LoggedIn)))
		case form.jar != nil && (form.entry == nil || !same(planted, form)):
			return check.Pass("the planted value is replaced before the login", planted.shown(k), form.shown(k))
		}
		return check.Pass("the planted value is replaced at the login", planted.shown(k), after.shown(k))
	}),
}
