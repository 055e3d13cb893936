package restart

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// PersistentSurvives: a cookie with Max-Age or Expires has its persistent-flag set (6265bis §5.7, step 6), and the end of a
// session removes only cookies that have not.
var PersistentSurvives = check.Check{
	ID:       "restart/persistent-survives",
	Title:    "the persistent cookie survives a restart of the browser",
	Failure:  "the persistent cookie does not survive a restart of the browser",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.7"), check.RFC6265bis("4.1.2.2")},
	Needs:    recording.Restart,
	Subjects: where(func(c *check.Case, k *check.Cookie) bool {
		return k.Declared != nil && k.Declared.Lifetime != nil || lasts(c, k)
	}),
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		before, after := beforeQuit(c, k), atStart(c, k, recording.Restart)
		switch {
		case after.jar == nil:
			return check.Unknown(notRead)
		case before.jar == nil:
			return check.Unknown("the jar was not read before the browser was quit")
		case before.entry == nil:
			return check.Skip(wasGone)
		case overBefore(end(k, before.entry), before, after):
			return tooShort(k)
		case after.entry == nil && before.entry.Expires == nil:
			return check.Fail(fmt.Sprintf("kept for %s, as declared", check.Span(k.Declared.Lifetime.Duration())),
				"gone from the jar: it was set without a lifetime", before.shown(k), after.shown(k))
		case after.entry == nil:
			return check.Fail("in the jar until "+before.entry.Expires.UTC().Format(time.RFC3339), "gone from the jar", before.shown(k), after.shown(k))
		}
		if setAgain(before.entry, after.entry) {
			return check.Unknown("it was set once more after the last look at the jar, so that nothing can be compared", before.shown(k), after.shown(k)).At(check.Medium)
		}
		if changes := differences(before.entry, after.entry); len(changes) > 0 {
			return check.Fail("in the jar as it was", "in the jar with another "+strings.Join(changes, ", "), before.shown(k), after.shown(k))
		}
		return sentAgain(c, k, after)
	},
}

// exact is how exact two times of Chrome's jar can be compared.
const exact = 2 * time.Second

// end is when k is over: as its entry says, or as it was declared.
func end(k *check.Cookie, entry *recording.Cookie) time.Time {
	if entry.Expires != nil {
		return *entry.Expires
	}
	stored := k.Stored()
	if k.Declared == nil || k.Declared.Lifetime == nil || stored == nil {
		return time.Time{}
	}
	return stored.Exchange.AnsweredAt.Add(k.Declared.Lifetime.Duration())
}

// setAgain tells that somebody set the cookie between two looks at it: no browser changes a value, or puts an end off, by
// itself.
func setAgain(before, after *recording.Cookie) bool {
	return before.Value.Digest != after.Value.Digest ||
		before.Expires != nil && after.Expires != nil && after.Expires.Sub(*before.Expires) > exact
}

// differences names what a cookie has lost.
func differences(before, after *recording.Cookie) []string {
	var names []string
	if before.Secure != after.Secure {
		names = append(names, "Secure flag")
	}
	if before.HTTPOnly != after.HTTPOnly {
		names = append(names, "HttpOnly flag")
	}
	if before.SameSite != after.SameSite {
		names = append(names, "SameSite")
	}
	switch {
	case (before.Expires == nil) != (after.Expires == nil):
		names = append(names, "lifetime")
	case before.Expires != nil && before.Expires.Sub(*after.Expires) > exact:
		names = append(names, "end")
	}
	return names
}

// sentAgain is the verdict on a cookie that is in the jar: it must go with the first request that it belongs to.
func sentAgain(c *check.Case, k *check.Cookie, after look) check.Verdict {
	for i := range k.Requests {
		r := &k.Requests[i]
		if r.Scene != after.scene || r.Want != check.Must {
			continue
		}
		first := r.Exchange.ID == after.scene.Exchanges[0].ID
		switch {
		case r.Went:
			return check.Pass("in the jar as it was, and sent with "+check.RequestLine(r.Exchange), after.shown(k), r.Shown(k))
		case len(r.Withheld) == 0 && (first || k.Hidden() || c.Crowded(k)):
			return check.Fail("sent with the first request that it belongs to", "in the jar as it was, but not sent with "+check.RequestLine(r.Exchange), after.shown(k), r.Shown(k))
		case len(r.Withheld) == 0:
			return check.Pass("in the jar as it was; a script of the page took it away before "+check.RequestLine(r.Exchange), after.shown(k), r.Shown(k))
		}
		return check.Unknown("in the jar as it was; Chrome withheld it from "+check.RequestLine(r.Exchange), after.shown(k), r.Shown(k)).At(check.Medium)
	}
	answered := func(e recording.Exchange) bool { return e.Answered > 0 }
	if !slices.ContainsFunc(after.scene.Exchanges, answered) {
		return check.Unknown("in the jar as it was; no page could be opened after the restart", after.shown(k))
	}
	return check.Pass("in the jar as it was; no request that it belongs to was made", after.shown(k))
}
