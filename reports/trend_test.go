package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// TestTrend: a finding counts once however many cookies it has, what is accepted is counted apart, and runs stand in their order.
func TestTrend(t *testing.T) {
	t.Parallel()
	run := func(day int, results ...reports.Result) reports.Run {
		return reports.Run{Target: "http://a.test/", Started: time.Date(2027, 1, day, 0, 0, 0, 0, time.UTC), Completed: true, Results: results}
	}
	of := func(id, cookie, outcome, severity string) reports.Result {
		return reports.Result{ID: id, Outcome: outcome, Severity: severity, Subject: reports.Subject{Kind: "cookie", Name: cookie, Domain: "a.test", Path: "/"}}
	}
	waived := of("c/d", "x", reports.Fail, "medium")
	waived.Waived = &reports.Waived{Reason: "known"}
	points := reports.Trend([]reports.Run{
		run(2, of("a/b", "x", reports.Pass, "high"), of("a/b", "y", reports.Fail, "low"), waived),
		run(1, of("a/b", "x", reports.Fail, "high"), of("a/b", "y", reports.Fail, "low"), of("e/f", "x", reports.Fail, "critical")),
	})
	var got []string
	for _, p := range points {
		got = append(got, fmt.Sprintf("%d: %v, %d open, %d accepted, %d new, %d fixed, %d untested", p.Started.Day(), p.Open, p.Total(), p.Accepted, p.New, p.Fixed, p.Untested))
	}
	want := []string{
		"1: [{critical 1} {high 1} {medium 0} {low 0} {info 0}], 2 open, 0 accepted, 0 new, 0 fixed, 0 untested",
		"2: [{critical 0} {high 0} {medium 0} {low 1} {info 0}], 1 open, 1 accepted, 1 new, 1 fixed, 1 untested",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
