package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// difference is between an audit and a golden list.
type difference struct {
	found       int              // findings of the audit
	unexplained []reports.Result // not in the list, or without a reason there
	wrong       []Finding        // known to be wrong, and still found
	missing     []Finding        // in the list as right, and not found
	fixed       []Finding        // in the list as wrong, and no longer found
	passes      []string         // session checks of the list that no longer pass
}

func (g Golden) compare(audit reports.Run) difference {
	var d difference
	met := make([]bool, len(g.Findings))
	for _, r := range findings(audit) {
		d.found++
		explained := false
		for i, f := range g.Findings {
			if f.is(r) {
				met[i] = true
				explained = explained || f.judged()
			}
		}
		if !explained {
			d.unexplained = append(d.unexplained, r)
		}
	}
	for i, f := range g.Findings {
		switch {
		case met[i] && f.Wrong != "":
			d.wrong = append(d.wrong, f)
		case !met[i] && f.Wrong != "":
			d.fixed = append(d.fixed, f)
		case !met[i]:
			d.missing = append(d.missing, f)
		}
	}
	passes := passing(audit)
	for _, id := range g.Pass {
		if !slices.Contains(passes, id) {
			d.passes = append(d.passes, id)
		}
	}
	return d
}

// any tells whether the audit is not what it should be. A finding that was wrong and is gone is news, and no fault.
func (d difference) any() bool {
	return len(d.unexplained)+len(d.wrong)+len(d.missing)+len(d.passes) > 0
}

func (d difference) summary() string {
	return fmt.Sprintf("%d findings, %d unexplained, %d wrong, %d missing", d.found, len(d.unexplained), len(d.wrong), len(d.missing)+len(d.passes))
}

func (d difference) lines() []string {
	var lines []string
	for _, r := range d.unexplained {
		lines = append(lines, fmt.Sprintf("unexplained: %s %s, %s: %s", r.ID, r.Outcome, r.Subject, unexplained(r)))
	}
	for _, part := range []struct {
		word string
		of   []Finding
	}{{"wrong", d.wrong}, {"missing", d.missing}, {"no longer wrong", d.fixed}} {
		for _, f := range part.of {
			lines = append(lines, strings.TrimSuffix(fmt.Sprintf("%s: %s %s, %s: %s", part.word, f.Check, f.Outcome, subject(f), f.Wrong), ": "))
		}
	}
	for _, id := range d.passes {
		lines = append(lines, fmt.Sprintf("missing: %s should pass", id))
	}
	return lines
}

func subject(f Finding) string {
	if f.Cookie == "" {
		return "the site"
	}
	return f.Cookie
}

const sessionArea = "session/"

// passing are the session checks that passed, and neither failed nor stayed undecided for any cookie.
func passing(audit reports.Run) []string {
	return sessionChecksThat(audit, reports.Pass)
}

// sessionChecksThat lists the session checks whose worst outcome this is.
func sessionChecksThat(audit reports.Run, outcome string) []string {
	order := []string{reports.NotApplicable, reports.Pass, reports.Inconclusive, reports.Fail}
	worst := map[string]int{}
	var ids []string
	for _, r := range audit.Results {
		if !strings.HasPrefix(r.ID, sessionArea) {
			continue
		}
		if _, seen := worst[r.ID]; !seen {
			ids = append(ids, r.ID)
		}
		worst[r.ID] = max(worst[r.ID], slices.Index(order, r.Outcome))
	}
	return slices.DeleteFunc(ids, func(id string) bool { return order[worst[id]] != outcome })
}

// sessionChecks says how many of the session checks were decided.
func sessionChecks(audit reports.Run) string {
	decided := len(sessionChecksThat(audit, reports.Pass)) + len(sessionChecksThat(audit, reports.Fail))
	open := len(sessionChecksThat(audit, reports.Inconclusive))
	no := len(sessionChecksThat(audit, reports.NotApplicable))
	return fmt.Sprintf("%d of %d session checks decided, %d not applicable", decided, decided+open+no, no)
}
