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
	Explain: check.Explanation{
		Rule:   "A browser that the server has never seen is given a value for its session and for its protection against forged requests that no other browser has.",
		Reason: "Two browsers with one session value are one user to the server: what one puts into the basket the other sees, and when one logs in both are. It happens when an answer with Set-Cookie is kept in a shared cache, when values are made of the time or an address, or when a value was written into the code.",
		Fails:  "An empty browser context that visits the same pages is given a value that the first browser was given too.",
		Django: "# Leave the value to the session middleware, and keep answers that set it out of shared caches:\nresponse[\"Cache-Control\"] = \"private, no-store\"",
		Go:     "id := rand.Text() // crypto/rand, at least 128 bits\nw.Header().Set(\"Cache-Control\", \"private, no-store\")",
		Limits: "Only session cookies (declared, or found by taking them away while logged in) and those declared as csrf are judged, and only values of 64 bits and more: others may agree by chance, or on purpose, and so may states that are signed. Two browsers show no more than that two values differ, not that they cannot be guessed.",
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
