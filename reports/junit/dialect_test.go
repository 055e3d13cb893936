package junit_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gojunit "github.com/joshdk/go-junit"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

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
		t.Errorf("the report has %d bytes", len(got))
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
		for name, runs := range map[string][]reports.Run{"every outcome": {reporttest.Sample()}, "nothing": {{}}, "hostile": {hostile}, "many": many(), "none": {}} {
			var b bytes.Buffer
			if err := junit.WriteAll(&b, slices.Values(runs), o); err != nil {
				t.Fatal(err)
			}
			command := exec.Command(lint, "--noout", "--nonet", "--schema", filepath.Join("testdata", schema), "-")
			command.Stdin = &b
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
