package main

import (
	"io"
	"iter"
	"path/filepath"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/gitlabdast"
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

// format is a form in which a run can be written to a file. The flags, their headings and completion, and the reports of many
// targets follow from the list of formats.
type format struct {
	flag, extension, help string
	write                 func(io.Writer, reportFiles, reports.Run, *recording.Recording) error
	writeAll              func(w io.Writer, of many, path string) error // of many targets; nil: each has a file of its own

	with     string // a flag that goes with it
	recorded bool   // it is written from the recording: it needs a gathering run, and its owner alone may read it
	index    bool   // of many targets it has no evidence, only where each target's reports are
}

// many are the runs of many targets.
type many struct {
	files reportFiles
	out   string
	sum   reports.Fleet
	runs  iter.Seq[reports.Run]
}

// formats are all of them, in the order of the help.
var formats = []format{
	{
		flag: "junit", with: "junit-dialect", extension: "xml", help: "write the results as JUnit XML to `FILE`",
		write: func(w io.Writer, f reportFiles, run reports.Run, _ *recording.Recording) error {
			return junit.Write(w, run, junit.Options{Strict: f.dialect == strict, Attachments: f.attachments})
		},
		writeAll: func(w io.Writer, of many, _ string) error {
			return junit.WriteAll(w, of.runs, junit.Options{Strict: of.files.dialect == strict})
		},
	},
	{
		flag: "html", extension: "html", help: "write the results as one HTML page, with pictures of the login, to `FILE`",
		write: func(w io.Writer, _ reportFiles, run reports.Run, _ *recording.Recording) error {
			return html.Write(w, run)
		},
		writeAll: func(w io.Writer, of many, path string) error {
			return overview.Write(w, fleet.From(filepath.Dir(path), of.out, of.sum))
		},
		index: true,
	},
	{
		flag: "sarif", with: "sarif-anchor", extension: "sarif", help: "write what failed as SARIF to `FILE`, for code scanning",
		write: func(w io.Writer, f reportFiles, run reports.Run, _ *recording.Recording) error {
			return sarif.Write(w, run, f.places(run))
		},
		writeAll: func(w io.Writer, of many, _ string) error { return sarif.WriteAll(w, of.runs, of.files.places) },
	},
	{
		flag: "gitlab-dast", extension: "json", help: "write what failed as a DAST report to `FILE`, for GitLab",
		write: func(w io.Writer, _ reportFiles, run reports.Run, _ *recording.Recording) error {
			return gitlabdast.Write(w, run)
		},
		writeAll: func(w io.Writer, of many, _ string) error { return gitlabdast.WriteAll(w, of.runs) },
	},
	{
		flag: "markdown", extension: "md", help: "write the results as Markdown to `FILE`",
		write: func(w io.Writer, _ reportFiles, run reports.Run, _ *recording.Recording) error {
			return markdown.Write(w, run)
		},
		writeAll: func(w io.Writer, of many, _ string) error { return markdown.WriteFleet(w, of.sum, of.runs) },
	},
	{
		flag: "json", extension: "json", help: "write the results as JSON to `FILE`",
		write: func(w io.Writer, _ reportFiles, run reports.Run, _ *recording.Recording) error {
			return jsonreport.Write(w, run)
		},
		writeAll: func(w io.Writer, of many, path string) error {
			return fleet.WriteJSON(w, fleet.From(filepath.Dir(path), of.out, of.sum))
		},
		index: true,
	},
	{
		flag: "har", extension: "har", help: "write the requests, without cookie values, to `FILE`, for DevTools' network panel",
		write: func(w io.Writer, _ reportFiles, _ reports.Run, seen *recording.Recording) error {
			return har.Write(w, seen)
		},
		recorded: true,
	},
	{
		flag: "recording", extension: "json", help: "write what was seen, without cookie values, to `FILE`",
		write:    func(w io.Writer, _ reportFiles, _ reports.Run, seen *recording.Recording) error { return seen.Write(w) },
		recorded: true,
	},
}

// formatsOf are the flags of the formats that are written from a recording, or of those that are written from results alone.
func formatsOf(recorded bool) (flags []string) {
	for _, f := range formats {
		if f.recorded == recorded {
			flags = append(flags, f.flag)
		}
	}
	return flags
}

// formatFlags are all flags of formats, each with the one that goes with it.
func formatFlags() (flags []string) {
	for _, f := range formats {
		flags = append(flags, f.flag)
		if f.with != "" {
			flags = append(flags, f.with)
		}
	}
	return flags
}

// The dialects of --junit-dialect.
const (
	common = "common"
	strict = "strict"
)

// places say where SARIF's findings of a run lie.
func (f reportFiles) places(run reports.Run) sarif.Options {
	return sarif.Options{Config: inRepository(run.Config), Anchor: f.anchor}
}
