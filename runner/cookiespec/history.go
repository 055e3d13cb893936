package main

import (
	"fmt"
	"io"
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

Results are what --json wrote. They are kept as DIR/TIME.json, where TIME is
when the run was started (UTC): results of the same run, judged again, replace
those that are kept. All must be of the same host, on whatever port. Without
RESULTS the page is drawn again from what is kept.

Exit codes:
  0  the page is written
  2  a file cannot be read, or is of another site
  4  a file cannot be written
`

func (p *program) historyCommand() *cobra.Command {
	c := &cobra.Command{Use: "history DIR RESULTS", Short: "keep results, and draw how findings went", Long: historyHelp, Args: takes(1, mostHistory, "cookiespec history trend run.json, with what --json wrote")}
	c.RunE = func(_ *cobra.Command, words []string) error {
		dir := words[0]
		kept, err := keptRuns(dir)
		if err != nil {
			return err
		}
		var files []reportFile
		for _, path := range words[1:] {
			run, err := plans.Results(path)
			if err != nil {
				return err
			}
			name := filepath.Join(dir, run.Started.UTC().Format(historyName)+".json")
			kept[name] = run
			files = append(files, reportFile{"", name, func(w io.Writer) error { return jsonreport.Write(w, run) }, run.Login != nil})
		}
		runs, err := ofOneSite(kept)
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			return &hinted{"there are no results in " + dir, "write cookiespec history " + dir + " run.json, with what --json wrote"}
		}
		page := filepath.Join(dir, "index.html")
		files = append(files, reportFile{"", page, func(w io.Writer) error { return html.WriteHistory(w, runs) }, false})
		if !p.write(files) {
			return exit(exitFault)
		}
		for _, point := range reports.Trend(runs) {
			fmt.Fprintln(p.stdout, pointLine(point))
		}
		p.messagef("%s", page)
		return nil
	}
	return c
}

const (
	historyName = "20060102T150405Z" // of results that are kept
	mostHistory = 1000               // results in one call
)

// keptRuns are the results in a folder by their paths; none, where there is no such folder.
func keptRuns(dir string) (map[string]reports.Run, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, &hinted{dir + " is a file, not a folder", "give the folder of the history first, then the results"}
	}
	names, err := filepath.Glob(filepath.Join(escaped(dir), "[0-9]*T[0-9]*Z.json"))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be listed: %w", dir, err)
	}
	kept := map[string]reports.Run{}
	for _, name := range names {
		if kept[name], err = plans.Results(name); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// escaped is a path in which nothing stands for something else in a glob.
func escaped(path string) string {
	return strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`, `\`, `\\`).Replace(path)
}

// ofOneSite are the runs in the order of their times, if they are of one host.
func ofOneSite(kept map[string]reports.Run) (runs []reports.Run, err error) {
	var names []string
	for name := range kept {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if len(runs) > 0 && !runs[0].SameHost(kept[name]) {
			return nil, &hinted{fmt.Sprintf("the results are of several sites: %s and %s", reports.MaskPassword(runs[0].Target), reports.MaskPassword(kept[name].Target)), "give each site a folder of its own"}
		}
		runs = append(runs, kept[name])
	}
	return runs, nil
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
