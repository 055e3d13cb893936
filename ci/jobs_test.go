//go:build unix

package ci_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestTheJobsCallTheCommand runs the shell lines of GitLab's, Jenkins' and Azure's files with a cookiespec that says what it was asked for.
func TestTheJobsCallTheCommand(t *testing.T) {
	t.Parallel()
	jenkins := regexp.MustCompile(`(?s)sh '''\n(.*?)'''`).FindStringSubmatch(read(t, "jenkins/Jenkinsfile"))
	if jenkins == nil {
		t.Fatal("the Jenkinsfile has no shell step")
	}
	for name, job := range map[string]struct{ shell, script string }{
		"GitLab": {"sh", strings.Join(gitlab(t).Cookiespec.Script, "\n")}, "Jenkins": {"sh", jenkins[1]}, "Azure": {"bash", azure(t)},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "cookiespec"), "#!/bin/sh\nprintf '[%s]' \"$@\"\nexit 1\n")
		if err := os.Chmod(filepath.Join(dir, "cookiespec"), 0o755); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(job.shell, "-e", "-c", job.script)
		run.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "URL=http://localhost:1/?a=b c", "ARGS=--fail-on medium"+map[bool]string{true: "\n--only set"}[job.shell == "bash"], "OUT=report")
		out, err := run.Output()
		if want := "[run][http://localhost:1/?a=b c][--fail-on][medium]"; err == nil || !strings.HasPrefix(string(out), want) || !strings.Contains(string(out), "[--junit][report/junit.xml]") {
			t.Errorf("%s: %s, %v", name, out, err)
		}
	}
}

// azure is the step of the template that runs something. The results are published after a failure, too.
func azure(t *testing.T) (script string) {
	t.Helper()
	var template struct {
		Parameters []struct{ Name string }
		Steps      []struct {
			Bash, Task, Condition string
			Env                   map[string]string
		}
	}
	text := read(t, "azure/cookiespec.yml")
	if err := yaml.Unmarshal([]byte(text), &template); err != nil {
		t.Fatal(err)
	}
	for _, p := range template.Parameters {
		if !strings.Contains(text, "${{ parameters."+p.Name+" }}") {
			t.Errorf("the parameter %s is of no use", p.Name)
		}
	}
	for _, s := range template.Steps {
		if s.Task != "" && s.Condition != "always()" {
			t.Errorf("%s is left out after a failure", s.Task)
		}
		script += s.Bash
	}
	return script
}

type component struct {
	Cookiespec struct {
		Script    []string
		Artifacts struct {
			When    string
			Reports struct{ Junit, Dast string }
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
	if c := gitlab(t); c.Cookiespec.Artifacts.When != "always" || c.Cookiespec.Artifacts.Reports.Junit != "report/junit.xml" || !strings.Contains(c.Cookiespec.Script[0], "--gitlab-dast "+c.Cookiespec.Artifacts.Reports.Dast) {
		t.Errorf("its reports are lost when it fails: %+v", c.Cookiespec.Artifacts)
	}
}

// TestTheJobToCopyIsTheComponents: the README's job for GitLab writes and keeps what the component does.
func TestTheJobToCopyIsTheComponents(t *testing.T) {
	t.Parallel()
	var copied component
	if err := yaml.Unmarshal([]byte(strings.Replace(block(t, "\n  script:"), "cookies:", "cookiespec:", 1)), &copied); err != nil {
		t.Fatal(err)
	}
	want, got := gitlab(t).Cookiespec, copied.Cookiespec
	if got.Artifacts != want.Artifacts || len(got.Script) != 1 {
		t.Errorf("it keeps %+v, the component %+v", got.Artifacts, want.Artifacts)
	}
	files := regexp.MustCompile(`--\S+ report/\S+`)
	for _, file := range files.FindAllString(got.Script[0], -1) {
		if !slices.Contains(files.FindAllString(want.Script[0], -1), file) {
			t.Errorf("%s is not in the component", file)
		}
	}
	for _, report := range []string{got.Artifacts.Reports.Junit, got.Artifacts.Reports.Dast} {
		if report == "" || !strings.Contains(got.Script[0], " "+report) {
			t.Errorf("nothing writes %q", report)
		}
	}
}

// block is the YAML of the README that has something in it.
func block(t *testing.T, holds string) string {
	t.Helper()
	for _, rest := range strings.Split(read(t, "../README.md"), "```yaml\n")[1:] {
		if text, _, _ := strings.Cut(rest, "```"); strings.Contains(text, holds) {
			return text
		}
	}
	t.Fatalf("the README has no YAML with %q", holds)
	return ""
}
