package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// finding is a check that failed in the same way on one subject or more.
type finding struct {
	reports.Result
	subjects []string
	weight   string // why its severity is what it is
	fixes    []reports.Fix
}

// gathered are the fails that block, those that say the same of several subjects put together.
func gathered(run reports.Run) []*finding {
	var all []*finding
	same := map[string]*finding{}
	for _, r := range run.Results {
		if r.Outcome != reports.Fail || !r.Gating {
			continue
		}
		way := strings.Join(append([]string{r.ID, r.Title, r.Actual}, r.Expected...), "\n")
		if same[way] == nil {
			same[way] = &finding{Result: r, weight: run.Weight(r), fixes: reports.FixesFor(run.Framework, r.Fix)}
			all = append(all, same[way])
		}
		same[way].subjects = append(same[way].subjects, code(r.Subject.String()))
	}
	slices.SortStableFunc(all, func(a, b *finding) int { return reports.ByNumber(a.Result, b.Result) })
	return all
}

// findings are what fails the run, each a block.
func findings(run reports.Run) []string {
	all := gathered(run)
	if len(all) == 0 {
		return nil
	}
	blocks := []string{"### What fails the run\n"}
	for i, f := range all {
		if i == mostFindings {
			blocks = append(blocks, fmt.Sprintf("And %d more: see the other reports.\n", len(all)-i))
			break
		}
		blocks = append(blocks, f.tell())
	}
	return blocks
}

// tell is a finding from what is wrong to how to fix it.
func (f *finding) tell() string {
	var b strings.Builder
	fmt.Fprintf(&b, "#### %s: %s\n\n%s (%s)\n\n", f.Number, own(f.Title), own(f.ID), own(f.Severity))
	item := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, "- %s: %s\n", label, text)
		}
	}
	item("subject", few(f.subjects))
	item("severity", own(f.weight))
	var expected []string
	for _, e := range f.Expected {
		expected = append(expected, code(e))
	}
	item("expected", strings.Join(expected, ", or "))
	item("actual", optional(f.Actual))
	item("advice", optional(f.Advice))
	for i, e := range f.Evidence {
		if i == mostEvidence {
			item("evidence", fmt.Sprintf("and %d more", len(f.Evidence)-i))
			break
		}
		at := code(e.At)
		if !e.Time.IsZero() {
			at += " " + e.Time.Format("15:04:05.000")
		}
		item("evidence", at+" "+code(e.Text))
	}
	if f.File != "" {
		item("declared", code(fmt.Sprintf("%s:%d", f.File, f.Line)))
	}
	var sources []string
	for _, c := range f.Cites {
		sources = append(sources, link(c))
	}
	item("source", strings.Join(sources, ", "))
	for _, c := range f.Cites {
		if c.Words != "" {
			item(own(c.Text)+" says", own(c.Words))
		}
	}
	item("headers", optional(f.Curl))
	item("more", code("cookiespec explain "+f.ID))
	if len(f.fixes) > 0 {
		b.WriteString("\nHow to fix it:\n")
	}
	for _, fix := range f.fixes {
		b.WriteString("\n" + own(fix.In) + ":\n\n" + fenced(strings.Trim(fix.Lines, "\n")))
	}
	return b.String()
}

// few are some of many.
func few(items []string) string {
	if more := len(items) - mostSubjects; more > 0 {
		return strings.Join(items[:mostSubjects], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(items, ", ")
}
