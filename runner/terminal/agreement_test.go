package terminal_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/annotations"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/reports/sarif"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// agreed are runs as they end: each way in which a report could say something else than the others.
func agreed() map[string]reports.Run {
	passed := reporttest.Sample()
	passed.Exit = 0
	passed.Results = slices.DeleteFunc(passed.Results, func(r reports.Result) bool {
		return r.Outcome == reports.Fail || r.Outcome == reports.Inconclusive
	})
	inconclusive := reporttest.Sample()
	inconclusive.Exit, inconclusive.Trouble = 3, []string{"1 blocking results could not be determined"}
	inconclusive.Results = slices.DeleteFunc(inconclusive.Results, func(r reports.Result) bool { return r.Outcome == reports.Fail })
	broke := reporttest.Sample()
	broke.Exit, broke.Completed, broke.Trouble = 130, false, []string{"interrupted by SIGINT"}
	return map[string]reports.Run{"passed": passed, "failed": reporttest.Sample(), "inconclusive": inconclusive, "broke off": broke, "excused": excused()}
}

// TestTheReportsAgree on what was found, how much of it there is, and the exit code.
func TestTheReportsAgree(t *testing.T) {
	t.Parallel()
	for name, run := range agreed() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			blocking, others := findingsOf(run)
			all := slices.Sorted(slices.Values(slices.Concat(blocking, others)))
			sum, exit := run.Count(), fmt.Sprint(run.Exit)

			text := shown(t, run, terminal.Options{})
			same(t, "terminal, blocking", blocking, captured(`(?m)^FAILED (\S+)`, text))
			same(t, "terminal, others", others, captured(`(?m)^(?:WARNING|WAIVED|KNOWN) (\S+)`, text))
			contains(t, "terminal", text, sum.String(), "(exit "+exit+")")

			var numbers []string
			for _, r := range run.Normal().Results {
				if r.Outcome == reports.Fail {
					numbers = append(numbers, r.Number)
				}
			}
			same(t, "terminal, numbers", numbers, captured(`(?m)^[A-Z]+ \S+ \([a-z]+, (F-\d+)\)`, text))

			page := written(t, func(w io.Writer) error { return html.Write(w, run) })
			same(t, "HTML, numbers", numbers, captured(`<b class="number">(F-\d+)</b>`, page))
			same(t, "HTML", all, captured(`(?s)<p class="kind">.{1,100}<code>([^<]+)</code></p>`, page))

			contains(t, "HTML", page, "Exit code "+exit+":")
			counted := 0
			for _, n := range captured(`</dt><dd>(\d+)</dd></div>`, page) {
				number, _ := strconv.Atoi(n)
				counted += number
			}
			if counted != sum.Total() {
				t.Errorf("HTML: %d results are counted, want %d", counted, sum.Total())
			}

			summary := written(t, func(w io.Writer) error { return markdown.Write(w, run) })
			same(t, "Markdown, blocking", blocking, captured("(?m)^#### .*\n\n`?([a-z]+/[a-z-]+)", summary))
			contains(t, "Markdown", summary, append(others, sum.String())...)
			same(t, "Markdown, numbers", numbers, captured(`(?m)^(?:#### |\| )(F-\d+)`, summary))

			same(t, "annotations, numbers", numbers, captured(`title=[^:]*(F-\d+)\)`, written(t, func(w io.Writer) error { return annotations.Write(w, run, run.Config) })))
			same(t, "annotations", all, captured(`(?m)^::\w+ .*title=([a-z]+/[a-z-]+) `, written(t, func(w io.Writer) error { return annotations.Write(w, run, run.Config) })))

			var log struct {
				Runs []struct {
					Results []struct {
						RuleID, Level string
						Properties    struct{ Number string }
					}
					Invocations []struct{ ExitCode int }
				}
			}
			read(t, "SARIF", json.Unmarshal([]byte(written(t, func(w io.Writer) error { return sarif.Write(w, run, sarif.Options{Anchor: "README.md"}) })), &log))
			var rules, listed []string
			for _, r := range log.Runs[0].Results {
				if r.RuleID != "run/completed" { // what kept the run from being whole, of which other reports have a list
					rules, listed = append(rules, r.RuleID), append(listed, r.Properties.Number)
				}
			}
			same(t, "SARIF", all, rules)
			same(t, "SARIF, numbers", numbers, listed)
			for _, i := range log.Runs[0].Invocations {
				if i.ExitCode != run.Exit {
					t.Errorf("SARIF: exit code %d, want %s", i.ExitCode, exit)
				}
			}

			var suites struct {
				Failures int `xml:"failures,attr"`
				Suites   []struct {
					Properties []struct {
						Name  string `xml:"name,attr"`
						Value string `xml:"value,attr"`
					} `xml:"properties>property"`
					Cases []struct {
						Name    string    `xml:"name,attr"`
						Failure *struct{} `xml:"failure"`
					} `xml:"testcase"`
				} `xml:"testsuite"`
			}
			read(t, "JUnit", xml.Unmarshal([]byte(written(t, func(w io.Writer) error { return junit.Write(w, run, junit.Options{}) })), &suites))
			var failures []string
			for _, c := range suites.Suites[0].Cases {
				if c.Failure != nil {
					id, _, _ := strings.Cut(c.Name, " ")
					failures = append(failures, id)
				}
			}
			same(t, "JUnit", blocking, failures)
			if suites.Failures != sum.Fail {
				t.Errorf("JUnit: %d failures, want %d", suites.Failures, sum.Fail)
			}
			for _, p := range suites.Suites[0].Properties {
				if p.Name == "exit" && p.Value != exit {
					t.Errorf("JUnit: exit code %s, want %s", p.Value, exit)
				}
			}

			again, err := jsonreport.Read(strings.NewReader(written(t, func(w io.Writer) error { return jsonreport.Write(w, run) })))
			read(t, "JSON", err)
			fails, warns := findingsOf(again)
			same(t, "JSON, blocking", blocking, fails)
			same(t, "JSON, others", others, warns)
			if again.Exit != run.Exit || again.Summary != sum {
				t.Errorf("JSON: exit code %d, %v", again.Exit, again.Summary)
			}
		})
	}
}

// findingsOf are the ids of what failed: what blocks, and the others.
func findingsOf(run reports.Run) (blocking, others []string) {
	for _, r := range run.Results {
		switch {
		case r.Outcome == reports.Fail && r.Gating:
			blocking = append(blocking, r.ID)
		case r.Outcome == reports.Fail:
			others = append(others, r.ID)
		}
	}
	return blocking, others
}

func captured(pattern, text string) (ids []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// same compares ids as sets: a report may tell several subjects of one check together.
func same(t *testing.T, report string, want, got []string) {
	t.Helper()
	set := func(ids []string) []string {
		return append([]string{}, slices.Compact(slices.Sorted(slices.Values(ids)))...)
	}
	if diff := cmp.Diff(set(want), set(got)); diff != "" {
		t.Errorf("%s:\n%s", report, diff)
	}
}

func contains(t *testing.T, report, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s: no %q in\n%s", report, part, text)
		}
	}
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t *testing.T, report string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", report, err)
	}
}
