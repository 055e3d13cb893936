package suites

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
)

// TestHoldMatchesAPassAlone, and tells a failure with all that a reader needs.
func TestHoldMatchesAPassAlone(t *testing.T) {
	t.Parallel()
	h := hold(check.Check{ID: "set/a", Failure: "it is not so", Cites: []check.Citation{check.RFC6265bis("5.7")}})
	for outcome, want := range map[check.Outcome]bool{
		check.Passed: true, check.Failed: false, check.NotApplicable: false, check.Undecided: false, "": false,
	} {
		if got, err := h.Match(check.Verdict{Outcome: outcome}); err != nil || got != want {
			t.Errorf("%q matches: %v, %v", outcome, got, err)
		}
	}
	if _, err := h.Match("pass"); err == nil {
		t.Error("a string is no verdict")
	}
	text := h.FailureMessage(check.Fail("it is x", "it is y", check.Evidence{At: "visit#1", Text: "a=x"}))
	for _, part := range []string{"it is not so", "it is x", "it is y", "visit#1", "a=x", "RFC 6265bis §5.7", "https://"} {
		if !strings.Contains(text, part) {
			t.Errorf("the message lacks %q:\n%s", part, text)
		}
	}
}
