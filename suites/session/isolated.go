package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Isolated: data in a session are for that session alone, or they are no data of a session (CWE-488).
var Isolated = check.Check{
	ID:       "session/isolated",
	Title:    "another browser does not see the data of this session",
	Failure:  "another browser sees the data of this session",
	Severity: check.Critical,
	Cites:    []check.Citation{check.CWE("488"), check.WSTG("SESS-01"), check.RFC6265bis("8.4")},
	Needs:    recording.SecondBrowser | recording.Logout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		mine, none := put(c)
		if none != nil {
			return *none
		}
		if v, ok := without(c, recording.Logout, recording.LoggedIn); ok {
			return v
		}
		theirs := mine.later(c, recording.Logout, recording.ByAnother)
		why := theirs.missing(recording.ByAnother)
		again := mine.later(c, recording.SecondBrowser, recording.Recalled)
		switch {
		case why != "" && mine.seen.Given:
			return check.Unknown(why, mine.shown())
		case why != "":
			return check.Skip(why, mine.shown())
		case theirs.same(mine) && mine.seen.Given:
			return check.Fail("not what another browser put into its session", "another browser shows the same", mine.shown(), theirs.shown())
		case theirs.same(mine):
			return check.Skip("what was recognised is the same for everyone, so that it is no data of a session", mine.shown(), theirs.shown()).Advise(nameData)
		case !mine.seen.Given && (again.missing(recording.Recalled) != "" || !again.same(mine)):
			return check.Skip("what was recognised changes by itself, so that it is no data of the session", mine.shown(), theirs.shown()).Advise(nameData)
		}
		return check.Pass("another browser with a login of its own does not show it", mine.shown(), theirs.shown())
	},
}
