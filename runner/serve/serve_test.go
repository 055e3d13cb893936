//go:build unix

package serve_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/serve"
)

func plan(t *testing.T, name string) serve.Plan {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return serve.Plan{
		Dir: t.TempDir(), Command: serve.Command{Words: []string{self}}, Env: []string{"APPLICATION=" + name, "MARK=" + mark(t)},
		Timeout: 20 * time.Second, Limits: serve.DefaultLimits(),
	}
}

// mark is in the environment of all that a test starts.
func mark(t *testing.T) string { return "mark-of-" + strings.ReplaceAll(t.Name(), "/", "-") }

// start starts an application that must be ready, and sees to it that nothing of it is left.
func start(t *testing.T, p serve.Plan) *serve.App {
	t.Helper()
	app, err := serve.Start(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		app.Stop()
		if app.Left() > 0 {
			t.Errorf("%d processes are left", app.Left())
		}
		nothingLeft(t)
		if c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", app.Port)); err == nil {
			c.Close()
			t.Error("its port is still held")
		}
	})
	return app
}

// nothingLeft looks for processes with the test's mark in their environment.
func nothingLeft(t *testing.T) {
	t.Helper()
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err == nil && bytes.Contains(append(text, 0), []byte("MARK="+mark(t)+"\x00")) {
			t.Errorf("%s is left", filepath.Dir(name))
		}
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return string(body)
}

func TestAnApplicationIsServedAndEnded(t *testing.T) {
	for _, name := range []string{"good", "deaf", "family", "daemon", "numbered"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := get(t, start(t, plan(t, name)).URL()); got != name {
				t.Errorf("%q answers", got)
			}
		})
	}
}

