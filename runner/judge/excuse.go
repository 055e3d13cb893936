package judge

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
)

// Baseline is the results of an earlier run. Its findings are known, and do not block.
type Baseline struct {
	Path string // as given
	Run  reports.Run
}

// excuse marks the results that are waived or known: they do not block. One that could not be decided blocks nothing either,
// where its failure would not. What is the matter with a waiver is a warning of the run.
func excuse(run *reports.Run, catalogue check.Catalogue, o Options) {
	for _, w := range o.Waivers {
		w := waive(run, w)
		run.Waivers = append(run.Waivers, w)
		if problem := useless(*run, catalogue, w); problem != "" {
			run.Warnings = append(run.Warnings, problem)
		}
	}
	if o.Baseline == nil {
		return
	}
	run.Baseline = o.Baseline.Path
	if !run.SameHost(o.Baseline.Run) {
		run.Notes = append(run.Notes, fmt.Sprintf("the baseline %s is of %s", o.Baseline.Path, reports.MaskPassword(o.Baseline.Run.Target)))
	}
	known := o.Baseline.Run.Findings()
	for i := range run.Results {
		if r := &run.Results[i]; open(*r) && known[run.Fingerprint(*r)] {
			r.Known, r.Gating = true, false
		}
	}
}

// open tells whether a result is a finding, or could be one.
func open(r reports.Result) bool {
	return r.Failed() || r.Outcome == reports.Inconclusive
}

// waive marks what a waiver is about, unless it has ended, and returns it with the number of findings. The first of several
// waivers gives the reason.
func waive(run *reports.Run, w reports.Waiver) reports.Waiver {
	for i := range run.Results {
		r := &run.Results[i]
		if ended(*run, w) || !about(w, *r) || !open(*r) {
			continue
		}
		r.Waived, r.Gating = cmp.Or(r.Waived, &reports.Waived{Reason: w.Reason, Until: w.Until}), false
		if r.Failed() {
			w.Found++
		}
	}
	return w
}

// ended tells whether a waiver's last day was over when the run began.
func ended(run reports.Run, w reports.Waiver) bool {
	return w.Until != "" && run.Started.UTC().Format(time.DateOnly) > w.Until
}

func about(w reports.Waiver, r reports.Result) bool {
	return w.Check == r.ID && (w.Cookie == "" || r.Subject.Kind == string(check.OfCookie) && check.Glob(w.Cookie, r.Subject.Name))
}

// useless says what is the matter with a waiver: it has ended, or there is nothing to waive. Of the latter nothing is known
// where its check was left out or not decided, or the run is not whole.
func useless(run reports.Run, catalogue check.Catalogue, w reports.Waiver) string {
	name := "the waiver of " + w.Check
	if w.Cookie != "" {
		name += " for " + w.Cookie
	}
	if w.File != "" {
		name += fmt.Sprintf(" (%s:%d)", w.File, w.Line)
	}
	if ended(run, w) {
		return name + " ended on " + w.Until + ", and waives nothing: fix what it was for, or give it another date"
	}
	asked := slices.ContainsFunc(catalogue, func(c check.Check) bool { return c.ID == w.Check })
	undecided := slices.ContainsFunc(run.Results, func(r reports.Result) bool { return about(w, r) && r.Outcome == reports.Inconclusive })
	if w.Found > 0 || !asked || undecided || len(run.Trouble) > 0 {
		return ""
	}
	return name + " matches no finding: leave it out"
}
