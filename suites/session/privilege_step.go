package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PrivilegeStep: the session value changes whenever it becomes worth more, "including re-authentication" (ASVS 7.2.4).
var PrivilegeStep = check.Check{
	ID:       "session/privilege-step",
	Title:    "a step that raises rights gives the session a new value",
	Failure:  "the session keeps its value when its rights are raised",
	Severity: check.Medium,
	Cites:    []check.Citation{check.ASVS("7.2.4"), check.WSTG("SESS-03"), check.CWE("384")},
	Needs:    recording.PrivilegeChange | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := without(c, recording.PrivilegeChange, recording.AfterRaise); ok {
			return v
		}
		before, after := at(c, recording.PrivilegeChange, recording.BeforeStep, k), at(c, recording.PrivilegeChange, recording.AfterStep, k)
		switch {
		case before.jar == nil:
			return check.Unknown(notRead + "before the step")
		case after.jar == nil:
			return check.Unknown(notRead + "after the step")
		case before.entry == nil:
			return check.Skip("not in the jar before the step", before.shown(k))
		case after.entry == nil:
			return check.Skip("not in the jar after the step", after.shown(k))
		case same(before, after):
			return check.Fail("another value after the step", "the value from before the step", before.shown(k), after.shown(k))
		}
		return check.Pass("another value after the step", before.shown(k), after.shown(k))
	}),
}
