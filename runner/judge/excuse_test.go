package judge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestWaivers: what is waived is seen and does not block, until its day is over; what is of no use is told.
func TestWaivers(t *testing.T) {
	t.Parallel()
	fail := check.Fail("x", "y")
	both := check.Catalogue{says("set/a", check.Critical, fail), says("set/b", check.High, check.Pass("fine"))}
	unknown := check.Catalogue{says("set/a", check.High, check.Unknown("why")), says("set/b", check.High, check.Pass("fine"))}
	last := visited().Started.UTC().Format(time.DateOnly)
	before := visited().Started.AddDate(0, 0, -1).UTC().Format(time.DateOnly)
	for name, row := range map[string]struct {
		catalogue check.Catalogue
		waivers   []reports.Waiver
		change    func(*recording.Recording)
		exit      int
		summary   reports.Summary
		found     []int
		warning   string // of the only one; empty: there is none
	}{
		"of one cookie": {
			both, []reports.Waiver{{Check: "set/a", Cookie: "a", Reason: "r"}}, nil,
			1, reports.Summary{Pass: 2, Fail: 1, Waived: 1}, []int{1}, "",
		},
		"of each cookie by a waiver of its own": {
			both, []reports.Waiver{{Check: "set/a", Cookie: "a", Reason: "r"}, {Check: "set/a", Cookie: "b", Reason: "r"}}, nil,
			0, reports.Summary{Pass: 2, Waived: 2}, []int{1, 1}, "",
		},
		"of all cookies":              {both, []reports.Waiver{{Check: "set/a", Reason: "r"}}, nil, 0, reports.Summary{Pass: 2, Waived: 2}, []int{2}, ""},
		"of cookies by a glob":        {both, []reports.Waiver{{Check: "set/a", Cookie: "?", Reason: "r"}}, nil, 0, reports.Summary{Pass: 2, Waived: 2}, []int{2}, ""},
		"of one, and then of all":     {both, []reports.Waiver{{Check: "set/a", Cookie: "a", Reason: "r"}, {Check: "set/a", Reason: "s"}}, nil, 0, reports.Summary{Pass: 2, Waived: 2}, []int{1, 2}, ""},
		"on its last day":             {both, []reports.Waiver{{Check: "set/a", Reason: "r", Until: last}}, nil, 0, reports.Summary{Pass: 2, Waived: 2}, []int{2}, ""},
		"a day after its last":        {both, []reports.Waiver{{Check: "set/a", Reason: "r", Until: before}}, nil, 1, reports.Summary{Pass: 2, Fail: 2}, []int{0}, "the waiver of set/a ended on " + before},
		"of a cookie that is not set": {both, []reports.Waiver{{Check: "set/a", Cookie: "c", Reason: "r"}}, nil, 1, reports.Summary{Pass: 2, Fail: 2}, []int{0}, "the waiver of set/a for c matches no finding"},
		"of what passes": {
			both, []reports.Waiver{{Check: "set/b", Reason: "r", File: "f.yaml", Line: 3}}, nil,
			1, reports.Summary{Pass: 2, Fail: 2}, []int{0}, "the waiver of set/b (f.yaml:3) matches no finding",
		},
		"of a check that was left out": {both[:1], []reports.Waiver{{Check: "set/b", Reason: "r"}}, nil, 1, reports.Summary{Fail: 2}, []int{0}, ""},
		"of what could not be decided": {unknown, []reports.Waiver{{Check: "set/a", Reason: "r"}}, nil, 0, reports.Summary{Pass: 2, Inconclusive: 2}, []int{0}, ""},
		"in a run that is not whole": {
			both, []reports.Waiver{{Check: "set/a", Cookie: "c", Reason: "r"}}, func(r *recording.Recording) { r.Trouble = []string{"it broke off"} },
			1, reports.Summary{Pass: 2, Fail: 2}, []int{0}, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := visited()
			if row.change != nil {
				row.change(r)
			}
			run := judge.Run(r, row.catalogue, judge.Options{Policy: "baseline", FailOn: check.High, Waivers: row.waivers})
			if diff := cmp.Diff(row.summary, run.Summary); diff != "" || run.Exit != row.exit {
				t.Errorf("exit %d, want %d; %s", run.Exit, row.exit, diff)
			}
			for i, w := range run.Waivers {
				if w.Found != row.found[i] {
					t.Errorf("waiver %d found %d, want %d", i, w.Found, row.found[i])
				}
			}
			if len(run.Waivers) != len(row.waivers) || row.warning == "" && len(run.Warnings) > 0 ||
				row.warning != "" && (len(run.Warnings) != 1 || !strings.HasPrefix(run.Warnings[0], row.warning)) {
				t.Errorf("%d waivers, warnings %q", len(run.Waivers), run.Warnings)
			}
		})
	}
}

