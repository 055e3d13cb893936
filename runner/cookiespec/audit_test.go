package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/fixtures/lab"
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// world is a program in which nothing is real but the files.
type world struct {
	*program
	stdout, stderr bytes.Buffer
	asked          gather.Options
}

// worldOf has runs that end as exit says, unless one of the functions is replaced.
func worldOf(exit int) *world {
	w := &world{}
	w.program = &program{
		tui:   tui{stdout: &w.stdout, stderr: &w.stderr, lookup: func(string) (string, bool) { return "", false }},
		began: time.Now(),
		gather: func(_ context.Context, o gather.Options) (*recording.Recording, error) {
			w.asked = o
			return &recording.Recording{Version: recording.Version, Target: recording.Target{URL: o.URL}}, nil
		},
		judge: func(*recording.Recording, check.Catalogue, judge.Options) reports.Run {
			run := reporttest.Sample()
			run.Exit = exit
			return run
		},
	}
	return w
}

// audit runs the main job with a Chrome that is never called.
func (w *world) audit(arguments ...string) int {
	return w.run(append([]string{"run", "http://localhost:8000/", "--chrome", "/bin/sh"}, arguments...))
}

func TestTheExitCode(t *testing.T) {
	for _, row := range []struct {
		name      string
		judged    int // what the run deserves
		arguments []string
		change    func(*world)
		exit      int
		stdout    string
		stderr    string
	}{
		{"passed", 0, nil, nil, 0, "PASSED (exit 0)", ""},
		{"failed", 1, nil, nil, 1, "FAILED (exit 1)", ""},
		{"inconclusive", 3, nil, nil, 3, "INCONCLUSIVE (exit 3)", ""},
		{"failed, of which graders get 0", 1, []string{"--exit-zero"}, nil, 0, "FAILED (exit 1, made 0 by --exit-zero)", ""},
		{"inconclusive, of which graders get 0", 3, []string{"--exit-zero"}, nil, 0, "INCONCLUSIVE (exit 3, made 0 by --exit-zero)", ""},
		{"passed, where graders would get 0", 0, []string{"--exit-zero"}, nil, 0, "PASSED (exit 0)", ""},
		{"a fault while gathering", 3, nil, gatherBreaks, 4, "INCOMPLETE (exit 4)", "an internal error, not the target: it broke"},
		{"a fault while judging", 0, nil, judgeBreaks, 4, "INCOMPLETE (exit 4)", "please report it"},
		{"a fault, where graders would get 0", 0, []string{"--exit-zero"}, judgeBreaks, 4, "(exit 4)", ""},
		{"a target that is not there", 3, nil, refuses, 3, "", "cookiespec: error: it cannot be opened\ncookiespec: hint: start it first\ncookiespec: could not run: the site was never opened (exit 3)\n"},
		{"a target that is not there, where graders get 0", 3, []string{"--exit-zero"}, refuses, 0, "", "could not run: the site was never opened (exit 3, made 0 by --exit-zero)\n"},
		{"a login that fails", 3, nil, loginFails, 3, "INCONCLUSIVE (exit 3)", "cookiespec: error: the login failed: it says no\n"},
		{"Ctrl-C", 0, nil, interrupted(syscall.SIGINT), 130, "INTERRUPTED (exit 130)", "cookiespec: interrupted by SIGINT: writing the reports"},
		{"SIGTERM after a failure", 1, nil, interrupted(syscall.SIGTERM), 143, "INTERRUPTED (exit 143)", "interrupted by SIGTERM"},
		{"SIGTERM, where graders would get 0", 1, []string{"--exit-zero"}, interrupted(syscall.SIGTERM), 143, "(exit 143)", ""},
		{"a terminal that is gone", 0, nil, func(w *world) { w.tui.stdout = broken{} }, 4, "", "the results cannot be shown"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w, dir := worldOf(row.judged), t.TempDir()
			if row.change != nil {
				row.change(w)
			}
			junit, json := filepath.Join(dir, "report.xml"), filepath.Join(dir, "run.json")
			exit := w.audit(append(row.arguments, "--junit", junit, "--json", json)...)
			if exit != row.exit || !strings.Contains(w.stdout.String(), row.stdout) || !strings.Contains(w.stderr.String(), row.stderr) {
				t.Errorf("exit code %d, want %d; results:\n%s\nmessages:\n%s", exit, row.exit, &w.stdout, &w.stderr)
			}
			for _, path := range []string{junit, json} {
				if _, err := os.Stat(path); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func gatherBreaks(w *world) {
	w.gather = func(context.Context, gather.Options) (*recording.Recording, error) { panic("it broke") }
}

func judgeBreaks(w *world) {
	w.judge = func(*recording.Recording, check.Catalogue, judge.Options) reports.Run { panic("it broke") }
}

func refuses(w *world) {
	w.gather = func(context.Context, gather.Options) (*recording.Recording, error) {
		return &recording.Recording{}, &gather.Trouble{What: "it cannot be opened", Hint: "start it first"}
	}
}

func loginFails(w *world) {
	w.gather = func(context.Context, gather.Options) (*recording.Recording, error) {
		const why = "the login failed: it says no"
		return &recording.Recording{Trouble: []string{why}, Scenes: []recording.Scene{
			{Stage: recording.Visit}, {Stage: recording.Login, State: recording.Failed, Reason: why},
		}}, nil
	}
}

// TestARunThatCouldNotStart shows no results: the error stands last, and once.
func TestARunThatCouldNotStart(t *testing.T) {
	w := worldOf(exitInconclusive)
	refuses(w)
	if exit := w.audit(); exit != exitInconclusive || w.stdout.Len() > 0 || strings.Count(w.stderr.String(), "it cannot be opened") != 1 ||
		!strings.HasSuffix(w.stderr.String(), "(exit 3)\n") {
		t.Errorf("exit code %d; results:\n%s\nmessages:\n%s", exit, &w.stdout, &w.stderr)
	}
}

// interrupted has the signal come while Chrome is driven.
func interrupted(by syscall.Signal) func(*world) {
	return func(w *world) {
		w.gather = func(ctx context.Context, _ gather.Options) (*recording.Recording, error) {
			if err := syscall.Kill(os.Getpid(), by); err != nil {
				return nil, err
			}
			<-ctx.Done()
			return &recording.Recording{}, ctx.Err()
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("nobody reads it") }

// TestAReportThatCannotBeWritten does not keep the others from being written, and is no success. That its place is taken
// while Chrome is driven could not be seen before.
func TestAReportThatCannotBeWritten(t *testing.T) {
	for _, row := range []struct {
		name      string
		judged    int
		arguments []string
		exit      int
	}{
		{"of a run that passed", 0, nil, 4},
		{"of a run that failed", 1, nil, 1},
		{"of a run that is inconclusive", 3, nil, 4},
		{"for a grader", 1, []string{"--exit-zero"}, 4},
	} {
		t.Run(row.name, func(t *testing.T) {
			w, dir := worldOf(row.judged), t.TempDir()
			gathered := w.gather
			w.gather = func(ctx context.Context, o gather.Options) (*recording.Recording, error) {
				if err := os.WriteFile(filepath.Join(dir, "out"), nil, 0o600); err != nil {
					t.Error(err)
				}
				return gathered(ctx, o)
			}
			json := filepath.Join(dir, "run.json")
			exit := w.audit(append(row.arguments, "--junit", filepath.Join(dir, "out", "report.xml"), "--json", json)...)
			if exit != row.exit || !strings.Contains(w.stderr.String(), "cannot write ") {
				t.Errorf("exit code %d, want %d; messages:\n%s", exit, row.exit, &w.stderr)
			}
			if _, err := os.Stat(json); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhatIsGatheredIsWhatWasAskedFor(t *testing.T) {
	w := worldOf(0)
	w.lookup = func(name string) (string, bool) {
		value := map[string]string{"COOKIESPEC_MAX_PAGES": "3", "COOKIESPEC_JOBS": "7"}[name]
		return value, value != ""
	}
	if exit := w.audit("--only", "set,restart/restored", "--pages", "/a,/b", "-j", "1", "-k", "--resolve", "localhost:127.0.0.2",
		"--header", "Authorization: Basic a,b", "--user-agent", "me", "--patience", "4s", "--timeout", "1m", "--headed"); exit != 0 {
		t.Fatalf("exit code %d: %s", exit, &w.stderr)
	}
	o := w.asked
	switch {
	case o.URL != "http://localhost:8000/", strings.Join(o.Pages, " ") != "http://localhost:8000/a http://localhost:8000/b",
		o.MaxPages != 3, o.Jobs != 1, !o.Insecure, !o.Headed, strings.Join(o.Resolve, " ") != "localhost:127.0.0.2",
		len(o.Headers) != 1, o.Headers[0] != gather.Header{Name: "Authorization", Value: "Basic a,b"}, o.UserAgent != "me",
		o.Patience != 4*time.Second, o.Timeout != time.Minute, o.Chrome != "/bin/sh",
		o.Stages&^recording.NeedLogin != recording.Visit|recording.Browse|recording.Restore, !strings.HasPrefix(o.Tool, "cookiespec "):
		t.Errorf("asked for %+v", o)
	}
}

func TestALoginIsAskedForAsItWasSaid(t *testing.T) {
	for name, row := range map[string]struct {
		arguments []string
		out, user string
	}{
		"by flags":      {[]string{"--user", "ada", "--password-env", "MINE", "--out", "o"}, "o", "ada"},
		"by a variable": {nil, "report", "bob"},
	} {
		t.Run(name, func(t *testing.T) {
			w := worldOf(0)
			w.lookup = func(name string) (string, bool) {
				value := map[string]string{"COOKIESPEC_USER": "bob", "COOKIESPEC_PASSWORD": "hunter2", "MINE": "hunter2"}[name]
				return value, value != ""
			}
			if exit := w.audit(row.arguments...); exit != 0 {
				t.Fatalf("exit code %d: %s", exit, &w.stderr)
			}
			s := w.asked.Session
			if s == nil || s.User != row.user || s.Password != "hunter2" || s.MaxLogins != config.DefaultMaxLogins || w.asked.Out != row.out {
				t.Errorf("asked for %+v in %s", s, w.asked.Out)
			}
			if strings.Contains(w.stdout.String()+w.stderr.String(), "hunter2") {
				t.Errorf("the password is shown:\n%s\n%s", &w.stdout, &w.stderr)
			}
		})
	}
	w := worldOf(0)
	w.lookup = func(name string) (string, bool) { // of another site
		return map[string]string{"COOKIESPEC_USER": "bob", "COOKIESPEC_PASSWORD": "hunter2"}[name], true
	}
	if exit := w.run([]string{"demo", "--chrome", "/bin/sh"}); exit != 0 || w.asked.Session == nil || w.asked.Session.User != lab.User || w.asked.Session.Password != lab.Password {
		t.Errorf("exit code %d; the demo asked for %+v", exit, w.asked.Session)
	}
}

// TestEveryPartIsCountedInThePlan: chrome-demo.txtar holds the plan against what really happens, which is one start fewer: the demo has
// no cookie that CrossAged would be about.
func TestEveryPartIsCountedInThePlan(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		parts  recording.Stage
		starts int
	}{
		{suites.Catalogue().Needs(), 8}, {suites.Catalogue().Needs() &^ recording.NeedLogin, 7}, {recording.Visit, 1},
		{recording.Visit | recording.Login | recording.Replay, 2}, {recording.Visit | recording.Login | recording.Crash | recording.Replay, 3},
		{recording.Visit | recording.Login | recording.CookiesCleared, 2}, {recording.Visit | recording.Login | recording.RememberMe | recording.RememberMeRestart, 3},
	} {
		if got := row.parts.BrowserStarts(); got != row.starts {
			t.Errorf("%s: %d browser starts are planned, want %d", row.parts, got, row.starts)
		}
	}
}

func TestEveryCheckIsExplained(t *testing.T) {
	t.Parallel()
	for _, c := range suites.Catalogue() {
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			w := worldOf(0)
			if exit := w.run([]string{"explain", c.ID}); exit != 0 {
				t.Fatalf("exit code %d: %s", exit, &w.stderr)
			}
			text := w.stdout.String()
			for _, cite := range c.Cites {
				if !strings.Contains(text, cite.String()) || !strings.Contains(text, cite.URL) {
					t.Errorf("%s is not cited in:\n%s", cite, text)
				}
			}
			for line := range strings.Lines(text) {
				if words := strings.Fields(line); len([]rune(line)) > 101 && !strings.HasPrefix(line, "    ") && len(words) > 1 && !strings.HasPrefix(line, c.ID) {
					t.Errorf("wider than 100 characters: %s", line)
				}
			}
		})
	}
}