// TestAnIsolatedApplicationIsServed: its network is its own, so that the port of its source is free for it.
func TestAnIsolatedApplicationIsServed(t *testing.T) {
	if !serve.Boxed() {
		t.Skip("there is no bwrap that works")
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	deep := filepath.Join(t.TempDir(), strings.Repeat("deep", 25)) // no socket's address holds it
	if err := os.Mkdir(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", deep)
	for _, name := range []string{"good", "family", "numbered"} {
		t.Run(name, func(t *testing.T) {
			p := plan(t, name)
			p.Isolate, p.Port = true, taken.Addr().(*net.TCPAddr).Port
			p.Setup = []serve.Command{serve.Shell("echo inside > file; ! echo outside > /etc/cookiespec-test")}
			app := start(t, p)
			if got := get(t, strings.Replace(app.URL(), fmt.Sprint(app.Own), fmt.Sprint(app.Port), 1)); got != name || app.Own != p.Port || app.Port == p.Port {
				t.Errorf("%q answers, at %d for %d", got, app.Port, app.Own)
			}
			if _, err := os.Stat(filepath.Join(p.Dir, "file")); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestABoxHidesAndBounds: where an application is isolated, it sees neither the services of the machine nor what others have in
// temporary folders, and what it puts there counts as its memory.
func TestABoxHidesAndBounds(t *testing.T) {
	if !serve.Boxed() {
		t.Skip("there is no bwrap that works")
	}
	t.Setenv("TMPDIR", t.TempDir())
	if err := os.WriteFile(filepath.Join(os.TempDir(), "of-another"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for what, line := range map[string]string{
		"it ended before it answered: exit status 7":                       `[ -z "$(ls /run)" ] && [ ! -e "$TMPDIR/of-another" ] && echo x > "$TMPDIR/file" && exit 7`,
		"it ended before it answered: it took more than 300 MiB of memory": `head -c 400000000 /dev/zero > /dev/shm/file; sleep 600`,
	} {
		p := plan(t, "good")
		p.Isolate, p.Limits.Memory, p.Command = true, 300<<20, serve.Shell(line)
		if _, err := serve.Start(t.Context(), p); err == nil || !strings.HasPrefix(err.Error(), what) {
			t.Errorf("%s: %v", line, err)
		}
		nothingLeft(t)
	}
}

// TestABoxHidesWhatItIsTold: a folder is empty, a file cannot be read, and what is hidden with its folder is no trouble.
func TestABoxHidesWhatItIsTold(t *testing.T) {
	if !serve.Boxed() {
		t.Skip("there is no bwrap that works")
	}
	folder, err := filepath.Abs("../grade")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(filepath.Dir(folder), "judge", "judge.go")
	p := plan(t, "good")
	p.Isolate, p.Hide = true, []string{filepath.Join(folder, "class.go"), folder, file, filepath.Dir(p.Dir), filepath.Join(folder, "gone")}
	p.Command = serve.Shell(fmt.Sprintf(`[ -z "$(ls %s)" ] && ! [ -s %s ] && ! cat %[2]s && exit 7`, folder, file))
	if _, err := serve.Start(t.Context(), p); err == nil || !strings.HasPrefix(err.Error(), "it ended before it answered: exit status 7") {
		t.Error(err)
	}
	nothingLeft(t)
}

func TestALineOfOutputTellsThatItIsReady(t *testing.T) {
	t.Parallel()
	p := plan(t, "printer")
	p.Ready = "Listening"
	start(t, p)
}

// TestWhatDoesNotStartIsTold holds each failure to what it says and shows, and to leaving nothing behind.
func TestWhatDoesNotStartIsTold(t *testing.T) {
	for _, c := range []struct {
		name, what, tail string
		change           func(*serve.Plan)
	}{
		{"dies", "it ended before it answered: exit status 3", "NameError", nil},
		{"silent", "it did not answer at / within 300ms", "", func(p *serve.Plan) { p.Timeout = 300 * time.Millisecond }},
		{"printer", `it did not print "ready" within 2s`, "Listening now", func(p *serve.Plan) { p.Ready, p.Timeout = "ready", 2*time.Second }},
		{"noisy", "it printed more than 1 MiB", "xxx", func(p *serve.Plan) { p.Limits.Output = 1 << 20 }},
		{"forks", "it ran more than 50 processes at once", "", func(p *serve.Plan) { p.Limits.Processes = 50 }},
		{"greedy", "it took more than 300 MiB of memory", "", func(p *serve.Plan) { p.Limits.Memory = 300 << 20 }},
		{"writer", "it wrote more than 1 MiB of files", "", func(p *serve.Plan) { p.Limits.Disk = 1 << 20 }},
		{"good", "it wrote more than 2 MiB of files", "", func(p *serve.Plan) {
			p.Limits.Disk, p.Command = 2<<20, serve.Shell("exec head -c 3000000 /dev/zero > file")
		}},
		{"busy", "it used more than 1s of CPU", "", func(p *serve.Plan) { p.Limits.CPU = time.Second }},
		{"good", "false failed: exit status 1", "", func(p *serve.Plan) { p.Setup = []serve.Command{{Words: []string{"false"}}} }},
		{"good", "sleep 600 took longer than 200ms", "", func(p *serve.Plan) {
			p.Setup, p.Timeout = []serve.Command{serve.Shell("sleep 600")}, 200*time.Millisecond
		}},
		{"good", "/no/such/program failed: exit status 127", "not found", func(p *serve.Plan) { p.Setup = []serve.Command{{Words: []string{"/no/such/program"}}} }},
	} {
		t.Run(c.what, func(t *testing.T) {
			if c.name == "greedy" && raced {
				t.Skip("the race detector takes more memory than the limit, and says so in its own words")
			}
			t.Parallel()
			p := plan(t, c.name)
			if c.change != nil {
				c.change(&p)
			}
			app, err := serve.Start(t.Context(), p)
			var failure *serve.Failure
			if !errors.As(err, &failure) {
				t.Fatalf("%v, %v", app, err)
			}
			if !strings.Contains(failure.What, c.what) || !strings.Contains(failure.Output, c.tail) {
				t.Errorf("%q, with %q", failure.What, failure.Output)
			}
			nothingLeft(t)
		})
	}
}

// TestWhatAnotherProgramAnswersIsNotTakenForTheApplication: the port of one is held by another.
func TestWhatAnotherProgramAnswersIsNotTakenForTheApplication(t *testing.T) {
	t.Parallel()
	squatter := start(t, plan(t, "good"))
	p := plan(t, "silent")
	p.Port, p.Timeout = squatter.Port, 500*time.Millisecond
	if _, err := serve.Start(t.Context(), p); err == nil || !strings.Contains(err.Error(), "insists on port") {
		t.Errorf("%v", err)
	}
}

// TestSetupLeavesNothingBehind: what a command of it starts is ended with it.
func TestSetupLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	p := plan(t, "good")
	p.Setup = []serve.Command{serve.Shell("setsid sleep 600 & echo done")}
	began := time.Now()
	start(t, p)
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestTheEnvironmentHoldsNoSecrets(t *testing.T) {
	t.Setenv("GRADER_PASSWORD", "hunter2-of-the-grader")
	t.Setenv("LC_MESSAGES", "C")
	app := start(t, plan(t, "environment"))
	out := app.Output()
	if strings.Contains(out, "hunter2") || !strings.Contains(out, "LC_MESSAGES=C") || !strings.Contains(out, "PATH=") {
		t.Errorf("it sees\n%s", out)
	}
}

func TestStoppingTheStartLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := serve.Start(ctx, plan(t, "silent")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	nothingLeft(t)
}
