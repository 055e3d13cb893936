package junit_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"math"
	"os"
	"os/exec"
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
	for name, run := range map[string]reports.Run{"every-outcome": reporttest.Sample(), "nothing-judged": broken} {
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
		"a failure that gates repeats its message, says what was expected, links its source and how to mend it": {
			reports.Result{ID: "a/b", Outcome: "fail", Gating: true, Severity: "high", Title: "it is wrong", Expected: []string{"x", "y"}, Actual: "z", Cites: cite, Mend: []string{"do it"}},
			[]string{`<failure message="it is wrong: z" type="high">it is wrong: z`, "expected: x, or y\n", "actual: z\n", "source:\n  RFC 6265bis §5.7  https://example.org/#5.7\n", "how to mend it:\n  do it\n", `failures="1"`},
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

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	for _, text := range reporttest.Hostile {
		r := run.Results[0]
		r.Subject.Name, r.Actual, r.Title = text, text, text
		r.Evidence = []reports.Evidence{{At: text, Text: text}}
		run.Results = append(run.Results, r)
	}
	got := written(t, run)
	if len(got) > 200_000 {
		t.Errorf("the report has %d octets", len(got))
	}
	for _, bad := range []string{"<script", "\x1b", "\x00", "\u202e", "\u2028", "\u0085", "[[", strings.Repeat("long", 1000)} {
		if bytes.Contains(got, []byte(bad)) {
			t.Errorf("%.20q came through", bad)
		}
	}
	wellFormed(t, got)
}

func TestPasswordOfTheTargetIsMasked(t *testing.T) {
	t.Parallel()
	got := string(written(t, reports.Run{Target: "https://eve:hunter2@example.com/", Completed: true, Results: []reports.Result{{ID: "a/b", Outcome: "fail", Gating: true}}}))
	if strings.Contains(got, "hunter2") || !strings.Contains(got, "https://eve:[masked]@example.com/") {
		t.Error(got)
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

func FuzzWrite(f *testing.F) {
	for _, text := range reporttest.Hostile {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		run := reporttest.Sample()
		run.Target = a
		run.Results[0].Subject.Name, run.Results[1].Subject.Name = a, b
		run.Results[0].Actual, run.Results[1].Evidence[0].Text = b, a
		wellFormed(t, written(t, run))
	})
}

// TestSchema: the common dialect is as its schema here says, the strict one as Jenkins' xunit plugin demands. The latter's schema
// is a part of junit-10.xsd: what it allows, that allows.
func TestSchema(t *testing.T) {
	t.Parallel()
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	hostile := reporttest.Sample()
	for _, text := range reporttest.Hostile {
		hostile.Results = append(hostile.Results, reports.Result{ID: text, Outcome: reports.Fail, Title: text, Subject: reports.Subject{Name: text}, Cites: []reports.Citation{{Text: text, URL: text}}})
	}
	hostile.Trouble, hostile.Warnings = reporttest.Hostile, reporttest.Hostile
	attached := []string{"report/index.html"}
	for schema, o := range map[string]junit.Options{"common.xsd": {Attachments: attached}, "strict.xsd": {Strict: true, Attachments: attached}} {
		for name, run := range map[string]reports.Run{"every outcome": reporttest.Sample(), "nothing": {}, "hostile": hostile} {
			command := exec.Command(lint, "--noout", "--nonet", "--schema", filepath.Join("testdata", schema), "-")
			command.Stdin = bytes.NewReader(writtenFor(t, run, o))
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s, %s: %v\n%s", schema, name, err, out)
			}
		}
	}
}

func TestFailuresHaveTheAttachments(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	run.Trouble = []string{"the login failed"}
	files := []string{"report/login-failed.png", "report/in]]dex.html", "report/a\nb.html", "report/index.html"}
	const want = "[[ATTACHMENT|report/login-failed.png]]\n[[ATTACHMENT|report/index.html]]\n"
	for _, strict := range []bool{false, true} {
		suites, err := gojunit.Ingest(writtenFor(t, run, junit.Options{Strict: strict, Attachments: files}))
		if err != nil {
			t.Fatal(err)
		}
		attached := 0
		for _, test := range suites[0].Tests {
			has := test.SystemOut == want
			if should := test.Status == gojunit.StatusFailed || strings.HasPrefix(test.Name, "run/completed "); has != should || strings.Contains(test.SystemOut, "ATTACHMENT") != should {
				t.Errorf("%s, which %s, has the output %q", test.Name, test.Status, test.SystemOut)
			}
			if has {
				attached++
			}
		}
		if attached != 2 {
			t.Errorf("%d tests have attachments", attached)
		}
	}
}

// TestTheConfigsWarningsAreSkipped: dashboards list what is skipped, and few show what a suite wrote.
func TestTheConfigsWarningsAreSkipped(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	run.Warnings = []string{"the waiver of set/secure ended", "the waiver of set/http-only matches no finding"}
	suites, err := gojunit.Ingest(written(t, run))
	if err != nil {
		t.Fatal(err)
	}
	last := suites[0].Tests[len(suites[0].Tests)-1]
	if last.Name != "run/config the config needs no look" || last.Status != gojunit.StatusSkipped || last.Message != "warning: the waiver of set/secure ended" {
		t.Errorf("%+v", last)
	}
}

func TestTheStrictDialectTellsTheSame(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]reports.Run{"every outcome": reporttest.Sample(), "nothing": {}} {
		common, err := gojunit.Ingest(writtenFor(t, run, junit.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		strict, err := gojunit.Ingest(writtenFor(t, run, junit.Options{Strict: true}))
		if err != nil {
			t.Fatal(err)
		}
		if common[0].Totals != strict[0].Totals || len(common[0].Tests) != len(strict[0].Tests) {
			t.Errorf("%s: totals are %+v, and %+v in the strict one", name, common[0].Totals, strict[0].Totals)
		}
		for i, test := range common[0].Tests {
			if got := strict[0].Tests[i]; got.Name != test.Name || got.Status != test.Status || got.Message != test.Message || got.SystemOut != test.SystemOut {
				t.Errorf("%s: %+v\nis in the strict one %+v", name, test, got)
			}
		}
	}
}
