package set

import (
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// OneLinePerCookie: "Servers MUST NOT include more than one Set-Cookie header field in the same response with the same
// cookie-name." (6265bis §4.1.1)
var OneLinePerCookie = check.Check{
	ID:       "set/one-line-per-cookie",
	Title:    "no answer sets the cookie twice",
	Failure:  "an answer sets the cookie more than once",
	Severity: check.Medium,
	Cites:    []check.Citation{check.RFC6265bis("4.1.1")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		own := lines(s.Cookie)
		if lost := undone(s.Cookie); lost != nil {
			return check.Fail("one header for each name in an answer", "the answer sets the cookie and then deletes it, so that it is never there", show(lost[0]), show(lost[1]))
		}
		if len(own) == 0 {
			return unset(s.Cookie)
		}
		together := map[*recording.Exchange][]*check.Setting{}
		for _, k := range c.Cookies {
			if k.Key.Name == s.Cookie.Key.Name {
				for _, l := range lines(k) {
					together[l.Exchange] = append(together[l.Exchange], l)
				}
			}
		}
		var first []*check.Setting
		answers, twice := 0, 0
		seen := map[*recording.Exchange]bool{}
		for _, l := range own {
			if seen[l.Exchange] {
				continue
			}
			seen[l.Exchange] = true
			answers++
			if len(together[l.Exchange]) > 1 {
				twice++
				if first == nil {
					first = together[l.Exchange]
				}
			}
		}
		if twice == 0 {
			return check.Pass(fmt.Sprintf("one line that sets it in each of %d answers", answers), evidence(own)...)
		}
		if other := namesake(c, s.Cookie); other != nil && slices.ContainsFunc(lines(other), func(l *check.Setting) bool { return l.Exchange == first[0].Exchange }) {
			return check.Skip("said of the other cookie of this name: " + other.Name())
		}
		var shown []check.Evidence
		for _, l := range first {
			shown = append(shown, show(l))
		}
		failed := check.Fail("one line for each name in an answer, deletions aside",
			fmt.Sprintf("%d lines of this name in one answer; so in %d of %d answers", len(first), twice, answers), shown...)
		if apart(first) {
			failed.Actual += "; their Path or Domain differ, so that the browser keeps them as different cookies"
			return failed.At(check.Low)
		}
		return failed
	},
}

// undone are a header that sets k and the last one of the same answer, which deletes it, or nil.
func undone(k *check.Cookie) []*check.Setting {
	all := where(k, func(s *check.Setting) bool { return s.Refusal == nil && len(s.Line.Blocked) == 0 })
	for i, s := range all {
		last := i == len(all)-1 || all[i+1].Exchange != s.Exchange
		if i > 0 && last && deletes(k, s) && !deletes(k, all[i-1]) && s.Exchange == all[i-1].Exchange {
			return []*check.Setting{all[i-1], s}
		}
	}
	return nil
}

// apart tells whether headers are for as many different cookies.
func apart(all []*check.Setting) bool {
	seen := map[rfc6265.Key]bool{}
	for _, s := range all {
		seen[s.Cookie.Key()] = true
	}
	return len(seen) == len(all)
}

// namesake is the first cookie of k's name, or nil where that is k itself.
func namesake(c *check.Case, k *check.Cookie) *check.Cookie {
	for _, other := range c.Cookies {
		if other.Key.Name == k.Key.Name {
			if other == k {
				return nil
			}
			return other
		}
	}
	return nil
}
