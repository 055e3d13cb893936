package html

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// finding is a check that failed, with all that it failed on.
type finding struct {
	Anchor  string         // such as finding-1, of F-01
	First   reports.Result // what is the same for all
	Weight  string         // why its severity is what it is
	Curl    string         // the command that asks for the headers again; empty: no header shows it
	Check   reports.Check
	Again   string // the command that runs just this check
	Fixes   []reports.Fix
	Details []detail
	Rest    []string // subjects whose details would be too many
	Excuse  string   // why it is accepted; empty: it is not
}

// detail is one way in which it failed.
type detail struct {
	Subjects []string
	reports.Result
}

// mostDetails is in how many ways a check can fail that are each shown.
const mostDetails = 8

// findings are the checks that failed, by their numbers; apart from them those that are accepted.
func findings(run reports.Run, labels map[reports.Subject]string) (open, excused []finding) {
	index := map[string]*finding{}
	var order []*finding
	for _, r := range run.Results {
		if r.Outcome != reports.Fail {
			continue
		}
		key := fmt.Sprint(r.ID, r.Gating, r.Excuse())
		f := index[key]
		if f == nil {
			f = &finding{First: r, Check: run.Check(r.ID), Again: run.Again(r.ID), Excuse: r.Excuse()}
			f.Fixes = fixes(f.Check, r)
			index[key] = f
			order = append(order, f)
		}
		f.add(r, labels)
	}
	slices.SortStableFunc(order, func(a, b *finding) int { return reports.ByNumber(a.First, b.First) })
	for i, f := range order {
		f.Anchor, f.Weight = fmt.Sprintf("finding-%d", i+1), run.Weight(f.First)
		if f.Excuse == "" {
			open = append(open, *f)
		} else {
			excused = append(excused, *f)
		}
	}
	return open, excused
}

// add enters a result: with another that failed in the same way, where there is one.
func (f *finding) add(r reports.Result, labels map[reports.Subject]string) {
	name := line(labels[r.Subject])
	f.Curl = cmp.Or(f.Curl, r.Curl)
	if reports.Rank(r.Severity) > reports.Rank(f.First.Severity) {
		f.First = r
	}
	for i := range f.Details {
		if d := &f.Details[i]; d.Actual == r.Actual && slices.Equal(d.Expected, r.Expected) && len(d.Evidence) == len(r.Evidence) && d.Severity == r.Severity {
			d.Subjects = append(d.Subjects, name)
			return
		}
	}
	if len(f.Details) == mostDetails {
		f.Rest = append(f.Rest, name)
		return
	}
	f.Details = append(f.Details, detail{[]string{name}, r})
}

// fixes are the lines to write. A run of an older version has them in its results alone.
func fixes(c reports.Check, r reports.Result) []reports.Fix {
	if len(c.Fixes) > 0 && !r.Fitted {
		return c.Fixes
	}
	var all []reports.Fix
	for _, text := range r.Fix {
		in, rest, ok := strings.Cut(text, ": ")
		if !ok {
			in, rest = "", text
		}
		all = append(all, reports.Fix{In: in, Lines: rest})
	}
	return all
}

// group is results of one check with one reason.
type group struct {
	ID, Title, Reason, Severity string
	Gating                      bool
	Subjects                    []string
}

// namedGroups are the rows of a table, and its name.
type namedGroups struct {
	Name   string
	Groups []group
}

// groups are the results of an outcome, in the order of the run.
func groups(run reports.Run, labels map[reports.Subject]string, outcome string) (all []group) {
	index := map[string]int{}
	for _, r := range run.Results {
		if r.Outcome != outcome {
			continue
		}
		reason := cmp.Or(r.Reason, r.Actual)
		key := fmt.Sprint(r.ID, "\n", reason, "\n", r.Gating)
		i, ok := index[key]
		if !ok {
			i = len(all)
			index[key] = i
			all = append(all, group{ID: r.ID, Title: r.Title, Reason: reason, Severity: r.Severity, Gating: r.Gating})
		}
		all[i].Subjects = append(all[i].Subjects, line(labels[r.Subject]))
	}
	return all
}
