package set

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Stored: "All other Set-Cookie header fields SHOULD be processed" (6265bis §5.3), and what no step of §5.6 and §5.7 refuses
// is inserted into the cookie store.
var Stored = check.Check{
	ID:       "set/stored",
	Title:    "the browser stores the cookie",
	Failure:  "the browser does not store the cookie",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.3"), check.RFC6265bis("5.6"), check.RFC6265bis("5.7"), check.CHIPS()},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := lines(k)
		if len(all) == 0 {
			return unset(k)
		}
		var lost, withheld []*check.Setting
		var why []string
		for _, l := range all {
			if reason := lossOf(c, k, l); reason != "" {
				lost = append(lost, l)
				if !slices.Contains(why, reason) {
					why = append(why, reason)
				}
			} else if len(l.Line.Blocked) > 0 {
				withheld = append(withheld, l)
			}
		}
		switch {
		case len(lost) > 0:
			if brokeLogin(c, lost) {
				return check.Fail("every line is stored", share(lost, all)+" lost: "+strings.Join(why, "; ")+"; the login set it, and did not work", evidence(lost)...).At(check.High)
			}
			return weigh(k, check.Fail("every line is stored", share(lost, all)+" lost: "+strings.Join(why, "; "), evidence(lost)...))
		case len(withheld) > 0:
			return weigh(k, check.Unknown("the browser is set up to block it: "+strings.Join(withheld[0].Line.Blocked, ", "), evidence(withheld)...))
		}
		if at := sighting(c, k); at != nil {
			return check.Pass("it was in the browser after it was set", *at)
		}
		return unseen(c, k, all)
	},
}

// brokeLogin tells whether a login that did not work had set one of the lines that were lost: then it is as severe as for a session
// cookie, which it may be.
func brokeLogin(c *check.Case, lost []*check.Setting) bool {
	login := c.Scene(recording.Login)
	return login != nil && login.State == recording.Failed && slices.ContainsFunc(lost, func(s *check.Setting) bool {
		return s.Scene == login && s.Exchange.Act == recording.LoggingIn
	})
}

// lossOf says why a line is not in the jar by the server's fault, or nothing.
func lossOf(c *check.Case, k *check.Cookie, s *check.Setting) string {
	fault := func(reason string) bool { return !check.Policy([]string{reason}) }
	switch {
	case len(s.Line.Blocked) > 0 && !slices.ContainsFunc(s.Line.Blocked, fault):
		return ""
	case len(s.Line.Blocked) > 0:
		reason := "Chrome refused it: " + strings.Join(s.Line.Blocked, ", ")
		if s.Refusal != nil {
			reason += "; " + s.Refusal.Error()
		}
		return reason
	case deadOnArrival(k, s):
		return overOnArrival(s)
	case s.Refusal != nil && !keptAnyway(c, s):
		return "lost in silence: " + s.Refusal.Error()
	}
	return ""
}

// overOnArrival says why a cookie was deleted by the header that was to set it.
func overOnArrival(s *check.Setting) string {
	switch {
	case s.Parsed.MaxAge != nil && *s.Parsed.MaxAge < 0:
		return "it is deleted on arrival, though it has a value: its Max-Age is negative"
	case s.Parsed.MaxAge != nil:
		return "it is deleted on arrival, though it has a value: its Max-Age is 0"
	case s.Parsed.Expires.After(s.Exchange.AnsweredAt):
		ahead := s.Parsed.Expires.Sub(s.Cookie.Expiry).Round(time.Second)
		return fmt.Sprintf("it was over on arrival, because the server's Date is %s ahead and Chrome moves Expires by that", ahead)
	}
	return fmt.Sprintf("it expired on arrival, though it has a value: its Expires is %s before the answer came, as where the server's clock is slow", s.Exchange.AnsweredAt.Sub(s.Cookie.Expiry).Round(time.Second))
}

// keptAnyway tells that Chrome has what the model refuses: a jar holds its name and value, and no other line put them there.
func keptAnyway(c *check.Case, s *check.Setting) bool {
	for _, k := range c.Cookies {
		if k.Key.Name == s.Line.Name && slices.ContainsFunc(k.Settings, func(o check.Setting) bool {
			return accepted(&o) && o.Line.Value.Digest == s.Line.Value.Digest
		}) {
			return false
		}
	}
	return find(c, func(in *recording.Cookie) bool {
		return in.Name == s.Line.Name && in.Value.Digest == s.Line.Value.Digest
	}) != nil
}

// unseen is the verdict on a cookie that should be there and never was.
func unseen(c *check.Case, k *check.Cookie, all []*check.Setting) check.Verdict {
	missed := chance(k, all)
	switch {
	case missed == nil:
		return check.Skip("nothing shows whether it was stored: it was deleted again, or over, before the jar was read", evidence(all)...)
	case c.Crowded(k):
		return weigh(k, check.Fail(fmt.Sprintf("fewer than %d cookies of the site", check.Roomy),
			fmt.Sprintf("pushed out of the jar, which held %d cookies of %s or more", check.Roomy, rfc6265.Site(k.Key.Domain)), append(evidence(all), *missed)...))
	case k.Hidden():
		return weigh(k, check.Fail("every line is stored", "in no jar and no request, though no script can remove it", append(evidence(all), *missed)...))
	}
	return weigh(k, check.Unknown("it was set and never seen: a script of the page may have removed it", append(evidence(all), *missed)...))
}
