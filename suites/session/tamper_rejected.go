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
	Explain: check.Explanation{
		Rule: "The session cookie's value is changed: a character at the start, in the middle, at the end and, where it counts, the last one; of a value that decodes (Base64, JSON) its content, with its form kept. " +
			"With none of these values is an empty browser logged in, and none is answered with a status of 500 or more. Cookies that log in by themselves are left out meanwhile.",
		Reason:  "A value that can be altered and still is taken holds something that nobody checks: the user's number, say, which everybody can count up. A server error shows that the value is read before it is checked.",
		Fails:   "The protected page is shown for an altered value, or the server answers with an error of its own.",
		Django:  "user = request.get_signed_cookie(\"user\", default=None)  # never request.COOKIES[\"user\"]; default: a bad signature is no 500",
		Go:      "store := sessions.NewCookieStore(key) // gorilla/sessions signs\nsession, err := store.Get(r, \"id\") // err: a bad signature. The session is a new one, not a 500",
		Express: "const user = req.signedCookies.user // cookie-parser: false where the signature is wrong; never req.cookies.user",
		Limits:  "A few altered values do not prove that no value can be guessed. Very short values cannot be altered. Where an altered value makes the server end the session, another login is needed for each; without one the check is inconclusive.",
	},
}
