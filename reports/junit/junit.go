// Package junit writes a run as JUnit XML, in the form that GitLab, Jenkins, GitHub actions and Azure all read, or in the
// one that Jenkins' xunit plugin accepts.
//
// A failed check that blocks is a failure; one that does not, and what does not apply, is skipped with its reason; what could
// not be decided is an error. GitLab shows only the text inside these elements and others only their message, so the text
// begins with the message. A run that did not happen is an error too: no file of this package is green by absence.
package junit

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Options say who will read the file.
type Options struct {
	Strict      bool     // Jenkins' xunit plugin, which refuses a file with anything that its schema, junit-10.xsd, does not name
	Attachments []string // paths of files that show more, by which the reader finds them; the most telling first
}

// Write writes the run. Of the target's own texts nothing but text comes through, and no more than the bounds of bounds.go.
func Write(w io.Writer, run reports.Run, o Options) error {
	return WriteAll(w, slices.Values([]reports.Run{run}), o)
}

// WriteAll writes many runs, a suite for each. It goes through them twice, for the sums come first, and keeps one at a time.
func WriteAll(w io.Writer, runs iter.Seq[reports.Run], o Options) error {
	all := testsuites{Name: "cookiespec", Skipped: new(int)}
	number(runs, o, func(s testsuite) bool {
		all.add(s)
		return true
	})
	if o.Strict {
		all.narrow()
	}
	head, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return unwritten(err)
	}
	const end = "</testsuites>"
	if _, err := fmt.Fprintf(w, "%s%s\n", xml.Header, strings.TrimSuffix(string(head), end)); err != nil {
		return unwritten(err)
	}
	number(runs, o, func(s testsuite) bool {
		var text []byte
		if text, err = xml.MarshalIndent(s, "  ", "  "); err == nil {
			_, err = fmt.Fprintf(w, "%s\n", text)
		}
		return err == nil
	})
	if err == nil {
		_, err = fmt.Fprintln(w, end)
	}
	return unwritten(err)
}

func unwritten(err error) error {
	if err != nil {
		return fmt.Errorf("cannot write the JUnit report: %w", err)
	}
	return nil
}

// number makes the suite of each run, and tells them apart by number and by package. No runs are a suite that says so.
func number(runs iter.Seq[reports.Run], o Options, take func(testsuite) bool) {
	n, slugs := 0, reports.Slugs{}
	for run := range runs {
		s := suite(run.Normal(), slugs.Of(run.Called()), o)
		s.ID = strconv.Itoa(n)
		if n++; !take(s) {
			return
		}
	}
	if n == 0 {
		take(suite(reports.Run{Trouble: []string{"there was no target to run"}}.Normal(), "none", o))
	}
}

// suite is one run, whose target has the slug.
func suite(run reports.Run, slug string, o Options) testsuite {
	cases := unique(testcases(run, slug, attach(o.Attachments)))
	total, skipped := count(cases)
	s := testsuite{
		Name: "cookiespec", ID: "0", Package: slug, Hostname: "localhost",
		tally: total, Skipped: skipped, Time: seconds(run.Ended.Sub(run.Started).Seconds()),
		Timestamp:  run.Started.Format("2006-01-02T15:04:05"),
		Properties: describe(run), Cases: cases, Out: text(overview(run)),
	}
	if o.Strict {
		s.narrow()
	}
	return s
}

// add adds a suite to the sums. All began when the first did.
func (r *testsuites) add(s testsuite) {
	r.Tests += s.Tests
	r.Failures += s.Failures
	r.Errors += s.Errors
	*r.Skipped += s.Skipped
	r.Time += s.Time
	if r.Timestamp == "" || s.Timestamp < r.Timestamp {
		r.Timestamp = s.Timestamp
	}
}

// narrow leaves out what junit-10.xsd does not name. Nothing is lost that is not in the texts, too.
func (r *testsuites) narrow() { r.Skipped, r.Timestamp = nil, "" }

func (s *testsuite) narrow() {
	for i := range s.Cases {
		s.Cases[i].File, s.Cases[i].Line, s.Cases[i].Properties = "", 0, nil
	}
}

// count derives the counts from what is there.
func count(cases []testcase) (t tally, skipped int) {
	t.Tests = len(cases)
	for _, c := range cases {
		switch {
		case c.Failure != nil:
			t.Failures++
		case c.Error != nil:
			t.Errors++
		case c.Skipped != nil:
			skipped++
		}
	}
	return t, skipped
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
