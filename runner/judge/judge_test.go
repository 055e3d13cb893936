package judge_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

// says is a check that gives every cookie the same verdict.
func says(id string, severity check.Severity, v check.Verdict) check.Check {
	return check.Check{
		ID: id, Title: "it is so", Failure: "it is not so", Severity: severity, Needs: recording.Visit,
		Cites:    []check.Citation{check.RFC6265bis("5.7")},
		Subjects: check.Cookies,
		Judge:    func(*check.Case, *check.Subject) check.Verdict { return v },
		Explain:  check.Explanation{Fixes: []check.Fix{{In: "Django", Lines: `set_cookie("id", id)`}, {In: "Go", Lines: "g"}}},
	}
}

// demanded cites a requirement of ASVS besides.
func demanded(c check.Check, requirement string) check.Check {
	c.Cites = append(c.Cites, check.ASVS(requirement))
	return c
}

func visited() *recording.Recording {
	return checktest.Record(checktest.Visit(checktest.Get("/").Sets("a=1", "b=2; Max-Age=60")))
}

// TestExit: a failure outweighs what could not be judged, which outweighs a pass; and a run that judged nothing is none.
func TestExit(t *testing.T) {
	pass, fail := check.Pass("fine"), check.Fail("x", "y", check.Evidence{At: "visit#1", Text: "a=x"})
	high := judge.Options{Policy: "baseline", FailOn: check.High}
	for name, test := range map[string]struct {
		catalogue check.Catalogue
		options   judge.Options
		change    func(*recording.Recording)
		exit      int
		summary   reports.Summary
	}{
		"all pass": {check.Catalogue{says("set/a", check.High, pass)}, high, nil, 0, reports.Summary{Pass: 2}},
		"a failure at the threshold gates": {
			check.Catalogue{says("set/a", check.High, fail), says("set/b", check.High, pass)}, high, nil, 1, reports.Summary{Pass: 2, Fail: 2},
		},
		"a failure below the threshold is a warning": {check.Catalogue{says("set/a", check.Medium, fail)}, high, nil, 0, reports.Summary{Warning: 2}},
		"a lower threshold makes it gate": {
			check.Catalogue{says("set/a", check.Medium, fail)}, judge.Options{Policy: "baseline", FailOn: check.Low}, nil, 1, reports.Summary{Fail: 2},
		},
		"never lets nothing gate": {
			check.Catalogue{says("set/a", check.Critical, fail)}, judge.Options{Policy: "baseline", Never: true}, nil, 0, reports.Summary{Warning: 2},
		},
		"a verdict's own severity counts": {
			check.Catalogue{says("set/a", check.High, fail.At(check.Low))}, high, nil, 0, reports.Summary{Warning: 2},
		},
		"a matter of policy does not apply under baseline": {
			check.Catalogue{says("set/a", check.High, fail.UnderStrict()), says("set/b", check.High, pass)}, high, nil, 0, reports.Summary{Pass: 2, NotApplicable: 2},
		},
		"a matter of policy fails under strict": {
			check.Catalogue{says("set/a", check.High, fail.UnderStrict())}, judge.Options{Policy: "strict", FailOn: check.High}, nil, 1, reports.Summary{Fail: 2},
		},
		"a level of ASVS gates by requirement, whatever the severity": {
			check.Catalogue{demanded(says("set/a", check.Low, fail), "3.3.1"), says("set/b", check.Critical, fail)},
			judge.Options{Policy: "asvs-l1", FailOn: check.High}, nil, 1, reports.Summary{Fail: 2, Warning: 2},
		},
		"a level of ASVS leaves the next one's requirements out": {
			check.Catalogue{demanded(says("set/a", check.High, fail), "3.3.2")}, judge.Options{Policy: "asvs-l1"}, nil, 0, reports.Summary{Warning: 2},
		},
		"and the next one has those below it": {
			check.Catalogue{demanded(says("set/a", check.High, fail), "3.3.1")}, judge.Options{Policy: "asvs-l2"}, nil, 1, reports.Summary{Fail: 2},
		},
		"level 3 is of neither": {
			check.Catalogue{demanded(says("set/a", check.High, fail), "3.3.5")}, judge.Options{Policy: "asvs-l2"}, nil, 0, reports.Summary{Warning: 2},
		},
		"a matter of policy is law where a level demands it": {
			check.Catalogue{demanded(says("set/a", check.High, fail.UnderStrict()), "3.3.1"), says("set/b", check.High, fail.UnderStrict()), says("set/c", check.High, pass)},
			judge.Options{Policy: "asvs-l1"}, nil, 1, reports.Summary{Fail: 2, NotApplicable: 2, Pass: 2},
		},
		"never lets nothing gate under a level of ASVS, either": {
			check.Catalogue{demanded(says("set/a", check.High, fail), "3.3.1")}, judge.Options{Policy: "asvs-l1", Never: true}, nil, 0, reports.Summary{Warning: 2},
		},
		"what could not be judged is not green": {
			check.Catalogue{says("set/a", check.High, check.Unknown("why")), says("set/b", check.High, pass)}, high, nil, 3, reports.Summary{Pass: 2, Inconclusive: 2},
		},
		"what could not be judged and would not gate is": {
			check.Catalogue{says("set/a", check.Info, check.Unknown("why")), says("set/b", check.High, pass)}, high, nil, 0, reports.Summary{Pass: 2, Inconclusive: 2},
		},
		"a failure outweighs what could not be judged": {
			check.Catalogue{says("set/a", check.High, check.Unknown("why")), says("set/b", check.High, fail)}, high, nil, 1, reports.Summary{Fail: 2, Inconclusive: 2},
		},
		"a needed part that failed is inconclusive for each cookie": {
			check.Catalogue{says("set/a", check.High, pass)}, high,
			func(r *recording.Recording) { r.Scenes[0].State, r.Scenes[0].Reason = recording.Failed, "broke" }, 3, reports.Summary{Inconclusive: 2},
		},
		"trouble is not green": {
			check.Catalogue{says("set/a", check.High, pass)}, high, func(r *recording.Recording) { r.Trouble = []string{"the entry page answers 500"} }, 3, reports.Summary{Pass: 2},
		},
		"nothing but checks that do not apply is nothing judged": {
			check.Catalogue{says("set/a", check.High, check.Skip("why"))}, high, nil, 3, reports.Summary{NotApplicable: 2},
		},
		"a judge that breaks is our fault and inconclusive": {
			check.Catalogue{func() check.Check {
				c := says("set/a", check.High, pass)
				c.Judge = func(*check.Case, *check.Subject) check.Verdict { panic("oh") }
				return c
			}()}, high, nil, 3, reports.Summary{Inconclusive: 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := visited()
			if test.change != nil {
				test.change(r)
			}
			run := judge.Run(r, test.catalogue, test.options)
			if run.Exit != test.exit {
				t.Errorf("exit %d, want %d; trouble %q", run.Exit, test.exit, run.Trouble)
			}
			if diff := cmp.Diff(test.summary, run.Summary); diff != "" {
				t.Error(diff)
			}
			if run.Exit == 3 && len(run.Trouble) == 0 {
				t.Error("exit 3 without a reason")
			}
		})
	}
}

