//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

// command is the program to measure.
type command struct {
	path string
	runs int // of each measurement
}

// cost is what one run took.
type cost struct {
	wall   time.Duration // of the process, from its start to its end
	memory int           // bytes of the process alone, without its browsers, at its peak; 0: not known on this system
	parts  reports.Timings
}

// median runs the command several times and returns the run in the middle, by wall time.
func (c command) median(ctx context.Context, arguments ...string) (cost, error) {
	var costs []cost
	for range c.runs {
		one, err := c.once(ctx, arguments...)
		if err != nil {
			return cost{}, fmt.Errorf("%s %s: %w", c.path, strings.Join(arguments, " "), err)
		}
		costs = append(costs, one)
	}
	slices.SortFunc(costs, func(a, b cost) int { return int(a.wall - b.wall) })
	return costs[len(costs)/2], nil
}

func (c command) once(ctx context.Context, arguments ...string) (cost, error) {
	dir, err := os.MkdirTemp("", "cookiespec-bench-")
	if err != nil {
		return cost{}, err
	}
	defer os.RemoveAll(dir)
	report := filepath.Join(dir, "report.json")
	spent, err := c.timed(ctx, append(arguments, "--json", report)...)
	if err != nil {
		return cost{}, err
	}
	encoded, err := os.ReadFile(report)
	if err != nil {
		return cost{}, err
	}
	var run reports.Run
	if err := json.Unmarshal(encoded, &run); err != nil {
		return cost{}, err
	}
	if !run.Completed {
		return cost{}, fmt.Errorf("the run is not whole: %s", strings.Join(run.Trouble, "; "))
	}
	spent.parts = run.Timings
	return spent, nil
}

// timed runs the command, whatever comes of the site.
func (c command) timed(ctx context.Context, arguments ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, c.path, append([]string{arguments[0], "--exit-zero", "-q"}, arguments[1:]...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output

	began := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	peak := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	spent := cost{wall: time.Since(began), memory: peak()}
	if err != nil {
		return cost{}, errors.Join(err, errors.New(output.String()))
	}
	return spent, nil
}

// watchMemory asks Linux for the peak of a process until the function it returns is called. What the kernel tells at
// the end of a process would include its children, the browsers.
func watchMemory(pid int) (peak func() int) {
	stop, result := make(chan struct{}), make(chan int)
	go func() {
		highest := 0
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			highest = max(highest, peakMemory(pid))
			select {
			case <-tick.C:
			case <-stop:
				result <- highest
				return
			}
		}
	}()
	return func() int { close(stop); return <-result }
}

func peakMemory(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, found := strings.CutPrefix(line, "VmHWM:"); found {
			kibibytes, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			if err == nil {
				return kibibytes << 10
			}
		}
	}
	return 0
}
