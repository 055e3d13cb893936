//go:build linux

package main

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/joshdk/go-junit"

	"github.com/cookiespec/cookiespec/reports/jsonreport"
)

// TestAnInterruptedRunLeavesItsReportsAndNothingElse: whenever the signal comes, the reports of what was seen are there,
// and no process and no profile is.
func TestAnInterruptedRunLeavesItsReportsAndNothingElse(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	t.Parallel()
	alone.Lock()
	t.Cleanup(alone.Unlock)
	for _, row := range []struct {
		name, stage string
		signal      syscall.Signal
		exit        int
	}{
		{"Ctrl-C before Chrome has opened a page", "visit: opening", syscall.SIGINT, 130},
		{"Ctrl-C while Chrome browses", "browse:", syscall.SIGINT, 130},
		{"SIGTERM while several browsers are open", "restart:", syscall.SIGTERM, 143},
	} {
		t.Run(row.name, func(t *testing.T) {
			run := startRun(t, "demo", "--junit", "report.xml", "--json", "run.json", "--recording", "seen.json")
			run.await(t, row.stage)
			if err := run.cmd.Process.Signal(row.signal); err != nil {
				t.Fatal(err)
			}
			if code := run.end(t); code != row.exit {
				t.Errorf("exit code %d, want %d; messages:\n%s", code, row.exit, run.messages)
			}
			if !strings.Contains(run.messages.String(), "interrupted by SIG") {
				t.Errorf("no word of the interruption:\n%s", run.messages)
			}
			run.reportsAreWhole(t, row.exit)
			run.nothingIsLeft(t)
		})
	}
}

// TestAnInterruptedLoginShowsWhatWasDone, as one that hangs is looked at for that.
func TestAnInterruptedLoginShowsWhatWasDone(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	t.Parallel()
	alone.Lock()
	t.Cleanup(alone.Unlock)
	sent, over := make(chan struct{}, 1), make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.Method == http.MethodPost {
			sent <- struct{}{}
			<-over
		}
		io.WriteString(w, `<!doctype html><title>sign in</title><form method=post>
			<input name=user autocomplete=username><input name=password type=password><button id=go>Log in</button></form>`)
	}))
	t.Cleanup(func() { close(over); site.Close() })
	run := startRun(t, "login", site.URL, "--user", "ada", "--html", "login.html")
	go func() {
		<-sent
		run.cmd.Process.Signal(syscall.SIGINT)
	}()
	if code := run.end(t); code != 130 {
		t.Errorf("exit code %d; messages:\n%s", code, run.messages)
	}
	page, err := os.ReadFile(filepath.Join(run.dir, "login.html"))
	if err != nil {
		t.Error(err)
	}
	shown := run.results.String()
	for _, want := range []string{"fill   input[name=\"password\"] with the password\n", "ok    login form ", "-     logged in        not tried: "} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in\n%s", want, shown)
		}
	}
	if !strings.Contains(string(page), "interrupted by SIGINT") || strings.Contains(string(page)+shown, "hunter2") {
		t.Errorf("the page or\n%s", shown)
	}
	run.nothingIsLeft(t)
}

// running is a cookiespec that runs, with temporary files of its own.
type running struct {
	cmd      *exec.Cmd
	dir, tmp string
	stderr   *bufio.Scanner
	messages *strings.Builder
	results  *strings.Builder // what it wrote to the standard output
}

func startRun(t *testing.T, args ...string) *running {
	t.Helper()
	tmp, err := os.MkdirTemp("", "i") // short: Chrome's socket lies in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(tmp) })
	d := &running{dir: t.TempDir(), tmp: tmp, messages: &strings.Builder{}, results: &strings.Builder{}}
	d.cmd = exec.Command(binary, args...)
	d.cmd.Dir, d.cmd.Stdout = d.dir, d.results
	d.cmd.Env = append(os.Environ(), "TMPDIR="+d.tmp, "COOKIESPEC_PASSWORD=hunter2")
	stderr, err := d.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.cmd.Process.Kill() })
	d.stderr = bufio.NewScanner(io.TeeReader(stderr, d.messages))
	return d
}

// await reads messages until one tells of the stage.
func (d *running) await(t *testing.T, stage string) {
	t.Helper()
	for d.stderr.Scan() {
		if strings.Contains(d.stderr.Text(), stage) {
			return
		}
	}
	t.Fatalf("it ended before %q:\n%s", stage, d.messages)
}

// end waits for the end and returns the exit code.
func (d *running) end(t *testing.T) int {
	t.Helper()
	for d.stderr.Scan() {
	}
	err := d.cmd.Wait()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return d.cmd.ProcessState.ExitCode()
}

func (d *running) reportsAreWhole(t *testing.T, exit int) {
	t.Helper()
	if _, err := junit.IngestFile(filepath.Join(d.dir, "report.xml")); err != nil {
		t.Error(err)
	}
	file, err := os.Open(filepath.Join(d.dir, "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	run, err := jsonreport.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if run.Completed || run.Exit != exit || len(run.Trouble) == 0 {
		t.Errorf("the report says completed %t, exit %d, trouble %q", run.Completed, run.Exit, run.Trouble)
	}
	if _, err := os.Stat(filepath.Join(d.dir, "seen.json")); err != nil {
		t.Error(err)
	}
}

// nothingIsLeft gives the last process of a browser a moment to be gone.
func (d *running) nothingIsLeft(t *testing.T) {
	t.Helper()
	left, err := os.ReadDir(d.tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	poll := time.NewTicker(20 * time.Millisecond)
	defer poll.Stop()
	for deadline := time.Now().Add(5 * time.Second); ; <-poll.C {
		left := processesWith(d.tmp)
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("still running: %q", left)
		}
	}
}

// processesWith are the command lines that hold a text.
func processesWith(text string) []string {
	var found []string
	paths, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range paths {
		line, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(line), text) {
			found = append(found, strings.ReplaceAll(string(line), "\x00", " "))
		}
	}
	return found
}
