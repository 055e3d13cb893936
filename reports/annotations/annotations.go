// Package annotations writes what a run found as workflow commands of GitHub Actions, which shows them beside the code.
package annotations

import (
	"crypto/rand"
	"fmt"
	"io"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// most is how many annotations of a kind GitHub takes from a step.
const most = 10

// Bounds in characters.
const (
	titleLength   = 200
	messageLength = 1000
)

// annotation is one thing to say, in a place or not.
type annotation struct {
	file, title, message string
	line                 int
}

// Write writes an error for what fails the run, a warning for what else is wrong or was not judged of sessions, and a notice for what is slight or excused.
// Config is the path of the config file from the root of the repository; empty: there is none, and nothing has a place.
func Write(w io.Writer, run reports.Run, config string) error {
	run = run.Normal()
	kinds := []string{"error", "warning", "notice"}
	said := map[string][]annotation{}
	if n := run.NoSession; n != nil {
		said["warning"] = append(said["warning"], annotation{title: "no session was judged", message: n.Text()})
	} else if r := run.Reservation(); r != "" {
		said["warning"] = append(said["warning"], annotation{title: "not all of the session was judged", message: r})
	}
	for _, text := range run.Trouble {
		said["error"] = append(said["error"], annotation{title: "the run was not whole", message: text})
	}
	for _, r := range run.Results {
		if r.Outcome == reports.Fail {
			said[kind(r)] = append(said[kind(r)], of(r, config))
		}
	}
	for _, text := range run.Warnings {
		said["warning"] = append(said["warning"], annotation{file: config, line: 1, title: "the config needs a look", message: text})
	}
	var b strings.Builder
	for _, kind := range kinds {
		all := said[kind]
		if len(all) > most {
			all = append(all[:most-1:most-1], annotation{title: "more", message: fmt.Sprintf("and %d more, which the summary and the reports tell", len(all)-most+1)})
		}
		for _, a := range all {
			b.WriteString(a.command(kind))
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("cannot write the annotations: %w", err)
	}
	return nil
}

func kind(r reports.Result) string {
	switch {
	case r.Gating:
		return "error"
	case r.Excuse() != "", r.Severity == "low", r.Severity == "info":
		return "notice"
	}
	return "warning"
}

// of is a finding where the config declares its cookie, or at the beginning of the config.
func of(r reports.Result, config string) annotation {
	a := annotation{file: config, line: 1, title: fmt.Sprintf("%s (%s, %s)", r.ID, r.Severity, r.Number), message: r.Subject.String() + ": " + r.Title}
	if r.File != "" {
		a.line = max(r.Line, 1)
	}
	for _, more := range []struct{ label, text string }{{"", r.Actual}, {"expected ", strings.Join(r.Expected, ", or ")}, {"", r.Excuse()}} {
		if more.text != "" {
			a.message += "; " + more.label + more.text
		}
	}
	return a
}

// command is one line. The runner ends a property at "," and ":", and undoes the escapes of [property] and [data].
func (a annotation) command(kind string) string {
	place := ""
	if a.file != "" {
		place = fmt.Sprintf("file=%s,line=%d,", property.Replace(reports.Line(a.file, messageLength)), a.line)
	}
	return fmt.Sprintf("::%s %stitle=%s::%s\n", kind, place, property.Replace(reports.Line(a.title, titleLength)), data.Replace(reports.Line(a.message, messageLength)))
}

var (
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
)

// Guarded calls show, which writes what a target had a say in to w, and has GitHub's runner obey nothing of it.
func Guarded(w io.Writer, show func() error) error {
	token := rand.Text() // which nobody can guess
	if _, err := fmt.Fprintf(w, "::stop-commands::%s\n", token); err != nil {
		return err
	}
	defer fmt.Fprintf(w, "::%s::\n", token)
	return show()
}
