package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// onGitHub is a world whose environment is that of a step; its run is about a cookie that gives orders.
func onGitHub(env map[string]string) *world {
	w := worldOf(exitFailed)
	w.lookup = func(name string) (string, bool) { value, ok := env[name]; return value, ok }
	w.judge = func(*recording.Recording, check.Catalogue, judge.Options) reports.Run {
		run := reporttest.Sample()
		run.Cookies[0].Name, run.Results[0].Subject.Name = "::error::order", "::error::order"
		run.Results[0].Evidence[0].Text = "x ##[error]order"
		return run
	}
	return w
}

func TestAnnotationsFollowTheResultsOnGitHub(t *testing.T) {
	w := onGitHub(map[string]string{"GITHUB_ACTIONS": "true"})
	if code := w.audit(); code != exitFailed {
		t.Fatalf("exit %d: %s", code, w.stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(w.stdout.String()), "\n")
	token, found := strings.CutPrefix(lines[0], "::stop-commands::")
	end := len(lines) - 1
	for end > 0 && lines[end] != "::"+token+"::" {
		end--
	}
	if !found || len(token) < 20 || end == 0 {
		t.Fatalf("the results are not guarded:\n%s", w.stdout.String())
	}
	if results := strings.Join(lines[1:end], "\n"); !strings.Contains(results, "\n::error::order ") || !strings.Contains(results, "FAILED") || strings.Contains(results, "##[") {
		t.Errorf("between the guards is\n%s", results)
	}
	if after := lines[end+1:]; len(after) != 2 || !strings.HasPrefix(after[0], "::error file=runner/cookiespec/cookiespec.yaml,line=5,title=restart/session-cookie-ends") || !strings.HasPrefix(after[1], "::warning file=runner/cookiespec/cookiespec.yaml,line=1,title=set/secure") {
		t.Errorf("after them is %q", after)
	}
}

func TestElsewhereNothingIsAnnotated(t *testing.T) {
	w := onGitHub(nil)
	w.audit()
	if text := w.stdout.String(); strings.Contains(text, "stop-commands") || strings.Contains(text, "title=") {
		t.Error(text)
	}
}

func TestTheSummaryOfTheStep(t *testing.T) {
	const before = "what another command of the step wrote\n"
	path := filepath.Join(t.TempDir(), "summary.md")
	for _, row := range []struct {
		name, before, complaint string
		added                   bool
	}{
		{"is added to", before, "", true},
		{"is left alone where it is full", strings.Repeat("x", 1<<20-10), "GitHub takes 1048576", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(row.before), 0o600); err != nil {
				t.Fatal(err)
			}
			w := onGitHub(map[string]string{"GITHUB_STEP_SUMMARY": path})
			if code := w.audit("-q"); code != exitFailed {
				t.Errorf("exit %d", code)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			added, found := strings.CutPrefix(string(text), row.before)
			if !found || strings.Contains(added, "## cookiespec: failed") != row.added || !strings.Contains(w.stderr.String(), row.complaint) || (row.complaint == "") != (w.stderr.Len() == 0) {
				t.Errorf("%.300q was added; stderr %q", added, w.stderr.String())
			}
		})
	}
	t.Run("changes no exit code where it cannot be written", func(t *testing.T) {
		w := onGitHub(map[string]string{"GITHUB_STEP_SUMMARY": t.TempDir()})
		if code := w.audit(); code != exitFailed || !strings.Contains(w.stderr.String(), "the summary of the step cannot be written") {
			t.Errorf("exit %d, %s", code, w.stderr.String())
		}
	})
}
