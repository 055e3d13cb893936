package main

import (
	"os"
	"path/filepath"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// files are those that are wanted of a run, with what they can point to.
func (a *audit) files(run reports.Run, seen *recording.Recording) []reportFile {
	a.options.reports.attachments = a.attachments()
	files := a.options.reports.each(run, seen)
	if a.options.history == "" {
		return files
	}
	files = append(files, a.past.take(run))
	runs, err := a.past.runs()
	if err != nil { // it was looked for before the run, but for the site of a recording
		a.complain(err)
		return files
	}
	return append(files, a.past.page(runs))
}

// attachments are the files that a JUnit report names beside a failure, as the service that runs the command will find them:
// GitLab by their paths in the project, Jenkins and Azure by absolute ones. No other reader looks for any.
func (a *audit) attachments() []string {
	var files []string
	picture := filepath.Join(a.options.out, "login-failed.png")
	if info, err := os.Stat(picture); err == nil && !info.ModTime().Before(a.began) { // of this run
		files = append(files, picture)
	}
	if page := a.options.reports.path("html"); page != "" {
		files = append(files, page)
	}
	var named []string
	for _, file := range files {
		file = absolute(file)
		switch {
		case a.env("JENKINS_URL") != "", a.env("TF_BUILD") != "":
			named = append(named, file)
		case a.env("GITLAB_CI") != "":
			if path, err := filepath.Rel(absolute(a.env("CI_PROJECT_DIR")), file); err == nil && filepath.IsLocal(path) {
				named = append(named, filepath.ToSlash(path))
			}
		}
	}
	return named
}
