package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/runner/fleet"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// reportFiles are the files that the user wants of a run.
type reportFiles struct {
	paths map[string]*string // by the flag of the format; empty: not wanted

	dialect string // of the JUnit file
	anchor  string // of SARIF's findings where there is no config

	attachments []string // of the JUnit file's failures
}

// path is where the file of a format goes; empty: it is not wanted.
func (f reportFiles) path(flag string) string {
	if path := f.paths[flag]; path != nil {
		return *path
	}
	return ""
}

// reportFile is one of them: the flag that asks for it, where it goes, what fills it, and whether its owner alone may read it.
type reportFile struct {
	flag, path string
	write      func(io.Writer) error
	private    bool
}

// each returns those that are wanted, of a run that was judged and of what it was judged by.
func (f reportFiles) each(run reports.Run, seen *recording.Recording) (wanted []reportFile) {
	for _, form := range formats {
		if path := f.path(form.flag); path != "" {
			write := func(w io.Writer) error { return form.write(w, f, run, seen) }
			wanted = append(wanted, reportFile{form.flag, path, write, form.recorded || run.Login != nil})
		}
	}
	return wanted
}

// page is the file of --html, if it is wanted, of a command that shows something else than a run.
func (f reportFiles) page(write func(io.Writer) error, private bool) []reportFile {
	if path := f.path("html"); path != "" {
		return []reportFile{{"html", path, write, private}}
	}
	return nil
}

// ofAll are those that are wanted of many targets, whose runs lie in out.
func (f reportFiles) ofAll(out string, sum reports.Fleet) (wanted []reportFile) {
	all := many{f, out, sum, fleet.Results(out, sum)}
	evidence := false // of a login
	for run := range all.runs {
		evidence = evidence || run.Login != nil
	}
	for _, form := range formats {
		if path := f.path(form.flag); path != "" && form.writeAll != nil {
			write := func(w io.Writer) error { return form.writeAll(w, all, path) }
			wanted = append(wanted, reportFile{form.flag, path, write, evidence && !form.index})
		}
	}
	return wanted
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
		if _, linked := os.Lstat(dir); linked == nil {
			return &hinted{fmt.Sprintf("%s cannot be written: %s is a link to nothing", path, dir), "remove the link, or make the directory that it leads to"}
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
