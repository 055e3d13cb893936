package account

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// sitOut waits for as long as the target asks to be left alone.
func (a *Account) sitOut(ctx context.Context, t *driver.Tab, wait time.Duration) error {
	defer a.Meter.Spend(meter.Waits)()
	return t.Pause(ctx, time.Now().Add(wait))
}

// limit tells whether the target refused because of too many attempts, and for how long.
func limit(seen []recording.Exchange) (limited bool, wait time.Duration) {
	for _, e := range seen {
		if e.Act == recording.LoggingIn || e.Act == recording.Fetch || e.Act == recording.XHR {
			if e.Status == http.StatusTooManyRequests || e.Status == http.StatusLocked {
				return true, retryAfter(e.Header["retry-after"], time.Now())
			}
		}
	}
	return false, 0
}

// retryAfter is how long the field asks to wait: seconds, or a date (RFC 9110 §10.2.3). Zero: it says nothing.
func retryAfter(value string, now time.Time) time.Duration {
	if at, err := http.ParseTime(value); err == nil {
		return at.Sub(now)
	}
	seconds, _ := strconv.Atoi(value)
	return time.Duration(seconds) * time.Second
}
