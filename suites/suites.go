// Package suites is the engine: it turns a catalogue of checks and a recording into a tree of Ginkgo specs, one for each
// check and cookie. It is the only place that says Describe, It and Expect.
package suites

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"
	"github.com/onsi/gomega"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/entropy"
	"github.com/cookiespec/cookiespec/suites/expiry"
	"github.com/cookiespec/cookiespec/suites/restart"
	"github.com/cookiespec/cookiespec/suites/scope"
	"github.com/cookiespec/cookiespec/suites/sent"
	"github.com/cookiespec/cookiespec/suites/session"
	"github.com/cookiespec/cookiespec/suites/set"
	"github.com/cookiespec/cookiespec/suites/transport"
)

// Catalogue is every check, in the order in which it is listed, run and reported.
func Catalogue() check.Catalogue {
	return slices.Concat(set.Checks, sent.Checks, restart.Checks, expiry.Checks, session.Checks, scope.Checks, transport.Checks, entropy.Checks)
}

// Finding is one check applied to one subject: the value of a spec's report entry named [Entry].
type Finding struct {
	Check   check.Check
	Subject *check.Subject
	Verdict check.Verdict
	Took    time.Duration
}

// Entry is the name of the report entry that holds a spec's [Finding].
const Entry = "finding"

// Register adds a spec to Ginkgo's tree for each check of the catalogue and each of its subjects. A check without subjects
// has one spec all the same, which says that it does not apply.
func Register(catalogue check.Catalogue, of *check.Case, policy Policy) {
	ginkgo.Describe("cookies and sessions", func() {
		for _, area := range catalogue.Areas() {
			ginkgo.Describe(area, ginkgo.Label(area), func() {
				for _, c := range catalogue {
					if c.Area() == area {
						describe(c, of, policy)
					}
				}
			})
		}
	})
}

func describe(c check.Check, of *check.Case, policy Policy) {
	place := types.NewCustomCodeLocation(declaredIn(c.ID))
	labels := ginkgo.Label(c.Severity.String())
	subjects := c.Subjects(of)
	if len(subjects) == 0 {
		ginkgo.It(c.ID+" "+c.Title, labels, place, func() {
			settle(Finding{Check: c, Subject: &check.Subject{Kind: check.OfSite}, Verdict: nothing(c, of)})
		})
	}
	for _, s := range subjects {
		ginkgo.It(fmt.Sprintf("%s %s: %s", c.ID, c.Title, name(s)), labels, place, func() {
			began := time.Now()
			verdict := c.Apply(of, s)
			settle(Finding{Check: c, Subject: s, Verdict: policy.apply(c, verdict), Took: time.Since(began)})
		})
	}
}

// nothing is the verdict of a check that found nothing to be applied to. When what it needs was not gathered, nobody knows
// whether there was nothing.
func nothing(c check.Check, of *check.Case) check.Verdict {
	blank := c
	blank.Judge = func(*check.Case, *check.Subject) check.Verdict {
		return check.Skip("no cookie of the target is of the kind that this is about")
	}
	return blank.Apply(of, &check.Subject{Kind: check.OfSite})
}

// settle ends a spec with what was found. Only a pass is green: what could not be decided fails the spec too.
func settle(f Finding) {
	ginkgo.AddReportEntry(Entry, f, ginkgo.ReportEntryVisibilityNever)
	switch f.Verdict.Outcome {
	case check.NotApplicable:
		ginkgo.Skip(f.Verdict.Because())
	case check.Undecided:
		ginkgo.Fail("inconclusive: " + f.Verdict.Because())
	}
	gomega.Expect(f.Verdict).To(hold(f.Check))
}

// declaredIn is the file of a check: its id is its address.
func declaredIn(id string) string {
	return "suites/" + strings.ReplaceAll(id, "-", "_") + ".go"
}

func name(s *check.Subject) string {
	if s.Cookie == nil {
		return "the site"
	}
	return fmt.Sprintf("%q at %s%s", s.Cookie.Key.Name, s.Cookie.Key.Domain, s.Cookie.Key.Path)
}
