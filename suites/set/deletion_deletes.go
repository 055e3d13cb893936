package set

import (
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// DeletionDeletes: "The server will be successful in removing the cookie only if the Path and the Domain attribute in the
// Set-Cookie header field match the values used when the cookie was created." (6265bis §3.1)
var DeletionDeletes = check.Check{
	ID:       "set/deletion-deletes",
	Title:    "a cookie that is deleted is gone",
	Failure:  "a cookie that was deleted is still there",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("3.1"), check.RFC6265bis("4.1.2"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: func(c *check.Case) []*check.Subject {
		return check.CookiesWhere(func(k *check.Cookie) bool { return concerned(c, k) })(c)
	},
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var own []*check.Setting
		gone := false
		for _, r := range removals(c, k.Key.Name) {
			if v := r.survival(k); v != nil {
				return rewrite(c, k, *v)
			}
			if l := r.of(k); l != nil {
				own = append(own, l)
				gone = gone || l.Removed
			}
		}
		if gone {
			return check.Pass("neither in the jar nor in a navigation after it was deleted", evidence(own)...)
		}
		reason := "its deletions came when there was no such cookie to delete, so that none was seen to work"
		if other := elsewhere(c, k); other != nil {
			reason += "; the cookie of that name with " + scope(other.Key) + " did not come with the request, and may be meant for something else"
		}
		return check.Skip(reason, evidence(own)...)
	},
}

// elsewhere is a cookie of k's name that is stored with another Path or Domain, or nil.
func elsewhere(c *check.Case, k *check.Cookie) *check.Cookie {
	for _, other := range c.Cookies {
		if other != k && other.Key.Name == k.Key.Name && other.Live() {
			return other
		}
	}
	return nil
}

// rewrite weighs the failure by what the value that is left can do, and shows the deletion that fits the cookie.
func rewrite(c *check.Case, k *check.Cookie, v check.Verdict) check.Verdict {
	v.Fixes = deletionOf(k)
	if after := c.Probe(recording.Replay, recording.AfterOut); v.Outcome == check.Failed && k.Secret() && after != nil && after.Answer == recording.Out {
		v.Actual += "; its value opens nothing any more"
		return v.At(check.Low)
	}
	return v
}

// concerned tells whether a deletion's verdict belongs to k: to the cookie that survived it, else to the one that it names.
func concerned(c *check.Case, k *check.Cookie) bool {
	for _, r := range removals(c, k.Key.Name) {
		if r.survival(k) != nil {
			return true
		}
		survived := func(o *check.Cookie) bool { return o.Key.Name == k.Key.Name && r.survival(o) != nil }
		if r.of(k) != nil && !slices.ContainsFunc(c.Cookies, survived) {
			return true
		}
	}
	return false
}
