// Package gitlabdast writes what failed as a DAST report of GitLab, schema 15.2.1, for its merge requests and its vulnerability
// report.
//
// A vulnerability is a check that failed on a cookie or on the site. GitLab tells vulnerabilities apart by their first identifier, which is
// the check, and by path, method and parameter of their location, but not by the host: so the location is the entry page and the
// cookie, and among many targets the parameter names the host, too. A waived finding is a message, because it is accepted.
package gitlabdast

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/reports"
)

const (
	version = "15.2.1"
	schema  = "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v" + version + "/dist/dast-report-format.json"
)

// Write writes one run.
func Write(w io.Writer, r reports.Run) error {
	return write(w, slices.Values([]reports.Run{r}), false)
}

// WriteAll writes the runs of many targets as one scan, which succeeded where each did.
func WriteAll(w io.Writer, runs iter.Seq[reports.Run]) error { return write(w, runs, true) }

func write(w io.Writer, runs iter.Seq[reports.Run], many bool) error {
	all := report{Schema: schema, Version: version, Vulnerabilities: []vulnerability{}}
	all.Scan = scan{Type: "dast", Status: "success", Resources: []resource{}, Messages: []message{}}
	var began, ended time.Time
	for r := range runs {
		r = r.Normal()
		if began.IsZero() || r.Started.Before(began) {
			began = r.Started
		}
		if r.Ended.After(ended) {
			ended = r.Ended
		}
		all.Scan.Analyzer = programOf(r.Tool)
		if !r.Whole() {
			all.Scan.Status = "failure"
		}
		all.Scan.Resources = append(all.Scan.Resources, resources(r)...)
		all.Scan.Messages = append(all.Scan.Messages, messages(r, many)...)
		all.Vulnerabilities = append(all.Vulnerabilities, vulnerabilities(r, many)...)
	}
	if all.Scan.Analyzer.ID == "" { // there was no run
		all.Scan.Analyzer, all.Scan.Status = programOf(reports.Tool{}), "failure"
	}
	all.Scan.Scanner = all.Scan.Analyzer
	const form = "2006-01-02T15:04:05"
	all.Scan.Start, all.Scan.End = began.Format(form), ended.Format(form)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return fmt.Errorf("cannot write the DAST report: %w", err)
	}
	return nil
}

func programOf(t reports.Tool) program {
	return program{ID: "cookiespec", Name: "cookiespec", Version: cmp.Or(line(t.Version, nameLength), "unknown"), Vendor: vendor{"cookiespec"}}
}

// resources are the addresses that were requested, each once for each method.
func resources(r reports.Run) (all []resource) {
	for _, a := range r.Activity {
		one := resource{line(a.Method, nameLength), line(a.URL, textLength), "url"}
		if one.Method != "" && one.URL != "" && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// messages say what the vulnerabilities do not: what kept the run from being whole, what could not be judged, what is accepted.
func messages(r reports.Run, many bool) (all []message) {
	say := func(level, text string) {
		if many {
			text = r.Called() + ": " + text
		}
		if text = line(text, textLength); text != "" {
			all = append(all, message{level, text})
		}
	}
	if !r.Whole() {
		say("fatal", "the run was not complete: what is not reported may still be there")
	}
	for _, text := range r.Trouble {
		say("fatal", text)
	}
	if r.NoSession != nil {
		say("warn", r.NoSession.Text())
	}
	for _, text := range r.Warnings {
		say("warn", text)
	}
	for _, one := range r.Results {
		switch {
		case one.Outcome == reports.Inconclusive:
			say("warn", "inconclusive: "+one.ID+" on "+one.Subject.String()+": "+one.Because())
		case one.Outcome == reports.Fail && one.Waived != nil:
			say("info", one.ID+" on "+one.Subject.String()+" is "+one.Excuse())
		}
	}
	for _, text := range r.Notes {
		say("info", text)
	}
	for _, did := range r.ActivitySum() {
		say("info", did.Label+": "+did.Text)
	}
	return all
}

// page is where the run began: scheme, host and port, and the path.
func page(r reports.Run) (host, path string) {
	u, err := url.Parse(r.Target)
	if err != nil || u.Host == "" {
		return line(r.Target, textLength), "/"
	}
	return line(u.Scheme+"://"+u.Host, textLength), line(cmp.Or(u.EscapedPath(), "/"), textLength)
}
