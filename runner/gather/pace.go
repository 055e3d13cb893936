package gather

import (
	"cmp"
	"time"
)

// The bounds of a page load: a first page may be slow, later ones have shown what to expect.
const (
	firstPage = 20 * time.Second
	laterPage = 3 * time.Second
)

func (r *run) patienceForPages() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	limit := cmp.Or(r.o.pageLimit, firstPage)
	if r.slowest == 0 {
		return limit
	}
	return min(limit, max(laterPage, 4*r.slowest))
}

func (r *run) pageTook(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.slowest = max(r.slowest, d)
}
