package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Grammar: "Servers conforming to this profile MUST NOT send Set-Cookie header fields that deviate from the following
// grammar" (6265bis §4.1.1). The grammar itself is in syntax.go.
var Grammar = check.Check{
	ID:       "set/grammar",
	Title:    "the line follows the grammar for servers",
	Failure:  "the line deviates from the grammar for servers",
	Severity: check.Low,
	Cites:    []check.Citation{check.RFC6265bis("4.1.1"), check.RFC9110("5.6.2"), check.RFC9110("5.6.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		all := lines(s.Cookie)
		if len(all) == 0 {
			return unset(s.Cookie)
		}
		var odd []*check.Setting
		var want, got []string
		severity := check.Low
		for _, l := range all {
			found := deviations(l.Line.Text)
			if len(found) > 0 {
				odd = append(odd, l)
			}
			for _, d := range found {
				severity = max(severity, d.severity)
				if !slices.Contains(got, d.got) {
					got = append(got, d.got)
				}
				if !slices.Contains(want, d.want) {
					want = append(want, d.want)
				}
			}
		}
		if len(odd) == 0 {
			return check.Pass("no deviation on "+share(all, all), evidence(all)...)
		}
		return check.Fail(strings.Join(want, "; "), strings.Join(got, "; ")+"; on "+share(odd, all), evidence(odd)...).At(severity)
	},
}
