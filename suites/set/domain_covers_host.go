package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// DomainCoversHost: "The user agent will reject cookies unless the Domain attribute specifies a scope for the cookie that
// would include the origin server." (6265bis §4.1.2.3; §5.7 steps 8 to 10)
var DomainCoversHost = check.Check{
	ID:       "set/domain-covers-host",
	Title:    "the Domain of the cookie includes the host that sets it",
	Failure:  "the Domain of the cookie is not one that its host may set",
	Severity: check.High,
	Cites:    []check.Citation{check.RFC6265bis("4.1.2.3"), check.RFC6265bis("5.7")},
	Needs:    recording.Visit,
	Subjects: check.Cookies,
	Judge: func(_ *check.Case, s *check.Subject) check.Verdict {
		var scoped, foreign []*check.Setting
		all := read(s.Cookie)
		for _, l := range all {
			if domainOf(l) == "" {
				continue
			}
			scoped = append(scoped, l)
			if wrongDomain(l) != "" {
				foreign = append(foreign, l)
			}
		}
		switch {
		case len(all) == 0:
			return unset(s.Cookie)
		case len(scoped) == 0:
			return check.Skip("no line has a Domain")
		case len(foreign) > 0:
			first := foreign[0]
			return check.Fail("no Domain, or one that "+origin(first).Hostname()+" is in and that is not a public suffix",
				"Domain="+domainOf(first)+" on "+share(foreign, all)+": "+wrongDomain(first), evidence(foreign)...)
		}
		return check.Pass("Domain="+domainOf(scoped[0])+" includes "+origin(scoped[0]).Hostname(), evidence(scoped)...)
	},
}

// domainOf is the Domain of a line as it is written, the last that is not too long to count; empty: none.
func domainOf(s *check.Setting) string {
	var domain string
	for _, a := range s.Parsed.Attributes {
		if strings.EqualFold(a.Name, "Domain") && len(a.Value) <= rfc6265.AttributeLimit {
			domain = a.Value
		}
	}
	return clip(domain)
}

// wrongDomain says why a line's Domain is refused, or nothing.
func wrongDomain(s *check.Setting) string {
	switch {
	case s.Refusal != nil && slices.Contains([]string{"5.7(8)", "5.7(9)", "5.7(10)"}, s.Refusal.Step):
		return s.Refusal.Error()
	case slices.Contains(s.Line.Blocked, "InvalidDomain"):
		return "Chrome refused it as InvalidDomain"
	}
	return ""
}
