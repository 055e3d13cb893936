package reports_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestNumbers: what blocks comes first, then what weighs more; one check is one finding, and what is accepted is another.
func TestNumbers(t *testing.T) {
	t.Parallel()
	fail := func(id, severity string, gating bool) reports.Result {
		return reports.Result{ID: id, Outcome: reports.Fail, Severity: severity, Gating: gating}
	}
	waived := fail("d/waived", "critical", false)
	waived.Waived = &reports.Waived{Reason: "known"}
	run := reports.Run{Results: []reports.Result{
		waived, fail("a/low", "low", false), {ID: "a/passed", Outcome: reports.Pass}, fail("b/high", "high", true), fail("c/mixed", "medium", true),
		fail("c/mixed", "critical", true), fail("a/medium", "medium", false), fail("b/high", "high", true),
	}}
	var got []string
	for _, r := range run.Normal().Results {
		got = append(got, r.ID+" "+r.Number)
	}
	want := "d/waived F-05, a/low F-04, a/passed , b/high F-02, c/mixed F-01, c/mixed F-01, a/medium F-03, b/high F-02"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	if run.Results[0].Number != "" {
		t.Error("Normal changed the run that it was given")
	}
}

func TestByNumber(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ less, more string }{{"F-01", "F-02"}, {"F-99", "F-100"}} {
		if reports.ByNumber(reports.Result{Number: row.less}, reports.Result{Number: row.more}) >= 0 {
			t.Errorf("%s does not come before %s", row.less, row.more)
		}
	}
}

// TestWeight: a severity has a reason, and says when the circumstances changed it.
func TestWeight(t *testing.T) {
	t.Parallel()
	run := reports.Run{Checks: []reports.Check{{ID: "a/b", Severity: "high"}}}
	for _, row := range []struct{ severity, want string }{
		{"high", "a session can be taken over or lost, or a cookie does not do what it is for"},
		{"low", "it deviates from the standard or from good practice, with little effect by itself; this check is otherwise of severity high"},
		{"awful", ""},
	} {
		if got := run.Weight(reports.Result{ID: "a/b", Severity: row.severity}); got != row.want {
			t.Errorf("%s: got %q", row.severity, got)
		}
	}
}

// TestREADMEHasTheSeverities, and what each stands for.
func TestREADMEHasTheSeverities(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, severity := range []string{"critical", "high", "medium", "low", "info"} {
		if row := fmt.Sprintf("| %s | %s |", severity, reports.Run{}.Weight(reports.Result{Severity: severity})); !strings.Contains(string(text), row) {
			t.Errorf("the README has no %s", row)
		}
	}
}
