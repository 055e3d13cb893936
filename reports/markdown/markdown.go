// Package markdown writes a run as Markdown for people, such as the summary of a step on GitHub.
//
// What comes from the target stands in code spans, where no reader takes a link, an image, HTML or a mention for one.
package markdown

import (
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Limit is how many bytes a report has at most. GitHub takes 1 MiB for all that a step says.
const Limit = 500_000

// Write writes the run: what came of it, what fails it, what else was found, and the cookies.
func Write(w io.Writer, run reports.Run) error {
	var b bounded
	b.add(blocks(run)...)
	return b.write(w)
}

// blocks are the parts of a run's report.
func blocks(run reports.Run) []string {
	run = run.Normal()
	all := []string{head(run), list("Trouble", run.Trouble)}
	all = append(all, findings(run)...)
	return append(all, warnings(run), excused(run), list("To fix in the config", run.Warnings), undecided(run), cookies(run), activity(run), list("Notes", run.Notes))
}

// bounded is a report of [Limit] bytes at most.
type bounded struct {
	strings.Builder
	full bool
}

// add adds blocks, up to the first that does not fit.
func (b *bounded) add(blocks ...string) {
	const rest = "More did not fit here: see the other reports.\n"
	for _, block := range blocks {
		if block == "" || b.full {
			continue
		}
		if b.Len() > 0 {
			block = "\n" + block
		}
		if b.full = b.Len()+len(block)+len(rest) >= Limit; b.full {
			block = "\n" + rest
		}
		b.WriteString(block)
	}
}

func (b *bounded) write(w io.Writer) error {
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("cannot write the Markdown report: %w", err)
	}
	return nil
}

// head is the answer, and what was asked.
func head(run reports.Run) string {
	answer := cover(run.Cover) + "## cookiespec: " + verdict(run.Exit)
	if r := run.Reservation(); r != "" {
		answer += ", " + own(r)
	}
	answer += "\n\n"
	if text := noSession(run); text != "" {
		answer += text + "\n"
	}
	answer += fmt.Sprintf("%s: %s.\n", called(run.Name, run.Target), run.Summary)
	facts := []string{"policy " + own(run.Policy), own(run.Gate())}
	if run.Browser.Product != "" {
		facts = append([]string{code(run.Browser.Product)}, facts...)
	}
	if took := run.Ended.Sub(run.Started).Seconds(); took > 0 {
		facts = append(facts, fmt.Sprintf("%.1f s", took))
	}
	return answer + "\n" + strings.Join(facts, " · ") + "\n"
}

// cover is what the report says of its purpose, or nothing.
func cover(c reports.Cover) string {
	var b strings.Builder
	if c.Title != "" {
		b.WriteString("# " + own(c.Title) + "\n\n")
	}
	for _, l := range c.Lines() {
		b.WriteString("- " + l.Label + ": " + own(l.Text) + "\n")
	}
	if len(c.Lines()) > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// called is a target by its name, if it has one, and its URL.
func called(name, target string) string {
	if name == "" {
		return code(target)
	}
	return code(name) + " (" + code(target) + ")"
}

// verdict is what an exit code means.
func verdict(exit int) string {
	switch exit {
	case 0:
		return "passed"
	case 1:
		return "failed"
	case 2:
		return "not begun"
	case 3:
		return "inconclusive"
	case 4:
		return "incomplete"
	}
	return "interrupted"
}

// list is a section of sentences, or nothing.
func list(title string, items []string) string {
	if len(items) == 0 {
		return ""
	}
	b := "### " + title + "\n\n"
	for i, item := range items {
		if i == mostRows {
			b += fmt.Sprintf("- and %d more\n", len(items)-i)
			break
		}
		b += "- " + code(item) + "\n"
	}
	return b
}
