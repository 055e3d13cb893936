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
	Explain: check.Explanation{
		Rule:    "Data that one request puts into the session are shown by a later request, and in another tab of the same browser.",
		Reason:  "A basket that empties itself is what users notice of a broken session: data kept in the memory of one of several processes, in a cookie that grew too large to be stored, or for one page alone.",
		Fails:   "What the steps of `memory:` put there is not what is read afterwards, in the same tab or in another one.",
		Django:  "request.session[\"note\"] = text  # a list or dict that is changed in place needs request.session.modified = True",
		Go:      "sessionManager.Put(r.Context(), \"note\", text) // with sessionManager.LoadAndSave around the handler",
		Express: "req.session.note = text // and req.session.save(next) before a redirect",
		Limits:  "Without `memory:` in the config something that looks like data of the session is taken, such as a token in a form. It can show that the session remembers, not that it forgets.",
	},
}

var where = map[recording.MemoryKind]string{
	recording.Recalled: "in a later request",
	recording.InTab:    "in another tab",
}
