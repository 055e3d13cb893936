package sent

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// ByteExact: "The cookie-pair contains the cookie-name and cookie-value the user agent received in the Set-Cookie header
// field" (6265bis §4.2.2).
var ByteExact = check.Check{
	ID:       "sent/byte-exact",
	Title:    "the value that is sent is the value that was set",
	Failure:  "the value that is sent is not the value that was set",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("4.2.2"), check.RFC6265bis("5.6"), check.RFC6265bis("5.8.3")},
	Needs:    recording.Visit | recording.Browse,
	Subjects: check.LiveCookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		compared := toTarget(k, func(r *check.Request) bool { return r.Went && r.Set != nil })
		if len(compared) == 0 {
			return check.Skip("no request carried a value that a recorded answer had set")
		}
		var other []*check.Request
		for _, r := range compared {
			if r.Value.Digest != r.Set.Line.Value.Digest && !overtaken(k, r) {
				other = append(other, r)
			}
		}
		if len(other) == 0 {
			return check.Pass(fmt.Sprintf("unchanged on %d of %d requests", len(compared), len(compared)), compared[0].Set.Shown(), compared[0].Shown(k))
		}
		return changed(k, compared, other)
	},
	Explain: check.Explanation{
		Rule:   "The Cookie header carries the value octet for octet as the Set-Cookie line had it: double quotes are part of it, percent signs are not decoded, nothing is escaped. Only blanks around it are cut off.",
		Reason: "A server that signs, encrypts or looks up what it set cannot recognise a value that came back otherwise. It sees a forgery or a stranger, and logs the user out.",
		Fails: "The browser sent the session cookie, which is not HttpOnly, with another value than the last Set-Cookie line gave it. " +
			"As browsers do not change values, a script of the page did: a session cookie that scripts can write can be fixed by an attacker as well.",
		Django: "SESSION_COOKIE_HTTPONLY = True  # the default\nresponse.set_cookie(\"data\", urllib.parse.quote(text))  # values with blanks, commas or umlauts: encode them yourself",
		Go:     `http.SetCookie(w, &http.Cookie{Name: "id", Value: url.QueryEscape(text), HttpOnly: true}) // net/http drops octets that are not allowed`,
		Limits: "Values are compared by keyed digests. A cookie whose role is not session may be changed by scripts: then the check does not apply. An HttpOnly cookie that differs was set by an answer that was not seen, to a worker for instance, or with the icon of a page that was left at once: that is inconclusive. " +
			"Octets beyond ASCII may be told differently by the browser's two observers; a difference there is inconclusive.",
	},
}

// overtaking is how long a busy browser may go on sending the value that an answer has just replaced.
const overtaking = time.Second

// overtaken tells whether a request carries, as it was set, the value of another line than the last one that may still have been, or
// already have been, in the jar: a cookie that each answer renews, asked for by several requests at once.
func overtaken(k *check.Cookie, r *check.Request) bool {
	fresh := r.Exchange.BeganAt.Sub(r.Set.Exchange.AnsweredAt) <= overtaking
	return slices.ContainsFunc(k.Settings, func(s check.Setting) bool {
		earlier := s.Scene == r.Scene && s.Exchange.Answered < r.Set.Exchange.Answered
		return s.Line.Value.Digest == r.Value.Digest && (earlier && fresh || s.Interferes(r))
	})
}

// changed is the verdict on a value that came back otherwise. Of a cookie that scripts cannot write another answer gave it,
// which a worker or another frame may have asked for.
func changed(k *check.Cookie, compared, other []*check.Request) check.Verdict {
	first := other[0]
	readable := slices.IndexFunc(other, func(r *check.Request) bool { return !hidden(k, r) })
	if readable >= 0 {
		first = other[readable]
	}
	actual := fmt.Sprintf("another value on %d of %d requests, first on %s", len(other), len(compared), check.RequestLine(first.Exchange))
	evidence := []check.Evidence{first.Set.Shown(), first.Shown(k)}
	switch {
	case strings.Contains(first.Set.Line.Value.Classes, "!"):
		return check.Unknown(actual+"; it holds octets that RFC 6265 does not allow and that the browser may report in two ways", evidence...)
	case readable < 0:
		return check.Unknown(actual+"; no script can have changed it: an answer that was not seen may have given a new one: to a worker, to another frame, or with an icon", evidence...).At(check.Low)
	case k.Secret():
		return check.Fail(fmt.Sprintf("the %d octets that were set", first.Set.Line.Value.Octets), fmt.Sprintf("%s (%d octets)", actual, first.Value.Octets), evidence...)
	}
	return check.Skip("a script of the page changed it, which is its right: "+actual, evidence...)
}
