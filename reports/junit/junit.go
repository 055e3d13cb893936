// Package junit writes a run as JUnit XML, in the form that GitLab, Jenkins, GitHub actions and Azure all read.
//
// A failed check that gates is a failure; one that does not, and what does not apply, is skipped with its reason; what could
// not be decided is an error. GitLab shows only the text inside these elements and others only their message, so the text
// begins with the message. A run that did not happen is an error too: no file of this package is green by absence.
package junit

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/cookiespec/cookiespec/reports"
)

// Write writes the run. Of the target's own texts nothing but text comes through, and no more than the bounds of bounds.go.
func Write(w io.Writer, run reports.Run) error {
	run = run.Normal()
	slug := reports.Slug(run.Target)
	cases := unique(testcases(run, slug))
	suite := testsuite{
		Name: "cookiespec", ID: "0", Package: slug, Hostname: "localhost",
		tally: count(cases), Time: seconds(run.Ended.Sub(run.Started).Seconds()),
		Timestamp:  run.Started.Format("2006-01-02T15:04:05"),
		Properties: describe(run), Cases: cases, Out: text(overview(run)),
	}
	report := testsuites{Name: suite.Name, tally: suite.tally, Time: suite.Time, Timestamp: suite.Timestamp, Suites: []testsuite{suite}}
	document, err := xml.MarshalIndent(report, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, document)
	}
	if err != nil {
		return fmt.Errorf("cannot write the JUnit report: %w", err)
	}
	return nil
}

// count derives the counts from what is there.
func count(cases []testcase) tally {
	t := tally{Tests: len(cases)}
	for _, c := range cases {
		switch {
		case c.Failure != nil:
			t.Failures++
		case c.Error != nil:
			t.Errors++
		case c.Skipped != nil:
			t.Skipped++
		}
	}
	return t
}

// unique numbers cases of one name: readers drop all but one of them. It can come to that where names were cut.
func unique(cases []testcase) []testcase {
	type key struct{ class, name string }
	taken := map[key]bool{}
	for i, c := range cases {
		for n := 2; taken[key{c.Class, cases[i].Name}]; n++ {
			cases[i].Name = c.Name + " (" + strconv.Itoa(n) + ")"
		}
		taken[key{c.Class, cases[i].Name}] = true
	}
	return cases
}
