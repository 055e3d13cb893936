package html

import (
	"fmt"
	"io"
	"slices"

	"github.com/cookiespec/cookiespec/reports"
)

// difference is a comparison of two runs as its template reads it.
type difference struct {
	opening
	Runs   []reports.Run // the earlier and the later
	Counts []count
	New    []finding
	Groups []differenceGroup
	Exit   int
}

// differenceGroup is findings of which the same became.
type differenceGroup struct {
	ID, Name, Note string
	Findings       []finding
}

// WriteDifference writes what became of the findings of an earlier run in a later one; exit is the exit code that it comes to.
func WriteDifference(w io.Writer, earlier, later reports.Run, exit int) error {
	earlier, later = earlier.Normal(), later.Normal()
	d := later.Since(earlier)
	page := difference{Runs: []reports.Run{earlier, later}, Exit: exit}
	page.opening = newOpening(changed(d, later), tones[exit])
	page.Counts = []count{{"new", "fail", len(d.New)}, {"fixed", "pass", len(d.Fixed)}, {"no longer tested", "open", len(d.Untested)}, {"unchanged", "none", len(d.Remaining)}}
	page.New = failed(later, d.New, "new")
	for _, g := range []struct {
		of      reports.Run
		results []reports.Result
		group   differenceGroup
	}{
		{earlier, d.Fixed, differenceGroup{ID: "fixed", Name: "Fixed", Note: "What failed then passes now, or its cookie does not come any more. The numbers are those of the earlier run."}},
		{earlier, d.Untested, differenceGroup{ID: "untested", Name: "No longer tested", Note: "The later run left these out, could not determine them, or did not apply them to a cookie that is still there. They do not count as fixed. The numbers are those of the earlier run."}},
		{later, d.Remaining, differenceGroup{ID: "unchanged", Name: "Unchanged", Note: "Both runs have these. The numbers are those of the later run."}},
	} {
		g.group.Findings = failed(g.of, g.results, g.group.ID)
		if len(g.group.Findings) > 0 {
			page.Groups = append(page.Groups, g.group)
		}
	}
	return execute(w, "difference.html", page, "the comparison")
}

// tones are those of exit codes.
var tones = map[int]string{0: "pass", 1: "fail", 3: "open"}

// failed are results as findings, whatever became of them, each with an anchor of its own on the page.
func failed(run reports.Run, results []reports.Result, group string) []finding {
	run.Results = slices.Clone(results)
	for i := range run.Results {
		run.Results[i].Outcome = reports.Fail // what is folded now was a finding of its own, and stays one
	}
	open, excused := findings(run, reports.Labels(run.Results))
	all := slices.Concat(open, excused)
	for i := range all {
		all[i].Anchor = fmt.Sprintf("%s-%d", group, i+1)
	}
	return all
}

// changed is the comparison in a sentence.
func changed(d reports.Difference, later reports.Run) string {
	blocking := 0
	for _, r := range d.New {
		if r.Gating {
			blocking++
		}
	}
	site := host(later.Target)
	switch {
	case blocking > 0:
		return fmt.Sprintf("%s got worse: %s.", site, plural(blocking, "new blocking failure", "new blocking failures"))
	case len(d.New) > 0:
		return fmt.Sprintf("%s has %s, none of which blocks.", site, plural(len(d.New), "new finding", "new findings"))
	case len(d.Untested) > 0:
		return fmt.Sprintf("%s has no new finding, but not all of the earlier ones were tested again.", site)
	case len(d.Fixed) > 0:
		return fmt.Sprintf("%s got better: %s fixed, and none is new.", site, plural(len(d.Fixed), "finding was", "findings were"))
	}
	return fmt.Sprintf("%s has no new finding.", site)
}