// TestAWaivedFindingIsTold with its severity, its evidence, and the first reason that was given.
func TestAWaivedFindingIsTold(t *testing.T) {
	t.Parallel()
	fail := check.Fail("x", "y", check.Evidence{At: "visit#1", Text: "a=x"})
	waivers := []reports.Waiver{{Check: "set/a", Cookie: "a", Reason: "first", Until: "2999-01-01"}, {Check: "set/a", Reason: "second"}}
	run := judge.Run(visited(), check.Catalogue{says("set/a", check.Critical, fail)}, judge.Options{Policy: "baseline", FailOn: check.High, Waivers: waivers})
	r := run.Results[0]
	if r.Outcome != reports.Fail || r.Gating || r.Severity != "critical" || len(r.Evidence) != 1 || *r.Waived != (reports.Waived{Reason: "first", Until: "2999-01-01"}) {
		t.Errorf("%+v, waived %+v", r, r.Waived)
	}
}

// TestBaseline: only what it does not have fails the run.
func TestBaseline(t *testing.T) {
	t.Parallel()
	fail, pass := check.Fail("x", "y"), check.Pass("fine")
	options := judge.Options{Policy: "baseline", FailOn: check.High}
	judged := func(c check.Catalogue, o judge.Options) reports.Run { return judge.Run(visited(), c, o) }
	first := judged(check.Catalogue{says("set/a", check.High, fail), says("set/b", check.High, pass)}, options)
	waived := options
	waived.Waivers = []reports.Waiver{{Check: "set/a", Reason: "r", Until: "2999-01-01"}}
	elsewhere := judge.Run(checktest.Record(checktest.Target("https://www.other.test/"), checktest.Visit(checktest.Get("/").Sets("a=1", "b=2"))),
		check.Catalogue{says("set/a", check.High, fail)}, options)
	for name, row := range map[string]struct {
		baseline  reports.Run
		catalogue check.Catalogue
		exit      int
		summary   reports.Summary
		notes     int
	}{
		"what it has is known":               {first, check.Catalogue{says("set/a", check.High, fail)}, 0, reports.Summary{Known: 2}, 0},
		"be it worse now":                    {first, check.Catalogue{says("set/a", check.Critical, fail)}, 0, reports.Summary{Known: 2}, 0},
		"what it has not fails":              {first, check.Catalogue{says("set/b", check.High, fail)}, 1, reports.Summary{Fail: 2}, 0},
		"what it has and passes, passes":     {first, check.Catalogue{says("set/a", check.High, pass)}, 0, reports.Summary{Pass: 2}, 0},
		"what it has may be undecided":       {first, check.Catalogue{says("set/a", check.High, check.Unknown("why")), says("set/b", check.High, pass)}, 0, reports.Summary{Pass: 2, Inconclusive: 2}, 0},
		"what it has not may not":            {first, check.Catalogue{says("set/b", check.High, check.Unknown("why")), says("set/c", check.High, pass)}, 3, reports.Summary{Pass: 2, Inconclusive: 2}, 0},
		"what it waived is not known":        {judged(check.Catalogue{says("set/a", check.High, fail)}, waived), check.Catalogue{says("set/a", check.High, fail)}, 1, reports.Summary{Fail: 2}, 0},
		"that of another deployment will do": {elsewhere, check.Catalogue{says("set/a", check.High, fail)}, 0, reports.Summary{Known: 2}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options
			o.Baseline = &judge.Baseline{Path: "old.json", Run: row.baseline}
			run := judged(row.catalogue, o)
			if diff := cmp.Diff(row.summary, run.Summary); diff != "" || run.Exit != row.exit || run.Baseline != "old.json" || len(run.Notes) != row.notes {
				t.Errorf("exit %d, want %d; notes %q; %s", run.Exit, row.exit, run.Notes, diff)
			}
		})
	}
}
