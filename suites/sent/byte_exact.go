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
		return check.Unknown(actual+"; it holds bytes that RFC 6265 does not allow and that the browser may report in two ways", evidence...)
	case readable < 0:
		return check.Unknown(actual+"; no script can have changed it: an answer that was not seen may have given a new one: to a worker, to another frame, or with an icon", evidence...).At(check.Low)
	case k.Secret():
		return check.Fail(fmt.Sprintf("the %d bytes that were set", first.Set.Line.Value.Octets), fmt.Sprintf("%s (%d bytes)", actual, first.Value.Octets), evidence...)
	}
	return check.Skip("a script of the page changed it, which is its right: "+actual, evidence...)
}
