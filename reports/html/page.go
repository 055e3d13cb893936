package html

import (
	"fmt"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// page is a run as the templates read it.
type page struct {
	reports.Run
	opening
	Counts   []count
	Sections []section
	Life     *picture
	Words    []laneWords
	All      []finding // open and excused
	Findings []finding // those that block first
	Excused  []finding // waived, or known from a baseline
	Open     []group   // inconclusive
	Gaps     []gap
	Passed   []group
	Skipped  []group
	Matrix   matrix
	Shots    []shot
	Did      []reports.ActivityLine
}

// count is one of the numbers at the top.
type count struct {
	Name, Tone string
	N          int
}

// section is a place in the page.
type section struct{ ID, Name string }

func newPage(run reports.Run) page {
	labels := reports.Labels(run.Results)
	p := page{Run: run, opening: newOpening(answer(run))}
	p.Counts = counts(run.Summary)
	p.Findings, p.Excused = findings(run, labels)
	p.All = slices.Concat(p.Findings, p.Excused)
	p.Gaps = gaps(run.Coverage)
	p.Open = groups(run, labels, reports.Inconclusive)
	p.Passed = groups(run, labels, reports.Pass)
	p.Skipped = groups(run, labels, reports.NotApplicable)
	p.Matrix = newMatrix(run, labels, p.Findings, p.Excused)
	p.Shots = shots(run.Pictures)
	p.Did = run.ActivitySum()
	if run.Life != nil && len(run.Life.Lanes) > 0 {
		p.Life = draw(run)
		p.Words = tell(run)
	}
	for _, s := range []struct {
		section
		there bool
	}{
		{section{"overview", "Findings"}, len(p.All) > 0},
		{section{"untested", "What was not tested"}, len(p.Open)+len(p.Gaps) > 0},
		{section{"findings", "Findings in detail"}, len(p.Findings) > 0},
		{section{"excused", "Accepted findings"}, len(p.Excused) > 0},
		{section{"life", "The life of the cookies"}, p.Life != nil},
		{section{"pictures", "The login"}, len(p.Shots) > 0},
		{section{"cookies", "Cookies"}, len(run.Cookies) > 0},
		{section{"matrix", "Checks and cookies"}, len(p.Matrix.Areas) > 0},
		{section{"standards", "Standards"}, len(run.Coverage) > 0},
		{section{"activity", "What this audit did to the site"}, len(p.Did) > 0},
		{section{"run", "The run"}, true},
		{section{"skipped", "Did not apply"}, len(p.Skipped) > 0},
		{section{"passed", "Passed"}, len(p.Passed) > 0},
	} {
		if s.there {
			p.Sections = append(p.Sections, s.section)
		}
	}
	return p
}

func counts(s reports.Summary) (all []count) {
	for _, c := range []count{
		{"failed", "fail", s.Fail}, {"warnings", "warn", s.Warning}, {"inconclusive", "open", s.Inconclusive}, {"waived", "none", s.Waived}, {"known", "none", s.Known}, {"passed", "pass", s.Pass}, {"did not apply", "none", s.NotApplicable},
	} {
		if c.N > 0 || c.Name == "failed" || c.Name == "passed" {
			all = append(all, c)
		}
	}
	return all
}

// Has tells whether the page has a section.
func (p page) Has(id string) bool {
	for _, s := range p.Sections {
		if s.ID == id {
			return true
		}
	}
	return false
}

// Took is how long the run took.
func (p page) Took() string { return fmt.Sprintf("%.1f s", p.Timings.Wall) }

// timeOfDay is one to the millisecond, UTC; empty: it is not known.
func timeOfDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("15:04:05.000")
}

// moment writes a time of day to the second, a number of seconds after another.
func moment(from time.Time, seconds float64) string {
	return from.Add(time.Duration(seconds * float64(time.Second))).UTC().Format("15:04:05")
}
