package sarif_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	gosarif "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/reports/sarif"
)

var here = sarif.Options{Config: "ci/cookiespec.yaml", Anchor: "README.md"}

func written(t testing.TB, run reports.Run, o sarif.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sarif.Write(&b, run, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read is what another reader makes of a run.
func read(t testing.TB, run reports.Run, o sarif.Options) *gosarif.Run {
	t.Helper()
	report, err := gosarif.FromBytes(written(t, run, o))
	if err != nil || len(report.Runs) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	return report.Runs[0]
}

func TestAnotherReaderFindsWhatFailed(t *testing.T) {
	t.Parallel()
	run := read(t, reporttest.Sample(), here)
	var got []string
	for _, r := range run.Results {
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		if *rule.ID != *r.RuleID {
			t.Errorf("%s points to the rule %s", *r.RuleID, *rule.ID)
		}
		at := r.Locations[0].PhysicalLocation
		got = append(got, strings.Join([]string{*r.RuleID, r.Level, *at.ArtifactLocation.URI + ":" + strconv.Itoa(*at.Region.StartLine)}, " "))
	}
	want := []string{
		"restart/session-cookie-ends error ci/cookiespec.yaml:5",
		"set/secure warning ci/cookiespec.yaml:1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if text := *run.Results[0].Message.Text; !strings.HasPrefix(text, "sessionid (localhost/): the session cookie came back after the browser restarted: sent with 3 requests\nExpected: ") {
		t.Error(text)
	}
	if id := *run.AutomationDetails.ID; id != "cookiespec/localhost-8000/" {
		t.Errorf("the category is %s", id)
	}
	if n := run.Invocations[0].ToolExecutionNotifications; len(n) != 2 || !strings.Contains(*n[1].Message.Text, "data (localhost/): inconclusive: part waited failed") {
		t.Errorf("notifications %+v", n)
	}
}

// TestAFindingKeepsItsName: its fingerprint is the same wherever the site runs and whatever else is found.
func TestAFindingKeepsItsName(t *testing.T) {
	t.Parallel()
	names := func(change func(*reports.Run)) map[string]int {
		run := reporttest.Sample()
		change(&run)
		found := map[string]int{}
		for _, r := range read(t, run, here).Results {
			found[*r.RuleID+" "+r.PartialFingerprints["primaryLocationLineHash"]]++
		}
		return found
	}
	first := names(func(*reports.Run) {})
	if len(first) != 2 {
		t.Fatal(first)
	}
	for what, change := range map[string]func(*reports.Run){
		"another port":    func(r *reports.Run) { r.Target = "http://localhost:9999/" },
		"another order":   func(r *reports.Run) { slices.Reverse(r.Results) },
		"other evidence":  func(r *reports.Run) { r.Results[0].Actual, r.Results[0].Evidence = "sent with 4 requests", nil },
		"another line":    func(r *reports.Run) { r.Results[0].Line = 50 },
		"another policy":  func(r *reports.Run) { r.Results[0].Gating = false },
		"a waiver of it":  func(r *reports.Run) { r.Results[0].Waived = &reports.Waived{Reason: "x"} },
		"a later program": func(r *reports.Run) { r.Tool.Version = "9.0.0" },
	} {
		if got := names(change); !maps.Equal(got, first) {
			t.Errorf("%s: %v is not %v", what, got, first)
		}
	}
	twice := names(func(r *reports.Run) { r.Results = append(r.Results, r.Results[0]) })
	if len(twice) != 3 {
		t.Errorf("two findings of one name are one: %v", twice)
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	gates := func(r reports.Result) reports.Run {
		r.ID, r.Outcome, r.Title = "set/secure", reports.Fail, "it is wrong"
		return reports.Run{Target: "http://localhost:8000/", Completed: true, Results: []reports.Result{r}}
	}
	with := func(run reports.Run, change func(*reports.Run)) reports.Run {
		change(&run)
		return run
	}
	for name, row := range map[string]struct {
		run  reports.Run
		o    sarif.Options
		want []string
		not  []string
	}{
		"what gates is an error, whatever its severity": {gates(reports.Result{Gating: true, Severity: "low"}), here, []string{`"level":"error","message"`}, nil},
		"what does not is a warning":                    {gates(reports.Result{Severity: "high"}), here, []string{`"level":"warning","message"`}, nil},
		"what is low is a note":                         {gates(reports.Result{Severity: "low"}), here, []string{`"level":"note","message"`}, nil},
		"what is waived is suppressed, with the reason": {
			gates(reports.Result{Severity: "critical", Waived: &reports.Waived{Reason: "read by script", Until: "2027-06-30"}}), here,
			[]string{`"suppressions":[{"kind":"external","status":"accepted","justification":"waived until 2027-06-30: read by script"}]`, `"level":"note","message"`}, nil,
		},
		"what the baseline knows is unchanged": {
			with(gates(reports.Result{Known: true}), func(r *reports.Run) { r.Baseline = "old.json" }), here, []string{`"baselineState":"unchanged"`}, []string{`suppressions`},
		},
		"what it does not know is new": {
			with(gates(reports.Result{Gating: true}), func(r *reports.Run) { r.Baseline = "old.json" }), here, []string{`"baselineState":"new"`}, nil,
		},
		"without a baseline nothing is said of it": {gates(reports.Result{Gating: true}), here, nil, []string{"baselineState"}},
		"a severity is a score, as text": {
			gates(reports.Result{Severity: "critical"}), here, []string{`"security-severity":"9.5"`, `"problem.severity":"error"`, `"defaultConfiguration":{"level":"error"}`}, nil,
		},
		"what is for information has no score": {gates(reports.Result{Severity: "info"}), here, []string{`"problem.severity":"recommendation"`}, []string{"security-severity"}},
		"a weakness is a tag": {
			gates(reports.Result{Cites: []reports.Citation{{Text: "CWE 614", URL: "https://cwe.mitre.org/data/definitions/614.html", Source: "CWE", Section: "614"}}}), here,
			[]string{`"tags":["cookies","external/cwe/cwe-614","security","set"]`, `"helpUri":"https://cwe.mitre.org/data/definitions/614.html"`}, nil,
		},
		"without a config findings lie in the anchor": {
			gates(reports.Result{File: "/elsewhere/c.yaml", Line: 7}), sarif.Options{Anchor: "docs/read me.md"}, []string{`"uri":"docs/read%20me.md"`, `"startLine":1,`}, []string{"elsewhere"},
		},
		"no link of the target is one": {gates(reports.Result{Actual: "[click](http://evil.test)"}), here, []string{`[click] (http://evil.test)`}, nil},
		"braces are no placeholders":   {gates(reports.Result{Actual: "a{0}b"}), here, []string{`a{{0}}b`}, nil},
		"a version that is semantic":   {with(gates(reports.Result{}), func(r *reports.Run) { r.Tool.Version = "v1.2.3-rc.1" }), here, []string{`"semanticVersion":"1.2.3-rc.1"`}, nil},
		"a version that is not":        {with(gates(reports.Result{}), func(r *reports.Run) { r.Tool.Version = "(devel)" }), here, []string{`"version":"(devel)"`}, []string{"semanticVersion"}},
		"a password is masked":         {with(gates(reports.Result{}), func(r *reports.Run) { r.Target = "https://eve:hunter2@a.test/" }), here, []string{"eve:[masked]@"}, []string{"hunter2"}},
		"a run that found nothing has no results": {
			reports.Run{Completed: true, Results: []reports.Result{{ID: "set/secure", Outcome: reports.Pass}}}, here, []string{`"results":[]`, `"executionSuccessful":true`}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := json.Compact(&b, written(t, row.run, row.o)); err != nil {
				t.Fatal(err)
			}
			for _, want := range row.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("no %s in\n%s", want, b.String())
				}
			}
			for _, not := range row.not {
				if strings.Contains(b.String(), not) {
					t.Errorf("%s is in\n%s", not, b.String())
				}
			}
		})
	}
}

// TestNothingIsGreenByAbsence: code scanning closes what is not found again, so a run that proves nothing finds itself.
func TestNothingIsGreenByAbsence(t *testing.T) {
	t.Parallel()
	passed := []reports.Result{{ID: "a/b", Outcome: reports.Pass}}
	for name, row := range map[string]struct {
		run  reports.Run
		want string
	}{
		"nothing judged": {reports.Run{Completed: true}, "what is not found here may be there all the same"},
		"broken off":     {reports.Run{Results: passed}, "may be there all the same"},
		"trouble":        {reports.Run{Completed: true, Results: passed, Trouble: []string{"Chrome died"}}, "Chrome died"},
		"an empty run":   {reports.Run{}, "was not whole"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := read(t, row.run, here)
			if len(run.Results) != 1 || *run.Results[0].RuleID != "run/completed" || run.Results[0].Level != "error" || !strings.Contains(*run.Results[0].Message.Text, row.want) {
				t.Errorf("results %+v", run.Results)
			}
			if *run.Invocations[0].ExecutionSuccessful {
				t.Error("its invocation is called successful")
			}
		})
	}
}
