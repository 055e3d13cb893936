package terminal

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// noSession says that no session was judged, above the summary; quiet leaves out all but that and what changes it.
func noSession(b *strings.Builder, color paint, run reports.Run, o Options) {
	n := run.NoSession
	if n == nil {
		return
	}
	b.WriteString(color.undecided("NO SESSION WAS JUDGED:") + " " + sentence(n.Reason) + "\n")
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(b, "  %-9s  %s\n", name, sentence(text))
		}
	}
	if n.Required != "" {
		line("required", "by "+n.Required+": the run is inconclusive")
	}
	if !o.Quiet {
		name := "not run"
		for _, r := range n.NotRun {
			text := plural(len(r.Checks), "check") + ": " + r.Reason
			if o.Verbose {
				text = strings.Join(r.Checks, ", ") + ": " + r.Reason
			}
			fmt.Fprintf(b, "  %-9s  %s\n", name, Plain(text, verboseLength))
			name = ""
		}
		line("suspected", n.Suspects())
	}
	line("to change", n.Remedy)
}

// verboseLength is the bound in characters of a line that lists many ids.
const verboseLength = 4000
