package reports

import (
	"regexp"
	"slices"
)

// Normal returns r as every writer writes it: of this version, its times in UTC, its summary counted, its results with their
// fingerprints, no list nil, no password in a URL of the target. r itself is not changed.
func (r Run) Normal() Run {
	r.Version = Version
	r.Target, r.Landed = MaskPassword(r.Target), MaskPassword(r.Landed)
	r.Started, r.Ended = r.Started.UTC(), r.Ended.UTC()
	r.Summary = r.Count()
	r.Trouble, r.Warnings, r.Notes = list(r.Trouble), list(r.Warnings), list(r.Notes)
	r.Waivers = list(r.Waivers)
	r.Browser.Flags = list(r.Browser.Flags)
	r.Cookies = list(r.Cookies)
	r.NoSession = r.NoSession.normal()
	r.Activity = slices.Clone(list(r.Activity))
	for i := range r.Activity {
		r.Activity[i].Stages = list(r.Activity[i].Stages)
	}
	r.Results = slices.Clone(list(r.Results))
	for i := range r.Results {
		result := &r.Results[i]
		result.Expected, result.Fix = list(result.Expected), list(result.Fix)
		result.Cites, result.Evidence = list(result.Cites), list(result.Evidence)
		result.Fingerprint = r.Fingerprint(*result)
	}
	numbered(r.Results)
	r.Coverage = slices.Clone(list(r.Coverage))
	for i := range r.Coverage {
		document := &r.Coverage[i]
		document.Requirements = slices.Clone(list(document.Requirements))
		for j := range document.Requirements {
			document.Requirements[j].Checks = list(document.Requirements[j].Checks)
		}
	}
	r.Checks = slices.Clone(list(r.Checks))
	for i := range r.Checks {
		r.Checks[i].Fixes, r.Checks[i].Needs = list(r.Checks[i].Fixes), list(r.Checks[i].Needs)
	}
	r.Life = r.Life.normal()
	return r
}

// normal is l without a nil list.
func (l *Life) normal() *Life {
	if l == nil {
		return nil
	}
	n := Life{Stages: slices.Clone(list(l.Stages)), Lanes: slices.Clone(list(l.Lanes))}
	for i := range n.Stages {
		n.Stages[i].Marks = list(n.Stages[i].Marks)
	}
	for i := range n.Lanes {
		n.Lanes[i].Spans = slices.Clone(list(n.Lanes[i].Spans))
		for j := range n.Lanes[i].Spans {
			s := &n.Lanes[i].Spans[j]
			s.Withheld, s.Events = list(s.Withheld), list(s.Events)
		}
	}
	return &n
}

// list is s, or the empty list, which JSON writes as [] and not as null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

var password = regexp.MustCompile(`(://[^\s/?#@:]*:)[^\s/?#]*@`)

// MaskPassword hides the password of a URL with user information.
func MaskPassword(url string) string { return password.ReplaceAllString(url, "${1}[masked]@") }
