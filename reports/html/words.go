package html

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// laneWords is a cookie's life in words.
type laneWords struct {
	Name   string
	Stages []stageSaid
}

// stageSaid is what became of it in one stage.
type stageSaid struct {
	Stage, Text string
	Astray      bool
}

// tell tells in words what the picture shows.
func tell(run reports.Run) []laneWords {
	labels := cookieLabels(run)
	all := make([]laneWords, len(run.Life.Lanes))
	for i, lane := range run.Life.Lanes {
		all[i].Name = labels[i]
		for _, s := range lane.Spans {
			all[i].Stages = append(all[i].Stages, stageSaid{line(s.Stage), spanWords(s, run), s.Astray()})
		}
	}
	return all
}

func spanWords(s reports.Span, run reports.Run) string {
	facts := []string{}
	say := func(format string, values ...any) { facts = append(facts, fmt.Sprintf(format, values...)) }
	say("%s%s", heldWords(s.Start, "at the start"), verdict(s, !s.Late))
	for _, e := range s.Events {
		text := eventWords(e)
		if e.Kind == reports.Due {
			text = "its end came at " + clock(run.Started, e) + " UTC"
		}
		if e.At != "" {
			text += " (" + line(e.At) + ", " + clock(run.Started, e) + ")"
		}
		if e.Text != "" {
			text += ": " + line(e.Text)
		}
		facts = append(facts, text)
	}
	if s.Sent > 0 {
		say("sent with %s", plural(s.Sent, "request", "requests"))
	}
	for _, w := range s.Withheld {
		say("withheld from %s: %s (first %s)", plural(w.Count, "request", "requests"), because(w.Reason), line(w.At))
	}
	switch s.Copy {
	case reports.There:
		say("a copy of it from before the logout was still logged in after it, and should not be")
	case reports.Gone:
		say("a copy of it from before the logout was worth nothing after it, as it should be")
	}
	if s.Start != s.End || s.Late || len(s.Events) > 0 {
		say("%s%s", heldWords(s.End, "at the end"), verdict(s, s.Late))
	}
	return strings.Join(facts, "; ") + "."
}

func heldWords(h reports.Held, when string) string {
	switch h {
	case reports.There:
		return "in the jar " + when
	case reports.Gone:
		return "not in the jar " + when
	}
	return "nobody looked into the jar " + when
}

// verdict says whether what was so should be so; here: this is the moment that matters.
func verdict(s reports.Span, here bool) string {
	switch {
	case !here || s.Want == reports.Unseen:
		return ""
	case s.Misplaced() && s.Want == reports.Gone:
		return ", and should be gone"
	case s.Misplaced():
		return ", and should be there"
	}
	return ", as it should be"
}

func eventWords(e reports.Event) string {
	switch e.Kind {
	case reports.Renewed:
		if e.Count > 1 {
			return fmt.Sprintf("renewed %d times", e.Count)
		}
	case reports.Appeared:
		return "set by a script"
	case reports.Vanished:
		return "gone"
	case reports.Refused:
		return "a line refused"
	}
	return line(e.Kind)
}
