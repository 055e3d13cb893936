package set

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SizeLimits: "If the sum of the lengths of the name string and the value string is more than 4096 octets, abort this
// algorithm and ignore the set-cookie-string entirely." "If the attribute-value is longer than 1024 octets, ignore the
// cookie-av string" (6265bis §5.6).
var SizeLimits = check.Check{
	ID:       "set/size-limits",
	Title:    "the cookie is small enough for every browser",
	Failure:  "the cookie is larger than browsers accept",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.6"), check.RFC6265bis("5.7"), check.ASVS("3.3.5")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := lines(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var large []*check.Setting
		var what string
		most := 0
		for _, l := range all {
			if excess := excessOf(l); excess != "" {
				large = append(large, l)
				what = excess
			}
			most = max(most, pairOctets(l))
		}
		if len(large) > 0 {
			return check.Fail("name and value of at most 4096 octets together, each attribute's value of at most 1024",
				what+" on "+share(large, all), evidence(large)...)
		}
		return check.Pass(fmt.Sprintf("name and value have at most %d octets together", most), evidence(all)...)
	},
	Explain: check.Explanation{
		Rule: `The name and the value of a cookie may have 4096 octets together: "If the sum of the lengths of the name string and the value string is more than 4096 octets, abort this algorithm and ignore the set-cookie-string entirely." The value of an attribute may have 1024 octets.`,
		Reason: "A browser drops a cookie that is too large without a word to the server or the user. What was to be remembered is lost, " +
			"and mostly for those users only whose data has grown. An attribute that is too long is ignored, and the cookie is kept without it.",
		Fails:   "A Set-Cookie line whose name and value have more than 4096 octets together, or an attribute value of more than 1024 octets.",
		Django:  `request.session["basket"] = basket  # and keep SESSION_ENGINE = "django.contrib.sessions.backends.db": signed_cookies puts all data into the cookie`,
		Go:      `http.SetCookie(w, &http.Cookie{Name: "id", Value: id}) // a key to data that the server keeps, not the data`,
		Express: "app.use(session({ store, secret })) // express-session keeps the data on the server; cookie-session puts all of it into the cookie",
		Limits:  "The octets are counted as they are on the wire, after percent-encoding or Base64. The number of cookies and the length of the whole Cookie header are not counted here.",
	},
}

// excessOf says what of a line is too large, or nothing.
func excessOf(s *check.Setting) string {
	if n := pairOctets(s); n > rfc6265.PairLimit {
		return fmt.Sprintf("name and value of %d octets", n)
	}
	for _, a := range s.Parsed.Attributes {
		if len(a.Value) > rfc6265.AttributeLimit {
			return fmt.Sprintf("%s of %d octets", strings.ToLower(clip(a.Name)), len(a.Value))
		}
	}
	return ""
}

func pairOctets(s *check.Setting) int { return len(s.Line.Name) + s.Line.Value.Octets }
