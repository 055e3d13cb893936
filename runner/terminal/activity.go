package terminal

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// activity shows what the audit did to the site: a line for each kind, and with verbose everything, each in a line.
func activity(b *strings.Builder, color paint, run reports.Run, verbose bool) {
	lines := run.ActivitySum()
	if len(lines) == 0 {
		return
	}
	head := color.strong("What this audit did to the site")
	if !verbose {
		head += " (-v lists each address)"
	}
	b.WriteString(head + "\n")
	for _, l := range lines {
		fmt.Fprintf(b, "  %-8s  %s\n", l.Label, sentence(l.Text))
	}
	if !verbose {
		return
	}
	for _, a := range run.Activity {
		fmt.Fprintf(b, "  - %s\n", sentence(a.String()))
	}
}
