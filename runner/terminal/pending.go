package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// about is an id, or a reason, and the subjects that share it.
type about struct {
	id, severity, text string
	subjects           []reports.Subject
}

// gathered puts results that have the same text together, in the order of the first of each. Within them, so the ids.
func gathered(results []reports.Result, text func(reports.Result) string) (texts []string, under map[string][]*about) {
	under = map[string][]*about{}
	for _, r := range results {
		t := text(r)
		if under[t] == nil {
			texts = append(texts, t)
		}
		last := len(under[t]) - 1
		if last < 0 || under[t][last].id != r.ID || under[t][last].severity != r.Severity {
			under[t] = append(under[t], &about{id: r.ID, severity: r.Severity})
			last++
		}
		under[t][last].subjects = append(under[t][last].subjects, r.Subject)
	}
	return texts, under
}

// mostChecks is of how many checks that share a reason each is named.
const mostChecks = 8

// pending shows the results of an outcome that has a reason, by reason: one reason often holds for many.
func pending(b *strings.Builder, results []reports.Result, outcome, head string) {
	texts, under := gathered(with(results, outcome), func(r reports.Result) string { return cmp.Or(r.Reason, "no reason was given") })
	for _, reason := range texts {
		fmt.Fprintf(b, "%s: %s\n", head, sentence(reason))
		if len(under[reason]) > mostChecks {
			fmt.Fprintf(b, "  %s\n", areas(under[reason]))
			continue
		}
		for _, a := range under[reason] {
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
