package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ClientCannotExtend: the server keeps the time of a session itself, and does not read it off what the client has (WSTG SESS-07).
var ClientCannotExtend = check.Check{
	ID:       "expiry/client-cannot-extend",
	Title:    "a session cookie whose end is put off in the browser ends all the same",
	Failure:  "a session cookie whose end is put off in the browser goes on",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.RFC6265bis("4.1.2.1"), check.CWE("613")},
	Needs:    recording.Timeout | recording.Replay,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		return afterItsTime(c, s.Cookie, recording.Extended, "with its end put off in the browser, after its time")
	},
	Explain: check.Explanation{
		Rule:   "The end of a session cookie is put off in the jar of the browser that holds it, as anybody can do with the browser's own tools. When its time by the server's line is over, it does not show that the user is logged in.",
		Reason: "Whoever uses the browser, or found it, decides what its jar says. A server that relies on the cookie being gone lets them stay for as long as they like.",
		Fails:  "After the lifetime that the server's line gave, the browser with the longer one is still logged in.",
		Django: "SESSION_COOKIE_AGE = 3600  # the session store has an end of its own, which no client can put off",
		Go:     "sessions := scs.New(); sessions.Lifetime = time.Hour // kept in the store",
		Limits: "Judged are session cookies: declared, or found by taking them away while logged in. One that lives longer than --patience is not waited for.",
	},
}
