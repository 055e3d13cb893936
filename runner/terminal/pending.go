package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// about is an id, or a reason, and the subjects that share it.
type about struct {
	id, severity, text string
	subjects           []reports.Subject
}

// shared is what several checks were not decided for.
type shared struct {
	reason string
	checks []*about
}

// gathered puts results of one reason together, in the order of the first of each.
func gathered(results []reports.Result) []*shared {
	var all []*shared
	of := map[string]*shared{}
	for _, r := range results {
		reason := r.Because()
		s := of[stageless(reason)]
		switch {
		case s == nil:
			s = &shared{reason: reason}
			of[stageless(reason)] = s
			all = append(all, s)
		case s.reason != reason: // it struck several stages of the run
			s.reason = stageless(reason)
		}
		last := len(s.checks) - 1
		if last < 0 || s.checks[last].id != r.ID || s.checks[last].severity != r.Severity {
			s.checks = append(s.checks, &about{id: r.ID, severity: r.Severity})
			last++
		}
		s.checks[last].subjects = append(s.checks[last].subjects, r.Subject)
	}
	return all
}

// stageless is a reason without the stage of the run that it begins with.
func stageless(reason string) string {
	for _, stage := range recording.Stages {
		if rest, found := strings.CutPrefix(reason, stage.String()+": "); found {
			return rest
		}
	}
	return reason
}

// mostChecks is of how many checks that share a reason each is named.
const mostChecks = 8

// pending shows the results of an outcome that has a reason, by reason: one reason often holds for many.
func pending(b *strings.Builder, results []reports.Result, outcome, head string) {
	for _, s := range gathered(with(results, outcome)) {
		fmt.Fprintf(b, "%s: %s\n", head, sentence(s.reason))
		if len(s.checks) > mostChecks {
			fmt.Fprintf(b, "  %s\n", areas(s.checks))
			continue
		}
		for _, a := range s.checks {
			fmt.Fprintf(b, "  %s (%s): %s\n", sentence(a.id), cell(a.severity), subjects(a.subjects))
		}
	}
}

// areas counts checks by area.
func areas(all []*about) string {
	var names []string
	count := map[string]int{}
	for _, a := range all {
		area := reports.Result{ID: a.id}.Area()
		if count[area] == 0 {
			names = append(names, area)
		}
		count[area]++
	}
	for i, area := range names {
		names[i] = cell(area) + ": " + plural(count[area], "check")
	}
	return strings.Join(names, ", ")
}

// passes shows what passed, and what showed it.
func passes(b *strings.Builder, color paint, results []reports.Result) {
	for _, a := range inOrder(with(results, reports.Pass)) {
		fmt.Fprintf(b, "%s %s: %s: %s\n", color.passed("passed"), sentence(a.id), subjects(a.subjects), sentence(a.text))
	}
}

// inOrder puts neighbours of one id and one text together.
func inOrder(results []reports.Result) []*about {
	var all []*about
	for _, r := range results {
		text := cmp.Or(r.Actual, r.Title)
		if last := len(all) - 1; last < 0 || all[last].id != r.ID || all[last].text != text {
			all = append(all, &about{id: r.ID, text: text})
		}
		last := all[len(all)-1]
		last.subjects = append(last.subjects, r.Subject)
	}
	return all
}

func with(results []reports.Result, outcome string) []reports.Result {
	var some []reports.Result
	for _, r := range results {
		if r.Outcome == outcome {
			some = append(some, r)
		}
	}
	return some
}
