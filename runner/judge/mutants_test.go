package judge_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// conformant is the recording of the lab's conformant site.
func conformant(t *testing.T) *recording.Recording {
	t.Helper()
	file, err := os.Open("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := recording.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAPartThatIsMissingIsInconclusive: for each part of a whole recording, gone or broken, and each check that needs it, every
// result is inconclusive, also where without the part nothing is left to apply the check to.
func TestAPartThatIsMissingIsInconclusive(t *testing.T) {
	r := conformant(t)
	for _, part := range recording.Stages {
		needing := slices.DeleteFunc(suites.Catalogue(), func(c check.Check) bool { return !c.Needs.Has(part) })
		for _, broken := range []bool{false, true} {
			m := *r
			m.Scenes = slices.DeleteFunc(slices.Clone(r.Scenes), func(s recording.Scene) bool { return !broken && s.Stage == part })
			for i := range m.Scenes {
				if m.Scenes[i].Stage == part {
					m.Scenes[i].State, m.Scenes[i].Reason = recording.Failed, "Chrome died"
				}
			}
			run := judge.Run(&m, needing, judge.Options{Policy: "strict"})
			for _, result := range run.Results {
				if result.Outcome != reports.Inconclusive {
					t.Errorf("%s (broken: %t): %s of %s: %s", part, broken, result.ID, result.Subject, result.Outcome)
				}
			}
			if len(needing) > 0 && (len(run.Results) < len(needing) || run.Exit == 0) {
				t.Errorf("%s (broken: %t): %d results of %d checks, exit %d", part, broken, len(run.Results), len(needing), run.Exit)
			}
		}
	}
}

// TestNoMutantBreaksACheck: whatever a recording is like, a check says something of it. Of each kind one mutant is tried.
func TestNoMutantBreaksACheck(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{}
	checktest.EachMutant(conformant(t), func(m checktest.Mutant) {
		if tried[m.Kind] {
			return
		}
		tried[m.Kind] = true
		of := check.NewCase(m.Recording)
		for _, c := range suites.Catalogue() {
			for _, s := range c.Subjects(of) {
				if v := c.Apply(of, s); strings.Contains(v.Reason, "an internal error") {
					t.Errorf("%s: %s", m.Kind, v.Reason)
				}
			}
		}
	})
	if len(tried) < 100 {
		t.Errorf("%d kinds of mutants", len(tried))
	}
}
