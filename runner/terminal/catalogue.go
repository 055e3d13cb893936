package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/standard"
)

// List shows what each check is, in a line.
func List(w io.Writer, catalogue check.Catalogue, color bool) error {
	rows := [][]string{{"ID", "SEVERITY", "ASVS", "NEEDS", "TITLE"}}
	for _, c := range catalogue {
		rows = append(rows, []string{c.ID, c.Severity.String(), level(c, "-"), stages(c.Needs), c.Title})
	}
	var b strings.Builder
	table(&b, paint(color), rows)
	_, err := io.WriteString(w, b.String())
	return err
}

// Explain shows all that there is to know of a check.
func Explain(w io.Writer, c check.Check, color bool) error {
	p := paint(color)
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s\n", p.strong(c.ID), c.Severity, c.Title)
	section := func(head, body string) { fmt.Fprintf(&b, "\n%s\n%s", p.strong(head), body) }
	section("The rule", wrap(c.Explain.Rule, "  "))
	section("Why it matters", wrap(c.Explain.Reason, "  "))
	section("What makes it fail", wrap(c.Explain.Fails, "  "))
	for _, fix := range c.Explain.Fixes {
		head := "In " + fix.In
		if fix.In == check.AnyServer {
			head = "On the wire"
		}
		section(head, code(fix.Lines, "    "))
	}
	section("Its limits", wrap(c.Explain.Limits, "  "))
	var sources strings.Builder
	for _, cite := range c.Cites {
		fmt.Fprintf(&sources, "  %s\n    %s\n", cite, cite.URL)
	}
	section("Where it comes from", sources.String())
	section("When it fails the run", wrap(failing(c), "  "))
	section("What it needs", "  "+stages(c.Needs)+"\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// level is the lowest level of ASVS that demands a check, as "L1".
func level(c check.Check, otherwise string) string {
	if l := standard.Level(c.Cites); l > 0 {
		return fmt.Sprintf("L%d", l)
	}
	return otherwise
}

// failing says under which policies a failure of a check fails the run.
func failing(c check.Check) string {
	text := fmt.Sprintf("Under --policy baseline and strict with --fail-on %s or lower, unless a finding has a severity of its own.", c.Severity)
	if c.Severity == check.Info {
		text = "Under --policy baseline and strict never: it is for your information, unless a finding has a severity of its own."
	}
	switch standard.Level(c.Cites) {
	case 1:
		return text + " Under asvs-l1 and asvs-l2 always."
	case 2:
		return text + " Under asvs-l2 always, under asvs-l1 never."
	case 3:
		return text + " Under asvs-l1 and asvs-l2 never: ASVS demands it at level 3."
	}
	return text + " Under asvs-l1 and asvs-l2 never: ASVS does not demand it."
}

func stages(needs recording.Stage) string { return strings.ReplaceAll(needs.String(), "+", ", ") }
