//go:build unix

package ci_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestTheJobsAreThoseOfKubernetes: nothing in them is misspelt, or in a place where Kubernetes would pass over it.
func TestTheJobsAreThoseOfKubernetes(t *testing.T) {
	t.Parallel()
	text, nightly := read(t, "kubernetes/job.yaml"), read(t, "kubernetes/cronjob.yaml")
	for name, c := range map[string]struct {
		text  string
		sound bool
	}{
		"the job":            {text, true},
		"with a slip":        {strings.Replace(text, "completionMode:", "completionmode:", 1), false},
		"with a wrong value": {strings.Replace(text, "completions: 20", "completions: many", 1), false},
		"the nightly job":    {nightly, true},
		"with another slip":  {strings.Replace(nightly, "jobTemplate:", "jobtemplate:", 1), false},
	} {
		check := exec.Command("go", "run", "-C", "testdata/job", ".")
		check.Stdin = strings.NewReader(c.text)
		if out, err := check.CombinedOutput(); (err == nil) != c.sound {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// TestTheJobSharesAllTargets: the pods must be as many as they believe that they are.
func TestTheJobSharesAllTargets(t *testing.T) {
	t.Parallel()
	var job struct {
		Kind string
		Spec struct {
			CompletionMode string `yaml:"completionMode"`
			Completions    int
			Template       struct {
				Spec struct {
					Containers []struct {
						Args []string
						Env  []struct{ Name, Value string }
					}
				}
			}
		}
	}
	if err := yaml.Unmarshal([]byte(read(t, "kubernetes/job.yaml")), &job); err != nil {
		t.Fatal(err)
	}
	c := job.Spec.Template.Spec.Containers[0]
	if job.Kind != "Job" || job.Spec.CompletionMode != "Indexed" || c.Env[0].Name != "COOKIESPEC_SHARD_TOTAL" || c.Env[0].Value != fmt.Sprint(job.Spec.Completions) {
		t.Errorf("%+v", job)
	}
	// The command takes what it is given: it is the list that is missing here, and no flag.
	build := exec.Command("go", "run", "-buildvcs=false", "../runner/cookiespec")
	build.Args = append(build.Args, c.Args...)
	build.Env = append(os.Environ(), "COOKIESPEC_SHARD_TOTAL=20", "JOB_COMPLETION_INDEX=0")
	if out, err := build.CombinedOutput(); err == nil || !strings.Contains(string(out), "/targets/targets.txt: no such file or directory") {
		t.Errorf("%v\n%s", err, out)
	}
}
