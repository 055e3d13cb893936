package terminal_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

var update = flag.Bool("update", false, "write the golden files anew")

func shown(t testing.TB, run reports.Run, o terminal.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := terminal.Results(&b, run, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestResultsAreShownAsTheGoldenFilesSay(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		run     reports.Run
		options terminal.Options
	}{
		{"every-outcome", reporttest.Sample(), terminal.Options{}},
		{"quiet", reporttest.Sample(), terminal.Options{Quiet: true}},
		{"verbose-with-timings", reporttest.Sample(), terminal.Options{Verbose: true, Timings: true}},
		{"colours", reporttest.Sample(), terminal.Options{Color: true}},
		{"forgiven", reporttest.Sample(), terminal.Options{Quiet: true, Forgiven: true}},
		{"refused", refused(), terminal.Options{}},
		{"trouble-told-before", refused(), terminal.Options{Told: refused().Trouble}},
		{"hostile", hostile(), terminal.Options{Verbose: true}},
		{"crowd", crowd(), terminal.Options{}},
		{"other-cookies", otherCookies(), terminal.Options{}},
		{"nothing-known", nothingKnown(), terminal.Options{}},
		{"excused", excused(), terminal.Options{}},
		{"no-session", reporttest.NoSession(), terminal.Options{}},
		{"no-session-quiet", required(), terminal.Options{Quiet: true}},
		{"no-session-verbose", reporttest.NoSession(), terminal.Options{Verbose: true}},
		{"reserved", reserved(), terminal.Options{Quiet: true}},
		{"activity", reporttest.Active(), terminal.Options{}},
		{"activity-verbose", reporttest.Active(), terminal.Options{Verbose: true}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			golden(t, row.name, shown(t, row.run, row.options))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", path, got)
	}
}

// refused is a run whose target did not answer.
func refused() reports.Run {
	run := reporttest.Sample()
	run.Trouble = []string{"http://localhost:8000/ cannot be opened: nothing listens there: start the application first"}
	run.Cookies, run.Notes, run.Completed, run.Exit = nil, nil, false, 3
	for i := range run.Results {
		run.Results[i] = reports.Result{
			ID: run.Results[i].ID, Subject: reports.Subject{Kind: "site"}, Severity: run.Results[i].Severity,
			Outcome: reports.Inconclusive, Gating: true, Reason: "visit: nothing listens there",
		}
	}
	return run
}

// hostile is a run whose target tries to rule the terminal.
func hostile() reports.Run {
	const clear, turn, title = "\x1b[2J\x1b[1;1H", "\u202egnp.exe\u2066", "\x1b]0;owned\x07"
	run := reporttest.Sample()
	run.Target = "http://user:secret@localhost/" + clear
	run.Notes = []string{"led to " + title, "two\nlines\r"}
	run.Cookies[0].Name = clear + "FAILED" + turn
	run.Cookies[0].Path = "/" + strings.Repeat("long", 300)
	run.Cookies[1].Name, run.Cookies[1].Domain = "zalgo\u0335\u0336\u200d\ufeff\xff\x9b31m", turn
	run.Cookies[1].SameSite = "Lax\t\v"
	for i := range run.Results {
		r := &run.Results[i]
		r.Subject.Name, r.Actual, r.Reason = clear+turn, title+r.Actual, turn+r.Reason
		for j := range r.Evidence {
			r.Evidence[j].Text = strings.Repeat(clear, 400)
		}
	}
	return run
}

// crowd is a run in which many cookies have one flaw, and each of many a flaw of its own.
func crowd() reports.Run {
	run := reporttest.Sample()
	run.Results = nil
	for i := range 40 {
		subject := reports.Subject{Kind: "cookie", Name: fmt.Sprintf("c%d", i), Domain: "localhost", Path: "/"}
		run.Results = append(run.Results,
			reports.Result{ID: "set/secure", Subject: subject, Outcome: reports.Fail, Severity: "medium", Title: "the cookie lacks Secure", Actual: "no Secure"},
			reports.Result{ID: "set/size-limits", Subject: subject, Outcome: reports.Fail, Gating: true, Severity: "high", Title: "the cookie is too large", Actual: fmt.Sprintf("%d bytes", 5000+i)},
			reports.Result{ID: "expiry/on-time", Subject: subject, Outcome: reports.Inconclusive, Severity: "high", Reason: "the browser died"},
		)
	}
	return run
}

// otherCookies is a run with a cookie of each kind that the table marks.
func otherCookies() reports.Run {
	run := reporttest.Sample()
	run.Results = run.Results[2:3]
	run.Exit = 0
	run.Cookies = []reports.Cookie{
		{Name: "", Domain: "localhost", Path: "/", HostOnly: true, Role: "unknown", Lifetime: "session", Stored: true, SetBy: "header"},
		{Name: "PHPSESSID", Domain: "shop.example", Path: "/", Role: "unknown", Hint: "PHP's session", Lifetime: "14d", Secure: true, SameSite: "None", Stored: true, SetBy: "header"},
		{Name: "theme", Domain: "shop.example", Path: "/", HostOnly: true, Role: "preference", Lifetime: "until 2027-01-01 00:00 UTC", Stored: true, SetBy: "script"},
		{Name: "__Host-id", Domain: "shop.example", Path: "/", HostOnly: true, Role: "session", Lifetime: "session", SetBy: "header"},
		{Name: "ads", Domain: "ads.example", Path: "/", Role: "third-party", Lifetime: "400d", Secure: true, SameSite: "None", Stored: true, SetBy: "header"},
	}
	return run
}

// nothingKnown is a run in which one thing went wrong for all checks.
func nothingKnown() reports.Run {
	run := refused()
	run.Results = nil
	for i := range 12 {
		run.Results = append(run.Results, reports.Result{
			ID: fmt.Sprintf("%s/check-%d", []string{"set", "sent", "sent"}[i%3], i), Subject: reports.Subject{Kind: "site"},
			Outcome: reports.Inconclusive, Severity: "high", Reason: []string{"visit", "crash"}[i%2] + ": nothing listens there",
		})
	}
	return run
}

// required is a run that judged no session, and was asked for one.
func required() reports.Run {
	run := reporttest.NoSession()
	run.Exit, run.NoSession.Required = 3, "--require session"
	return run
}

// reserved is a run that passed, and left a check of sessions undecided although there was a login.
func reserved() reports.Run {
	run := reporttest.Sample()
	run.Exit, run.Login = 0, &reports.Login{By: "found", Asked: "http://localhost:8000/account"}
	run.Results = append(run.Results[2:4], reports.Result{
		ID: "session/no-adoption", Session: true, Subject: reports.Subject{Kind: "site"}, Outcome: reports.Inconclusive, Severity: "high", Reason: "fixation: it answers 500",
	})
	return run
}

// excused is a run in which nothing blocks that was found: one is waived, one known, one but a warning.
func excused() reports.Run {
	run := reporttest.Sample()
	first, second := run.Results[0], run.Results[1]
	first.Gating, first.Waived = false, &reports.Waived{Reason: "the old kiosk needs it", Until: "2027-06-30"}
	known := first
	known.Subject.Path, known.Waived, known.Known = "/admin", nil, true
	run.Results = []reports.Result{first, known, second, run.Results[2]}
	run.Warnings = []string{"the waiver of set/http-only (cookiespec.yaml:9) matches no finding"}
	run.Exit = 0
	return run
}

// TestNothingThatATargetSaysRulesTheTerminal: whatever a run holds, each character shown is one that a terminal prints.
func TestNothingThatATargetSaysRulesTheTerminal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		run := reporttest.Any(reporttest.Text()).Draw(t, "run")
		var b bytes.Buffer
		if err := terminal.Results(&b, run, terminal.Options{Verbose: true, Timings: true}); err != nil {
			t.Fatal(err)
		}
		if err := terminal.Difference(&b, reports.Difference{New: run.Results, Fixed: run.Results, Untested: run.Results}, 1, terminal.Options{}); err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(b.Bytes()) {
			t.Fatal("octets that are no text are shown")
		}
		for _, r := range b.String() {
			if r != '\n' && !unicode.IsGraphic(r) && !unassigned(r) {
				t.Fatalf("%q is shown", r)
			}
		}
		if strings.Contains(b.String(), "##") {
			t.Fatal("the log of a build may take an order")
		}
		if lines := strings.Count(b.String(), "\n"); lines > 300 {
			t.Fatalf("%d lines are shown: something let line feeds through", lines)
		}
	})
}

// unassigned tells of characters that this version of Unicode does not know, which terminals show as boxes.
func unassigned(r rune) bool {
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Mn, unicode.Me, unicode.Zl, unicode.Zp)
}
