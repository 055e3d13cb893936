package cookietest

import (
	"strings"
	"testing"

	"github.com/onsi/ginkgo/v2"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Specs adds a spec for each check to the Ginkgo suite that it is called in, as [ginkgo.Describe] does: at the top level, or in a
// container that is not Ordered. The URL of a server that the suite starts itself is given as a function, which is called when the
// first of the specs runs. The specs carry the labels of their area, their severity, and the requirements of ASVS and tests of the WSTG
// that they are of, such as "ASVS-3.3.1" and "WSTG-SESS-02".
//
// The site is audited once, by the first spec that runs. With --procs all the specs run in one of the processes.
func Specs[URL string | func() string](url URL, options ...Option) bool {
	job, wrong := plan(options)
	return ginkgo.Describe("cookies and sessions", ginkgo.Ordered, ginkgo.ContinueOnFailure, func() {
		if wrong != nil {
			ginkgo.It("are audited as the options say", func() { ginkgo.Fail(wrong.Error()) })
			return
		}
		var seen *recording.Recording
		var run reports.Run
		var ran check.Catalogue
		ginkgo.BeforeAll(func(ctx ginkgo.SpecContext) {
			if testing.Short() {
				ginkgo.Skip(short)
			}
			var err error
			seen, err = gather(ctx, job, address(url))
			switch {
			case skips(err):
				ginkgo.Skip(err.Error() + " " + unaudited)
			case err != nil:
				ginkgo.Fail(err.Error())
			}
			run = job.Judge(seen, job.Catalogue)
		})
		for _, c := range job.Catalogue {
			ginkgo.It(c.ID+" "+c.Title, ginkgo.Label(suites.Labels(c)...), func() {
				ran = append(ran, c)
				settleAll(run, c.ID)
			})
		}
		// What the focus and the filters left out is no trouble.
		ginkgo.AfterAll(func() {
			if seen == nil {
				return
			}
			if trouble := job.Judge(seen, ran).Trouble; len(trouble) > 0 {
				ginkgo.Fail("the audit is not whole: " + line(strings.Join(trouble, "; ")))
			}
		})
	})
}

func address[URL string | func() string](url URL) string {
	if later, ok := any(url).(func() string); ok {
		return later()
	}
	return any(url).(string)
}

// settleAll ends a spec by all results of its check: one failure fails it, and it is skipped if nothing passed.
func settleAll(run reports.Run, id string) {
	labels := reports.Labels(run.Results)
	var failures, skips []string
	passed := false
	for _, r := range run.Results {
		if r.ID != id {
			continue
		}
		failure, skipped := settled(run, r)
		subject := line(labels[r.Subject]) + ": "
		switch {
		case failure != "":
			failures = append(failures, subject+failure)
		case skipped != "":
			skips = append(skips, subject+skipped)
		default:
			passed = true
		}
	}
	switch {
	case len(failures) > 0:
		ginkgo.Fail(strings.Join(failures, "\n\n"))
	case !passed:
		ginkgo.Skip(strings.Join(skips, "\n"))
	case len(skips) > 0:
		ginkgo.AddReportEntry("not passed", strings.Join(skips, "\n"), ginkgo.ReportEntryVisibilityFailureOrVerbose)
	}
}
