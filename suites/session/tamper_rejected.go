package session

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TamperRejected: a session value is the server's own or it is none: "Verify that self-contained tokens are validated using
// their digital signature or MAC" (ASVS 9.1.1).
var TamperRejected = check.Check{
	ID:       "session/tamper-rejected",
	Title:    "an altered session value is not logged in",
	Failure:  "an altered session value is taken, or breaks the server",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("9.1.1"), check.WSTG("SESS-01"), check.WSTG("SESS-10"), check.CWE("565")},
	Needs:    recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if v, ok := without(c, recording.Replay, recording.WithAll); ok {
			return v
		}
		probes := c.ProbesOf(recording.Replay, recording.Tampered, k)
		if len(probes) == 0 {
			return check.Skip("its value is too short to alter")
		}
		for _, p := range probes {
			switch p.Answer {
			case recording.In:
				return check.Fail("not logged in", "logged in with a value that has "+p.Place, check.AtProbe(recording.Replay, p))
			case recording.Broken:
				return check.Fail("not logged in", "a server error for a value that has "+p.Place, check.AtProbe(recording.Replay, p))
			}
		}
		var evidence []check.Evidence
		for _, p := range probes {
			if !out(p) {
				return check.Unknown(undecided(p), check.AtProbe(recording.Replay, p))
			}
			evidence = append(evidence, check.AtProbe(recording.Replay, p))
		}
		return check.Pass(fmt.Sprintf("not logged in with any of %s", check.Count(len(probes), "altered value")), evidence...)
	}),
}
