package entropy

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// longestID is the most bytes of an ID that servers give, with its signature.
const longestID = 512

// Unique: "Verify that if reference tokens are used to represent user sessions, they are unique" (ASVS 7.2.3).
var Unique = check.Check{
	ID:       "entropy/unique",
	Title:    "no two visitors are given the same session value",
	Failure:  "two visitors are given the same session value",
	Severity: check.Critical,
	Cites:    []check.Citation{check.ASVS("7.2.3"), check.WSTG("SESS-01")},
	Needs:    recording.Visit | recording.Samples,
	Subjects: func(c *check.Case) []*check.Subject {
		return append(check.Sessions(c), suspects(c)...)
	},
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		suspected := k.Role() == check.UnknownRole
		scene := c.Scene(recording.Samples)
		first := map[string]*recording.Exchange{}
		n, short := 0, false
		var last *recording.Exchange
		for i := range scene.Exchanges {
			e := &scene.Exchanges[i]
			line := gives(e, k)
			if line == nil {
				continue
			}
			n, last = n+1, e
			before := first[line.Value.Digest]
			first[line.Value.Digest] = e
			switch {
			case before == nil:
			case line.Value.Bits < least:
				short = true
			case c.Signed(k):
				return check.Skip("a value that holds its own proof may be the same for all who have not logged in", given(scene, before, k), given(scene, e, k))
			case suspected && line.Value.Octets > longestID:
				return check.Skip(fmt.Sprintf("a value of more than %d bytes that is the same for all visitors is content, not an ID", longestID), given(scene, before, k), given(scene, e, k))
			case suspected:
				return check.Unknown("it looks like a session ID, and two visitors who sent no cookie were given the same value: if it is one, declare `role: session`; if not, `role: preference`",
					given(scene, before, k), given(scene, e, k))
			default:
				return check.Fail("a value of its own for each visitor", "the same value for two visitors who sent no cookie", given(scene, before, k), given(scene, e, k))
			}
		}
		switch {
		case suspected:
			return check.Skip("it looks like a session ID, and no two visitors were given the same value").Advise("log in with --user, or declare its role")
		case short:
			return check.Skip(fmt.Sprintf("its values have fewer than %d bits, and were the same twice: see entropy/capacity", least))
		case n == 0:
			return check.Skip("visitors who have not logged in are not given it")
		case n == 1:
			return check.Unknown("one visitor alone was given it")
		}
		return check.Pass(fmt.Sprintf("%d values, no two of them the same", n), given(scene, last, k))
	},
}

// gives is the line of an answer to a request without cookies that gives k a value, or nil. Of several the last one counts.
func gives(e *recording.Exchange, k *check.Cookie) *recording.Line {
	if !e.Wire || len(e.Pairs) > 0 {
		return nil
	}
	for i := len(e.Lines) - 1; i >= 0; i-- {
		if l := &e.Lines[i]; l.Name == k.Key.Name && l.Value.Octets > 0 {
			return l
		}
	}
	return nil
}

// given is the evidence of the line that gives k a value.
func given(scene *recording.Scene, e *recording.Exchange, k *check.Cookie) check.Evidence {
	return check.AtExchange(scene, e, "Set-Cookie: "+gives(e, k).Text)
}

// suspects are the cookies that look like session IDs where no login showed what they are.
func suspects(c *check.Case) (all []*check.Subject) {
	for _, s := range c.Suspected() {
		all = append(all, &check.Subject{Kind: check.OfCookie, Cookie: s.Cookie})
	}
	return all
}