// TestNoCookieIsNothingJudged: a page without cookies proves nothing about them.
func TestNoCookieIsNothingJudged(t *testing.T) {
	t.Parallel()
	r := checktest.Record(checktest.Visit(checktest.Get("/")))
	run := judge.Run(r, check.Catalogue{says("set/a", check.High, check.Pass("fine"))}, judge.Options{Policy: "baseline", FailOn: check.High})
	if run.Exit != 3 || !strings.Contains(strings.Join(run.Trouble, " "), "set no cookie") {
		t.Errorf("exit %d, trouble %q", run.Exit, run.Trouble)
	}
	if len(run.Results) != 1 || run.Results[0].Outcome != reports.NotApplicable {
		t.Errorf("results %+v", run.Results)
	}
}

// TestNothingJudged: a pass counts only where a browser had the cookie.
func TestNothingJudged(t *testing.T) {
	t.Parallel()
	pass := says("set/a", check.High, check.Pass("fine"))
	site := says("expiry/server-clock", check.High, check.Pass("fine"))
	site.Subjects = check.Site
	for name, test := range map[string]struct {
		catalogue check.Catalogue
		elements  []checktest.Element
		exit      int
	}{
		"a cookie that passes": {check.Catalogue{pass}, []checktest.Element{checktest.Visit(checktest.Get("/").Sets("a=1"))}, 0},
		"a deletion that had nothing to delete": {
			check.Catalogue{pass}, []checktest.Element{checktest.Visit(checktest.Get("/").Sets("a=; Max-Age=0"))}, 3,
		},
		"an optional cookie that does not come": {
			check.Catalogue{pass, set.Declared},
			[]checktest.Element{checktest.Declare(recording.Declaration{Name: "a", Optional: true}), checktest.Visit(checktest.Get("/"))}, 3,
		},
		"a declared cookie that does not come": {
			check.Catalogue{pass, set.Declared}, []checktest.Element{checktest.Role("a", "session"), checktest.Visit(checktest.Get("/"))}, 1,
		},
		"the site alone, beside checks of cookies":   {check.Catalogue{site, pass}, []checktest.Element{checktest.Visit(checktest.Get("/"))}, 3},
		"the site, where nothing else was asked for": {check.Catalogue{site}, []checktest.Element{checktest.Visit(checktest.Get("/"))}, 0},
		"the site, and a cookie that no check applies to": {
			check.Catalogue{site, says("set/a", check.High, check.Skip("why"))}, []checktest.Element{checktest.Visit(checktest.Get("/").Sets("a=1"))}, 3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := judge.Run(checktest.Record(test.elements...), test.catalogue, judge.Options{Policy: "baseline", FailOn: check.High})
			if told := strings.Contains(strings.Join(run.Trouble, " "), "nothing was judged"); run.Exit != test.exit || told != (test.exit == 3) {
				t.Errorf("exit %d, expected %d; trouble %q", run.Exit, test.exit, run.Trouble)
			}
		})
	}
}

