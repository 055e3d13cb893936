// Package feedback tells a student in plain words what a submission got: what was expected, what the browser saw, the line to
// change. It is plain text, made so that it reads well as Markdown, too.
package feedback

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Write writes all of it.
func Write(w io.Writer, g reports.Grade) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s", text(g.Assignment), Overview(g))
	said := map[string]bool{}
	for _, m := range g.Parts {
		fmt.Fprintf(&b, "\n## %s (%s)\n\n%s", text(m.Title), points(m), part(g, m, said))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("cannot write the feedback: %w", err)
	}
	return nil
}

// Overview is the sum, what kept the submission from being judged whole, and what its application printed about that.
func Overview(g reports.Grade) string {
	var b strings.Builder
	switch n := g.Unjudged(); {
	case !g.Graded():
		fmt.Fprintf(&b, "The submission %s was not graded automatically.\n", text(g.Submission))
	case n > 0:
		fmt.Fprintf(&b, "%d of %d points for %s, with %d of %d parts not graded\n", g.Score(), g.Points(), text(g.Submission), n, len(g.Parts))
	default:
		fmt.Fprintf(&b, "%d of %d points for %s\n", g.Score(), g.Points(), text(g.Submission))
	}
	if g.Total != nil {
		b.WriteString("\nYour teacher gave this score in place of the sum of the parts.\n")
	}
	fromTeacher(&b, g.Comment)
	if len(g.Trouble) > 0 {
		b.WriteString("\n")
	}
	for _, t := range g.Trouble {
		fmt.Fprintf(&b, "- %s\n", text(t))
	}
	if len(g.Printed) > 0 {
		b.WriteString("\nIt printed:\n\n")
	}
	for _, line := range g.Printed {
		fmt.Fprintf(&b, "    %s\n", reports.Line(line, longest))
	}
	return b.String()
}

func points(m reports.Mark) string {
	if m.Outcome == reports.Inconclusive {
		return fmt.Sprintf("not graded, of %d", m.Points)
	}
	return fmt.Sprintf("%d of %d", m.Score, m.Points)
}

// Part explains one mark.
func Part(g reports.Grade, m reports.Mark) string { return part(g, m, map[string]bool{}) }

// part explains one mark. What was said of another part is not said again.
func part(g reports.Grade, m reports.Mark, said map[string]bool) string {
	var b strings.Builder
	switch {
	case m.ByHand:
		b.WriteString("Your teacher gave these points.\n")
	case m.Outcome == reports.Pass:
		b.WriteString("Passed.\n")
	case m.Outcome == reports.Inconclusive:
		fmt.Fprintf(&b, "Not graded automatically, and not counted. Reason: %s.\n", text(strings.TrimSuffix(m.Reason, ".")))
	case m.Outcome == reports.Fail && m.Reason != "":
		fmt.Fprintf(&b, "Failed: %s.\n", text(strings.TrimSuffix(m.Reason, ".")))
		write(&b, g.Framework, m.Fix)
	}
	fromTeacher(&b, m.Comment)
	if m.ByHand && m.Outcome == reports.Pass {
		return b.String() // what was found says the opposite, or nothing
	}
	for _, r := range m.Findings {
		key := fmt.Sprint(r.ID, r.Subject, r.Actual)
		switch {
		case r.Outcome == reports.Inconclusive:
		case said[key]:
			fmt.Fprintf(&b, "- **%s** (%s): see above\n", text(ofRubric(r.Title)), text(about(r.Subject)))
		default:
			said[key] = true
			finding(&b, g, r)
		}
	}
	if !m.ByHand {
		undetermined(&b, m.Findings)
	}
	for _, r := range m.Hints {
		fmt.Fprintf(&b, "- a hint, without effect on the points: %s.\n", text(sentence(r)))
	}
	return b.String()
}

// fromTeacher passes on what the teacher said.
func fromTeacher(b *strings.Builder, comment string) {
	if comment != "" {
		fmt.Fprintf(b, "\nYour teacher: %s\n", text(comment))
	}
}

// undetermined says why something could not be determined, once for each reason.
func undetermined(b *strings.Builder, findings []reports.Result) {
	var reasons []string
	of := map[string][]string{}
	for _, r := range findings {
		if r.Outcome != reports.Inconclusive {
			continue
		}
		if of[r.Reason] == nil {
			reasons = append(reasons, r.Reason)
		}
		if name := about(r.Subject); !slices.Contains(of[r.Reason], name) {
			of[r.Reason] = append(of[r.Reason], name)
		}
	}
	for _, reason := range reasons {
		fmt.Fprintf(b, "- %s: could not be determined: %s\n", text(strings.Join(of[reason], ", ")), text(reason))
	}
}

func finding(b *strings.Builder, g reports.Grade, r reports.Result) {
	fmt.Fprintf(b, "- **%s** (%s)\n", text(ofRubric(r.Title)), text(about(r.Subject)))
	if len(r.Expected) > 0 {
		fmt.Fprintf(b, "  - expected: %s\n", text(ofRubric(strings.Join(r.Expected, ", or "))))
	}
	if r.Actual != "" {
		fmt.Fprintf(b, "  - the browser saw: %s\n", text(ofRubric(r.Actual)))
	}
	for i, e := range r.Evidence {
		if i == mostEvidence {
			break
		}
		fmt.Fprintf(b, "  - seen: %s\n", text(e.Text))
	}
	write(b, g.Framework, r.Fix)
}

// write shows the lines to write in the framework of the submission.
func write(b *strings.Builder, framework string, all []reports.Fix) {
	fit := reports.FixesFor(framework, all)
	if len(fit) > 0 {
		b.WriteString("  - write:\n\n")
	}
	for _, f := range fit {
		text := f.String()
		if f.In == framework { // which a student knows
			text = f.Lines
		}
		for line := range strings.Lines(text) {
			fmt.Fprintf(b, "        %s\n", reports.Line(strings.TrimRight(line, "\n"), longest))
		}
	}
}

// mostEvidence is how much is shown of what was seen: the reports have all of it.
const mostEvidence = 2

func sentence(r reports.Result) string {
	if r.Actual == "" {
		return ofRubric(r.Title)
	}
	return ofRubric(r.Title + " (" + r.Actual + ")")
}

// ofRubric is a text of a check as it is meant where submissions are graded: what is declared is declared by the rubric.
func ofRubric(s string) string {
	return strings.ReplaceAll(s, "the config", "the rubric")
}

// about names a subject: a cookie that never came has a name alone.
func about(s reports.Subject) string {
	if s.Domain+s.Path == "" && s.Name != "" {
		return "the cookie " + s.Name
	}
	return s.String()
}

// text makes one harmless line of what may come from a submission: nothing of it is Markdown or HTML.
func text(s string) string {
	s = reports.Line(strings.Join(strings.Fields(s), " "), longest)
	return escaper.Replace(s)
}

// longest is how much of one text is shown, in characters.
const longest = 600

var escaper = strings.NewReplacer("<", "&lt;", "[", "\\[", "![", "!\\[", "*", "\\*", "`", "'", "@", "@\u200b")
