package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// noSession says that no session was judged, above everything that was.
func noSession(run reports.Run) string {
	n := run.NoSession
	if n == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "No session was judged: %s. %s; to change that, %s.\n\n", code(n.Reason), n.Checks(), code(n.Remedy))
	if n.Required != "" {
		fmt.Fprintf(&b, "- it is required by %s, so the run is inconclusive\n", code(n.Required))
	}
	for _, r := range n.NotRun {
		fmt.Fprintf(&b, "- did not run, %s: %s\n", code(r.Reason), code(strings.Join(r.Checks, ", ")))
	}
	if names := n.Suspects(); names != "" {
		fmt.Fprintf(&b, "- suspected session cookies: %s\n", code(names))
	}
	return b.String()
}

// activity is what the audit did to the site: the counts, and each address.
func activity(run reports.Run) string {
	lines := run.ActivitySum()
	if len(lines) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("### What this audit did to the site\n\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "- %s: %s\n", l.Label, code(l.Text))
	}
	var rows [][]string
	for _, a := range run.Activity {
		rows = append(rows, []string{
			own(a.Kind), filled(a.As), strconv.Itoa(a.Count), filled(strings.TrimSpace(a.Method + " " + a.URL)), filled(a.Outcome + a.Detail), filled(strings.Join(a.Stages, ", ")),
		})
	}
	b.WriteString("\n" + grid([]string{"what", "as", "times", "request", "how", "stages"}, rows))
	return b.String()
}

// filled is a cell, or an empty one where there is nothing.
func filled(s string) string {
	if s == "" {
		return ""
	}
	return cell(s)
}