// TestNotesOfTheScenesReachTheReader, each with the part that it is about.
func TestNotesOfTheScenesReachTheReader(t *testing.T) {
	t.Parallel()
	r := visited()
	r.Notes, r.Scenes[0].Notes = []string{"masked"}, []string{"a page was left out"}
	run := judge.Run(r, check.Catalogue{says("set/a", check.High, check.Pass("fine"))}, judge.Options{Policy: "baseline"})
	if diff := cmp.Diff([]string{"masked", "visit: a page was left out"}, run.Notes); diff != "" {
		t.Error(diff)
	}
}

// TestAFailureIsTold with all that a reader needs.
func TestAFailureIsTold(t *testing.T) {
	t.Parallel()
	c := says("set/a", check.High, check.Fail("it is x", "it is y", check.Evidence{At: "visit#1", Text: "a=x"}))
	c.Subjects = func(of *check.Case) []*check.Subject { return check.Cookies(of)[:1] }
	run := judge.Run(visited(), check.Catalogue{c}, judge.Options{Policy: "baseline", FailOn: check.High})
	want := reports.Result{
		ID: "set/a", Subject: reports.Subject{Kind: "cookie", Name: "a", Domain: run.Cookies[0].Domain, Path: "/"},
		Outcome: "fail", Gating: true, Severity: "high", Title: "it is not so", Expected: []string{"it is x"}, Actual: "it is y",
		Cites:    []reports.Citation{{Text: "RFC 6265bis §5.7", URL: check.RFC6265bis("5.7").URL, Source: "RFC 6265bis", Section: "5.7"}},
		Evidence: []reports.Evidence{{At: "visit#1", Text: "a=x", Time: time.Date(2026, 3, 2, 12, 0, 0, 75e6, time.UTC)}},
		Fix:      []reports.Fix{{In: "Django", Lines: `set_cookie("a", id)`}, {In: "Go", Lines: "g"}}, Number: "F-01",
	}
	got := run.Results[0]
	got.Seconds, got.Fingerprint = 0, ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRunsGoOnSideBySide: each waits in a judge until all the others are in one, too.
func TestRunsGoOnSideBySide(t *testing.T) {
	t.Parallel()
	const runs = 4
	var entered, group sync.WaitGroup
	entered.Add(runs)
	for range runs {
		group.Go(func() {
			meets := says("set/a", check.High, check.Pass("fine"))
			meets.Subjects = check.Site
			meets.Judge = func(*check.Case, *check.Subject) check.Verdict {
				entered.Done()
				entered.Wait()
				return check.Pass("fine")
			}
			if run := judge.Run(visited(), check.Catalogue{meets}, judge.Options{Policy: "baseline"}); run.Summary.Pass != 1 {
				t.Errorf("summary %+v", run.Summary)
			}
		})
	}
	group.Wait()
}
