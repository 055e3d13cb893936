package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// fault is a failed check, with all subjects on which it failed in the same way.
type fault struct {
	result   reports.Result // of the first subject
	subjects []reports.Subject
	rest     bool // it failed in other ways on these, too many to tell each
}

// mostWays is in how many ways a check can fail that are each shown.
const mostWays = 5

// faults are the fails by their numbers: those that block first, those that are excused last.
func faults(results []reports.Result) []*fault {
	var all []*fault
	same, ways := map[string]*fault{}, map[string]int{}
	for _, r := range results {
		if r.Outcome != reports.Fail {
			continue
		}
		check := fmt.Sprint(r.ID, " ", r.Gating, " ", r.Excuse())
		way := strings.Join(append([]string{check, r.Severity, r.Actual}, r.Expected...), "\n")
		if same[way] == nil && ways[check] >= mostWays {
			way = check
		}
		if same[way] == nil {
			same[way] = &fault{result: r, rest: way == check}
			all = append(all, same[way])
			ways[check]++
		}
		same[way].subjects = append(same[way].subjects, r.Subject)
	}
	slices.SortStableFunc(all, func(a, b *fault) int { return reports.ByNumber(a.result, b.result) })
	return all
}

// mostShown is how many of many things of one kind are listed.
const mostShown = 3

func (f *fault) show(b *strings.Builder, color paint, framework string) {
	r := f.result
	head := color.warning("WARNING")
	switch {
	case r.Gating:
		head = color.failed("FAILED")
	case r.Waived != nil:
		head = "WAIVED"
	case r.Known:
		head = "KNOWN"
	}
	fmt.Fprintf(b, "%s %s (%s, %s): %s\n", head, color.strong(sentence(r.ID)), cell(r.Severity), r.Number, sentence(r.Title))
	line := func(name, text string) { fmt.Fprintf(b, "  %-8s  %s\n", name, text) }
	line("subject", subjects(f.subjects))
	if f.rest {
		line("more", "each in another way; --json FILE and --junit FILE tell all")
		return
	}
	if excuse := r.Excuse(); excuse != "" {
		line("actual", sentence(r.Actual))
		line("excuse", sentence(excuse))
		return
	}
	line("expected", sentence(cmp.Or(strings.Join(r.Expected, "; or "), "(not said)")))
	line("actual", sentence(r.Actual))
	if r.Advice != "" {
		line("advice", sentence(r.Advice))
	}
	name := "evidence"
	for i, e := range r.Evidence {
		if i == mostShown {
			line("", fmt.Sprintf("and %d more", len(r.Evidence)-i))
			break
		}
		line(name, cell(e.At)+": "+sentence(e.Text))
		name = ""
	}
	if r.File != "" {
		line("declared", fmt.Sprintf("%s:%d", sentence(r.File), r.Line))
	}
	line("source", sources(r.Cites))
	name = "fix"
	for _, fix := range reports.FixesFor(framework, r.Fix) {
		for text := range strings.SplitSeq(strings.ReplaceAll(fix.String(), "\t", "    "), "\n") {
			line(name, sentence(text))
			name = ""
		}
	}
	line("more", "cookiespec explain "+sentence(r.ID))
}

// sources is the first citation with its URL, and the names of the others.
func sources(cites []reports.Citation) string {
	if len(cites) == 0 {
		return "(none)"
	}
	text := sentence(cites[0].Text) + " " + sentence(cites[0].URL)
	for i, c := range cites[1:] {
		separator := ", "
		if i == 0 {
			separator = "; also "
		}
		text += separator + sentence(c.Text)
	}
	return text
}

// subjects names the first few.
func subjects(all []reports.Subject) string {
	var names []string
	for _, s := range all[:min(len(all), mostShown)] {
		names = append(names, Plain(s.String(), subjectLength))
	}
	text := strings.Join(names, ", ")
	if more := len(all) - mostShown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
