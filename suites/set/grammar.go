package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Grammar: "Servers conforming to this profile MUST NOT send Set-Cookie header fields that deviate from the following
// grammar" (6265bis §4.1.1). The grammar itself is in syntax.go.
var Grammar = check.Check{
	ID:       "set/grammar",
	Title:    "the line follows the grammar for servers",
	Failure:  "the line deviates from the grammar for servers",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("4.1.1"), check.RFC9110("5.6.2"), check.RFC9110("5.6.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := lines(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var odd []*check.Setting
		var want, got []string
		severity := check.Low
		for _, l := range all {
			found := deviations(l.Line.Text)
			if len(found) > 0 {
				odd = append(odd, l)
			}
			for _, d := range found {
				severity = max(severity, d.severity)
				if !slices.Contains(got, d.got) {
					got = append(got, d.got)
				}
				if !slices.Contains(want, d.want) {
					want = append(want, d.want)
				}
			}
		}
		if len(odd) == 0 {
			return check.Pass("no deviation on "+share(all, all), evidence(all)...)
		}
		return check.Fail(strings.Join(want, "; "), strings.Join(got, "; ")+"; on "+share(odd, all), evidence(odd)...).At(severity)
	},
	Explain: check.Explanation{
		Rule: `"Servers conforming to this profile MUST NOT send Set-Cookie header fields that deviate from the following grammar": the name is a token; the value has no blanks, quotes, commas, semicolons, backslashes, control characters or octets beyond ASCII, but may stand in a pair of quotes; ` +
			"Expires is a date like Sun, 06 Nov 1994 08:49:37 GMT; Max-Age is digits; SameSite is Strict, Lax or None; no attribute comes twice; no cookie is without a name.",
		Reason: "Browsers accept far more than the grammar allows, but each a little more or less, and other clients, proxies and server libraries draw the line elsewhere. What follows the grammar is understood by all of them. " +
			"A cookie without a name is sent back without \"=\", and the next server may read its value as a name. A misspelt SameSite protects nothing.",
		Fails:   "Any of these on any line that sets the cookie. The severity is low, because browsers cope; medium for a cookie without a name and for a SameSite that means nothing.",
		Django:  "response.set_cookie(\"note\", urllib.parse.quote(\"a text, with blanks\"))",
		Go:      `http.SetCookie(w, &http.Cookie{Name: "note", Value: url.QueryEscape("a text, with blanks")})`,
		Express: `res.cookie("note", "a text, with blanks") // encoded by itself, unless the option encode says otherwise`,
		Any:     "Set-Cookie: note=a%20text%2C%20with%20blanks",
		Limits: "Legal, and not reported: attributes that no specification knows, attribute names in any case, blanks around \"=\", quotes around the whole value, a dot at the start of Domain (browsers ignore it), any path. " +
			"Chrome stores most of what is reported here; it refuses control characters, the tab too, which the specification tolerates. Deletions are not judged.",
	},
}
