package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestAttachmentsAreNamedAsTheServiceFindsThem(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "work"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(dir, "work"))
	if err := os.WriteFile("login-failed.png", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	before, after := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	for _, row := range []struct {
		name  string
		env   map[string]string
		began time.Time
		want  []string
	}{
		{"in GitLab", map[string]string{"GITLAB_CI": "true", "CI_PROJECT_DIR": dir}, before, []string{"work/login-failed.png", "work/report/index.html"}},
		{"in GitLab, outside of the project", map[string]string{"GITLAB_CI": "true", "CI_PROJECT_DIR": filepath.Join(dir, "elsewhere")}, before, nil},
		{"in Jenkins", map[string]string{"JENKINS_URL": "https://ci.test/"}, before, []string{here + "/login-failed.png", here + "/report/index.html"}},
		{"in Azure", map[string]string{"TF_BUILD": "True"}, before, []string{here + "/login-failed.png", here + "/report/index.html"}},
		{"a picture of an earlier run", map[string]string{"TF_BUILD": "True"}, after, []string{here + "/report/index.html"}},
		{"at home", nil, before, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := onGitHub(row.env)
			w.began = row.began
			a := &audit{program: w.program, options: &options{out: ".", reports: wanting(map[string]string{"html": "report/index.html"})}}
			if got := a.attachments(); !slices.Equal(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}
