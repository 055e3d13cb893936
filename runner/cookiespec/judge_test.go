package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cookiespec/cookiespec/reports"
	plans "github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestARecordingIsClaimed by a config that it was gathered by, as far as that can be known.
func TestARecordingIsClaimed(t *testing.T) {
	t.Parallel()
	read := func(text string) config.Config {
		c, err := config.Parse("cookiespec.yaml", []byte("version: 1\ntarget: http://localhost:8000/\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := read("cookies: {a: {role: session}}\n")
	whole := recording.Target{Digest: c.Digest(), Asked: c.Asked()}
	old := recording.Target{Digest: c.Digest()} // by a program that did not keep the single settings
	for name, row := range map[string]struct {
		target recording.Target
		config config.Config
		want   string // part of the error; empty: there is none
	}{
		"the same":                            {whole, c, ""},
		"other cookies":                       {whole, read("cookies: {b: {}}\n"), ""},
		"another page":                        {whole, read("pages: [/b]\n"), "seen.json was not gathered as cookiespec.yaml says: pages changed since"},
		"the same, of digests as a whole":     {old, c, ""},
		"another page, of digests as a whole": {old, read("pages: [/b]\n"), "seen.json was not gathered as cookiespec.yaml says: something changed since"},
		"no config":                           {whole, config.Default(), ""},
	} {
		seen := &recording.Recording{Target: row.target, Declared: []recording.Declaration{{Name: "then"}}}
		err := claim(seen, row.config, "seen.json")
		if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)) {
			t.Errorf("%s: %v", name, err)
		}
		want := []recording.Declaration{{Name: "then"}}
		if err == nil && row.config.File != "" {
			want = row.config.Cookies
		}
		if diff := cmp.Diff(want, seen.Declared, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: declared is\n%s", name, diff)
		}
	}
}

// TestAJudgementIsRepeated by the file that the run wrote and the same config, whatever flags had said of gathering.
func TestAJudgementIsRepeated(t *testing.T) {
	file, err := os.Open("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	seen, err := recording.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) {
		if err := os.WriteFile(path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const cookies = "cookies: {__Host-session: {role: session, same_site: Strict}}\n"
	write("same.yaml", "version: 1\npages: [/a]\n"+cookies)
	write("other.yaml", "version: 1\npages: [/a]\nheaders: {X-Key: hunter2}\nmax_pages: 3\n"+cookies)
	w := worldOf(0)
	w.judge = judge.Run
	w.gather = func(_ context.Context, o gather.Options) (*recording.Recording, error) {
		seen.Declared, seen.Target.Digest, seen.Target.Asked = o.Declared, o.Digest, o.Asked
		return seen, nil
	}
	if exit := w.audit("--config", path("same.yaml"), "--max-pages", "7", "--user-agent", "me", "--recording", path("seen.json"), "--json", path("run.json")); exit != exitFailed {
		t.Fatalf("exit code %d: %s", exit, &w.stderr)
	}
	if exit := w.run([]string{"judge", path("seen.json"), "--config", path("same.yaml"), "--json", path("again.json")}); exit != exitFailed {
		t.Fatalf("exit code %d: %s", exit, &w.stderr)
	}
	var runs [2]reports.Run
	for i, name := range []string{"run.json", "again.json"} {
		if runs[i], err = plans.Results(path(name)); err != nil {
			t.Fatal(err)
		}
		runs[i].Timings = reports.Timings{}
		for j := range runs[i].Results {
			runs[i].Results[j].Seconds = 0
		}
	}
	if diff := cmp.Diff(runs[0], runs[1]); diff != "" || len(runs[0].Results) == 0 {
		t.Error(diff)
	}
	exit := w.run([]string{"judge", path("seen.json"), "--config", path("other.yaml")})
	if exit != exitUsage || !strings.Contains(w.stderr.String(), "other.yaml says: headers changed since") {
		t.Errorf("exit code %d: %s", exit, &w.stderr)
	}
}
