package html

import (
	"cmp"
	"fmt"
	"slices"

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

// Standing is what the finding means for the run.
func (f finding) Standing() string {
	switch {
	case f.Excuse != "":
		return "Accepted"
	case f.First.Gating:
		return "Fails the run"
	}
	return "Warning"
}

// Tone is the class of the finding's colour.
func (f finding) Tone() string {
	return map[string]string{"Accepted": "excused", "Fails the run": "fail", "Warning": "warn"}[f.Standing()]
}

// Subjects are what it was found on.
func (f finding) Subjects() (all []string) {
	for _, d := range f.Details {
		all = append(all, d.Subjects...)
	}
	return append(all, f.Rest...)
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
			f.Fixes = fixes(run, r)
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

// fixes are those of the framework where it is known: a page has room for all else.
func fixes(run reports.Run, r reports.Result) []reports.Fix {
	if run.Framework == "" {
		return r.Fix
	}
	return reports.FixesFor(run.Framework, r.Fix)
}

// group is the results of one check, those with one reason put together.
type group struct {
	ID, Title string
	Cases     []groupCase
}

// groupCase is one reason, and all subjects that have it.
type groupCase struct {
	Reason   string
	Subjects []string
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
		i, known := index[r.ID]
		if !known {
			i = len(all)
			index[r.ID] = i
			all = append(all, group{ID: r.ID, Title: r.Title})
		}
		reason := r.Actual
		if r.Reason != "" {
			reason = r.Because()
		}
		all[i].add(reason, line(labels[r.Subject]))
	}
	return all
}

func (g *group) add(reason, subject string) {
	for i := range g.Cases {
		if g.Cases[i].Reason == reason {
			g.Cases[i].Subjects = append(g.Cases[i].Subjects, subject)
			return
		}
	}
	g.Cases = append(g.Cases, groupCase{reason, []string{subject}})
}
