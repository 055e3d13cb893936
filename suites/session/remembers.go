package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Remembers: a session is there to "retain stateful information about the user" (6265bis §1): what one request puts into it the
// next one finds.
var Remembers = check.Check{
	ID:       "session/remembers",
	Title:    "what is put into the session is there later, and in another tab",
	Failure:  "the session forgets what was put into it",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("1"), check.WSTG("SESS-01")},
	Needs:    recording.SecondBrowser,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		first, none := put(c)
		if none != nil {
			return *none
		}
		evidence := []check.Evidence{first.shown()}
		for _, kind := range []recording.MemoryKind{recording.Recalled, recording.InTab} {
			again := first.later(c, recording.SecondBrowser, kind)
			why := again.missing(kind)
			switch {
			case why != "" && first.seen.Given:
				return check.Unknown(why, evidence...)
			case why != "":
				return check.Skip(why, evidence...)
			case !again.same(first) && !first.seen.Given:
				return check.Skip("what was recognised changes by itself, so that it is no data of the session", first.shown(), again.shown()).Advise(nameData)
			case !again.same(first):
				return check.Fail(first.seen.What+" as it was put there", "something else, or nothing, "+where[kind], first.shown(), again.shown())
			}
			evidence = append(evidence, again.shown())
		}
		return check.Pass(first.seen.What+" is the same in a later request and in another tab", evidence...)
	},
}

var where = map[recording.MemoryKind]string{
	recording.Recalled: "in a later request",
	recording.InTab:    "in another tab",
}
