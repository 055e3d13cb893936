//go:build unix

package fleet_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
	"github.com/cookiespec/cookiespec/runner/fleet"
)

// TestResultsAreOfEveryRun: what a run did not leave, or does not stand by, is told in its place, as often as one asks.
func TestResultsAreOfEveryRun(t *testing.T) {
	t.Parallel()
	out, sum := run(t, fleet.Shard{Index: 1, Total: 1}, "d", "https://bad.test/", "https://eve:hunter2@lost.test/", "https://ended.test/")
	for range 2 {
		var got []string
		for r := range fleet.Results(out, sum) {
			got = append(got, fmt.Sprintf("%d %t %d %v", r.Exit, r.Completed, len(r.Results), r.Trouble))
		}
		n := len(reporttest.Sample().Results)
		want := []string{fmt.Sprintf("1 true %d []", n), fmt.Sprintf("9 false %d [its process ended with 9]", n), "4 false 0 [there are no results: see log.txt]"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
	}
}

// TestNothingOfAnEarlierRunIsLeft where a run was not begun.
func TestNothingOfAnEarlierRunIsLeft(t *testing.T) {
	t.Parallel()
	f := fleet.Fleet{
		Program: command(t), Env: os.Environ(), Targets: []fleet.Target{{Name: "shop", URL: "https://shop.test/"}}, Shard: fleet.Shard{Index: 1, Total: 1},
		Jobs: 1, Out: t.TempDir(), Ended: func(reports.FleetRun) {},
	}
	if sum, err := f.Run(t.Context()); err != nil || sum.Exit() != 0 {
		t.Fatal(sum, err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("interrupted"))
	sum, err := f.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for r := range fleet.Results(f.Out, sum) {
		if r.Name != "shop" || len(r.Results) > 0 || !slices.Equal(r.Trouble, []string{"it was not begun: interrupted"}) {
			t.Errorf("%+v", r)
		}
	}
}

// TestMemoryIsFlat in the number of targets: of each no more is kept than its line in the report.
func TestMemoryIsFlat(t *testing.T) {
	large := reporttest.Sample()
	for range 5 {
		large.Results = append(large.Results, large.Results...)
	}
	f := fleet.Fleet{
		Program: commandOf(t, large), Env: os.Environ(), Shard: fleet.Shard{Index: 1, Total: 1}, Jobs: 1, Out: t.TempDir(),
	}
	for i := range 16 {
		f.Targets = append(f.Targets, fleet.Target{URL: fmt.Sprintf("https://%d.test/", i)})
	}
	var heaps []uint64
	f.Ended = func(reports.FleetRun) {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		heaps = append(heaps, m.HeapAlloc)
	}
	if _, err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if early, late := slices.Max(heaps[:5]), slices.Max(heaps[11:]); late > early+early/10 {
		t.Errorf("the heap grew from %d to %d bytes", early, late)
	}
}
