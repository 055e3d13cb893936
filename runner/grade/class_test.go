//go:build unix

package grade_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestMain is also the keeper, and the application of the submissions.
func TestMain(m *testing.M) {
	serve.Keep()
	if port := os.Getenv("APPLICATION_AT"); port != "" {
		http.ListenAndServe("127.0.0.1:"+port, http.NotFoundHandler())
		return
	}
	os.Exit(m.Run())
}

const secret = "hunter2-of-the-grader"

const rubric = `version: 1
assignment: Anything
serve:
  command: sh ./run.sh
  env: {APP: %q, MARK: mark-of-the-class}
  timeout: 15s
  limits: {processes: 60, output: 1MiB}
accounts: {user: student, password_env: GRADER_PASSWORD}
parts:
  - {title: "All of set", points: 10, checks: [set]}
  - {title: "Some of set", points: 9, checks: [set/secure, set/stored], partial: true}
  - {title: "A low one by its id", points: 5, checks: [set/grammar]}
`

const good = `exec env APPLICATION_AT=$PORT "$APP"`

// newClass is a class whose submissions are scripts. What Chrome would see is up to the test.
func newClass(t *testing.T, scripts map[string]string) (c grade.Class, graded *[]string) {
	t.Helper()
	t.Setenv("GRADER_PASSWORD", secret)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r, err := config.ParseRubric("rubric.yaml", fmt.Appendf(nil, rubric, self))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for name, script := range scripts {
		path := filepath.Join(dir, name)
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, "run.sh"), []byte(script), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	graded = new([]string)
	c = grade.Class{
		Rubric: r, Out: t.TempDir(), Jobs: 4, Password: secret, Tool: reports.Tool{Name: "cookiespec", Version: "test"},
		Gather: func(context.Context, gather.Options) (*recording.Recording, error) {
			return &recording.Recording{Version: recording.Version}, nil
		},
		Judge: judgement(nil),
		Graded: func(g reports.Grade, old bool) {
			*graded = append(*graded, fmt.Sprintf("%s %v", g.Submission, old))
		},
	}
	if c.Submissions, err = grade.Submissions(paths, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	return c, graded
}

// judgement passes every check but those that are given another outcome.
func judgement(outcomes map[string]string) grade.Judge {
	return func(_ *recording.Recording, catalogue check.Catalogue, o judge.Options) (run reports.Run) {
		for _, c := range catalogue {
			outcome := outcomes[c.ID]
			if outcome == "" {
				outcome = reports.Pass
			}
			run.Results = append(run.Results, reports.Result{
				ID: c.ID, Outcome: outcome, Severity: c.Severity.String(), Gating: c.Severity >= o.FailOn, Title: c.Title,
				Subject: reports.Subject{Kind: "cookie", Name: "data"}, Fix: []reports.Fix{{In: "Django", Lines: "do this"}, {In: "Go", Lines: "do that"}},
			})
		}
		return run
	}
}

// TestMarks holds outcomes of checks to the points that they cost.
func TestMarks(t *testing.T) {
	for name, c := range map[string]struct {
		outcomes map[string]string
		want     string
	}{
		"all holds":                            {nil, "10 pass, 9 pass, 5 pass"},
		"one that gates fails":                 {map[string]string{"set/secure": reports.Fail}, "0 fail, 4 fail, 5 pass"},
		"a low one costs by its id":            {map[string]string{"set/grammar": reports.Fail}, "10 pass, 9 pass, 0 fail"},
		"one cannot be told":                   {map[string]string{"set/stored": reports.Inconclusive}, "0 inconclusive, 0 inconclusive, 5 pass"},
		"what does not apply costs nothing":    {map[string]string{"set/stored": reports.NotApplicable}, "10 pass, 9 pass, 5 pass"},
		"nothing applies":                      {map[string]string{"set/grammar": reports.NotApplicable}, "10 pass, 9 pass, 0 inconclusive"},
		"a failure outweighs what is not told": {map[string]string{"set/stored": reports.Inconclusive, "set/secure": reports.Fail}, "0 fail, 0 fail, 5 pass"},
	} {
		t.Run(name, func(t *testing.T) {
			class, _ := newClass(t, map[string]string{"work": good})
			class.Judge = judgement(c.outcomes)
			grades, err := class.Grade(t.Context())
			if err != nil || len(grades) != 1 {
				t.Fatal(err)
			}
			var marks []string
			for _, m := range grades[0].Parts {
				marks = append(marks, fmt.Sprintf("%d %s", m.Score, m.Outcome))
			}
			if got := strings.Join(marks, ", "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestResume: what is graded and the same is left, what changed is graded again.
func TestResume(t *testing.T) {
	c, graded := newClass(t, map[string]string{"a": good, "b": good})
	c.Jobs, c.Resume = 1, true
	grade := func(want string) {
		t.Helper()
		*graded = nil
		if _, err := c.Grade(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, g := range *graded {
			got[g] = true
		}
		for _, w := range strings.Split(want, ", ") {
			if !got[w] {
				t.Errorf("got %v, want %s", *graded, want)
			}
		}
	}
	grade("a false, b false")
	grade("a true, b true")
	for _, s := range c.Submissions {
		if s.Name == "b" {
			if err := os.WriteFile(filepath.Join(s.Path, "more.txt"), []byte("changed"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	grade("a true, b false")
	for i, to := range []string{"run.sh", "more.txt"} {
		for _, s := range c.Submissions {
			link := filepath.Join(s.Path, "link")
			if s.Name == "b" && errors.Join(os.RemoveAll(link), os.Symlink(to, link)) != nil {
				t.Fatal(i)
			}
		}
		grade("a true, b false")
	}
	c.Rubric.Parts[0].Points = 11
	grade("a false, b false")
}

// TestTheFilesOfASubmission are what Gradescope and Classroom 50 read.
func TestTheFilesOfASubmission(t *testing.T) {
	c, _ := newClass(t, map[string]string{"work": good})
	c.Judge = judgement(map[string]string{"set/secure": reports.Fail})
	if _, err := c.Grade(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := func(name string) (m map[string]any) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(c.Out, "work", name))
		if err != nil || json.Unmarshal(text, &m) != nil {
			t.Fatalf("%s: %s, %v", name, text, err)
		}
		return m
	}
	if r := read("results.json"); r["score"] != 9.0 || len(r["tests"].([]any)) != 3 {
		t.Errorf("%v", r)
	}
	if r := read("result.json"); r["schema"] != "classroom50/result/v1" || r["score"] != 9.0 || r["max-score"] != 24.0 {
		t.Errorf("%v", r)
	}
	for _, name := range []string{"feedback.md", "report.html", "junit.xml", "run.json", "output.txt", "grade.json"} {
		if _, err := os.Stat(filepath.Join(c.Out, "work", name)); err != nil {
			t.Error(err)
		}
	}
}

// TestAServiceThatIsMissing is no student's fault: nobody is graded, and the reason is the teacher's to read.
func TestAServiceThatIsMissing(t *testing.T) {
	c, _ := newClass(t, map[string]string{"amira": good, "ben": good})
	c.Rubric.Services = []config.Service{{Name: "redis"}}
	t.Setenv("PATH", t.TempDir())
	grades, err := c.Grade(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const want = "all 2 submissions could not be started: this machine lacks Redis, which the rubric asks for"
	if advice := "install redis-server (Debian), or take it out of services in the rubric"; !slices.Contains(grades[0].Advice, advice) {
		t.Errorf("the teacher is told %q", grades[0].Advice)
	}
	if got := grade.NoneStarted(grades); got != want || grades[0].Graded() {
		t.Errorf("got %s", got)
	}
	feedback, err := os.ReadFile(filepath.Join(c.Out, "ben", "feedback.md"))
	if err != nil || !strings.Contains(string(feedback), "which the rubric asks for") || strings.Contains(string(feedback), "services") {
		t.Errorf("%v, the student reads %s", err, feedback)
	}
}
