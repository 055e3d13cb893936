package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/reports/har"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/overview"
	"github.com/cookiespec/cookiespec/reports/sarif"
	"github.com/cookiespec/cookiespec/runner/fleet"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// reportFiles are the files that the user wants of a run. An empty path: none.
type reportFiles struct {
	junit, sarif, markdown, json, html, har, recording string

	dialect string // of the JUnit file
	anchor  string // of SARIF's findings where there is no config

	attachments []string // of the JUnit file's failures
}

// reportFile is one of them: the flag that asks for it, where it goes, what fills it, and whether its owner alone may read it.
type reportFile struct {
	flag, path string
	write      func(io.Writer) error
	private    bool
}

// The dialects of --junit-dialect.
const (
	common = "common"
	strict = "strict"
)

// resultFiles are the flags of the files that are written of results alone; the others need what was seen, too.
var resultFiles = []string{"junit", "junit-dialect", "sarif", "sarif-anchor", "markdown", "json", "html"}

// each returns those that are wanted, of a run that was judged and of what it was judged by.
func (f reportFiles) each(run reports.Run, seen *recording.Recording) []reportFile {
	evidence := run.Login != nil // of a login
	return wanted(
		reportFile{"junit", f.junit, func(w io.Writer) error {
			return junit.Write(w, run, junit.Options{Strict: f.dialect == strict, Attachments: f.attachments})
		}, evidence},
		reportFile{"sarif", f.sarif, func(w io.Writer) error {
			return sarif.Write(w, run, sarif.Options{Config: inRepository(run.Config), Anchor: f.anchor})
		}, evidence},
		reportFile{"markdown", f.markdown, func(w io.Writer) error { return markdown.Write(w, run) }, evidence},
		reportFile{"json", f.json, func(w io.Writer) error { return jsonreport.Write(w, run) }, evidence},
		reportFile{"html", f.html, func(w io.Writer) error { return html.Write(w, run) }, evidence},
		reportFile{"har", f.har, func(w io.Writer) error { return har.Write(w, seen) }, true},
		reportFile{"recording", f.recording, func(w io.Writer) error { return seen.Write(w) }, true},
	)
}

// ofAll are those that are wanted of many targets, whose runs lie in out.
func (f reportFiles) ofAll(out string, sum reports.Fleet) []reportFile {
	runs := fleet.Results(out, sum)
	evidence := false
	for run := range runs {
		evidence = evidence || run.Login != nil
	}
	return wanted(
		reportFile{"junit", f.junit, func(w io.Writer) error { return junit.WriteAll(w, runs, junit.Options{Strict: f.dialect == strict}) }, evidence},
		reportFile{"sarif", f.sarif, func(w io.Writer) error {
			return sarif.WriteAll(w, runs, func(run reports.Run) sarif.Options {
				return sarif.Options{Config: inRepository(run.Config), Anchor: f.anchor}
			})
		}, evidence},
		reportFile{"markdown", f.markdown, func(w io.Writer) error { return markdown.WriteFleet(w, sum, runs) }, evidence},
		reportFile{"json", f.json, func(w io.Writer) error { return fleet.WriteJSON(w, fleet.From(filepath.Dir(f.json), out, sum)) }, false},
		reportFile{"html", f.html, func(w io.Writer) error { return overview.Write(w, fleet.From(filepath.Dir(f.html), out, sum)) }, false},
	)
}

// wanted are the files that have a path.
func wanted(files ...reportFile) []reportFile {
	return slices.DeleteFunc(files, func(f reportFile) bool { return f.path == "" })
}

// write writes all files, whatever becomes of one of them, and tells whether all are there.
func (p *program) write(files []reportFile) (whole bool) {
	whole = true
	for _, file := range files {
		var err error
		write := atomicfile.WriteShared
		if file.private {
			write = atomicfile.WriteFile
		}
		if !p.guarded(func() { err = write(file.path, file.write) }) {
			whole = false
		}
		if err != nil {
			p.complain(err)
			whole = false
		}
	}
	return whole
}

// check finds what is wrong with the paths while there is nothing to lose: a report that cannot be written is a pity after
// a run. read are the paths that are read, by what names them, and must not be written over.
func (f reportFiles) check(read map[string]string) error {
	if f.dialect != "" && f.dialect != common && f.dialect != strict {
		return &hinted{fmt.Sprintf("--junit-dialect: there is no dialect %q", f.dialect), nearest(f.dialect, []string{common, strict}, "write common, or strict for Jenkins' xunit plugin")}
	}
	if f.anchor != "" && !filepath.IsLocal(f.anchor) || strings.Contains(f.anchor, "://") {
		return &hinted{fmt.Sprintf("--sarif-anchor: %q is no path within a repository", f.anchor), "write the path of a file from the repository's root, such as README.md"}
	}
	taken := map[string]string{}
	for name, path := range read {
		if path != "" {
			taken[absolute(path)] = name
		}
	}
	for _, file := range f.each(reports.Run{}, nil) {
		if other := taken[absolute(file.path)]; other != "" {
			return &hinted{fmt.Sprintf("%s and --%s name the same file, %s", other, file.flag, file.path), "give each a name of its own"}
		}
		taken[absolute(file.path)] = "--" + file.flag
		if err := writable(file.path); err != nil {
			err.problem = "--" + file.flag + ": " + err.problem
			return err
		}
	}
	return nil
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// writable tries the directory that a file will be made in. A device or a pipe is not tried.
func writable(path string) *hinted {
	if path == "-" {
		return &hinted{"- is not a file name", "write /dev/stdout for the standard output"}
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &hinted{path + " is a directory", "add a file name"}
	case err == nil && !info.Mode().IsRegular():
		return nil
	}
	dir := filepath.Dir(path)
	for { // the directories that are missing will be made
		info, err = os.Stat(dir)
		if err == nil || !errors.Is(err, os.ErrNotExist) || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	if err == nil && !info.IsDir() {
		return &hinted{fmt.Sprintf("%s cannot be written: %s is a file, not a directory", path, dir), "choose another path"}
	}
	file, err := os.CreateTemp(dir, ".cookiespec-*")
	if err != nil {
		return &hinted{fmt.Sprintf("%s cannot be written: %v", path, errors.Unwrap(err)), "choose a directory that is yours"}
	}
	file.Close()
	os.Remove(file.Name())
	return nil
}
