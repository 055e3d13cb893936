package judge

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// coverage is what the findings say of the requirements of each document. The catalogue is that of the run; all is every check
// that there is.
func coverage(all, catalogue check.Catalogue, found []suites.Finding) []reports.Coverage {
	var list []reports.Coverage
	for _, document := range standard.Documents {
		c := reports.Coverage{Source: document.Name(), Title: document.Title}
		for _, r := range document.Requirements {
			c.Requirements = append(c.Requirements, covered(r, all, catalogue, found))
		}
		list = append(list, c)
	}
	return list
}

func covered(r standard.Requirement, all, catalogue check.Catalogue, found []suites.Finding) reports.Requirement {
	entry := reports.Requirement{ID: r.Section, Text: r.Text, Level: r.Level, URL: r.URL, Partly: r.Sight == standard.Part, Reason: r.Reason}
	if r.Sight == standard.Nothing {
		entry.State = reports.NotVerifiable
		return entry
	}
	for _, c := range all {
		if slices.Contains(c.Cites, r.Citation) {
			entry.Checks = append(entry.Checks, c.ID)
		}
	}
	run := 0
	for _, c := range catalogue {
		if slices.Contains(entry.Checks, c.ID) {
			run++
		}
	}
	came, passed := map[check.Outcome]int{}, map[string]bool{}
	for _, f := range found {
		if slices.Contains(entry.Checks, f.Check.ID) {
			came[f.Verdict.Outcome]++
			passed[f.Check.ID] = passed[f.Check.ID] || f.Verdict.Outcome == check.Passed
		}
	}
	deciders := r.Deciding()
	if deciders == nil {
		deciders = entry.Checks
	}
	var tried, untried []string
	for _, id := range deciders {
		if passed[id] {
			tried = append(tried, id)
		} else {
			untried = append(untried, id)
		}
	}
	entry.State = reports.NotVerified
	switch {
	case len(entry.Checks) == 0:
		entry.Reason = "there is no check of it"
	case came[check.Failed] > 0:
		entry.State = reports.Violated
	case run < len(entry.Checks):
		entry.Reason = "not all of its checks were run"
	case came[check.Undecided] > 0:
		entry.Reason = "not all of its checks could be decided"
	case len(tried) == 0 && came[check.Passed] == 0:
		entry.Reason = "none of its checks applied"
	case len(tried) == 0:
		entry.Reason = "nothing that decides it was tested: " + strings.Join(untried, ", ")
	case len(untried) > 0:
		entry.State = reports.Partly
		entry.Reason = "tested: " + strings.Join(tried, ", ") + "; not tested: " + strings.Join(untried, ", ")
	case r.Sight == standard.Part:
		entry.State = reports.Partly
		entry.Reason = "tested: " + strings.Join(tried, ", ") + "; the rest of it cannot be seen from outside, or has no check"
	default:
		entry.State = reports.Verified
	}
	return entry
}
