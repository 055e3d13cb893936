package fleet

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/reports/overview"
)

// Fleet says which targets are run, and how.
type Fleet struct {
	Program string   // cookiespec itself
	Flags   []string // of each run
	Env     []string
	Targets []Target // of this shard
	Shard   Shard
	Digest  string // see [reports.Fleet]
	Jobs    int
	Out     string
	Tool    reports.Tool
	Ended   func(reports.FleetRun) // called for each, one at a time
}

// File is the report of the fleet in its folder, and resultsFile that of a run in its own.
const (
	File        = "fleet.json"
	resultsFile = "run.json"
)

// goodbye is how long a run has for its reports when all are interrupted.
const goodbye = 30 * time.Second

// Run runs all targets and writes the reports. Only their sums are kept in memory.
func (f Fleet) Run(ctx context.Context) (reports.Fleet, error) {
	began := time.Now()
	sum := reports.Fleet{
		Version: reports.FleetVersion, Tool: f.Tool, Digest: f.Digest, Shard: f.Shard.Index, Shards: f.Shard.Total, Started: began.UTC(),
		Runs: make([]reports.FleetRun, len(f.Targets)),
	}
	slugs, folders := reports.Slugs{}, []string{}
	for _, t := range f.Targets {
		folders = append(folders, slugs.Of(t.Called()))
	}
	work := make(chan int)
	var mu sync.Mutex
	var group sync.WaitGroup
	for range f.Jobs {
		group.Go(func() {
			for i := range work {
				sum.Runs[i] = f.one(ctx, f.Targets[i], folders[i])
				mu.Lock()
				f.Ended(sum.Runs[i])
				mu.Unlock()
			}
		})
	}
	for i := range f.Targets {
		work <- i
	}
	close(work)
	group.Wait()
	sum.Seconds = time.Since(began).Seconds()
	return sum, Write(f.Out, sum)
}

// one runs one target in a process of its own.
func (f Fleet) one(ctx context.Context, target Target, folder string) reports.FleetRun {
	began := time.Now()
	r := reports.FleetRun{Target: reports.MaskPassword(target.URL), Name: target.Name, Optional: target.Optional, Folder: folder, Exit: 4, Trouble: []string{}}
	dir := filepath.Join(f.Out, folder)
	results := filepath.Join(dir, resultsFile)
	os.Remove(results) // of an earlier run
	if ctx.Err() != nil {
		r.Exit, r.Trouble = 3, []string{"it was not begun: " + context.Cause(ctx).Error()}
		return r
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		r.Trouble = []string{err.Error()}
		return r
	}
	words := append([]string{"run", target.Called(), "--quiet", "--jobs=1", "--out=" + dir, "--json=" + results,
		"--junit=" + filepath.Join(dir, "junit.xml"), "--html=" + filepath.Join(dir, "report.html")}, f.Flags...)
	run := exec.CommandContext(ctx, f.Program, words...)
	run.Env, run.WaitDelay = f.Env, goodbye
	run.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	run.Cancel = func() error { return run.Process.Signal(syscall.SIGTERM) }
	log, err := os.Create(filepath.Join(dir, "log.txt"))
	if err != nil {
		r.Trouble = []string{err.Error()}
		return r
	}
	defer log.Close()
	run.Stdout, run.Stderr = log, log
	err = run.Run()
	r.Seconds = time.Since(began).Seconds()
	var ended *exec.ExitError
	if err == nil || errors.As(err, &ended) && ended.ExitCode() >= 0 {
		r.Exit = run.ProcessState.ExitCode()
	}
	if found, err := read(results); err == nil {
		r.Summary, r.Trouble, r.Target = found.Summary, found.Trouble, cmp.Or(r.Target, found.Target)
		r.Reservation = found.Reservation()
	} else {
		r.Trouble = append(r.Trouble, "there are no results: see log.txt")
		if r.Exit == 0 {
			r.Exit = 4
		}
	}
	return r
}

// Write writes the reports of a fleet.
func Write(out string, sum reports.Fleet) error {
	return errors.Join(
		atomicfile.WriteShared(filepath.Join(out, File), func(w io.Writer) error { return WriteJSON(w, sum) }),
		atomicfile.WriteShared(filepath.Join(out, "fleet.html"), func(w io.Writer) error { return overview.Write(w, sum) }),
	)
}

// WriteJSON writes the report of a fleet as [File] has it.
func WriteJSON(w io.Writer, sum reports.Fleet) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sum)
}
