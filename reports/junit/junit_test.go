package junit_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gojunit "github.com/joshdk/go-junit"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func written(t testing.TB, run reports.Run) []byte {
	t.Helper()
	return writtenFor(t, run, junit.Options{})
}

func writtenFor(t testing.TB, run reports.Run, o junit.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := junit.Write(&b, run, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	t.Parallel()
	broken := reporttest.Sample()
	broken.Results, broken.Completed, broken.Exit = nil, false, 3
	broken.Trouble = []string{"http://localhost:8000/ refused the connection"}
	for name, run := range map[string]reports.Run{"every-outcome": reporttest.Sample(), "nothing-judged": broken, "no-session": reporttest.NoSession(), "activity": reporttest.Active()} {
		got, path := written(t, run), filepath.Join("testdata", name+".xml")
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs (go test -update writes it anew):\n%s", path, got)
		}
	}
}

func TestAnotherParserReadsWhatTheRunSays(t *testing.T) {
	t.Parallel()
	suites, err := gojunit.Ingest(written(t, reporttest.Sample()))
	if err != nil || len(suites) != 1 {
		t.Fatalf("%d suites, %v", len(suites), err)
	}
	got := map[string]gojunit.Test{}
	for _, test := range suites[0].Tests {
		got[test.Classname+" "+test.Name] = test
	}
	const class = "cookiespec.localhost-8000."
	for name, status := range map[string]gojunit.Status{
		class + "restart restart/session-cookie-ends sessionid /": gojunit.StatusFailed,
		class + "set set/secure sessionid /admin":                 gojunit.StatusSkipped,
		class + "set set/stored data":                             gojunit.StatusPassed,
		class + "set set/http-only data":                          gojunit.StatusSkipped,
		class + "expiry expiry/on-time data":                      gojunit.StatusError,
		class + "expiry expiry/server-clock the site":             gojunit.StatusPassed,
	} {
		if test, ok := got[name]; !ok || test.Status != status {
			t.Errorf("%s is %q, want %q", name, test.Status, status)
		}
	}
	if want := (gojunit.Totals{Tests: 6, Passed: 2, Skipped: 2, Failed: 1, Error: 1, Duration: suites[0].Totals.Duration}); suites[0].Totals != want {
		t.Errorf("totals are %+v, want %+v", suites[0].Totals, want)
	}
	if p := suites[0].Properties["target.url"]; p != "http://localhost:8000/" {
		t.Errorf("target.url is %q", p)
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	cite := []reports.Citation{{Text: "RFC 6265bis §5.7", URL: "https://example.org/#5.7"}}
	for name, row := range map[string]struct {
		result reports.Result
		want   []string
	}{
		"a blocking failure repeats its message, says what was expected, links its source and how to fix it": {
			reports.Result{ID: "a/b", Outcome: "fail", Gating: true, Severity: "high", Title: "it is wrong", Expected: []string{"x", "y"}, Actual: "z", Cites: cite, Fix: []reports.Fix{{In: "Go", Lines: "doIt()"}}},
			[]string{`<failure message="it is wrong: z" type="high">it is wrong: z`, "expected: x, or y\n", "actual: z\n", "source:\n  RFC 6265bis §5.7  https://example.org/#5.7\n", "how to fix it:\n  Go: doIt()\n", `failures="1"`},
		},
		"a failure that does not gate is skipped, and says that it is a warning": {
			reports.Result{ID: "a/b", Outcome: "fail", Title: "it is wrong", Actual: "z"},
			[]string{`<skipped message="warning: it is wrong: z">warning: it is wrong: z`, "actual: z\n", `failures="0"`, `skipped="1"`},
		},
		"a failure that is waived is skipped, and says why, and what it is": {
			reports.Result{ID: "a/b", Outcome: "fail", Severity: "critical", Waived: &reports.Waived{Reason: "the kiosk", Until: "2027-06-30"}, Title: "it is wrong", Actual: "z"},
			[]string{`<skipped message="waived until 2027-06-30: the kiosk: it is wrong: z">`, "severity: critical\n", `failures="0"`, `skipped="1"`},
		},
		"a failure that is known is skipped, and says so": {
			reports.Result{ID: "a/b", Outcome: "fail", Known: true, Title: "it is wrong"},
			[]string{`<skipped message="known from the baseline: it is wrong">`, `skipped="1"`},
		},
		"what does not apply is skipped with its reason": {
			reports.Result{ID: "a/b", Outcome: "not-applicable", Reason: "no HTTPS"},
			[]string{`<skipped message="not applicable: no HTTPS">not applicable: no HTTPS`},
		},
		"what is inconclusive is an error of the environment": {
			reports.Result{ID: "a/b", Outcome: "inconclusive", Reason: "Chrome died"},
			[]string{`<error message="inconclusive: Chrome died" type="environment">inconclusive: Chrome died`, `errors="1"`},
		},
		"an outcome that nobody knows is an error": {
			reports.Result{ID: "a/b", Outcome: "great"},
			[]string{`<error message="inconclusive: the outcome great is unknown" type="environment">`},
		},
		"no outcome is an error": {
			reports.Result{ID: "a/b"},
			[]string{`<error message="inconclusive: the outcome (none) is unknown" type="environment">`},
		},
		"a duration that is no number is none": {
			reports.Result{ID: "a/b", Outcome: "pass", Seconds: math.NaN()}, []string{`name="a/b (nameless)" time="0.000"`},
		},
		"a declared subject points to the config": {
			reports.Result{ID: "a/b", Outcome: "pass", File: "cookiespec.yaml", Line: 7}, []string{`file="cookiespec.yaml" line="7"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := string(written(t, reports.Run{Completed: true, Results: []reports.Result{row.result}}))
			for _, want := range row.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
		})
	}
}

func TestNothingIsGreenByAbsence(t *testing.T) {
	t.Parallel()
	passed := []reports.Result{{ID: "a/b", Outcome: reports.Pass}}
	for name, row := range map[string]struct {
		run  reports.Run
		want string
	}{
		"a run without a result":          {reports.Run{Completed: true}, "nothing was judged"},
		"a run that could not begin":      {reports.Run{Trouble: []string{"no Chrome was found"}}, "no Chrome was found"},
		"a run that was broken off":       {reports.Run{Results: passed}, "the run was broken off"},
		"a run that was not whole":        {reports.Run{Results: passed, Completed: true, Trouble: []string{"Chrome died"}}, "Chrome died"},
		"a run with two kinds of trouble": {reports.Run{Trouble: []string{"one", "two"}}, "two"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := string(written(t, row.run))
			if !strings.Contains(got, `errors="1"`) || !strings.Contains(got, `<error message=`) || !strings.Contains(got, row.want) {
				t.Errorf("no error about %q in\n%s", row.want, got)
			}
		})
	}
}

// wellFormed also tells that no two tests share class and name, and that the counts are those of the children.
func wellFormed(t testing.TB, document []byte) {
	t.Helper()
	type child struct{}
	var report struct {
		Suite struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Errors   int `xml:"errors,attr"`
			Skipped  int `xml:"skipped,attr"`
			Cases    []struct {
				Class   string `xml:"classname,attr"`
				Name    string `xml:"name,attr"`
				Failure *child `xml:"failure"`
				Error   *child `xml:"error"`
				Skipped *child `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	decoder := xml.NewDecoder(bytes.NewReader(document))
	if err := decoder.Decode(&report); err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	if _, err := decoder.Token(); err != io.EOF && err != nil {
		t.Fatal(err)
	}
	s, names := report.Suite, map[string]bool{}
	failures, errors, skipped := 0, 0, 0
	for _, c := range s.Cases {
		if key := c.Class + "\n" + c.Name; names[key] {
			t.Errorf("two tests are called %q", key)
		} else {
			names[key] = true
		}
		if len([]rune(c.Name)) > 560 {
			t.Errorf("a name of %d characters", len([]rune(c.Name)))
		}
		for found, count := range map[*child]*int{c.Failure: &failures, c.Error: &errors, c.Skipped: &skipped} {
			if found != nil {
				*count++
			}
		}
	}
	if s.Tests != len(s.Cases) || s.Tests == 0 || s.Failures != failures || s.Errors != errors || s.Skipped != skipped {
		t.Errorf("counts %d %d %d %d, children %d %d %d %d", s.Tests, s.Failures, s.Errors, s.Skipped, len(s.Cases), failures, errors, skipped)
	}
}

func TestAnyRunIsWellFormed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		run := reporttest.Any(reporttest.Text()).Draw(r, "run")
		var b bytes.Buffer
		if err := junit.Write(&b, run, junit.Options{}); err != nil {
			r.Fatal(err)
		}
		wellFormed(t, b.Bytes())
		suites, err := gojunit.Ingest(b.Bytes())
		if err != nil {
			r.Fatal(err)
		}
		green := suites[0].Totals.Failed+suites[0].Totals.Error == 0
		s := run.Count()
		if whole := s.Fail+s.Inconclusive == 0 && s.Total() > 0 && run.Completed && len(run.Trouble) == 0; green != whole {
			r.Fatalf("green %v, whole %v", green, whole)
		}
	})
}
