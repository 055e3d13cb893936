package markdown

import (
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
)

// WriteFleet writes what came of many targets, those that did not pass first, and then the report of each of these, as far as
// they fit. It keeps one of the runs at a time.
func WriteFleet(w io.Writer, fleet reports.Fleet, runs iter.Seq[reports.Run]) error {
	var rows [2][][]string
	for _, r := range fleet.Runs {
		passed := 0
		if r.Exit == 0 {
			passed = 1
		}
		s := r.Summary
		rows[passed] = append(rows[passed], []string{
			cell(r.Label()), outcome(r), strconv.Itoa(s.Fail), strconv.Itoa(s.Warning), strconv.Itoa(s.Inconclusive), strconv.Itoa(s.Pass), trouble(r),
		})
	}
	columns := []string{"target", "outcome", "failed", "warnings", "inconclusive", "passed", "trouble"}
	share := ""
	if fleet.Shards > 1 {
		share = fmt.Sprintf("; shard %d of %d", fleet.Shard, fleet.Shards)
	}
	var b bounded
	b.add(fmt.Sprintf("## cookiespec: %d of %d targets passed%s\n", len(rows[1]), len(fleet.Runs), share),
		table("Did not pass", columns, rows[0]), table("Passed", columns, rows[1]))
	for run := range runs {
		if b.full {
			break
		}
		if run.Exit != 0 {
			b.add(blocks(run)...)
		}
	}
	return b.write(w)
}

// outcome is a run's verdict, with what its headline must not leave out.
func outcome(r reports.FleetRun) string {
	if r.Reservation == "" {
		return verdict(r.Exit)
	}
	return verdict(r.Exit) + ", " + own(r.Reservation)
}

// trouble is the first that a run had.
func trouble(r reports.FleetRun) string {
	if len(r.Trouble) == 0 {
		return "-"
	}
	return cell(r.Trouble[0])
}
