package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/annotations"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/overview"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// outputs are a run as each writer writes it, by what it is.
func outputs(t *testing.T, run reports.Run) map[string]string {
	t.Helper()
	all := map[string]string{}
	write := func(name string, to func(io.Writer) error) {
		var b bytes.Buffer
		if err := to(&b); err != nil {
			t.Fatal(err)
		}
		all[name] = b.String()
	}
	paths := map[string]string{}
	for _, flag := range formatsOf(false) {
		paths[flag] = "x"
	}
	files := wanting(paths)
	for _, f := range files.each(run, nil) {
		write(f.flag, f.write)
	}
	write("terminal", func(w io.Writer) error { return terminal.Results(w, run, terminal.Options{}) })
	write("terminal, quiet", func(w io.Writer) error { return terminal.Results(w, run, terminal.Options{Quiet: true}) })
	write("annotations", func(w io.Writer) error { return annotations.Write(w, run, "") })
	return all
}

// wanting is the wish for some files, by the flags that ask for them.
func wanting(paths map[string]string) reportFiles {
	f := reportFiles{paths: map[string]*string{}, dialect: common}
	for flag, path := range paths {
		f.paths[flag] = &path
	}
	return f
}

// summaries are what each output sums a run up with; an output that is not here has no summary.
var summaries = map[string]string{
	"terminal": "3 checks: 1 passed", "terminal, quiet": "3 checks: 1 passed", "markdown": "1 passed, 0 failed", "json": `"summary"`, "html": `<dl class="counts"`,
}

// TestEveryOutputSaysThatNoSessionWasJudged, why, and what changes that, above its summary; and none says so of other runs.
func TestEveryOutputSaysThatNoSessionWasJudged(t *testing.T) {
	t.Parallel()
	said := regexp.MustCompile(`(?i)no[ _]session(_| was judged)?`)
	for name, text := range outputs(t, reporttest.NoSession()) {
		at := said.FindStringIndex(text)
		if at == nil {
			t.Errorf("%s does not say it:\n%s", name, text)
			continue
		}
		for _, want := range []string{"no login was asked for", "--user", "COOKIESPEC_PASSWORD"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if !strings.Contains(text, "sessionid (the name of Django") && !strings.Contains(text, "the name of Django") && name != "terminal, quiet" {
			t.Errorf("%s does not name the suspected cookie", name)
		}
		if sum := summaries[name]; sum != "" && strings.Index(text, sum) < at[0] {
			t.Errorf("%s says it below its summary", name)
		}
	}
	for name, text := range outputs(t, reporttest.Sample()) {
		if said.MatchString(text) {
			t.Errorf("%s says it of a run that judged one", name)
		}
	}
}

// TestEveryHeadlineHasItsReservation: a run that passed without a check of sessions that matters is not simply passed.
func TestEveryHeadlineHasItsReservation(t *testing.T) {
	t.Parallel()
	run := reporttest.NoSession()
	run.NoSession, run.Login = nil, &reports.Login{By: "found", Asked: "http://localhost:8000/account"}
	run.Results[2].Outcome, run.Results[2].Reason = reports.Inconclusive, "login: it answers 500"
	for name, text := range outputs(t, run) {
		if name != "json" && name != "sarif" && !strings.Contains(text, "inconclusive: session/rotates-at-login") {
			t.Errorf("%s does not say it:\n%s", name, text)
		}
	}
}

// TestEveryOutputSaysWhatTheAuditDid: the reports list each address, the terminal counts them.
func TestEveryOutputSaysWhatTheAuditDid(t *testing.T) {
	t.Parallel()
	for name, text := range outputs(t, reporttest.Active()) {
		if name == "terminal, quiet" || name == "annotations" || name == "sarif" {
			continue
		}
		if name != "json" && !strings.Contains(text, "4 logged in, 1 refused as intended") {
			t.Errorf("%s does not sum up the logins", name)
		}
		if listed := strings.Contains(text, "http://localhost:8000/account?next="); listed == (name == "terminal") {
			t.Errorf("%s lists addresses: %v", name, listed)
		}
	}
	var run struct {
		Activity []reports.Activity `json:"activity"`
	}
	if err := json.Unmarshal([]byte(outputs(t, reporttest.Active())["json"]), &run); err != nil || len(run.Activity) != len(reporttest.Active().Activity) {
		t.Errorf("%d activities in JSON, %v", len(run.Activity), err)
	}
}

// TestReportsOfManyTargetsHaveTheReservation of each.
func TestReportsOfManyTargetsHaveTheReservation(t *testing.T) {
	t.Parallel()
	run := reporttest.NoSession()
	sum := reports.Fleet{Shards: 1, Runs: []reports.FleetRun{{Target: run.Target, Summary: run.Count(), Reservation: run.Reservation(), Trouble: []string{}}}}
	var page, text bytes.Buffer
	if err := overview.Write(&page, sum); err != nil {
		t.Fatal(err)
	}
	if err := markdown.WriteFleet(&text, sum, func(func(reports.Run) bool) {}); err != nil {
		t.Fatal(err)
	}
	for _, got := range []string{page.String(), text.String()} {
		if !strings.Contains(got, "passed, no session was judged") {
			t.Error(got)
		}
	}
}

// TestEveryFormatIsDocumented where its user looks.
func TestEveryFormatIsDocumented(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "reports", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range formats {
		if !strings.Contains(string(readme), "`--"+f.flag+" FILE`") {
			t.Errorf("the table in reports/README.md does not have --%s", f.flag)
		}
		if f.writeAll != nil && !strings.Contains(runHelp, "--"+f.flag) {
			t.Errorf("the help of run does not say that --%s is written for many targets", f.flag)
		}
	}
}

// TestTheSpreadOfRequire: every place that lists flags or keys has it.
func TestTheSpreadOfRequire(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"run --help": told(t, "run", "--help"), "judge --help": told(t, "judge", "--help"), "runner/README.md": string(readme), "man": told(t, "man"),
	} {
		if !strings.Contains(strings.ReplaceAll(text, `\-`, "-"), "--require") {
			t.Errorf("%s does not say --require", name)
		}
	}
}
