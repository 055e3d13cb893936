package meter

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestMeter: each moment counts once, for the first kind that is going on, and the sum is the whole.
func TestMeter(t *testing.T) {
	t.Parallel()
	zero := time.Unix(1700000000, 0)
	at := func(s int) time.Time { return zero.Add(time.Duration(s) * time.Second) }
	m := &Meter{Began: zero, starts: 2, stretch: []stretch{
		{Waits, at(1), at(9)},  // 4 s of it are nobody else's
		{Pages, at(2), at(5)},  // 2 s beside Chrome
		{Chrome, at(4), at(6)}, // all of it
	}}
	want := recording.Spent{Chrome: 2, Pages: 2, Waits: 4, Own: 2, Starts: 2}
	if diff := cmp.Diff(want, m.Spent(at(10))); diff != "" {
		t.Error(diff)
	}
}
