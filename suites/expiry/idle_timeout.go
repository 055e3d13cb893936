package expiry

import (
	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/check"
)

// IdleTimeout: there is a time without activity after which one has to log in again (ASVS 7.3.1).
var IdleTimeout = check.Check{
	ID:       "expiry/idle-timeout",
	Title:    "a session that is left alone ends in time",
	Failure:  "a session that is left alone does not end in time",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.1"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "idle", expected(c).Idle, recording.Idle, "left alone")
	},
	Explain: check.Explanation{
		Rule: "The config says after which time without activity a session ends: `session: {idle: 20m}`. A browser logs in, leaves a protected page open and does nothing for that time; then the protected page does not show that one is logged in any more. " +
			"What the page asks for by itself is no activity.",
		Reason: "People walk away from computers. The timeout is how long their session stays open to whoever comes next. A page that asks the server for news each minute, and so keeps the session alive, makes the timeout one that never comes.",
		Fails:  "After the time, the protected page still shows that one is logged in. If the page asked for something by itself meanwhile, the verdict says how often.",
		Django: "SESSION_COOKIE_AGE = 1200; SESSION_SAVE_EVERY_REQUEST = True  # without the second it is no idle timeout: only a change of the session renews it",
		Go:     "sessions := scs.New(); sessions.IdleTimeout = 20 * time.Minute // and leave what pages poll outside sessions.LoadAndSave",
		Limits: "Times longer than --patience are not waited for. A session that ends much sooner than declared passes, unless it ends before the wait begins.",
	},
}
