package terminal

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Coverage shows what a run says of the requirements of each document: a line for each, under one that counts them.
func Coverage(w io.Writer, run reports.Run, color bool) error {
	p := paint(color)
	var b strings.Builder
	for i, document := range run.Coverage {
		if i > 0 {
			b.WriteString("\n")
		}
		count := map[string]int{}
		for _, r := range document.Requirements {
			count[r.State]++
		}
		fmt.Fprintf(&b, "%s\n%d verified, %d partly, %d failed, %d not verified, %d not verifiable from outside\n\n", p.strong(sentence(document.Title)),
			count[reports.Verified], count[reports.Partly], count[reports.Violated], count[reports.NotVerified], count[reports.NotVerifiable])
		for _, r := range document.Requirements {
			requirement(&b, p, r)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func requirement(b *strings.Builder, p paint, r reports.Requirement) {
	state := fmt.Sprintf("%-14s", r.State)
	switch r.State {
	case reports.Verified:
		state = p.passed(state)
	case reports.Violated:
		state = p.failed(state)
	case reports.NotVerified, reports.Partly:
		state = p.undecided(state)
	}
	id := cell(r.ID)
	if r.Level > 0 {
		id += fmt.Sprintf(" L%d", r.Level)
	}
	partly := ""
	if r.Partly {
		partly = "; seen in part"
	}
	fmt.Fprintf(b, "%-10s %s  %s%s\n", id, state, sentence(r.Text), partly)
	if by := cmp.Or(sentence(r.Reason), strings.Join(r.Checks, ", ")); by != "" {
		b.WriteString(wrap(by, strings.Repeat(" ", 27)))
	}
}
