package cookietest

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// longest is how many characters of a text that may be the target's a test shows.
const longest = 2000

func line(s string) string { return reports.Line(s, longest) }

// settled is what a test makes of a result: it fails, is skipped, or passes with neither text. A text is of several lines, all of them
// harmless.
func settled(run reports.Run, r reports.Result) (failure, skipped string) {
	switch r.Outcome {
	case reports.Fail:
		if r.Gating {
			return describe(run, r), ""
		}
		return "", fmt.Sprintf("warning (%s): %s", cmp.Or(line(r.Excuse()), "severity "+r.Severity+"; "+run.Gate()), describe(run, r))
	case reports.Inconclusive:
		text := "inconclusive: " + line(r.Because())
		if r.Gating {
			return text, ""
		}
		return "", text
	case reports.NotApplicable:
		return "", "not applicable: " + line(r.Because())
	}
	return "", ""
}

// describe is a failure with all that a reader needs.
func describe(run reports.Run, r reports.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (severity %s)\nexpected: %s\nactual:   %s", line(r.Title), r.Severity, line(strings.Join(r.Expected, ", or ")), line(r.Actual))
	for _, e := range r.Evidence {
		fmt.Fprintf(&b, "\nseen at %s: %s", line(e.At), line(e.Text))
	}
	for _, fix := range reports.FixesFor(cmp.Or(run.Framework, "Go"), r.Fix) { // a test in Go is most often of an application in Go
		b.WriteString("\nfix in " + line(fix.In) + ":")
		for one := range strings.SplitSeq(strings.Trim(fix.Lines, "\n"), "\n") {
			b.WriteString("\n    " + line(strings.ReplaceAll(one, "\t", "    ")))
		}
	}
	for _, c := range r.Cites {
		fmt.Fprintf(&b, "\nsee %s %s", c.Text, c.URL)
	}
	return b.String()
}
