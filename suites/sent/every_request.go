package sent

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// EveryRequest: "when the user agent makes an HTTP request, the user agent includes the applicable, non-expired cookies in
// the Cookie header field" (6265bis §4.1.2).
var EveryRequest = check.Check{
	ID:       "sent/every-request",
	Title:    "the cookie is sent with every request that it belongs to",
	Failure:  "the cookie is missing from a request that it belongs to",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2"), check.RFC6265bis("5.8.1"), check.RFC6265bis("5.8.3")},
	Needs:    recording.Visit | recording.Browse,
	Subjects: check.LiveCookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		due := toTarget(k, func(r *check.Request) bool { return r.Want == check.Must })
		if len(due) == 0 {
			return noneDue(c, k)
		}
		var missing, lost, withheld, taken []*check.Request
		for _, r := range due {
			switch {
			case r.Went:
				continue
			case len(r.Withheld) > 0:
				withheld = append(withheld, r)
			case hidden(k, r) || c.Crowded(k):
				lost = append(lost, r)
			default:
				taken = append(taken, r)
			}
			missing = append(missing, r)
		}
		actual := fmt.Sprintf("sent on %d of %d requests", len(due)-len(missing), len(due))
		switch {
		case len(lost) > 0:
			actual += "; missing on " + check.RequestLine(lost[0].Exchange)
			if c.Crowded(k) {
				actual += fmt.Sprintf("; the jar held %d cookies of the site or more, and Chrome pushes out the oldest", check.Roomy)
			}
			return check.Fail("sent on every request that matches its host, path and scheme", actual, append(shown(k, lost), arrived(k, due)...)...)
		case len(withheld) > 0:
			return puzzling(check.Unknown(fmt.Sprintf("%s; Chrome withheld it from %s (%s), where the specification would have it sent",
				actual, check.RequestLine(withheld[0].Exchange), strings.Join(withheld[0].Withheld, ", ")), shown(k, withheld)...), withheld)
		case len(taken) == len(due):
			return check.Skip("a script of the page took it away before "+check.RequestLine(taken[0].Exchange), shown(k, taken)...)
		case len(taken) > 0:
			due = slices.DeleteFunc(due, func(r *check.Request) bool { return !r.Went })
			return check.Pass(fmt.Sprintf("sent on %d of %d requests: %s; a script of the page took it away before %s",
				len(due), len(due), acts(due), check.RequestLine(taken[0].Exchange)), due[0].Shown(k))
		}
		return check.Pass(actual+": "+acts(due), due[0].Shown(k))
	},
}

// hidden tells whether scripts could not have removed the cookie that the request should carry.
func hidden(k *check.Cookie, r *check.Request) bool {
	if r.Set != nil {
		return r.Set.Parsed.HTTPOnly
	}
	return k.Hidden()
}

// arrived shows the first of the requests that carried k, if one did: what to compare the others with.
func arrived(k *check.Cookie, due []*check.Request) []check.Evidence {
	i := slices.IndexFunc(due, func(r *check.Request) bool { return r.Went })
	if i < 0 {
		return nil
	}
	return []check.Evidence{due[i].Shown(k)}
}

// puzzling weighs what Chrome withheld against the model: which site asked is for the browser to say, so that a matter of
// SameSite weighs less.
func puzzling(v check.Verdict, withheld []*check.Request) check.Verdict {
	for _, r := range withheld {
		if !check.BySite(r.Withheld) {
			return v
		}
	}
	return v.At(check.Medium)
}

// noneDue says why no request had to carry k.
func noneDue(c *check.Case, k *check.Cookie) check.Verdict {
	if went := toTarget(k, func(r *check.Request) bool { return r.Want == check.May }); len(went) > 0 {
		return check.Skip("no request matched for certain: each was on its way while the cookie came, changed or ended", shown(k, went)...)
	}
	if !visited(c, k) {
		return check.Skip("no visited page is within its path")
	}
	return check.Skip("no request was made to its host and path while it was there")
}

// visited tells whether a request to the target went to k's host and path.
func visited(c *check.Case, k *check.Cookie) bool {
	for i := range c.Scenes {
		if scene := &c.Scenes[i]; recording.OfTarget.Has(scene.Stage) && asked(k, scene, func(*url.URL) bool { return true }) {
			return true
		}
	}
	return false
}
