package html_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// later is the sample after a change: one finding is new, one fixed, one no longer tested.
func later() reports.Run {
	run := reporttest.Sample()
	run.Started = run.Started.Add(24 * time.Hour)
	run.Results = append([]reports.Result{}, run.Results...)
	run.Results[0].Outcome = reports.Pass
	run.Results[1].Outcome = reports.NotApplicable
	run.Results[2].Outcome, run.Results[2].Title = reports.Fail, "the cookie <b> is not stored"
	return run
}

func compared(t testingT, earlier, now reports.Run, exit int) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.WriteDifference(&b, earlier, now, exit); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func drawn(t testingT, runs ...reports.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.WriteHistory(&b, runs); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDifference: each finding is under what became of it, and the page is as sound as the others.
func TestDifference(t *testing.T) {
	t.Parallel()
	page := compared(t, reporttest.Sample(), later(), 0)
	sound(t, page)
	under, heading := map[string][]string{}, ""
	for _, n := range elements(parsed(t, page)) {
		switch {
		case n.Data == "h2":
			heading = said(n)
		case n.Data == "code" && strings.Contains(said(n), "/") && !strings.Contains(said(n), " "):
			under[heading] = append(under[heading], said(n))
		}
	}
	for heading, want := range map[string]string{"New": "set/stored", "Fixed": "restart/session-cookie-ends", "No longer tested": "set/secure", "Unchanged": ""} {
		if got := strings.Join(under[heading], " "); got != want {
			t.Errorf("under %s: %q, want %q", heading, got, want)
		}
	}
	for exit, want := range map[int]string{0: "has no new finding.", 1: "Exit code 1."} {
		if page := compared(t, reporttest.Sample(), reporttest.Sample(), exit); !strings.Contains(page, want) || !strings.Contains(page, "Unchanged") {
			t.Errorf("exit %d: no %q", exit, want)
		}
	}
	sound(t, compared(t, hostile(), hostile(), 3))
}

// TestHistory: a bar for each run, and a table that says the same.
func TestHistory(t *testing.T) {
	t.Parallel()
	page := drawn(t, later(), reporttest.Sample())
	sound(t, page)
	if got, want := strings.Count(page, "<g>"), 2; got != want {
		t.Errorf("%d bars, want %d", got, want)
	}
	var rows []string
	for _, n := range elements(parsed(t, page)) {
		if n.Data == "tr" {
			rows = append(rows, said(n))
		}
	}
	want := []string{
		"Started (UTC)Exitcriticalhighmediumlowinfoacceptednewfixedno longer tested",
		"24 November 2026, 18:00100100" + "0111", "23 November 2026, 18:00101100" + "0000",
	}
	if strings.Join(rows, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(rows, "\n"))
	}
	var many []reports.Run
	for i := range 70 {
		run := reporttest.Sample()
		run.Started = run.Started.Add(time.Duration(i) * time.Hour)
		many = append(many, run)
	}
	if page := drawn(t, many...); strings.Count(page, "<g>") != 60 || !strings.Contains(page, "10 earlier runs are in the table alone.") {
		t.Error("the picture does not end with the last 60 runs")
	}
	if err := html.WriteHistory(&bytes.Buffer{}, nil); err == nil {
		t.Error("a history of nothing was written")
	}
}
