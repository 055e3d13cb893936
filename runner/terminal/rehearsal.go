package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// wantMarks say what became of a want, as those of cookiespec doctor do.
var wantMarks = map[string]string{"met": "ok  ", "unmet": "FAIL", "untried": "-   "}

// Rehearsal shows what was done to log in and out, what was wanted and what was found, and the config that does it again.
func Rehearsal(w io.Writer, r reports.Rehearsal, o Options) error {
	var b strings.Builder
	color := paint(o.Color)
	for _, part := range r.Parts {
		b.WriteString(color.strong(sentence(part.Name)) + "\n")
		for _, d := range part.Deeds {
			b.WriteString("  " + sentence(d.String()) + "\n")
		}
	}
	b.WriteString("\n")
	for _, want := range r.Wants {
		wanted(&b, color, want)
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "note  %s\n", sentence(note))
	}
	fmt.Fprintf(&b, "%d of at most %d logins were made; no wrong password was tried\n", r.Logins, r.MostLogins)
	if r.Config != "" {
		b.WriteString("\n" + color.strong("The config that does this login again") + "\n")
		for line := range strings.Lines(r.Config) {
			b.WriteString(strings.TrimRight(line, "\n") + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wanted shows a want: of one that is met what was found, else what was wanted as well.
func wanted(b *strings.Builder, color paint, w reports.Want) {
	mark := wantMarks[w.State]
	switch w.State {
	case "met":
		mark = color.passed(mark)
	case "unmet":
		mark = color.failed(mark)
	}
	const column = 15
	lines := []string{w.Got}
	switch w.State {
	case "unmet":
		lines = []string{"want  " + w.Want, "got   " + w.Got}
	case "untried":
		lines = []string{"not tried: " + w.Got}
	}
	name := w.Name
	for _, line := range lines {
		fmt.Fprintf(b, "%s  %-*s  %s\n", mark, column, name, sentence(line))
		mark, name = "    ", ""
	}
	if w.State == "met" {
		return
	}
	for _, page := range w.Asked {
		fmt.Fprintf(b, "      %-*s  asked %s\n", column, "", sentence(page))
	}
}
