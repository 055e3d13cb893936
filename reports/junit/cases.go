package junit

import (
	"cmp"

	"github.com/cookiespec/cookiespec/reports"
)

// environment is the type of an error: it was not the site that failed.
const environment = "environment"

// testcases are one for each result, one more where the run is not whole, and one where the config needs a look. What failed has
// the attachments.
func testcases(run reports.Run, slug string, attached *body) []testcase {
	var cases []testcase
	labels := reports.Labels(run.Results)
	for _, r := range run.Results {
		c := testcase{
			Class: "cookiespec." + slug + "." + reports.Slug(r.Area()),
			Name:  name(r.ID) + " " + name(labels[r.Subject]),
			Time:  seconds(r.Seconds), File: sentence(r.File), Line: max(r.Line, 0),
			Properties: marks(r),
		}
		judge(&c, r, run)
		if c.Failure != nil {
			c.Out = attached
		}
		cases = append(cases, c)
	}
	class := "cookiespec." + slug + ".run"
	if n := run.NoSession; n != nil {
		cases = append([]testcase{unjudged(*n, class)}, cases...)
	}
	if len(run.Warnings) > 0 {
		m, body := summed(run.Warnings)
		cases = append(cases, testcase{Class: class, Name: "run/config the config needs no look", Skipped: &outcome{Message: message("warning: " + m), Body: body}})
	}
	if len(run.Results) == 0 || len(run.Trouble) > 0 || !run.Completed {
		cases = append(cases, broken(run, class, attached))
	}
	return cases
}

// judge gives the case its outcome.
func judge(c *testcase, r reports.Result, run reports.Run) {
	switch {
	case r.Outcome == reports.Pass:
		c.Out = text(seen(r))
	case r.Excuse() != "":
		m := message(r.Excuse() + ": " + headline(r))
		c.Skipped = &outcome{Message: m, Body: escape(fault(m, r, run))}
	case r.Warning():
		m := message("warning: " + headline(r))
		c.Skipped = &outcome{Message: m, Body: escape(fault(m, r, run))}
	case r.Outcome == reports.Fail:
		m := message(headline(r))
		c.Failure = &outcome{Message: m, Type: sentence(r.Severity), Body: escape(fault(m, r, run))}
	case r.Outcome == reports.NotApplicable:
		m := message("not applicable: " + r.Because())
		c.Skipped = &outcome{Message: m, Body: escape(pending(m, r))}
	case r.Outcome == reports.Inconclusive:
		m := message("inconclusive: " + r.Because())
		c.Error = &outcome{Message: m, Type: environment, Body: escape(pending(m, r))}
	default:
		m := message("inconclusive: the outcome " + cmp.Or(r.Outcome, "(none)") + " is unknown")
		c.Error = &outcome{Message: m, Type: environment, Body: escape(pending(m, r))}
	}
}

// headline says in one line what is wrong.
func headline(r reports.Result) string {
	if r.Actual == "" {
		return r.Title
	}
	return r.Title + ": " + r.Actual
}

// broken is the case of a run that is not whole.
func broken(run reports.Run, class string, attached *body) testcase {
	troubles := run.Trouble
	if len(troubles) == 0 {
		troubles = []string{"nothing was judged"}
		if len(run.Results) > 0 {
			troubles = []string{"the run was broken off"}
		}
	}
	m, body := summed(troubles)
	return testcase{Class: class, Name: "run/completed the run was whole", Error: &outcome{Message: m, Type: environment, Body: body}, Out: attached}
}

// unjudged is the case that says that no session was judged. Where one is required, the case of the run as a
// whole is an error, see [broken].
func unjudged(n reports.NoSession, class string) testcase {
	m := message(n.Headline())
	b := paragraphs{}
	b.line(m)
	b.fact("required", n.Required)
	b.fact("to change that", n.Remedy)
	b.fact("suspected session cookies", n.Suspects())
	for _, r := range n.NotRun {
		b.list("did not run, "+r.Reason, r.Checks)
	}
	return testcase{Class: class, Name: "run/session a session was judged", Skipped: &outcome{Message: m, Body: escape(b.String())}}
}

// summed is the first of some sentences as a message, and all of them as a body.
func summed(sentences []string) (m, text string) {
	m = message(cmp.Or(sentences[0], "no reason was given"))
	b := paragraphs{}
	b.line(m)
	b.list("also", sentences[1:])
	return m, escape(b.String())
}

// marks are the properties of a test.
func marks(r reports.Result) *properties {
	all := []property{{"requirement", r.ID}, {"level", r.Severity}, {"outcome", r.Outcome}}
	for _, c := range r.Cites {
		all = append(all, property{"spec", c.Text}, property{"spec_url", c.URL})
	}
	return said(all)
}
