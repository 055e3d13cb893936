//go:build unix

package ci_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const actionlint = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"

// workflow uses the action, and what it puts out. The one to copy is in the README.
const workflow = `on: push
jobs:
  cookies:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: cookies
        uses: ./ci/github
        with: {serve: ., args: --fail-on medium}
      - run: echo "${{ steps.cookies.outputs.result }}"
`

type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			Run string
			Env map[string]string
		}
	}
}

func TestTheActionIsSound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".github/workflows/check.yml"), workflow)
	write(t, filepath.Join(dir, ".github/workflows/readme.yml"), strings.ReplaceAll(block(t, "\njobs:"), "cookiespec/cookiespec/ci/github@main", "./ci/github"))
	write(t, filepath.Join(dir, "ci/github/action.yml"), read(t, "github/action.yml"))
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil { // it looks for the root of a repository
		t.Fatalf("%v\n%s", err, out)
	}
	lint := exec.Command("go", "run", actionlint, "-no-color", filepath.Join(dir, ".github/workflows/check.yml"), filepath.Join(dir, ".github/workflows/readme.yml"))
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestTheActionsStepsRun runs them with a real build, without starting Chrome, as a runner does.
func TestTheActionsStepsRun(t *testing.T) {
	t.Parallel()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	release := released(t, "#!/bin/sh\necho released \"$@\"\n")
	for _, c := range []struct{ args, url, version, result, says string }{
		{"--dry-run --fail-on medium", "http://localhost:1/", "", "result=passed", "building"},
		{"--dry-run --no-such-flag", "http://localhost:1/", "", "result=error", "no-such-flag"},
		{"--dry-run", "", "", "result=error", "no target"},
		{"--dry-run", "http://localhost:1/", "v1.4.0", "result=passed", "released run http://localhost:1/ --dry-run"},
		{"--dry-run", "http://localhost:1/", "v0.0.0", "result=passed", "v0.0.0/SHA256SUMS"},
	} {
		dir := t.TempDir()
		run := exec.Command("bash", "-eo", "pipefail", "-c", strings.Join(theSteps(t), "\n"))
		run.Dir = dir
		run.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+filepath.Join(here, "github"), "RUNNER_TEMP="+dir, "GITHUB_OUTPUT="+filepath.Join(dir, "output"),
			"COOKIESPEC_RELEASES="+release, "URL="+c.url, "SERVE=", "ARGS="+c.args, "OUT=report", "VERSION="+c.version, "GOFLAGS=-buildvcs=false")
		out, err := run.CombinedOutput()
		if got := strings.TrimSpace(read(t, filepath.Join(dir, "output"))); got != c.result || (err == nil) != (c.result == "result=passed") || !strings.Contains(string(out), c.says) {
			t.Errorf("%+v: %s, %v\n%s", c, got, err, out)
		}
	}
}

// theSteps are those that run something, in their order.
func theSteps(t *testing.T) (steps []string) {
	t.Helper()
	var a action
	if err := yaml.Unmarshal([]byte(read(t, "github/action.yml")), &a); err != nil {
		t.Fatal(err)
	}
	for _, s := range a.Runs.Steps {
		if s.Run != "" {
			steps = append(steps, s.Run)
		}
	}
	if len(steps) != 2 {
		t.Fatalf("the action has %d steps that run something", len(steps))
	}
	return steps
}
