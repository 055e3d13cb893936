package set

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// SizeLimits: "If the sum of the lengths of the name string and the value string is more than 4096 octets, abort this
// algorithm and ignore the set-cookie-string entirely." "If the attribute-value is longer than 1024 octets, ignore the
// cookie-av string" (6265bis §5.6).
var SizeLimits = check.Check{
	ID:       "set/size-limits",
	Title:    "the cookie is small enough for every browser",
	Failure:  "the cookie is larger than browsers accept",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("5.6"), check.RFC6265bis("5.7"), check.ASVS("3.3.5")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := lines(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var large []*check.Setting
		var what string
		most := 0
		for _, l := range all {
			if excess := excessOf(l); excess != "" {
				large = append(large, l)
				what = excess
			}
			most = max(most, pairOctets(l))
		}
		if len(large) > 0 {
			return check.Fail("name and value of at most 4096 bytes together, each attribute's value of at most 1024",
				what+" on "+share(large, all), evidence(large)...)
		}
		return check.Pass(fmt.Sprintf("name and value have at most %d bytes together", most), evidence(all)...)
	},
}

// excessOf says what of a line is too large, or nothing.
func excessOf(s *check.Setting) string {
	if n := pairOctets(s); n > rfc6265.PairLimit {
		return fmt.Sprintf("name and value of %d bytes", n)
	}
	for _, a := range s.Parsed.Attributes {
		if len(a.Value) > rfc6265.AttributeLimit {
			return fmt.Sprintf("%s of %d bytes", strings.ToLower(clip(a.Name)), len(a.Value))
		}
	}
	return ""
}

func pairOctets(s *check.Setting) int { return len(s.Line.Name) + s.Line.Value.Octets }
