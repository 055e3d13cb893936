package expiry

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// IdleTimeout: after some time without activity, users have to log in again (ASVS 7.3.1).
var IdleTimeout = check.Check{
	ID:       "expiry/idle-timeout",
	Title:    "an idle session ends at its idle timeout",
	Failure:  "an idle session does not end at its idle timeout",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-07"), check.ASVS("7.3.1"), check.CWE("613")},
	Needs:    recording.Timeout,
	Subjects: check.Site,
	Judge: func(c *check.Case, _ *check.Subject) check.Verdict {
		return timeout(c, "idle", expected(c).Idle, recording.Idle, "left alone")
	},
	Explain: check.Explanation{
		Rule: "The config declares the time without activity after which a session ends: `session: {idle: 20m}`. Up to four sessions each leave the protected page open and do nothing for that time; then none of them is logged in any more. " +
			"Requests that the page sends by itself are not activity.",
		Reason: "People walk away from computers. The timeout limits how long their session stays open to whoever comes next. A page that polls the server each minute keeps the session alive, and the timeout never comes.",
		Fails:  "After that time, a session is still logged in. If its page sent requests by itself meanwhile, the verdict lists them.",
		Django: "SESSION_COOKIE_AGE = 1200; SESSION_SAVE_EVERY_REQUEST = True  # without the second, only a change of the session renews it",
		Go:     "sessions := scs.New(); sessions.IdleTimeout = 20 * time.Minute // and keep polled addresses outside sessions.LoadAndSave",
		Limits: "Timeouts longer than --patience are not waited for. A session that ends much sooner than declared passes, unless it ends before the wait begins. If only one session could be tried and it ended, the check is inconclusive: chance, such as garbage collection, may have removed it.",
	},
}
