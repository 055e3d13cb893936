package driver

import (
	"cmp"
	"net/http"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
)

// The bounds of a page load: a first page may be slow, later ones have shown what to expect. They are wide, for they are spent only
// where something hangs, and a page that is given up too early is a verdict lost.
const (
	firstPage  = 20 * time.Second
	laterPage  = 10 * time.Second
	longest    = 30 * time.Second
	finishes   = 5 * time.Second // after the document was received
	allowances = 4               // of the slowest page so far
)

// PageLimit is how long a document is waited for.
func (d *Driver) PageLimit() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.slowest == 0 {
		return d.bounded(firstPage)
	}
	return d.bounded(max(laterPage, allowances*d.slowest))
}

// finishLimit is how long a page is waited for once its document was received.
func (d *Driver) finishLimit() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.bounded(max(finishes, allowances*d.slowest))
}

func (d *Driver) bounded(limit time.Duration) time.Duration {
	return min(limit, longest, cmp.Or(d.MaxPage, longest))
}

func (d *Driver) pageTook(took time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.slowest = max(d.slowest, took)
}

// answered notices a target that wants fewer requests (RFC 6585 §4, RFC 9110 §10.2.3).
func (d *Driver) answered(a wire.Answer) {
	if a.Status != http.StatusTooManyRequests && (a.Status != http.StatusServiceUnavailable || a.RetryAfter == "") {
		return
	}
	d.limited.Do(func() {
		when := ""
		if a.RetryAfter != "" {
			when = ", Retry-After: " + a.RetryAfter
		}
		d.Note("the target limits the rate of requests: %s answered %d%s", redact.URL(a.URL), a.Status, when)
	})
}
