package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Difference shows what became of the findings of an earlier run: what is new in full, the rest in a line for each check, and
// one line that sums it up, with the exit code that it comes to.
func Difference(w io.Writer, d reports.Difference, exit int, o Options) error {
	color := paint(o.Color)
	var blocks []string
	for _, f := range faults(d.New) {
		var b strings.Builder
		b.WriteString("NEW ")
		f.show(&b, color, d.Framework)
		blocks = append(blocks, b.String())
	}
	for _, group := range []struct {
		head    string
		results []reports.Result
	}{{color.passed("fixed"), d.Fixed}, {"remaining", d.Remaining}, {color.undecided("no longer tested"), d.Untested}} {
		var b strings.Builder
		for _, a := range byCheck(group.results) {
			fmt.Fprintf(&b, "%s %s (%s): %s\n", group.head, sentence(a.id), cell(a.severity), subjects(a.subjects))
		}
		if b.Len() > 0 && !o.Quiet {
			blocks = append(blocks, b.String())
		}
	}
	blocks = append(blocks, fmt.Sprintf("%d new, %d fixed, %d remaining, %d no longer tested — %s (exit %d)\n",
		len(d.New), len(d.Fixed), len(d.Remaining), len(d.Untested), word(exit, color), exit))
	_, err := io.WriteString(w, strings.Join(blocks, "\n"))
	return err
}

// byCheck puts neighbours of one check and one severity together.
func byCheck(results []reports.Result) []*about {
	var all []*about
	for _, r := range results {
		if last := len(all) - 1; last < 0 || all[last].id != r.ID || all[last].severity != r.Severity {
			all = append(all, &about{id: r.ID, severity: r.Severity})
		}
		last := all[len(all)-1]
		last.subjects = append(last.subjects, r.Subject)
	}
	return all
}
