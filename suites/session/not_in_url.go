package session

import (
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NotInURL: "Verify that sensitive data is only sent to the server in the HTTP message body or header fields, and that the URL
// and query string do not contain sensitive information, such as an API key or session token" (ASVS 14.2.1).
var NotInURL = check.Check{
	ID:       "session/not-in-url",
	Title:    "the session value is in no URL",
	Failure:  "the session value is in a URL",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("14.2.1"), check.WSTG("SESS-04"), check.CWE("598")},
	Needs:    recording.Login | recording.Replay,
	Subjects: bearers,
	Judge: each(func(c *check.Case, k *check.Cookie) check.Verdict {
		if leaks := c.LeaksOf(k, "url", "referer"); len(leaks) > 0 {
			var evidence []check.Evidence
			for _, l := range leaks[:min(len(leaks), shown)] {
				evidence = append(evidence, l.Shown(k))
			}
			return check.Fail("in cookies alone", "its value is in the "+places[leaks[0].Leak.Where]+" of a request", evidence...)
		}
		requests := len(c.Scene(recording.Login).Exchanges)
		if requests == 0 {
			return check.Unknown("no request was seen with the login")
		}
		longest := 0
		for _, moment := range []recording.Moment{recording.AfterLogin, recording.AtEnd} {
			if l := at(c, recording.Login, moment, k); l.entry != nil {
				longest = max(longest, l.entry.Value.Octets)
			}
		}
		switch {
		case longest == 0:
			return check.Skip("not in the jar after the login")
		case longest < tellable:
			return check.Skip("its value is too short to be told from other text")
		}
		return check.Pass("in no URL of " + check.Count(requests, "request"))
	}),
}

// shown is how many leaks a verdict shows.
const shown = 3

// tellable is the length in bytes below which a value is not looked for in other text.
const tellable = 16

var places = map[string]string{"url": "URL", "referer": "Referer"}
