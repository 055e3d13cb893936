package driver

import (
	"cmp"
	"time"
)

// DefaultFirstPage and laterPage are the bounds of a page load: a first page may be slow, later ones have shown what to expect.
const (
	DefaultFirstPage = 20 * time.Second
	laterPage        = 3 * time.Second
)

// PageLimit is how long a page is waited for.
func (d *Driver) PageLimit() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	limit := cmp.Or(d.FirstPage, DefaultFirstPage)
	if d.slowest == 0 {
		return limit
	}
	return min(limit, max(laterPage, 4*d.slowest))
}

func (d *Driver) pageTook(took time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.slowest = max(d.slowest, took)
}
