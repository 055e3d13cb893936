package markdown_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

func writtenFleet(t *testing.T, runs []reports.Run) string {
	t.Helper()
	f := reports.Fleet{Shard: 2, Shards: 3}
	for _, r := range runs {
		f.Runs = append(f.Runs, reports.FleetRun{Target: r.Target, Name: r.Name, Exit: r.Exit, Summary: r.Count(), Trouble: r.Trouble})
	}
	var b bytes.Buffer
	if err := markdown.WriteFleet(&b, f, slices.Values(runs)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenOfManyTargets(t *testing.T) {
	t.Parallel()
	failed, passed := reporttest.Sample(), reporttest.Sample()
	failed.Name = "shop|members"
	passed.Target, passed.Results, passed.Exit = "http://good.test/", passed.Results[2:], 0
	lost := reports.Run{Target: "http://lost.test/", Trouble: []string{"there are no results: see log.txt"}, Exit: 4}
	golden(t, "fleet", writtenFleet(t, []reports.Run{passed, failed, lost}))
}

// TestOfManyTargetsThereIsWhatFits, and nothing is read that could not be told any more.
func TestOfManyTargetsThereIsWhatFits(t *testing.T) {
	t.Parallel()
	read := 0
	f := reports.Fleet{Shards: 1, Runs: make([]reports.FleetRun, 1000)}
	var b bytes.Buffer
	err := markdown.WriteFleet(&b, f, func(yield func(reports.Run) bool) {
		for read = range 1000 {
			run := reporttest.Sample()
			run.Target = fmt.Sprintf("http://%d.test/", read)
			for len(run.Results) < 200 {
				run.Results = append(run.Results, run.Results...)
			}
			if !yield(run) {
				return
			}
		}
	})
	if err != nil || b.Len() > markdown.Limit || !strings.HasSuffix(b.String(), "More did not fit here: see the other reports.\n") || read > 500 {
		t.Errorf("%d bytes of %d runs, %v", b.Len(), read, err)
	}
}
