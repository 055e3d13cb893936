package suites

import (
	"fmt"
	"strings"

	"github.com/onsi/gomega/types"

	"github.com/cookiespec/cookiespec/suites/check"
)

// hold is the Gomega matcher for a verdict that passes. Its message is the failure as a reader needs it.
func hold(c check.Check) types.GomegaMatcher { return &holding{c} }

type holding struct{ check check.Check }

func (h *holding) Match(actual any) (bool, error) {
	verdict, ok := actual.(check.Verdict)
	if !ok {
		return false, fmt.Errorf("hold matches a check.Verdict, not %T", actual)
	}
	return verdict.Outcome == check.Passed, nil
}

func (h *holding) FailureMessage(actual any) string {
	v := actual.(check.Verdict)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nexpected: %s\nactual:   %s", h.check.Failure, strings.Join(v.Expected, ", or "), v.Actual)
	for _, e := range v.Evidence {
		fmt.Fprintf(&b, "\nseen at %s: %s", e.At, e.Text)
	}
	for _, cite := range h.check.Cites {
		fmt.Fprintf(&b, "\nsee %s %s", cite, cite.URL)
	}
	return b.String()
}

func (h *holding) NegatedFailureMessage(any) string { return h.check.ID + " holds" }
