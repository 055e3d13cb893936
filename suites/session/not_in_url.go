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
	Explain: check.Explanation{
		Rule:    "The value of a cookie that carries the login is in no URL that is asked for. The value itself is looked for, whatever its parameter is called.",
		Reason:  "URLs are kept in histories, bookmarks and logs, are sent to other sites as Referer and are passed on by people. A session value in one of them is a login for all who read it.",
		Fails:   "A request after the login has the value of the session cookie in its URL.",
		Django:  "return redirect(\"dashboard\")  # Django never puts the session key into a URL; do not do it by hand for another host",
		Go:      "http.Redirect(w, r, \"/dashboard\", http.StatusSeeOther) // no ?sid=",
		Express: `res.redirect(303, "/dashboard") // no ?sid=`,
		Limits:  "Only the value as a whole, plain or percent-encoded, is found. The Referer is such a URL too, of the page before. Values of fewer than 16 octets are not looked for.",
	},
}

// shown is how many leaks a verdict shows.
const shown = 3

// tellable is the length in octets below which a value is not looked for in other text.
const tellable = 16

var places = map[string]string{"url": "URL", "referer": "Referer"}
