package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Results shows a run: its cookies, what failed and what is only warned of, what could not be decided, what troubled the
// run, and one line that sums it up.
func Results(w io.Writer, run reports.Run, o Options) error {
	if o.Unopened {
		return nil
	}
	color := paint(o.Color)
	run = run.Normal()
	var blocks []string
	block := func(fill func(*strings.Builder)) {
		var b strings.Builder
		fill(&b)
		if b.Len() > 0 {
			blocks = append(blocks, b.String())
		}
	}
	if !o.Quiet {
		block(func(b *strings.Builder) { cookies(b, color, run) })
	}
	if o.Verbose {
		block(func(b *strings.Builder) { passes(b, color, run.Results) })
		block(func(b *strings.Builder) { pending(b, run.Results, reports.NotApplicable, "not applicable") })
	}
	for _, f := range faults(run.Results) {
		if f.result.Gating || !o.Quiet {
			block(func(b *strings.Builder) { f.show(b, color, run.Framework) })
		}
	}
	if !o.Quiet {
		block(func(b *strings.Builder) {
			pending(b, run.Results, reports.Inconclusive, color.undecided("INCONCLUSIVE"))
		})
	}
	block(func(b *strings.Builder) {
		for _, text := range run.Trouble {
			if !slices.Contains(o.Told, text) {
				b.WriteString(color.undecided("trouble:") + " " + sentence(text) + "\n")
			}
		}
		for _, text := range run.Warnings {
			b.WriteString(color.warning("warning:") + " " + sentence(text) + "\n")
		}
		for _, text := range run.Notes {
			if !o.Quiet {
				b.WriteString("note: " + sentence(text) + "\n")
			}
		}
	})
	if !o.Quiet {
		block(func(b *strings.Builder) { activity(b, color, run, o.Verbose) })
	}
	if o.Timings {
		block(func(b *strings.Builder) { timings(b, run.Timings) })
	}
	block(func(b *strings.Builder) { noSession(b, color, run, o) })
	block(func(b *strings.Builder) { b.WriteString(Summary(run, o) + "\n") })
	text := strings.Join(blocks, "\n")
	if o.Width > 0 {
		text = fold(text, o.Width)
	}
	_, err := io.WriteString(w, text)
	return err
}

func timings(b *strings.Builder, t reports.Timings) {
	fmt.Fprintf(b, "%.2f s wall: %.2f s Chrome's starts and quits, %.2f s pages, %.2f s waits, %.2f s own; %s, %s\n",
		t.Wall, t.Chrome, t.Pages, t.Waits, t.Own, plural(t.Starts, "browser start"), plural(t.Requests, "request"))
}
