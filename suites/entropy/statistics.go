package entropy

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// enough is how many values say something about how they are made; with fewer, chance says as much.
const enough = 100

// Statistics: the session id "must be random (unpredictable)" (WSTG SESS-01): of the next value not more is known than of any.
var Statistics = check.Check{
	ID:       "entropy/statistics",
	Title:    "the sample does not show how to foresee a session value",
	Failure:  "the sample shows how to foresee most of a session value",
	Severity: check.Medium,
	Cites:    []check.Citation{check.WSTG("SESS-01"), check.ASVS("7.2.3"), check.CWE("331")},
	Needs:    recording.Visit | recording.Samples,
	Subjects: check.Sessions,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		all := sampled(c, k)
		sample := likeness(c, k)
		switch {
		case all == nil:
			return check.Skip("visitors who have not logged in are not given it")
		case sample == nil:
			return check.Skip("visitors who have not logged in are given another kind of value than a login, or all the same", shown(all))
		case sample.Values < enough:
			return check.Skip(fmt.Sprintf("%s say nothing: it takes %d", check.Count(sample.Values, "value"), enough), shown(sample)).Advise("raise --samples where the site bears it")
		case room(sample) < least:
			return check.Skip(fmt.Sprintf("it has no room for %d bits anyway: see entropy/capacity", least), shown(sample))
		}
		bits := unforeseen(sample)
		if bits < least {
			return check.Fail(fmt.Sprintf("values of which %d bits cannot be foreseen", least),
				fmt.Sprintf("of %.0f bits no more than %.0f cannot be foreseen from the values before: the other characters stay or step as they did", room(sample), bits), shown(sample))
		}
		return check.Pass(fmt.Sprintf("no character of %d values gives away enough", sample.Values), shown(sample))
	},
}
