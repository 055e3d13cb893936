// Package suites is the engine: it turns a catalogue of checks and a recording into specs, one for each check and cookie. [Register]
// puts them into Ginkgo's tree; who only wants the findings asks each spec for its own.
package suites

import (
	"slices"

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

// Register adds specs to Ginkgo's tree, and is the only place that says Describe, It and Expect. excused says why a failed spec is no
// failure of the run, a clause, or nothing; nil: nothing is excused.
//
// The tree is built before it is run, so what the specs judge is gathered before.
func Register(specs []Spec, excused func(Finding) string) {
	ginkgo.Describe("cookies and sessions", func() {
		for i := 0; i < len(specs); {
			area, first := specs[i].Check.Area(), i
			for i < len(specs) && specs[i].Check.Area() == area {
				i++
			}
			ginkgo.Describe(area, func() {
				for _, s := range specs[first:i] {
					place := types.NewCustomCodeLocation(declaredIn(s.Check.ID))
					ginkgo.It(s.Text, ginkgo.Label(Labels(s.Check)...), place, func() { settle(s.Judge(), excused) })
				}
			})
		}
	})
}

// settle ends a spec with what was found. Only a pass is green: what could not be decided fails the spec too.
func settle(f Finding, excused func(Finding) string) {
	if f.Verdict.Outcome == check.NotApplicable {
		ginkgo.Skip(f.Verdict.Because())
	}
	if f.Verdict.Outcome != check.Passed && excused != nil {
		if reason := excused(f); reason != "" {
			ginkgo.Skip(reason)
		}
	}
	if f.Verdict.Outcome == check.Undecided {
		ginkgo.Fail("inconclusive: " + f.Verdict.Because())
	}
	gomega.Expect(f.Verdict).To(hold(f.Check))
}
