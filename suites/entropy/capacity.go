package entropy

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Capacity: "Verify that if reference tokens are used to represent user sessions, they are unique and generated using a
// cryptographically secure pseudo-random number generator (CSPRNG) and possess at least 128 bits of entropy" (ASVS 7.2.3).
var Capacity = check.Check{
	ID:       "entropy/capacity",
	Title:    "the session value has room for enough chance",
	Failure:  "the session value is too short to be beyond guessing",
	Severity: check.High,
	Cites:    []check.Citation{check.ASVS("7.2.3"), check.ASVS("11.5.1"), check.WSTG("SESS-01"), check.CWE("331")},
	Needs:    recording.Visit,
	Reads:    recording.Samples,
	Subjects: check.Secrets,
	Judge: func(c *check.Case, s *check.Subject) check.Verdict {
		k := s.Cookie
		var bits float64
		var evidence check.Evidence
		if sample := likeness(c, k); sample != nil && told(sample) {
			bits, evidence = room(sample), shown(sample)
		} else if v := longest(c, k); v.Octets > 0 {
			bits, evidence = v.Bits, shownIn(k, v)
		} else {
			return check.Skip("no answer gave it a value")
		}
		seen := fmt.Sprintf("room for %.0f bits at most, whatever they are made of", bits)
		switch {
		case bits < least:
			return check.Fail(fmt.Sprintf("room for %d bits, better %d", least, wanted), seen, evidence)
		case bits < wanted:
			return check.Fail(fmt.Sprintf("room for %d bits", wanted), seen, evidence).At(check.Medium).UnderStrict()
		}
		return check.Pass(fmt.Sprintf("room for %.0f bits: an upper bound, which says nothing of how the value is made", bits), evidence)
	},
}

// longest is the value with the most room among those that k had where it carried the session: at the end of the login, else in any
// answer of the target.
func longest(c *check.Case, k *check.Cookie) (longest recording.Value) {
	if v := carried(c, k); v != nil {
		return v.Value
	}
	for i := range k.Settings {
		if s := &k.Settings[i]; !s.Deletes && s.Line.Value.Bits > longest.Bits {
			longest = s.Line.Value
		}
	}
	return longest
}
