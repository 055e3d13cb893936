package driver

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// TestLate: whichever hears first that the time is over, it is the target that did not answer.
func TestLate(t *testing.T) {
	t.Parallel()
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for what, row := range map[string]struct {
		answers context.Context
		err     error
		want    bool
	}{
		"the call hears first":    {t.Context(), fmt.Errorf("navigate: %w", context.DeadlineExceeded), true},
		"the context hears first": {over, errors.New("no document"), true},
		"another error":           {t.Context(), errors.New("no document"), false},
		"an answer at the end":    {over, nil, false},
	} {
		if got := late(row.answers, row.err); got != row.want {
			t.Errorf("%s: %t", what, got)
		}
	}
}
