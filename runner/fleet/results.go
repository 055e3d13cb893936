package fleet

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
)

// Results are what the runs of a fleet found, whose report lies in out. They are read one at a time, as often as they are gone
// through. A run that left none, or did not end as they say, is one that was not whole.
func Results(out string, sum reports.Fleet) iter.Seq[reports.Run] {
	return func(yield func(reports.Run) bool) {
		for _, r := range sum.Runs {
			run, err := read(filepath.Join(out, r.Folder, resultsFile))
			switch {
			case err != nil:
				ended := sum.Started.Add(time.Duration(r.Seconds * float64(time.Second)))
				run = reports.Run{Tool: sum.Tool, Target: r.Target, Name: r.Name, Trouble: r.Trouble, Exit: r.Exit, Started: sum.Started, Ended: ended}
			case run.Exit != r.Exit:
				run.Completed, run.Exit = false, r.Exit
				run.Trouble = append(run.Trouble, fmt.Sprintf("its process ended with %d", r.Exit))
			}
			if !yield(run) {
				return
			}
		}
	}
}

// read reads the results of a run.
func read(path string) (reports.Run, error) {
	file, err := os.Open(path)
	if err != nil {
		return reports.Run{}, err
	}
	defer file.Close()
	return jsonreport.Read(file)
}
