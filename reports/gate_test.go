package reports

import "testing"

func TestGate(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ policy, failOn, want string }{
		{"baseline", "high", "a failure of severity high or above fails the run"},
		{"strict", "low", "a failure of severity low or above fails the run"},
		{"asvs-l2", "high", "a failure of what ASVS 5.0 demands at level 2 fails the run"},
		{"asvs-l1", "never", "no failure fails the run"},
	} {
		if got := (Run{Policy: row.policy, FailOn: row.failOn}).Gate(); got != row.want {
			t.Errorf("%s, %s: %s", row.policy, row.failOn, got)
		}
	}
}
