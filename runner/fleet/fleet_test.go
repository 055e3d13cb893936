//go:build unix

package fleet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/fleet"
)

func TestShards(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ value, env, want string }{
		{"", "", "{1 1}"},
		{"2/5", "", "{2 5}"},
		{"0/5", "", "no share"},
		{"6/5", "", "no share"},
		{"1", "", "not of the form"},
		{"auto", "", "auto finds no share"},
		{"auto", "CI_NODE_INDEX=2", "auto finds no share"},
		{"auto", "CI_NODE_INDEX=2 CI_NODE_TOTAL=3", "{2 3}"},
		{"auto", "JOB_COMPLETION_INDEX=0 COOKIESPEC_SHARD_TOTAL=3", "{1 3}"},
		{"auto", "JOB_COMPLETION_INDEX=3 COOKIESPEC_SHARD_TOTAL=3", "no share"},
		{"auto", "JOB_COMPLETION_INDEX=0", "auto finds no share"},
		{"auto", "COOKIESPEC_SHARD_INDEX=3 COOKIESPEC_SHARD_TOTAL=3", "{3 3}"},
	} {
		s, err := fleet.ParseShard(c.value, func(name string) (string, bool) {
			for _, variable := range strings.Fields(c.env) {
				if value, ok := strings.CutPrefix(variable, name+"="); ok {
					return value, true
				}
			}
			return "", false
		})
		got := fmt.Sprint(s)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%q with %q: %s", c.value, c.env, got)
		}
	}
}

// TestEveryTargetIsInOneShard, whatever their number.
func TestEveryTargetIsInOneShard(t *testing.T) {
	t.Parallel()
	targets := []fleet.Target{{URL: "e"}, {Name: "b", URL: "x"}, {URL: "a"}, {Name: "d", URL: "x"}, {URL: "c"}}
	for total := 1; total <= 7; total++ {
		var all []string
		for i := 1; i <= total; i++ {
			for _, one := range (fleet.Shard{Index: i, Total: total}).Of(targets) {
				all = append(all, one.Called())
			}
		}
		if slices.Sort(all); strings.Join(all, "") != "abcde" {
			t.Errorf("%d shards have %v", total, all)
		}
	}
}

// command is a cookiespec that fails on targets with "bad" in them, leaves no results for those with "lost", and writes those of
// a sample for all others.
func command(t *testing.T) string { return commandOf(t, reporttest.Sample()) }

func commandOf(t *testing.T, sample reports.Run) string {
	t.Helper()
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "sample.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := jsonreport.Write(file, sample); err != nil {
		t.Fatal(err)
	}
	script := `#!/bin/sh
target=$2
for word; do case $word in --json=*) json=${word#--json=} ;; esac; done
case $target in *lost*) exit 0 ;; esac
cp ` + file.Name() + ` "$json"
echo "$@"
case $target in *bad*) exit 1 ;; *ended*) exit 9 ;; esac
`
	path := filepath.Join(dir, "cookiespec")
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, shard fleet.Shard, digest string, urls ...string) (string, reports.Fleet) {
	t.Helper()
	var targets []fleet.Target
	for _, u := range urls {
		targets = append(targets, fleet.Target{URL: u})
	}
	out := t.TempDir()
	sum, err := fleet.Fleet{
		Program: command(t), Flags: []string{"--fail-on=medium"}, Env: os.Environ(), Targets: shard.Of(targets), Shard: shard, Digest: digest,
		Jobs: 3, Out: out, Ended: func(reports.FleetRun) {},
	}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out, sum
}

func TestARunOfManyTargets(t *testing.T) {
	t.Parallel()
	out, sum := run(t, fleet.Shard{Index: 1, Total: 1}, "d", "https://good.test/", "https://bad.test/", "https://eve:hunter2@lost.test/")
	var got []string
	for _, r := range sum.Runs {
		got = append(got, fmt.Sprintf("%s %s %d %d", r.Target, r.Folder, r.Exit, r.Summary.Total()))
	}
	total := reporttest.Sample().Count().Total()
	want := []string{fmt.Sprintf("https://bad.test/ bad-test 1 %d", total), "https://eve:[masked]@lost.test/ lost-test 4 0", fmt.Sprintf("https://good.test/ good-test 0 %d", total)}
	if !slices.Equal(got, want) || sum.Exit() != 1 {
		t.Errorf("exit %d, %v", sum.Exit(), got)
	}
	log, err := os.ReadFile(filepath.Join(out, "good-test", "log.txt"))
	if err != nil || !strings.Contains(string(log), "--fail-on=medium") || !strings.Contains(string(log), "--jobs=1") {
		t.Errorf("%s, %v", log, err)
	}
	for _, name := range []string{fleet.File, "fleet.html"} {
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || strings.Contains(string(text), "hunter2") || !strings.Contains(string(text), "good-test") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	targets := []string{"https://a.test/", "https://b.test/", "https://bad.test/"}
	one, _ := run(t, fleet.Shard{Index: 1, Total: 2}, "d", targets...)
	two, _ := run(t, fleet.Shard{Index: 2, Total: 2}, "d", targets...)
	other, _ := run(t, fleet.Shard{Index: 2, Total: 2}, "another", targets...)
	out := t.TempDir()
	sum, err := fleet.Merge([]string{two, one}, out)
	if err != nil || len(sum.Runs) != 3 || sum.Exit() != 1 || sum.Runs[0].Target != "https://a.test/" {
		t.Errorf("%+v, %v", sum, err)
	}
	for _, r := range sum.Runs {
		if _, err := os.Stat(filepath.Join(out, r.Folder, "run.json")); err != nil {
			t.Error(err)
		}
	}
	for want, folders := range map[string][]string{
		"of 2 shards these are missing: 2":    {one},
		"are the same shard, 1 of 2":          {one, one, two},
		"different targets, flags or configs": {one, other},
		"a shard is missing":                  {one, t.TempDir()},
	} {
		if _, err := fleet.Merge(folders, t.TempDir()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestTargets(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# ours\nhttps://a.test/\n\nhttp://b.test:8080/x\n": "[https://a.test/ http://b.test:8080/x]",
		"https://a.test/\na.test\n":                         "list:2: this is no http or https URL",
		"https://a.test/\nhttps://a.test/\n":                "list:2: this target stands there twice",
		"# nothing\n":                                       "lists no targets",
	} {
		path := filepath.Join(t.TempDir(), "list")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		targets, err := fleet.Listed(path)
		got := fmt.Sprint(targets)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
}
