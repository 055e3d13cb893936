package restart

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// FreshProfileIsStranger: a session identifier is "a nonce" (6265bis §8.4); two browsers with the same one are one user.
var FreshProfileIsStranger = check.Check{
	ID:       "restart/fresh-profile-is-stranger",
	Title:    "another browser is given another value",
	Failure:  "another browser is given the same value",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("8.4"), check.ASVS("7.2.3"), check.WSTG("SESS-01")},
	Needs:    recording.Visit | recording.Fresh,
	Subjects: check.LiveCookies,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		if other, is := k.Other(check.Session, "csrf"); is {
			return other
		}
		mine, theirs := given(k, recording.First), given(k, recording.Fresh)
		if len(mine) == 0 || len(theirs) == 0 {
			return check.Skip("no answer gave it to both browsers")
		}
		var long *check.Setting
		for _, line := range theirs {
			if line.Line.Value.Bits < telling {
				continue
			}
			long = line
			first := same(line, mine)
			if first != nil && k.Role() == check.Session && c.Signed(k) {
				return check.Skip("a state that is signed may be the same for all who have not logged in: it names nobody", first.Shown(), line.Shown())
			}
			if first != nil {
				return check.Fail("a value of its own for each browser", "the same value for two browsers that know nothing of each other", first.Shown(), line.Shown())
			}
		}
		if long == nil {
			return check.Skip(fmt.Sprintf("its value has fewer than %d bits: two browsers could get the same by chance", telling))
		}
		return check.Pass("another value", mine[0].Shown(), long.Shown())
	},
}

// given are the lines that gave k a value in some parts.
func given(k *check.Cookie, parts recording.Stage) []*check.Setting {
	var lines []*check.Setting
	for i := range k.Settings {
		if s := &k.Settings[i]; parts.Has(s.Scene.Stage) && !s.Deletes && s.Line.Value.Octets > 0 {
			lines = append(lines, s)
		}
	}
	return lines
}

// same returns the first line with the value of another, or nil.
func same(as *check.Setting, lines []*check.Setting) *check.Setting {
	for _, line := range lines {
		if line.Line.Value.Digest == as.Line.Value.Digest {
			return line
		}
	}
	return nil
}
