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
			return describe(r), ""
		}
		return "", fmt.Sprintf("warning (%s): %s", cmp.Or(line(r.Excuse()), "severity "+r.Severity+"; "+run.Gate()), describe(r))
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
func describe(r reports.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (severity %s)\nexpected: %s\nactual:   %s", line(r.Title), r.Severity, line(strings.Join(r.Expected, ", or ")), line(r.Actual))
	for _, e := range r.Evidence {
		fmt.Fprintf(&b, "\nseen at %s: %s", line(e.At), line(e.Text))
	}
	for _, fix := range r.Fix {
		if lines, ok := strings.CutPrefix(fix, "Go: "); ok {
			b.WriteString("\nfix:")
			for one := range strings.Lines(lines) {
				b.WriteString("\n    " + line(strings.TrimRight(one, "\n")))
			}
		}
	}
	for _, c := range r.Cites {
		fmt.Fprintf(&b, "\nsee %s %s", c.Text, c.URL)
	}
	return b.String()
}
