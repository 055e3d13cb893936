//go:build unix

// Package ci_test lints the files for pipelines as far as their own tools can be had, and runs their shell steps.
package ci_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const actionlint = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"

// workflow uses the action as a reader would.
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
	write(t, filepath.Join(dir, "ci/github/action.yml"), read(t, "github/action.yml"))
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil { // it looks for the root of a repository
		t.Fatalf("%v\n%s", err, out)
	}
	lint := exec.Command("go", "run", actionlint, "-no-color", filepath.Join(dir, ".github/workflows/check.yml"))
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestTheActionsStepRuns runs it with a real build, without starting Chrome.
func TestTheActionsStepRuns(t *testing.T) {
	t.Parallel()
	step := theStep(t)
	for _, c := range []struct{ args, url, result string }{
		{"--dry-run --fail-on medium", "http://localhost:1/", "result=passed"},
		{"--dry-run --no-such-flag", "http://localhost:1/", "result=error"},
		{"--dry-run", "", "result=error"},
	} {
		dir := t.TempDir()
		run := exec.Command("bash", "-eo", "pipefail", "-c", step)
		run.Dir = dir
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		run.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+filepath.Join(here, "github"), "RUNNER_TEMP="+dir, "GITHUB_OUTPUT="+filepath.Join(dir, "output"),
			"URL="+c.url, "SERVE=", "ARGS="+c.args, "OUT=report", "GOFLAGS=-buildvcs=false")
		out, err := run.CombinedOutput()
		if got := strings.TrimSpace(read(t, filepath.Join(dir, "output"))); got != c.result || (err == nil) != (c.result == "result=passed") {
			t.Errorf("%+v: %s, %v\n%s", c, got, err, out)
		}
	}
}

func theStep(t *testing.T) string {
	t.Helper()
	var a action
	if err := yaml.Unmarshal([]byte(read(t, "github/action.yml")), &a); err != nil {
		t.Fatal(err)
	}
	for _, s := range a.Runs.Steps {
		if s.Run != "" {
			return s.Run
		}
	}
	t.Fatal("the action has no step that runs something")
	return ""
}

// TestTheJobsCallTheCommand runs the shell lines of GitLab's and Jenkins' files with a cookiespec that says what it was asked for.
func TestTheJobsCallTheCommand(t *testing.T) {
	t.Parallel()
	jenkins := regexp.MustCompile(`(?s)sh '''\n(.*?)'''`).FindStringSubmatch(read(t, "jenkins/Jenkinsfile"))
	if jenkins == nil {
		t.Fatal("the Jenkinsfile has no shell step")
	}
	for name, script := range map[string]string{"GitLab": strings.Join(gitlab(t).Cookiespec.Script, "\n"), "Jenkins": jenkins[1]} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "cookiespec"), "#!/bin/sh\nprintf '[%s]' \"$@\"\nexit 1\n")
		if err := os.Chmod(filepath.Join(dir, "cookiespec"), 0o755); err != nil {
			t.Fatal(err)
		}
		run := exec.Command("sh", "-e", "-c", script)
		run.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "URL=http://localhost:1/?a=b c", "ARGS=--fail-on medium")
		out, err := run.Output()
		if want := "[run][http://localhost:1/?a=b c][--fail-on][medium][--junit][report/junit.xml]"; err == nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%s: %s, %v", name, out, err)
		}
	}
}

type component struct {
	Cookiespec struct {
		Script    []string
		Artifacts struct {
			When    string
			Reports struct{ Junit string }
		}
	}
}

// gitlab reads the second document, where the placeholders are.
func gitlab(t *testing.T) (c component) {
	t.Helper()
	_, body, ok := strings.Cut(read(t, "gitlab/cookiespec.yml"), "\n---\n")
	if !ok {
		t.Fatal("the component has no header")
	}
	if err := yaml.Unmarshal([]byte(placeholder.ReplaceAllString(body, "1")), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

var placeholder = regexp.MustCompile(`\$\[\[ inputs\.(\w+) \]\]`)

// TestTheComponentsInputsAreDeclaredAndUsed: GitLab refuses one that is not declared.
func TestTheComponentsInputsAreDeclaredAndUsed(t *testing.T) {
	t.Parallel()
	text := read(t, "gitlab/cookiespec.yml")
	head, _, _ := strings.Cut(text, "\n---\n")
	var header struct {
		Spec struct{ Inputs map[string]any }
	}
	if err := yaml.Unmarshal([]byte(head), &header); err != nil {
		t.Fatal(err)
	}
	var used []string
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		used = append(used, found[1])
	}
	slices.Sort(used)
	var declared []string
	for name := range header.Spec.Inputs {
		declared = append(declared, name)
	}
	slices.Sort(declared)
	if !slices.Equal(slices.Compact(used), declared) || len(declared) == 0 {
		t.Errorf("declared are %v, used %v", declared, used)
	}
	if c := gitlab(t); c.Cookiespec.Artifacts.When != "always" || c.Cookiespec.Artifacts.Reports.Junit != "report/junit.xml" {
		t.Errorf("its reports are lost when it fails: %+v", c.Cookiespec.Artifacts)
	}
}

// TestTheShellIsSound holds what pipelines run to shellcheck, and the image's steps to a shell's syntax.
func TestTheShellIsSound(t *testing.T) {
	t.Parallel()
	steps := regexp.MustCompile(`(?m)^RUN ((?:.*\\\n)*.*)$`).FindAllStringSubmatch(read(t, "container/Containerfile"), -1)
	if len(steps) < 2 {
		t.Fatal("the Containerfile has no steps")
	}
	scripts := map[string]string{"the action": "#!/bin/bash\n" + theStep(t)}
	for i, s := range steps {
		scripts["the image's step "+string(rune('1'+i))] = "#!/bin/sh\n" + s[1] + "\n"
	}
	_, err := exec.LookPath("shellcheck")
	for name, script := range scripts {
		shell, _, _ := strings.Cut(strings.TrimPrefix(script, "#!/bin/"), "\n")
		command := []string{shell, "-n"}
		if err == nil {
			command = []string{"shellcheck", "-e", "SC2154", "-"} // what is set by ARG and by the runner
		}
		check := exec.Command(command[0], command[1:]...)
		check.Stdin = strings.NewReader(script)
		var out bytes.Buffer
		check.Stdout, check.Stderr = &out, &out
		if err := check.Run(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, &out)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheImagesBasesArePinned to a version, so that an image is not another one tomorrow without anybody's doing.
func TestTheImagesBasesArePinned(t *testing.T) {
	t.Parallel()
	text := read(t, "container/Containerfile")
	bases := regexp.MustCompile(`(?m)^FROM \$(\w+)`).FindAllStringSubmatch(text, -1)
	if len(bases) != strings.Count(text, "\nFROM ") || len(bases) == 0 {
		t.Fatal("a base is no argument, so that nobody can pin it by digest")
	}
	for _, base := range bases {
		if !regexp.MustCompile(`(?m)^ARG ` + base[1] + `=\S+:\d+\.\d+\S*$`).MatchString(text) {
			t.Errorf("%s has no version", base[1])
		}
	}
}
