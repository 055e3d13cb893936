package main

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	plans "github.com/cookiespec/cookiespec/runner/audit"
)

const historyHelp = `Keeps the results of the runs on one site in a folder, and draws how the
findings went: DIR/index.html has the open findings of each run by severity, as
a picture and as a table.

Usage:
  cookiespec history DIR RESULTS...

Examples:
  cookiespec run http://localhost:8000/ --json run.json
  cookiespec history trend run.json
  cookiespec history trend            draw it again

cookiespec run URL --history trend keeps and draws a run in one step.

Results are what --json wrote. They are kept as DIR/TIME.json, where TIME is
when the run was started (UTC, to the millisecond): results of the same run,
judged again, replace those that are kept. All must be of the same host, on
whatever port. Without RESULTS the page is drawn again from what is kept.

Exit codes:
  0  the page is written
  2  a file cannot be read, or is of another site, or DIR cannot be written
  4  a file cannot be written
`

func (p *program) historyCommand() *cobra.Command {
	c := &cobra.Command{Use: "history DIR RESULTS", Short: "keep results, and draw how findings went", Long: historyHelp, Args: takes(1, mostHistory, "cookiespec history trend run.json, with what --json wrote")}
	c.RunE = func(_ *cobra.Command, words []string) error {
		h, err := openHistory(words[0])
		if err != nil {
			return err
		}
		var files []reportFile
		for _, path := range words[1:] {
			run, err := plans.Results(path)
			if err != nil {
				return err
			}
			files = append(files, h.take(run))
		}
		runs, err := h.runs()
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			return &hinted{"there are no results in " + h.dir, "write cookiespec history " + h.dir + " run.json, with what --json wrote"}
		}
		page := h.page(runs)
		if wrong := writable(page.path); wrong != nil {
			return wrong
		}
		if !p.write(append(files, page)) {
			return exit(exitFault)
		}
		for _, point := range reports.Trend(runs) {
			fmt.Fprintln(p.stdout, pointLine(point))
		}
		p.messagef("%s", page.path)
		return nil
	}
	return c
}

const (
	historyName = "20060102T150405.000Z" // of results that are kept: the jobs of a pipeline start runs in the same second
	mostHistory = 1000                   // results in one call
)

// history is a folder of results.
type history struct {
	dir  string
	kept map[string]reports.Run // by their paths
}

// openHistory reads what is in a folder: nothing, where there is none.
func openHistory(dir string) (history, error) {
	h := history{dir, map[string]reports.Run{}}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return h, &hinted{dir + " is a file, not a folder", "name the folder of the history, and then the results"}
	}
	names, err := fs.Glob(os.DirFS(dir), "[0-9]*T[0-9]*Z.json")
	if err != nil {
		return h, fmt.Errorf("%s cannot be listed: %w", dir, err)
	}
	for _, name := range names {
		name = filepath.Join(dir, name)
		if h.kept[name], err = plans.Results(name); err != nil {
			return h, err
		}
	}
	return h, nil
}

// take adds a run, and returns the file that keeps it.
func (h history) take(run reports.Run) reportFile {
	name := filepath.Join(h.dir, run.Started.UTC().Format(historyName)+".json")
	h.kept[name] = run
	return reportFile{"history", name, func(w io.Writer) error { return jsonreport.Write(w, run) }, run.Login != nil}
}

// page is the file that draws the runs.
func (h history) page(runs []reports.Run) reportFile {
	return reportFile{"history", filepath.Join(h.dir, "index.html"), func(w io.Writer) error { return html.WriteHistory(w, runs) }, false}
}

// runs are all of them in the order of their times, if they are of one host.
func (h history) runs() (runs []reports.Run, err error) {
	for _, name := range slices.Sorted(maps.Keys(h.kept)) {
		if len(runs) > 0 && !runs[0].SameHost(h.kept[name]) {
			return nil, &hinted{fmt.Sprintf("the results are of several sites: %s and %s", reports.MaskPassword(runs[0].Target), reports.MaskPassword(h.kept[name].Target)), "give each site a folder of its own"}
		}
		runs = append(runs, h.kept[name])
	}
	return runs, nil
}

// fits tells before a run whether its results will go with what is kept.
func (h history) fits(target string) error {
	for _, run := range h.kept {
		if target != "" && !run.SameHost(reports.Run{Target: target}) {
			return &hinted{fmt.Sprintf("--history: %s has the results of %s", h.dir, reports.MaskPassword(run.Target)), "give each site a folder of its own"}
		}
	}
	return nil
}

// pointLine is one run in a line.
func pointLine(p reports.Point) string {
	var counts []string
	for _, t := range p.Open {
		if t.Count > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", t.Count, t.Severity))
		}
	}
	if len(counts) == 0 {
		counts = []string{"no open finding"}
	}
	return fmt.Sprintf("%s  %s; %d new, %d fixed, %d no longer tested (exit %d)", p.Started.Format("2006-01-02 15:04:05"), strings.Join(counts, ", "), p.New, p.Fixed, p.Untested, p.Exit)
}
